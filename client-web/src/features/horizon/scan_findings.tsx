// SPDX-License-Identifier: Apache-2.0
/*
 * scan_findings.tsx - the results of a report: what was decided, the pictures,
 * item by item, groups, stability, agreement, reasons, all figures.
 */
import { useCallback, useMemo } from 'preact/hooks';
import type { Criterion } from '../../wire/rows';
import { scan as all } from '../../words/en/scan';
import { Picture, type Rows, Table } from './picture';
import { Strip } from './scan_feedback';
import { Reasons } from './scan_reasons';
import { Section } from './scan_report';
import {
	type Blip,
	type Dot,
	type Move,
	mapScene,
	moveScene,
	radarScene,
	stripsScene,
	turnoutScene,
} from './scan_scenes';
import {
	figuresOf,
	inWords,
	lastOf,
	latest,
	percent,
	plain,
	type Result,
	type Study,
	spread,
} from './scan_study';

const t = all.report;
const s = all.scenes;

export function Findings({ study }: { study: Study }) {
	const results = useMemo(() => latest(study), [study.results]);
	return (
		<>
			<Decided study={study} results={results} />
			<Section title={s.pictures}>
				<ImpactMap study={study} />
				<Radar study={study} />
				<Moves study={study} />
				<AllStrips study={study} />
				<Turnout study={study} />
			</Section>
			<Section title={t.detail}>
				{results.map(({ item }) => (
					<Detail key={item.id} study={study} item={item} />
				))}
			</Section>
			<Groups study={study} />
			<Stability study={study} />
			<Agreement study={study} />
			<All study={study} />
		</>
	);
}

const name = ({ position, title }: Result['item']) => `${position}. ${title}`;
const nameOf = (study: Study, id: number) => {
	const item = study.items.find((one) => one.id === id);
	return item ? name(item) : '';
};

function Decided({ study, results }: { study: Study; results: Result[] }) {
	const rows: Rows = results.map(({ item, figure: f }) => [
		name(item),
		item.verdict ? all.verdicts[item.verdict] : '–',
		plain(f.median),
		spread(f.q1, f.q3),
		percent(f.top),
		percent(f.bottom),
		f.count,
		f.unable,
	]);
	return (
		<Section title={t.results}>
			<Table
				caption={t.decides(study.criteria[0]?.name ?? '')}
				shown
				head={[...t.resultsHead]}
				rows={rows}
			/>
		</Section>
	);
}

const fields = (x: number, y: number): string => {
	const field = s.corners[(y >= 5 ? 0 : 2) + (x >= 5 ? 1 : 0)] ?? '';
	return Math.min(Math.abs(x - 5), Math.abs(y - 5)) < 0.5 ? s.border(field) : field;
};

function ImpactMap({ study }: { study: Study }) {
	const by = (axis: Criterion['axis']) => study.criteria.find((one) => one.axis === axis);
	const impact = by('impact');
	const uncertainty = by('uncertainty');
	const dots = study.items.flatMap((item): Dot[] => {
		const x = impact && lastOf(study, item.id, impact.id)?.median;
		const y = uncertainty && lastOf(study, item.id, uncertainty.id)?.median;
		if (x == null || y == null) return [];
		const { position, title, verdict } = item;
		return [{ position, verdict, x, y, label: s.dot(position, title, plain(x), plain(y)) }];
	});
	const draw = useCallback(
		(width: number) =>
			mapScene(width, dots, {
				x: impact?.name ?? '',
				y: uncertainty?.name ?? '',
				corners: [...s.corners],
			}),
		[study.results],
	);
	if (dots.length === 0) return null;
	return (
		<Picture
			title={s.map}
			hint={s.mapHint}
			name={`scan-${study.scan.number}-map`}
			draw={draw}
			head={[...s.mapHead]}
			rows={dots.map((dot) => [
				`${dot.position}. ${study.items.find((item) => item.position === dot.position)?.title}`,
				dot.x,
				dot.y,
				fields(dot.x, dot.y),
			])}
		/>
	);
}

function Radar({ study }: { study: Study }) {
	const when = study.criteria.find(({ kind }) => kind === 'when');
	const blips = !when
		? []
		: study.items.flatMap((item): (Blip & { words: string; name: string })[] => {
				const median = lastOf(study, item.id, when.id)?.median;
				if (median == null) return [];
				const words = inWords(when, median);
				const { position, title, verdict } = item;
				return [
					{
						position,
						verdict,
						words,
						name: name(item),
						ring: Math.round(median) - 1,
						label: s.blip(position, title, words),
					},
				];
			});
	const draw = useCallback(
		(width: number) => radarScene(width, blips, when?.steps ?? []),
		[study.results],
	);
	if (blips.length === 0) return null;
	return (
		<Picture
			title={s.radar}
			hint={s.radarHint}
			name={`scan-${study.scan.number}-radar`}
			draw={draw}
			head={[...s.radarHead]}
			rows={blips.map((blip) => [blip.name, blip.words])}
		/>
	);
}

function Moves({ study }: { study: Study }) {
	const [first] = study.criteria;
	const moves = !first
		? []
		: study.items.flatMap((item): Move[] => {
				const figures = figuresOf(study, item.id, first.id);
				const from = figures[0]?.median;
				const to = figures.at(-1)?.median;
				if (figures.length < 2 || from == null || to == null) return [];
				const { position, title, verdict } = item;
				const label = s.move(position, title, plain(from), plain(to));
				return [{ position, title, verdict, from, to, label }];
			});
	const draw = useCallback((width: number) => moveScene(width, moves), [study.results]);
	if (moves.length === 0) return null;
	return (
		<Picture
			title={s.moves}
			hint={s.movesHint}
			name={`scan-${study.scan.number}-moves`}
			draw={draw}
			head={[...s.movesHead]}
			rows={moves.map(({ position, title, from, to }) => [`${position}. ${title}`, from, to])}
		/>
	);
}

function Turnout({ study: { scan, results } }: { study: Study }) {
	const days = results.days.map(({ day, round, answered }) => ({
		day,
		answered,
		label: s.day(day, round, answered),
	}));
	const draw = useCallback(
		(width: number) => turnoutScene(width, days, scan.panel_count),
		[results],
	);
	if (days.length === 0) return null;
	return (
		<Picture
			title={s.turnout}
			hint={s.turnoutHint}
			name={`scan-${scan.number}-turnout`}
			draw={draw}
			head={[...s.turnoutHead]}
			rows={results.days.map(({ day, round, answered }) => [day, round, answered])}
		/>
	);
}

/* The first criterion, every item and round. */
function AllStrips({ study }: { study: Study }) {
	const [first] = study.criteria;
	const figures = study.results.figures
		.filter((f) => f.criterion === first?.id)
		.map((f) => ({ f, item: study.items.find(({ id }) => id === f.item) }))
		.sort((a, b) => (a.item?.position ?? 0) - (b.item?.position ?? 0) || a.f.round - b.f.round);
	const strips = figures.map(({ f, item }) => ({
		...f,
		name: `${item?.position}. ${item?.title}`,
		round: t.roundOf(f.round),
		said: s.strip(item?.position ?? 0, item?.title ?? '', f.round, plain(f.median), f.count),
	}));
	const draw = useCallback((width: number) => stripsScene(width, strips), [study.results]);
	if (!first || strips.length === 0) return null;
	return (
		<Picture
			title={s.strips(first.name)}
			hint={s.stripsHint}
			long
			name={`scan-${study.scan.number}-strips`}
			draw={draw}
			head={[...s.stripsHead]}
			rows={figures.map(({ f, item }) => [
				`${item?.position}. ${item?.title}`,
				f.round,
				...f.counts,
				f.median,
			])}
		/>
	);
}

/* An item with a strip for each criterion and round, and the reasons given. */
function Detail({ study, item }: { study: Study; item: Result['item'] }) {
	const reasons = study.results.reasons.filter((one) => one.item === item.id);
	return (
		<div class="scan-item-result">
			<h3>{name(item)}</h3>
			{study.criteria.map((criterion) => (
				<Strips key={criterion.id} study={study} item={item} criterion={criterion} />
			))}
			{reasons.length > 0 && (
				<>
					<h4>{t.reasons}</h4>
					<p class="quiet small">{t.reasonsHint}</p>
					<Reasons reasons={reasons} />
				</>
			)}
		</div>
	);
}

function Strips({
	study,
	item,
	criterion,
}: {
	study: Study;
	item: Result['item'];
	criterion: Criterion;
}) {
	const figures = figuresOf(study, item.id, criterion.id);
	if (figures.length === 0) return null;
	const points = criterion.kind === 'scale' ? 9 : criterion.steps.length;
	return (
		<>
			<h4>{criterion.name}</h4>
			<div class="scan-rounds">
				{figures.map((f) => (
					<div key={f.round}>
						<p class="small">
							{t.roundOf(f.round)}: {inWords(criterion, f.median)} ({spread(f.q1, f.q3)});{' '}
							{t.ratedBy(f.count, f.unable)}
						</p>
						<Strip
							steps={criterion.kind === 'when' ? criterion.steps : undefined}
							counts={f.counts.slice(0, points)}
							median={f.median ?? Number.NaN}
							q1={f.q1 ?? Number.NaN}
							q3={f.q3 ?? Number.NaN}
						/>
					</div>
				))}
			</div>
		</>
	);
}

function Groups({ study }: { study: Study }) {
	const last = new Map<string, Study['results']['groups'][number]>();
	for (const one of study.results.groups)
		last.set(`${one.item}:${one.criterion}:${one.division}`, one);
	if (last.size === 0) return null;
	const criterion = (id: number) => study.criteria.find((one) => one.id === id)?.name ?? '';
	return (
		<Section title={t.groups}>
			<p class="quiet small read">{t.groupsHint}</p>
			<div class="scan-tables">
				<Table
					caption={t.groups}
					head={[t.resultsHead[0], ...t.groupsHead]}
					rows={[...last.values()].map((one) => [
						nameOf(study, one.item),
						one.division,
						criterion(one.criterion),
						plain(one.median),
						spread(one.q1, one.q3),
						one.count,
					])}
				/>
			</div>
		</Section>
	);
}

function Stability({ study }: { study: Study }) {
	const [first] = study.criteria;
	const rows: Rows = study.results.movements
		.filter((one) => one.criterion === first?.id)
		.map((one) => [
			nameOf(study, one.item),
			`${one.round - 1} → ${one.round}`,
			one.pairs || '–',
			plain(one.shift),
			percent(one.changed),
			`${percent(one.histogram)}${one.stable ? ' ✓' : ''}`,
			one.kappa === null ? '–' : one.kappa.toFixed(2),
			one.mcnemar === null ? '–' : one.mcnemar.toFixed(3),
		]);
	if (rows.length === 0) return null;
	return (
		<Section title={t.stability}>
			<p class="quiet small read">{t.stabilityHint}</p>
			<div class="scan-tables">
				<Table caption={t.stability} head={[...t.stabilityHead]} rows={rows} />
			</div>
		</Section>
	);
}

function Agreement({ study }: { study: Study }) {
	const rows: Rows = study.results.agreements.map((one) => [
		study.criteria.find(({ id }) => id === one.criterion)?.name ?? '',
		one.round,
		one.w === null ? (one.reason ?? '–') : one.w.toFixed(2),
		one.judges,
		one.items,
		one.chi2 === null ? '–' : one.chi2.toFixed(1),
		one.p === null ? '–' : one.p < 0.001 ? '< 0.001' : one.p.toFixed(3),
	]);
	return (
		<Section title={t.agreement}>
			<p class="quiet small read">{t.agreementHint}</p>
			<Table caption={t.agreement} head={[...t.agreementHead]} rows={rows} />
		</Section>
	);
}

function All({ study }: { study: Study }) {
	const criterion = (id: number) => study.criteria.find((one) => one.id === id)?.name ?? '';
	const rows: Rows = study.results.figures.map((f) => [
		nameOf(study, f.item),
		criterion(f.criterion),
		f.round,
		f.count,
		plain(f.median),
		plain(f.q1),
		plain(f.q3),
		plain(f.ipr),
		f.ipras === null ? '–' : f.ipras.toFixed(2),
		f.di === null ? '–' : f.di.toFixed(2),
		f.classification ?? '–',
		f.result ?? '–',
	]);
	return (
		<Section title={t.all}>
			<div class="scan-tables">
				<Table caption={t.all} head={[...t.allHead]} rows={rows} />
			</div>
		</Section>
	);
}
