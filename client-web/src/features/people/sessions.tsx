// SPDX-License-Identifier: Apache-2.0
/* sessions.tsx - where one is signed in, and ending what one does not recognise. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { asCallError, useLoad } from '../../store/load';
import { watch } from '../../store/tables';
import { Button } from '../../ui/button';
import { tell } from '../../ui/live';
import { Tag } from '../../ui/parts';
import { Relative, Time } from '../../ui/time';
import { call } from '../../wire/calls';
import { sentence } from '../../words/en';
import { people } from '../../words/en/people';

const t = people.account;

export function Sessions() {
	const { reply, error, again } = useLoad('session.list', {});
	const problem = useSignal('');

	useEffect(() => watch(({ method }) => method.startsWith('session.') && again()), [again]);
	const end = async (session: number) => {
		try {
			await call('session.end', { session });
			tell(t.sessionEnded);
			again();
		} catch (failure) {
			problem.value = sentence(asCallError(failure));
		}
	};
	return (
		<section aria-labelledby="sessions">
			<h2 id="sessions">{t.sessions}</h2>
			<p class="quiet">{t.sessionsLead}</p>
			{error && <p class="error">{sentence(error)}</p>}
			{problem.value && <p class="error">{problem.value}</p>}
			<ul class="list read">
				{reply?.sessions.map(({ id, agent, created_at, seen_at, current }) => (
					<li key={id} class="row apart">
						<div>
							<p class="item-title">{deviceOf(agent)}</p>
							<p class="meta">
								{current && <Tag look="good">{t.here}</Tag>}
								<span>
									{t.since} <Time at={created_at} />
								</span>
								<span>
									{t.seen} <Relative at={seen_at} />
								</span>
							</p>
						</div>
						{!current && (
							<Button
								small
								aria-label={t.endSessionOf(deviceOf(agent))}
								onClick={() => void end(id)}
							>
								{t.endSession}
							</Button>
						)}
					</li>
				))}
			</ul>
		</section>
	);
}

const browsers = [
	[/Edg\//, 'Edge'],
	[/OPR\//, 'Opera'],
	[/Firefox\//, 'Firefox'],
	[/Chrome\//, 'Chrome'],
	[/Safari\//, 'Safari'],
] as const;
const systems = [
	[/iPhone/, 'iPhone'],
	[/iPad/, 'iPad'],
	[/Android/, 'Android'],
	[/Windows/, 'Windows'],
	[/Mac OS X/, 'Mac'],
	[/Linux/, 'Linux'],
] as const;

/* "Firefox, Windows" out of what browsers call themselves. */
export function deviceOf(agent: string | null): string {
	const text = agent ?? '';
	const of = (table: readonly (readonly [RegExp, string])[]) =>
		table.find(([sign]) => sign.test(text))?.[1];
	const device = [of(browsers), of(systems)].filter(Boolean).join(', ');
	return device || text.slice(0, 60) || t.unknownAgent;
}
