// SPDX-License-Identifier: Apache-2.0
/*
 * picture.tsx - shows a scene: drawn, reachable by keyboard, as a table, as
 * files.
 *
 * The scene is made for the width that there is, so that its letters are as
 * large as all others, on a phone too. One stop of the Tab key; the arrows go
 * from point to point, and what a point says stands below the picture.
 */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/button';
import { saveAs } from '../../ui/save';
import { scan } from '../../words/en/scan';
import {
	csvOf,
	type Look,
	type Point,
	pngOf,
	type Scene,
	type Shape,
	svgOf,
} from './picture_scene';
import '../../ui/cards.css';

const t = scan.picture;

export type Rows = (string | number | null)[][];

interface PictureProps {
	title: string;
	/* How to read it. */
	hint?: ComponentChildren;
	/* Of the files. */
	name: string;
	draw(width: number): Scene;
	head: string[];
	rows: Rows;
	/* Longer than a sheet of paper: not printed. */
	long?: boolean;
}

export function Picture({ title, hint, name, draw, head, rows, long }: PictureProps) {
	const box = useRef<HTMLDivElement>(null);
	const width = useWidth(box);
	const scene = useMemo(() => (width > 0 ? draw(width) : null), [width, draw]);
	return (
		<figure class={long ? 'picture picture-long' : 'picture'}>
			<figcaption>
				<h3>{title}</h3>
				{hint && <p class="quiet small">{hint}</p>}
			</figcaption>
			<div ref={box} class="picture-frame">
				{scene && <Drawn scene={scene} title={title} />}
			</div>
			<details>
				<summary>{t.table}</summary>
				<div class="picture-table">
					<Table caption={title} head={head} rows={rows} />
				</div>
			</details>
			{scene && <Files name={name} title={title} scene={scene} rows={[head, ...rows]} />}
		</figure>
	);
}

/* The width of a box in whole pixels, and again when it changes. */
export function useWidth(box: { current: HTMLElement | null }): number {
	const [width, set] = useState(0);
	useLayoutEffect(() => {
		const element = box.current;
		if (!element) return;
		const measure = () => set(Math.floor(element.clientWidth));
		const watch = new ResizeObserver(measure);
		watch.observe(element);
		measure();
		return () => watch.disconnect();
	}, []);
	return width;
}

function Drawn({
	scene: { width, height, shapes, points },
	title,
}: {
	scene: Scene;
	title: string;
}) {
	const at = useSignal(0);
	const said = useSignal('');
	const group = useRef<SVGSVGElement>(null);

	const go = (event: KeyboardEvent) => {
		const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
		if (by === undefined) return;
		event.preventDefault();
		at.value = (at.value + by + points.length) % points.length;
		group.current?.querySelectorAll<SVGGElement>('.pic-point')[at.value]?.focus();
	};
	return (
		<>
			{/* biome-ignore lint/a11y/useSemanticElements: there is no element for a group of drawn points */}
			<svg
				ref={group}
				class="pic"
				viewBox={`0 0 ${width} ${height}`}
				width={width}
				height={height}
				role="group"
				aria-label={points.length > 0 ? t.points(title, points.length) : title}
				onKeyDown={go}
			>
				{shapes.map((shape, i) => (
					<Mark key={i} shape={shape} />
				))}
				{points.map((point, i) => (
					<Spot
						key={point.label}
						point={point}
						first={i === at.value}
						onSay={() => {
							at.value = i;
							said.value = point.label;
						}}
					/>
				))}
			</svg>
			{points.length > 0 && <p class="pic-said small">{said.value || t.choose}</p>}
		</>
	);
}

function Spot({ point, first, onSay }: { point: Point; first: boolean; onSay(): void }) {
	return (
		// biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it is reached to be read, as a picture is
		<g
			class="pic-point"
			tabIndex={first ? 0 : -1}
			role="img"
			aria-label={point.label}
			onFocus={onSay}
			onMouseEnter={onSay}
		>
			{point.shapes.map((shape, i) => (
				<Mark key={i} shape={shape} />
			))}
		</g>
	);
}

const looks: Record<Look, string> = {
	ground: 'pic-ground',
	zone: 'pic-zone',
	grid: 'pic-grid',
	cut: 'pic-cut',
	axis: 'pic-axis',
	bar: 'pic-bar',
	group: 'pic-group',
	own: 'pic-own',
	middle: 'pic-middle',
	range: 'pic-range',
	in: 'pic-in',
	out: 'pic-out',
	open: 'pic-open',
	number: 'pic-number',
	label: 'pic-label',
	quiet: 'pic-quiet',
};

export function Mark({ shape }: { shape: Shape }) {
	const look = looks[shape.look];
	switch (shape.kind) {
		case 'path':
			return <path class={look} d={shape.d} />;
		case 'rect':
			return (
				<rect class={look} x={shape.x} y={shape.y} width={shape.width} height={shape.height} />
			);
		case 'line':
			return <line class={look} x1={shape.x} y1={shape.y} x2={shape.x2} y2={shape.y2} />;
		case 'circle':
			return <circle class={look} cx={shape.x} cy={shape.y} r={shape.r} />;
		case 'text':
			return (
				<text class={look} x={shape.x} y={shape.y} text-anchor={shape.anchor ?? 'start'}>
					{shape.text}
				</text>
			);
	}
}

/* The caption is for readers, where a heading above says the same. */
export function Table({
	caption,
	shown,
	head,
	rows,
}: {
	caption: string;
	shown?: boolean;
	head: string[];
	rows: Rows;
}) {
	return (
		<table class="cards-when-narrow">
			<caption>{shown ? caption : <span class="hidden">{caption}</span>}</caption>
			<thead>
				<tr>
					{head.map((name) => (
						<th key={name} scope="col">
							{name}
						</th>
					))}
				</tr>
			</thead>
			<tbody>
				{rows.map(([first, ...rest], i) => (
					<tr key={i}>
						<th scope="row">{first}</th>
						{rest.map((value, k) => (
							<td key={k} data-label={head[k + 1]}>
								{value ?? '–'}
							</td>
						))}
					</tr>
				))}
			</tbody>
		</table>
	);
}

function Files({
	name,
	title,
	scene,
	rows,
}: {
	name: string;
	title: string;
	scene: Scene;
	rows: Rows;
}) {
	const svg = () =>
		saveAs(`${name}.svg`, new Blob([svgOf(scene, title)], { type: 'image/svg+xml' }));
	const png = async () => saveAs(`${name}.png`, await pngOf(scene, title));
	const csv = () => saveAs(`${name}.csv`, new Blob([csvOf(rows)], { type: 'text/csv' }));
	return (
		<p class="row picture-files">
			<span class="quiet small">{t.download}</span>
			<Button look="quiet" small onClick={svg} aria-label={t.asFile('SVG', title)}>
				SVG
			</Button>
			<Button look="quiet" small onClick={() => void png()} aria-label={t.asFile('PNG', title)}>
				PNG
			</Button>
			<Button look="quiet" small onClick={csv} aria-label={t.asFile('CSV', title)}>
				CSV
			</Button>
		</p>
	);
}
