// SPDX-License-Identifier: Apache-2.0
/*
 * rules.tsx - how this round works, in plain words, before anybody comments.
 *
 * Every sentence is a rule that was fixed at opening and that the server keeps.
 * The one about names is repeated where a comment is written.
 */
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { tables } from '../../store/tables';
import { Time } from '../../ui/time';
import type { Round } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { narrow } from './narrow';
import { haveTakenPart, isOpen, nameOf } from './room';

const t = reviews.rules;

export function rulesOf(
	round: Pick<Round, 'audience' | 'visibility' | 'names' | 'form'>,
	group: boolean,
) {
	return [
		group && round.audience === 'people' ? t.forGroup : t.audience[round.audience],
		t.visibility[round.visibility],
		t.names[round.names],
		t.form[round.form],
		t.answered,
	];
}

interface RulesProps {
	round: Round;
	/* What else one may want to know or do before reading. */
	children: ComponentChildren;
}

/* On a phone, and for who has taken part before, all this is folded: the text
 * comes first. It is decided on arrival, so that nothing moves under a comment. */
export function Rules({ round, children }: RulesProps) {
	const known = useMemo(() => haveTakenPart(round.id), [round.id]);
	const group = tables.circle.get(round.id)?.group != null;
	const rules = (
		<>
			<ul>
				{rulesOf(round, group).map((rule) => (
					<li key={rule}>{rule}</li>
				))}
			</ul>
			<p class="quiet small">{t.frozen}</p>
		</>
	);
	if (narrow.value || known)
		return (
			<details class="rules">
				<summary>{isOpen(round) ? t.folded : t.title}</summary>
				{rules}
				{children}
			</details>
		);
	return (
		<>
			<section aria-labelledby="rules" class="rules">
				<h2 id="rules">{t.title}</h2>
				{rules}
			</section>
			{children}
		</>
	);
}

/* Every later closing time, with the one before and why. */
export function Extensions({ round }: { round: Round }) {
	const rows = tables.extension.where((row) => row.round === round.id).sort((a, b) => a.id - b.id);
	if (rows.length === 0) return null;
	return (
		<ul class="extensions small">
			{rows.map((row) => (
				<li key={row.id}>
					{t.extended(nameOf(row.made_by))} <Time at={row.was_at} zone={round.zone} />{' '}
					{t.extendedTo} <Time at={row.closes_at} zone={round.zone} />: {row.reason}
				</li>
			))}
		</ul>
	);
}
