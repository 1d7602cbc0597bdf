// SPDX-License-Identifier: Apache-2.0
/*
 * sign_off.tsx - "I have read it and have nothing to add".
 *
 * The round's page does not carry my sign-off, but the desk does: a review of
 * which it asks nothing more, and on which I have said nothing, I signed off.
 */
import { useSignal } from '@preact/signals';
import { asCallError, useLoad } from '../../store/load';
import { myId } from '../../store/session';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { call } from '../../wire/calls';
import type { Round } from '../../wire/rows';
import { sentence } from '../../words/en';
import { reviews } from '../../words/en/reviews';

const t = reviews.reader;

export function SignOff({ round, open }: { round: Round; open: boolean }) {
	const me = myId();
	const mine = tables.comment.where(
		(row) => row.round === round.id && row.author === me && !row.withdrawn_at,
	).length;
	const asks = useLoad('desk.home', open && mine === 0 ? {} : null).reply?.asks;
	const busy = useSignal(false);
	const problem = useSignal('');
	const waits = asks?.some(({ kind, id }) => kind === 'review' && id === round.id);
	const signed = tables.sign_off.get(round.id) !== undefined || waits === false;

	const act = async () => {
		busy.value = true;
		try {
			await call('round.sign_off', { round: round.id });
			problem.value = '';
		} catch (failure) {
			problem.value = sentence(asCallError(failure));
		} finally {
			busy.value = false;
		}
	};
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
					{problem.value && <p class="error">{problem.value}</p>}
					<Button look="main" busy={busy.value} onClick={() => void act()}>
						{t.signOff}
					</Button>
				</>
			)}
		</section>
	);
}
