// SPDX-License-Identifier: Apache-2.0
/*
 * unreached.tsx - addresses that get no mail any more: why, since when, and the
 * way to have it tried again.
 */
import { useSignal } from '@preact/signals';
import { Button } from '../../ui/button';
import { Confirm } from '../../ui/dialog';
import { tell } from '../../ui/live';
import { Time } from '../../ui/time';
import { call } from '../../wire/calls';
import type { Methods } from '../../wire/rows';
import { people } from '../../words/en/people';

const t = people.unreached;

export type Unreached = Methods['bounced.list']['out']['members'][number];

/* Why, since when, and until when; `status` is for whom the IT people ask. */
export function Why({ of }: { of: Unreached }) {
	return (
		<>
			<p>{t.whys[of.why]}</p>
			<p class="meta">
				<span>
					{t.since} <Time at={of.since} />
				</span>
				<span>
					{t.until} <Time at={of.until} />
				</span>
				{of.status && <span>{t.status(of.status)}</span>}
			</p>
		</>
	);
}

/* Done only after a question: mail to a dead address harms all other mail. */
export function TryAgain({ of, mine, done }: { of: Unreached; mine: boolean; done(): void }) {
	const asked = useSignal(false);
	const lift = async () => {
		await call('bounced.lift', { member: of.member });
		tell(t.lifted);
		done();
	};
	return (
		<>
			<Button
				small
				onClick={() => (asked.value = true)}
				aria-label={mine ? undefined : t.tryNamed(of.name)}
			>
				{t.try}
			</Button>
			{asked.value && (
				<Confirm
					title={mine ? t.askMine : t.ask(of.name)}
					action={t.yes}
					onYes={lift}
					onClose={() => (asked.value = false)}
				>
					<p>{mine ? t.askMineMore : t.askMore}</p>
				</Confirm>
			)}
		</>
	);
}
