// SPDX-License-Identifier: Apache-2.0
/*
 * results.tsx - how a poll stands: a table for each kind, with a picture in
 * each row.
 *
 * The numbers are the result; the picture repeats them for the eye and is
 * hidden from readers. It is drawn, because the content policy knows no styles
 * in elements. Asked for again when the poll says that there is another result,
 * at most every two seconds.
 */
import { useEffect, useRef } from 'preact/hooks';
import { type Loaded, useLoad } from '../../store/load';
import { zone as mine } from '../../store/session';
import { Button } from '../../ui/button';
import { Tag } from '../../ui/parts';
import type { Ballot, Option, Poll } from '../../wire/rows';
import { sentence } from '../../words/en';
import { horizon } from '../../words/en/horizon';
import { pointsOf } from './answer';
import { save } from './export';
import { Bar, Columns, Stack } from './pictures';
import { isOpen, nameOf, type Results as Reply, type Standing } from './state';
import '../../ui/cards.css';

const t = horizon.poll;
const EVERY = 2000;

interface Shown {
	poll: Poll;
	options: Option[];
	ballot: Ballot | undefined;
}

export function Results({ poll, options, ballot }: Shown) {
	const loaded = useLoad('poll.results', { poll: poll.id });
	useAgain(loaded, `${poll.turns} ${poll.closed_at} ${ballot?.cast_at}`);
	const { reply, error } = loaded;
	return (
		<section class="results" aria-labelledby="results-title">
			<h2 id="results-title">{t.results}</h2>
			{!reply ? (
				error && <p>{sentence(error)}</p>
			) : reply.hidden ? (
				<p>{hiddenWords(poll, reply.hidden)}</p>
			) : reply.answered === 0 ? (
				<p>{t.noVotes}</p>
			) : (
				<All poll={poll} options={options} ballot={ballot} results={reply} />
			)}
		</section>
	);
}

function useAgain({ again }: Loaded<Reply>, turn: string) {
	const last = useRef({ turn, at: 0 });
	useEffect(() => {
		if (turn === last.current.turn) return;
		last.current.turn = turn;
		const go = () => {
			last.current.at = Date.now();
			again();
		};
		const wait = last.current.at + EVERY - Date.now();
		if (wait <= 0) return go();
		const timer = setTimeout(go, wait);
		return () => clearTimeout(timer);
	}, [turn, again]);
}

function hiddenWords(poll: Poll, hidden: NonNullable<Reply['hidden']>): string {
	if (hidden === 'too_few') return t.tooFew(poll.least, isOpen(poll));
	return t.hidden[hidden];
}

function All({ results, ...shown }: Shown & { results: Reply }) {
	const { poll } = shown;
	return (
		<>
			<Figures {...shown} answered={results.answered} standings={results.options} />
			{poll.voter_count > results.answered && <p class="quiet small">{t.later(poll.least)}</p>}
			<Note poll={poll} />
			{results.parts.length > 0 && (
				<>
					<h3>{t.parts[poll.split ?? 'region']}</h3>
					<p class="quiet small">{t.partsNote}</p>
					{results.parts.map((part) => (
						<details key={part.name} class="part">
							<summary>
								{part.name === null ? t.otherParts : part.name || t.noPart} (
								{t.answers(part.answered)})
							</summary>
							<Figures {...shown} answered={part.answered} standings={part.options} />
						</details>
					))}
				</>
			)}
			{results.reasons.length > 0 && <Reasons poll={poll} reasons={results.reasons} />}
			<div class="row">
				<Button small onClick={() => save(poll, shown.options, results, 'csv')}>
					{t.csv}
				</Button>
				<Button small onClick={() => save(poll, shown.options, results, 'json')}>
					{t.json}
				</Button>
			</div>
		</>
	);
}

function Reasons({ poll, reasons }: { poll: Poll; reasons: Reply['reasons'] }) {
	return (
		<>
			<h3>{t.reasons}</h3>
			{poll.anonymous && <p class="quiet small">{t.reasonsShuffled}</p>}
			<ul class="reasons">
				{reasons.map(({ body, author }, i) => (
					<li key={i}>
						<p class="as-written">{body}</p>
						{author && <p class="meta">{author}</p>}
					</li>
				))}
			</ul>
		</>
	);
}

function Note({ poll }: { poll: Poll }) {
	const note = t.notes[poll.kind];
	return note === '' ? null : <p class="quiet small">{note}</p>;
}

interface FiguresProps extends Shown {
	answered: number;
	standings: Standing[];
}

/* What stands in the columns after the option, by kind. */
function columnsOf(poll: Poll, answered: number): [string, (s: Standing) => string][] {
	const share = (s: Standing) => t.percent(Math.round((s.rated / answered) * 100));
	const rated = [t.answersColumn, (s: Standing) => String(s.rated)] as [
		string,
		(s: Standing) => string,
	];
	switch (poll.kind) {
		case 'likert':
			return [rated, [t.median, (s) => (s.rated ? t.number1(s.median) : '–')]];
		case 'score':
			return [
				rated,
				[t.mean, (s) => (s.rated ? t.number1(s.mean) : '–')],
				[t.median, (s) => (s.rated ? t.number1(s.median) : '–')],
			];
		case 'points':
			return [[t.pointsColumn, (s) => t.number1(s.points)]];
		case 'ranking':
			return [
				[t.schulze, (s) => String(s.place)],
				[t.borda, (s) => `${s.borda} (${t.number1(s.points)})`],
			];
		case 'time':
			return [
				[t.points.time[2], (s) => String(s.counts[2])],
				[t.points.time[1], (s) => String(s.counts[1])],
				[t.points.time[0], (s) => String(s.counts[0])],
			];
		default:
			return [
				[t.votes, (s) => String(s.rated)],
				[t.share, share],
			];
	}
}

function Figures({ poll, options, ballot, answered, standings }: FiguresProps) {
	const columns = columnsOf(poll, answered);
	const rows =
		poll.kind === 'ranking' ? standings.toSorted((a, b) => a.place - b.place) : standings;
	const zone = mine();
	return (
		<>
			{poll.kind === 'likert' && <Legend />}
			<table class={columns.length > 1 && poll.kind !== 'single' ? 'cards-when-narrow' : undefined}>
				<caption>{horizon.answered(answered)}</caption>
				<thead>
					<tr>
						<th scope="col">{t.option}</th>
						{columns.map(([name]) => (
							<th scope="col" class="number" key={name}>
								{name}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{rows.map((standing) => {
						const option = options.find(({ id }) => id === standing.option);
						return (
							<tr key={standing.option}>
								<th scope="row">
									{option && nameOf(option, zone)}{' '}
									<Mine poll={poll} ballot={ballot} of={standing} />
									{isBest(poll, standing) && <Tag look="good">{t.best1}</Tag>}
									<Picture poll={poll} answered={answered} standing={standing} all={standings} />
								</th>
								{columns.map(([name, figure]) => (
									<td class="number" key={name} data-label={name}>
										{figure(standing)}
									</td>
								))}
							</tr>
						);
					})}
				</tbody>
			</table>
			{(poll.kind === 'likert' || poll.kind === 'score' || poll.kind === 'ranking') && (
				<Counts poll={poll} options={options} standings={rows} />
			)}
		</>
	);
}

const isBest = ({ kind }: Poll, { place, rated }: Standing) =>
	place === 1 && rated > 0 && (kind === 'time' || kind === 'score' || kind === 'points');

function Mine({ poll, ballot, of }: { poll: Poll; ballot: Ballot | undefined; of: Standing }) {
	const i = ballot?.choices.indexOf(of.option) ?? -1;
	if (i < 0) return null;
	const mark = ballot?.marks[i] ?? 0;
	switch (poll.kind) {
		case 'ranking':
			return <Tag look="accent">{t.yourPlace(i + 1)}</Tag>;
		case 'likert':
		case 'time':
			return <Tag look="accent">{t.yourMark(t.points[poll.kind][mark - 1] ?? '')}</Tag>;
		case 'score':
		case 'points':
			return <Tag look="accent">{t.yourMark(String(mark))}</Tag>;
		default:
			return <Tag look="accent">{t.yours}</Tag>;
	}
}

function Picture({
	poll,
	answered,
	standing,
	all,
}: {
	poll: Poll;
	answered: number;
	standing: Standing;
	all: Standing[];
}) {
	const most = Math.max(1, ...all.map(({ points }) => points));
	switch (poll.kind) {
		case 'likert':
			return <Stack counts={standing.counts} look="likert" />;
		case 'time':
			return <Stack counts={standing.counts.toReversed()} look="time" />;
		case 'score':
			return <Columns counts={standing.counts} median={standing.rated ? standing.median : null} />;
		case 'points':
		case 'ranking':
			return <Bar share={standing.points / most} />;
		default:
			return <Bar share={standing.rated / answered} />;
	}
}

function Legend() {
	return (
		<ul class="legend" aria-hidden="true">
			{t.points.likert.map((label, i) => (
				<li key={label}>
					<svg viewBox="0 0 1 1" aria-hidden="true">
						<rect class={`likert-${i}`} width="1" height="1" />
					</svg>
					{label}
				</li>
			))}
		</ul>
	);
}

/* The table behind the pictures: how many gave which mark, or which place. */
function Counts({
	poll,
	options,
	standings,
}: {
	poll: Poll;
	options: Option[];
	standings: Standing[];
}) {
	const points =
		poll.kind === 'ranking'
			? options.map((_, i) => t.place(i + 1))
			: pointsOf(poll.kind as 'score');
	return (
		<details class="counts">
			<summary>{t.allFigures}</summary>
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
			<section class="scrolls" tabIndex={0} aria-label={t.allFigures}>
				<table>
					<thead>
						<tr>
							<th scope="col">{t.option}</th>
							{points.map((label) => (
								<th scope="col" class="number" key={label}>
									{label}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{standings.map(({ option, counts }) => (
							<tr key={option}>
								<th scope="row">{options.find(({ id }) => id === option)?.label}</th>
								{counts.map((count, i) => (
									<td class="number" key={i}>
										{count}
									</td>
								))}
							</tr>
						))}
					</tbody>
				</table>
			</section>
		</details>
	);
}
