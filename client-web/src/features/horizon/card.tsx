// SPDX-License-Identifier: Apache-2.0
/* card.tsx - a signal as it stands in lists, and the parts that its page shares. */
import { to } from '../../router';
import { memberOf } from '../../store/names';
import { Tag } from '../../ui/parts';
import { Relative } from '../../ui/time';
import type { Signal } from '../../wire/rows';
import { words } from '../../words/en';
import { horizon } from '../../words/en/horizon';

const t = horizon;

const looks = { now: 'accent', '1-3': 'plain', '3-10': 'plain', unknown: 'plain' } as const;

export function Card({ signal }: { signal: Signal }) {
	const who = memberOf(signal.added_by)?.display_name ?? words.formerMember;
	return (
		<li class="card signal" id={`signal-${signal.id}`}>
			<Marks signal={signal} />
			<h3>
				<a class="plain" href={to.signal(signal.id)}>
					{signal.title}
				</a>
			</h3>
			{signal.changing && <p class="as-written">{signal.changing}</p>}
			<Facts signal={signal} />
			<p class="meta">
				<span>{t.signal.number(signal.number)}</span>
				<span>{t.signal.by(who)}</span>
				<Relative at={signal.added_at} />
			</p>
		</li>
	);
}

/* How soon, in which state, with which tags. */
export function Marks({ signal }: { signal: Signal }) {
	return (
		<p class="signal-soon">
			<Tag look={looks[signal.horizon]}>{t.horizons[signal.horizon]}</Tag>{' '}
			{signal.state !== 'new' && (
				<Tag look={signal.state === 'watch' ? 'good' : 'plain'}>{t.states[signal.state]}</Tag>
			)}{' '}
			{signal.tags.map((tag) => (
				<Tag key={tag}>{tag}</Tag>
			))}
		</p>
	);
}

export function Facts({ signal }: { signal: Signal }) {
	const { affected, source, note, sure } = signal;
	const facts = [
		affected && ([t.signal.affected, affected] as const),
		source && ([t.signal.source, <Source key="source" text={source} />] as const),
		sure !== 'unknown' && ([t.signal.sure, t.sures[sure]] as const),
		note && ([t.signal.note, note] as const),
	].filter((fact) => typeof fact === 'object' && fact !== null);
	if (facts.length === 0) return null;
	return (
		<dl class="signal-facts small">
			{facts.map(([name, fact]) => (
				<div key={name}>
					<dt>{name}</dt>
					<dd>{fact}</dd>
				</div>
			))}
		</dl>
	);
}

/* A link if it is one; some sources are "a colleague in Leeds". */
function Source({ text }: { text: string }) {
	const url = linkIn(text);
	if (!url) return <>{text}</>;
	const path = url.pathname === '/' ? '' : url.pathname;
	return (
		<a href={url.href} target="_blank" rel="noopener noreferrer">
			{url.host.replace(/^www\./, '') + (path.length > 32 ? `${path.slice(0, 31)}…` : path)}
		</a>
	);
}

export function linkIn(text: string): URL | null {
	if (!/^https?:\/\/\S+$/.test(text.trim()) || !URL.canParse(text.trim())) return null;
	return new URL(text.trim());
}
