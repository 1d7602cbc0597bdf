// SPDX-License-Identifier: Apache-2.0
/*
 * sign_off.tsx - "I have read it and have nothing to add".
 *
 * The round's page does not carry my sign-off, but the desk does: a review of
 * which it asks nothing more, and on which I have said nothing, I signed off.
 */
import { useLoad } from '../../store/load';
import { myId } from '../../store/session';
import { tables } from '../../store/tables';
import { Form, useForm } from '../../ui/form';
import { call } from '../../wire/calls';
import type { Round } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';

const t = reviews.reader;

export function SignOff({ round, open }: { round: Round; open: boolean }) {
	const me = myId();
	const mine = tables.comment.where(
		(row) => row.round === round.id && row.author === me && !row.withdrawn_at,
	).length;
	const asks = useLoad('desk.home', open && mine === 0 ? {} : null).reply?.asks;
	const waits = asks?.some(({ kind, id }) => kind === 'review' && id === round.id);
	const signed = tables.sign_off.get(round.id) !== undefined || waits === false;

	const form = useForm({
		send: async () => {
			await call('round.sign_off', { round: round.id });
		},
	});
	if (!open || (mine === 0 && !signed && !asks)) return null;
	return (
		<section class="sign-off" aria-labelledby="sign-off">
			{mine > 0 || signed ? (
				<p id="sign-off" role="status">
					{mine > 0 ? t.commented : t.signedOff}
				</p>
			) : (
				<>
					<h2 id="sign-off">{t.signOffTitle}</h2>
					<p>{t.signOffBody}</p>
					<Form form={form} action={t.signOff} />
				</>
			)}
		</section>
	);
}
