// SPDX-License-Identifier: Apache-2.0
/*
 * sign_off.tsx - "I have read it and have nothing to add".
 *
 * It counts as an answer: silence after reading and silence without it are not
 * the same to those who asked.
 */
import { tables } from '../../store/tables';
import { Form, useForm } from '../../ui/form';
import { call } from '../../wire/calls';
import type { Round } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { haveCommented } from './room';

const t = reviews.reader;

export function SignOff({ round }: { round: Round }) {
	const mine = haveCommented(round.id);
	const signed = tables.sign_off.get(round.id) !== undefined;
	const form = useForm({
		send: async () => {
			await call('round.sign_off', { round: round.id });
		},
	});
	return (
		<section class="sign-off" aria-labelledby="sign-off">
			{mine || signed ? (
				<p id="sign-off" role="status">
					{mine ? t.commented : t.signedOff}
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
