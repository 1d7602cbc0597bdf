// SPDX-License-Identifier: Apache-2.0
/*
 * interests.tsx - declaring what might colour one's comments, once per round.
 *
 * The declaration stands beside every comment of its author, under the same
 * name or pseudonym; who writes under a pseudonym is warned that it may tell.
 */
import { useSignal } from '@preact/signals';
import { draftAt, myId } from '../../store/session';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { TextArea } from '../../ui/field';
import { deliver, Form, useForm } from '../../ui/form';
import { tell } from '../../ui/live';
import { useRevision } from '../../ui/revision';
import type { Round } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { takesComments } from './room';
import { REASON_MAX, tooLong } from './too_long';

const t = reviews.interests;

function mine(round: number) {
	const me = myId();
	return tables.reviewer
		.where((row) => row.round === round)
		.find((row) => (row.member ?? tables.identity.get(row.id)?.member) === me);
}

export function Interests({ round }: { round: Round }) {
	const writing = useSignal(false);
	const declared = mine(round.id)?.interests ?? null;
	if (!takesComments(round) && declared === null) return null;
	return (
		<section aria-labelledby="interests">
			<h2 id="interests">{t.title}</h2>
			{writing.value ? (
				<Declaring round={round} was={declared ?? ''} onDone={() => (writing.value = false)} />
			) : (
				<>
					<p>{declared ?? t.none}</p>
					{takesComments(round) && (
						<Button small onClick={() => (writing.value = true)}>
							{declared === null ? t.act : t.change}
						</Button>
					)}
				</>
			)}
		</section>
	);
}

function Declaring({ round, was, onDone }: { round: Round; was: string; onDone(): void }) {
	const draft = draftAt(`interests:${round.id}`);
	const interests = useRevision(draft, was);
	const form = useForm({
		fields: { interests },
		required: { interests: t.missing },
		check: () => tooLong({ interests }, REASON_MAX),
		send: async () => {
			const params = { round: round.id, interests: form.text('interests') };
			if (!(await deliver(draft, 'reviewer.declare', params))) return;
			tell(t.done);
			onDone();
		},
		inline: true,
	});
	return (
		<Form form={form} action={t.send} onCancel={onDone}>
			<TextArea
				label={t.label}
				hint={round.names === 'named' ? t.hint : t.hintPseudonym}
				rows={3}
				{...form.field('interests')}
			/>
		</Form>
	);
}
