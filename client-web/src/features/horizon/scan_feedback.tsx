// SPDX-License-Identifier: Apache-2.0
/*
 * scan_feedback.tsx - what the panel said of an item in the round before, and
 * where I was. The words say what the strip shows.
 */
import { useRef } from 'preact/hooks';
import type { Criterion } from '../../wire/rows';
import { scan as all } from '../../words/en/scan';
import { Mark, useWidth } from './picture';
import { quartilesOf } from './scan_counts';
import type { Ballot } from './scan_rate';
import { stripScene } from './scan_scenes';
import { quantileOf, scaleOf } from './scan_state';
import { inWords } from './scan_study';

const t = all.rating;
type Tally = Ballot['feedback'][number];

export function Feedback({
	criterion,
	tallies,
	own,
}: {
	criterion: Criterion;
	tallies: Tally[];
	own: string;
}) {
	const panel = tallies.find(({ division }) => division === '');
	const steps = scaleOf(criterion);
	return (
		<div class="scan-feedback small">
			<p class="scan-own">
				{own === '-'
					? t.beforeNone
					: own === '?'
						? t.beforeUnable
						: t.before(steps[Number(own) - 1] ?? own)}
			</p>
			{panel ? (
				<Said criterion={criterion} panel={panel} own={Number(own) || null} />
			) : (
				<p class="quiet">{t.tooFewBefore}</p>
			)}
			<Groups criterion={criterion} tallies={tallies} />
		</div>
	);
}

function Said({
	criterion,
	panel,
	own,
}: {
	criterion: Criterion;
	panel: Tally;
	own: number | null;
}) {
	const counts = panel.counts.slice(0, scaleOf(criterion).length);
	const { count, median, q1, q3 } = quartilesOf(counts, quantileOf(criterion));
	const said = (value: number) => inWords(criterion, value);
	return (
		<>
			<p>
				{t.group(count, panel.unable)}. {t.middle(said(median), said(q1), said(q3))}.
			</p>
			<Strip
				steps={criterion.kind === 'when' ? criterion.steps : undefined}
				counts={counts}
				median={median}
				q1={q1}
				q3={q3}
				own={own}
			/>
		</>
	);
}

export function Strip(props: {
	steps?: string[];
	counts: number[];
	median: number;
	q1: number;
	q3: number;
	own?: number | null;
}) {
	const box = useRef<HTMLDivElement>(null);
	const width = Math.min(useWidth(box), 420);
	const scene = width > 0 ? stripScene(width, props) : null;
	return (
		<div ref={box} class="scan-strip">
			{scene && (
				<svg class="pic" width={scene.width} height={scene.height} aria-hidden="true">
					{scene.shapes.map((shape, i) => (
						<Mark key={i} shape={shape} />
					))}
				</svg>
			)}
		</div>
	);
}

function Groups({ criterion, tallies }: { criterion: Criterion; tallies: Tally[] }) {
	const groups = tallies.filter(({ division }) => division !== '');
	if (groups.length === 0) return null;
	return (
		<ul class="scan-groups">
			{groups.map(({ division, counts }) => {
				const { median, count } = quartilesOf(counts, quantileOf(criterion));
				return <li key={division}>{t.groupOf(division, inWords(criterion, median), count)}</li>;
			})}
		</ul>
	);
}
