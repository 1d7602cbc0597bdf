// SPDX-License-Identifier: Apache-2.0
/*
 * scan_scenes.ts - the pictures of a scan, as scenes.
 *
 * Positions are medians; the cut lines lie in the middle of the scale. Items
 * at the same place are put side by side, always in the same order, and the
 * table has the exact numbers.
 */
import { scan } from '../../words/en/scan';
import type { Look, Point, Scene, Shape } from './picture_scene';

const t = scan.scenes;

export type Verdict = 'in' | 'out' | 'between' | 'open' | 'few' | null;

export const lookOf = (verdict: Verdict): Look =>
	verdict === 'in' || verdict === 'out' ? verdict : 'open';

export interface Dot {
	position: number;
	label: string;
	verdict: Verdict;
	x: number;
	y: number;
}

const R = 11;
const APART = 2 * R + 5;

/* The number of an item, in the shape of its verdict: disc, square, diamond. */
function spot({ x, y }: { x: number; y: number }, dot: Pick<Dot, 'position' | 'verdict'>): Shape[] {
	const look = lookOf(dot.verdict);
	const shape: Shape =
		look === 'in'
			? { kind: 'circle', look, x, y, r: R }
			: look === 'out'
				? { kind: 'rect', look, x: x - R + 1, y: y - R + 1, width: 2 * R - 2, height: 2 * R - 2 }
				: {
						kind: 'path',
						look,
						d: `M${x} ${y - R - 2}L${x + R + 2} ${y}L${x} ${y + R + 2}L${x - R - 2} ${y}Z`,
					};
	return [
		shape,
		{ kind: 'text', look: 'number', x, y: y + 4, text: String(dot.position), anchor: 'middle' },
	];
}

/* Moves those apart that would hide each other: around the place, in rings. */
function apart<P extends { x: number; y: number }>(places: P[]): P[] {
	const taken: { x: number; y: number }[] = [];
	const free = (x: number, y: number) =>
		taken.every((other) => (other.x - x) ** 2 + (other.y - y) ** 2 >= APART ** 2);
	return places.map((place) => {
		let { x, y } = place;
		for (let turn = 1; !free(x, y) && turn < 60; turn++) {
			const ring = Math.ceil(turn / 6);
			const angle = (turn * Math.PI) / 3 + ring / 2;
			x = place.x + Math.cos(angle) * ring * APART;
			y = place.y + Math.sin(angle) * ring * APART;
		}
		const moved = { ...place, x: Math.round(x), y: Math.round(y) };
		taken.push(moved);
		return moved;
	});
}

interface MapWords {
	x: string;
	y: string;
	corners: [string, string, string, string];
}

/* Two criteria against each other, 1 to 9 both; y grows upwards. */
export function mapScene(width: number, dots: Dot[], words: MapWords): Scene {
	const left = 34;
	const top = 28;
	const side = width - left - 14;
	const height = Math.min(side, 520);
	const px = (value: number) => left + ((value - 1) / 8) * side;
	const py = (value: number) => top + height - ((value - 1) / 8) * height;
	const shapes: Shape[] = [{ kind: 'rect', look: 'zone', x: left, y: top, width: side, height }];
	for (let value = 1; value <= 9; value++) {
		shapes.push(
			{ kind: 'line', look: 'grid', x: px(value), y: top, x2: px(value), y2: top + height },
			{ kind: 'line', look: 'grid', x: left, y: py(value), x2: left + side, y2: py(value) },
			{
				kind: 'text',
				look: 'quiet',
				x: px(value),
				y: top + height + 18,
				text: String(value),
				anchor: 'middle',
			},
			{
				kind: 'text',
				look: 'quiet',
				x: left - 8,
				y: py(value) + 5,
				text: String(value),
				anchor: 'end',
			},
		);
	}
	shapes.push(
		{ kind: 'line', look: 'cut', x: px(5), y: top, x2: px(5), y2: top + height },
		{ kind: 'line', look: 'cut', x: left, y: py(5), x2: left + side, y2: py(5) },
		{ kind: 'text', look: 'label', x: left, y: 16, text: `↑ ${words.y}` },
		{
			kind: 'text',
			look: 'label',
			x: left + side,
			y: top + height + 38,
			text: `${words.x} →`,
			anchor: 'end',
		},
		...corners(words.corners, left, top, side, height),
	);
	const placed = apart(dots.map((dot) => ({ ...dot, at: dot, x: px(dot.x), y: py(dot.y) })));
	return {
		width,
		height: top + height + 46,
		shapes,
		points: placed.map((dot) => ({ label: dot.label, shapes: spot(dot, dot) })),
	};
}

function corners(words: string[], x: number, y: number, width: number, height: number): Shape[] {
	return words.map((text, i) => ({
		kind: 'text',
		look: 'quiet',
		x: i % 2 === 0 ? x + 8 : x + width - 8,
		y: i < 2 ? y + 20 : y + height - 10,
		text,
		anchor: i % 2 === 0 ? 'start' : 'end',
	}));
}

export interface Blip {
	position: number;
	label: string;
	verdict: Verdict;
	/* Ring, from 0: the soonest is the innermost. */
	ring: number;
}

/* Half a disc: the nearer to the middle, the sooner. */
export function radarScene(width: number, blips: Blip[], rings: string[]): Scene {
	const radius = Math.min(width / 2 - 4, 330);
	const cx = width / 2;
	const cy = radius + 8;
	const edge = (ring: number) => (radius * (ring + 1)) / rings.length;
	const shapes: Shape[] = rings
		.map((_, ring) => ring)
		.reverse()
		.flatMap((ring): Shape[] => [
			{
				kind: 'path',
				look: ring % 2 === 0 ? 'zone' : 'ground',
				d: `M${cx - edge(ring)} ${cy}A${edge(ring)} ${edge(ring)} 0 0 1 ${cx + edge(ring)} ${cy}Z`,
			},
			{
				kind: 'path',
				look: 'axis',
				d: `M${cx - edge(ring)} ${cy}A${edge(ring)} ${edge(ring)} 0 0 1 ${cx + edge(ring)} ${cy}`,
			},
		]);
	shapes.push({ kind: 'line', look: 'axis', x: cx - radius, y: cy, x2: cx + radius, y2: cy });
	rings.forEach((text, ring) => {
		shapes.push({
			kind: 'text',
			look: 'label',
			x: 4,
			y: cy + 24 + ring * 22,
			text: t.ring(ring + 1, text),
		});
	});
	const placed = apart(
		blips.map((blip, i) => {
			const angle = Math.PI * (1 - (i + 0.5) / blips.length);
			const from = edge(blip.ring) - radius / rings.length / 2;
			return { ...blip, x: cx + Math.cos(angle) * from, y: cy - Math.sin(angle) * from };
		}),
	);
	return {
		width,
		height: cy + 24 + rings.length * 22,
		shapes,
		points: placed.map((blip) => ({ label: blip.label, shapes: spot(blip, blip) })),
	};
}

export interface Strip {
	counts: number[];
	median: number | null;
	q1: number | null;
	q3: number | null;
	/* What the marks are called, if they are no numbers. */
	steps?: string[];
	/* One's own mark before, if it was a number. */
	own?: number | null;
}

/* How the ratings lie: a bar for each point, the quartiles and median below. */
export function stripScene(width: number, strip: Strip, height = 44): Scene {
	const n = strip.counts.length;
	const step = width / n;
	const most = Math.max(1, ...strip.counts);
	const px = (value: number) => (value - 0.5) * step;
	const longest = Math.max(0, ...(strip.steps ?? []).map((text) => text.length));
	const named = longest > 0 && step >= 7.5 * longest;
	const base = height;
	const shapes: Shape[] = [{ kind: 'line', look: 'axis', x: 0, y: base, x2: width, y2: base }];
	strip.counts.forEach((count, i) => {
		const size = (count / most) * (height - 4);
		if (count > 0)
			shapes.push({
				kind: 'rect',
				look: 'bar',
				x: i * step + step * 0.15,
				y: base - size,
				width: step * 0.7,
				height: size,
			});
		shapes.push({
			kind: 'text',
			look: 'quiet',
			x: px(i + 1),
			y: base + 24,
			text: named ? (strip.steps?.[i] ?? '') : String(i + 1),
			anchor: 'middle',
		});
	});
	const y = base + 5;
	if (strip.q1 !== null && strip.q3 !== null)
		shapes.push({ kind: 'line', look: 'range', x: px(strip.q1), y, x2: px(strip.q3), y2: y });
	if (strip.median !== null)
		shapes.push({
			kind: 'line',
			look: 'middle',
			x: px(strip.median),
			y: base + 1,
			x2: px(strip.median),
			y2: base + 10,
		});
	if (strip.own) {
		const x = px(strip.own);
		shapes.push({
			kind: 'path',
			look: 'own',
			d: `M${x} ${base + 28}L${x + 7} ${base + 40}L${x - 7} ${base + 40}Z`,
		});
	}
	return { width, height: base + (strip.own === undefined ? 30 : 42), shapes, points: [] };
}

export interface NamedStrip extends Strip {
	name: string;
	/* Which round: stands at the end, and is never cut. */
	round: string;
	said: string;
}

/* As much of a text as there is room for, at about eight pixels a letter. */
function fitting(text: string, room: number): string {
	const most = Math.floor(room / 8);
	return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/* Items below each other, each with the strip of one round. */
export function stripsScene(width: number, strips: NamedStrip[]): Scene {
	const row = 108;
	const points = strips.map((strip, i): Point => {
		const top = i * row;
		const { shapes } = stripScene(width, strip);
		const name = fitting(strip.name, width - 72);
		return {
			label: strip.said,
			shapes: [
				{ kind: 'text', look: 'label', x: 0, y: top + 16, text: name },
				{ kind: 'text', look: 'quiet', x: width, y: top + 16, text: strip.round, anchor: 'end' },
				...shapes.map((shape) => lowered(shape, top + 24)),
			],
		};
	});
	return { width, height: strips.length * row, shapes: [], points };
}

function lowered(shape: Shape, by: number): Shape {
	if (shape.kind === 'path') return shape;
	if (shape.kind === 'line') return { ...shape, y: shape.y + by, y2: shape.y2 + by };
	return { ...shape, y: shape.y + by };
}

export interface Move {
	position: number;
	title: string;
	verdict: Verdict;
	from: number;
	to: number;
	label: string;
}

const ROW = 52;

/* From the median of one round to that of the next, an item a row. */
export function moveScene(width: number, moves: Move[]): Scene {
	const left = 20;
	const side = width - 2 * left;
	const px = (value: number) => left + ((value - 1) / 8) * side;
	const bottom = 26 + moves.length * ROW;
	const shapes: Shape[] = [];
	for (let value = 1; value <= 9; value++)
		shapes.push(
			{ kind: 'line', look: 'grid', x: px(value), y: 22, x2: px(value), y2: bottom },
			{ kind: 'text', look: 'quiet', x: px(value), y: 14, text: String(value), anchor: 'middle' },
		);
	const points = moves.map((move, i): Point => {
		const top = 26 + i * ROW;
		const y = top + 36;
		return {
			label: move.label,
			shapes: [
				{
					kind: 'text',
					look: 'label',
					x: 0,
					y: top + 16,
					text: fitting(`${move.position}. ${move.title}`, width),
				},
				{ kind: 'line', look: 'range', x: px(move.from), y, x2: px(move.to), y2: y },
				{ kind: 'circle', look: 'group', x: px(move.from), y, r: 5 },
				...spot({ x: px(move.to), y }, move),
			],
		};
	});
	return { width, height: bottom + 6, shapes, points };
}

export interface DayCount {
	day: string;
	label: string;
	answered: number;
}

/* How many had answered by the end of each day. */
export function turnoutScene(width: number, days: DayCount[], invited: number): Scene {
	const left = 36;
	const height = 180;
	const step = (width - left) / Math.max(days.length, 1);
	const bar = Math.min(step * 0.7, 48);
	const most = Math.max(invited, 1);
	const py = (n: number) => 10 + height - (n / most) * height;
	const shapes: Shape[] = [0, 0.5, 1].flatMap((part): Shape[] => [
		{ kind: 'line', look: 'grid', x: left, y: py(most * part), x2: width, y2: py(most * part) },
		{
			kind: 'text',
			look: 'quiet',
			x: left - 6,
			y: py(most * part) + 5,
			text: String(Math.round(most * part)),
			anchor: 'end',
		},
	]);
	const every = Math.ceil(days.length / Math.max(1, Math.floor((width - left) / 56)));
	days.forEach(({ day }, i) => {
		if (i % every !== 0) return;
		shapes.push({
			kind: 'text',
			look: 'quiet',
			x: left + (i + 0.5) * step,
			y: height + 30,
			text: `${Number(day.slice(8))}/${Number(day.slice(5, 7))}`,
			anchor: 'middle',
		});
	});
	const points = days.map(
		({ label, answered }, i): Point => ({
			label,
			shapes: [
				{
					kind: 'rect',
					look: 'bar',
					x: left + (i + 0.5) * step - bar / 2,
					y: py(answered),
					width: bar,
					height: 10 + height - py(answered),
				},
			],
		}),
	);
	return { width, height: height + 40, shapes, points };
}
