// SPDX-License-Identifier: Apache-2.0
/*
 * scan_report.tsx - the report of a scan, in the order in which reports of
 * Delphi studies are read: purpose, items, panel, rules fixed beforehand,
 * changes, response and attrition, results, reasons, method.
 *
 * It is written from the rows and the log each time it is read; nobody edits
 * it. While a scan goes on the same page shows what is known so far.
 */
import type { ComponentChildren } from 'preact';
import { memberOf } from '../../store/names';
import { Button } from '../../ui/button';
import { day } from '../../ui/clock';
import { Html } from '../../ui/html';
import { Page, PageLost } from '../../ui/page';
import { Empty } from '../../ui/parts';
import { saveAs } from '../../ui/save';
import { Time } from '../../ui/time';
import type { Methods, Scan } from '../../wire/rows';
import { words } from '../../words/en';
import { scan as all } from '../../words/en/scan';
import { type Rows, Table } from './picture';
import { csvOf } from './picture_scene';
import { Changes, FrozenRules, Meta } from './scan';
import './scan.css';
import { fileOf } from './scan_file';
import { Findings } from './scan_findings';
import { useScanWith } from './scan_load';
import { places } from './scan_places';
import { criteriaOf, itemsOf } from './scan_state';
import { figureRows, latest, type Study } from './scan_study';

const t = all.report;
export type Results = Methods['scan.results']['out'];

export default function ReportPage({ id }: { id: string }) {
	const number = Number(id);
	if (!Number.isSafeInteger(number) || number <= 0) return <PageLost />;
	return <Loaded id={number} />;
}

function Loaded({ id }: { id: number }) {
	const { scan, reply, waiting } = useScanWith(id, 'scan.results');
	return scan && reply ? <Report scan={scan} results={reply} /> : waiting;
}

function Report({ scan, results }: { scan: Scan; results: Results }) {
	const study: Study = {
		scan,
		results,
		criteria: criteriaOf(scan.id),
		items: itemsOf(scan.id).filter((item) => item.withdrawn_at === null),
	};
	return (
		<Page
			title={t.title(scan.title)}
			kicker={<a href={places.scan(scan.id)}>{scan.title}</a>}
			lead={scan.phase === 'report' ? undefined : t.interim}
			actions={<Files study={study} />}
		>
			<div class="scan-report">
				<Meta scan={scan} />
				{results.figures.length === 0 ? (
					<Empty title={t.nothing} />
				) : (
					<>
						<Summary study={study} />
						<Section title={t.purpose}>
							<Html class="read" html={scan.purpose_html} />
							<p class="quiet">
								{t.ledBy(memberOf(scan.opened_by)?.display_name ?? words.formerMember)},{' '}
								<Time at={scan.opened_at} zone={scan.zone} />
							</p>
						</Section>
						<Items scan={scan} />
						<Panel study={study} />
						<Section title={t.rules}>
							<FrozenRules scan={scan} empty={null} />
						</Section>
						<Section title={t.changes}>
							<Changes scan={scan} from={scan.frozen_at ?? 0} />
						</Section>
						<Response study={study} />
						<Findings study={study} />
						<Method scan={scan} />
					</>
				)}
			</div>
		</Page>
	);
}

export function Section({ title, children }: { title: string; children: ComponentChildren }) {
	return (
		<section>
			<h2>{title}</h2>
			{children}
		</section>
	);
}

function Summary({ study: { items } }: { study: Study }) {
	const count = (verdict: string) => items.filter((item) => item.verdict === verdict).length;
	return (
		<p class="lead">
			{t.summaryOf(count('in'), count('out'), count('open') + count('between') + count('few'))}
		</p>
	);
}

/* Where they come from, and which were taken out on the way. */
function Items({ scan }: { scan: Scan }) {
	const all = itemsOf(scan.id);
	const kept = all.filter((item) => item.withdrawn_at === null);
	const out = all.filter((item) => item.withdrawn_at !== null);
	const signals = kept.filter((item) => item.signal !== null).length;
	const authors = new Set(kept.map((item) => item.added_by)).size;
	return (
		<Section title={t.items}>
			<p>{t.itemsOf(kept.length, signals, authors)}</p>
			{out.length > 0 && (
				<>
					<p>{t.itemsOut(out.length)}</p>
					<ul class="read">
						{out.map(({ id, title, withdrawn_why }) => (
							<li key={id}>
								{title} <span class="as-written quiet">({withdrawn_why})</span>
							</li>
						))}
					</ul>
				</>
			)}
		</Section>
	);
}

function Panel({ study: { scan, results } }: { study: Study }) {
	const kinds = (what: 'profession' | 'region') => results.kinds.filter((one) => one.what === what);
	return (
		<Section title={t.panel}>
			<p>{t.panelBody(scan.panel_count, scan.panel === 'named')}</p>
			<dl class="facts">
				{(['profession', 'region'] as const).map((what) => (
					<>
						<dt key={what}>{t.kinds[what]}</dt>
						<dd key={`${what}-list`}>
							{kinds(what)
								.map(({ name, people }) => `${name || t.others}: ${people}`)
								.join('; ')}
						</dd>
					</>
				))}
			</dl>
		</Section>
	);
}

function Response({ study: { scan, results } }: { study: Study }) {
	const share = (n: number | null, of: number) =>
		n === null ? t.few : t.rate(n, of > 0 ? Math.round((100 * n) / of) : 0);
	const rows: Rows = results.rounds
		.filter(({ closed_at }) => closed_at !== null)
		.map((one) => [
			one.round,
			`${day(one.opened_at, scan.zone)} – ${day(one.closed_at ?? 0, scan.zone)}`,
			one.invited,
			one.items,
			share(one.answered, one.invited),
			share(one.finished, one.invited),
			one.reminded,
		]);
	const apart = results.departures.filter(
		({ stayed_median: a, left_median: b }) => a !== null && b !== null && Math.abs(a - b) >= 1,
	);
	return (
		<Section title={t.response}>
			<Table caption={t.response} head={[...t.responseHead]} rows={rows} />
			{results.attrition.length > 0 && (
				<>
					<h3>{t.attrition}</h3>
					{results.attrition.map((one) => (
						<p key={one.round}>{t.attritionOf(one.round, one.stayed, one.left, one.joined)}</p>
					))}
					<p>
						{results.departures.length === 0
							? t.noDepartures
							: t.departures(results.departures.length, apart.length)}
					</p>
				</>
			)}
		</Section>
	);
}

function Method({ scan }: { scan: Scan }) {
	return (
		<Section title={t.method}>
			<p class="read">{t.quantiles[scan.quantile]}</p>
			{t.methodText.map((text) => (
				<p key={text} class="read">
					{text}
				</p>
			))}
			{scan.closed_at !== null && (
				<p class="quiet small">
					<Time at={scan.closed_at} zone={scan.zone} />
				</p>
			)}
		</Section>
	);
}

function Files({ study }: { study: Study }) {
	const { scan, results, criteria, items } = study;
	const name = `scan-${scan.number}`;
	const csv = () =>
		saveAs(`${name}.csv`, new Blob([csvOf(figureRows(study))], { type: 'text/csv' }));
	const json = () =>
		saveAs(
			`${name}.json`,
			new Blob([JSON.stringify({ scan, criteria, items, ...results }, null, '\t')], {
				type: 'application/json',
			}),
		);
	const html = () => {
		const report = document.querySelector('.scan-report');
		if (report) saveAs(`${name}.html`, fileOf(t.title(scan.title), report));
	};
	if (latest(study).length === 0) return null;
	return (
		<div class="row scan-actions">
			<Button onClick={() => print()}>{t.print}</Button>
			<Button onClick={html}>{t.html}</Button>
			<Button onClick={csv}>{t.csv}</Button>
			<Button onClick={json}>{t.json}</Button>
		</div>
	);
}
