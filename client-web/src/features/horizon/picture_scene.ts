// SPDX-License-Identifier: Apache-2.0
/*
 * picture_scene.ts - a picture as a list of shapes, before anybody has drawn it.
 *
 * The page draws shapes with classes, so that colours follow light, dark and
 * high contrast; a file has no sheet and gets its colours here. What a point
 * means is said by its label, and by the table behind the picture.
 */
export type Look =
	| 'ground'
	| 'zone'
	| 'grid'
	| 'cut'
	| 'axis'
	| 'bar'
	| 'group'
	| 'own'
	| 'middle'
	| 'range'
	| 'in'
	| 'out'
	| 'open'
	| 'number'
	| 'label'
	| 'quiet';

interface Place {
	look: Look;
	x: number;
	y: number;
}

export type Shape =
	| (Place & { kind: 'rect'; width: number; height: number })
	| (Place & { kind: 'line'; x2: number; y2: number })
	| (Place & { kind: 'circle'; r: number })
	| (Place & { kind: 'text'; text: string; anchor?: 'start' | 'middle' | 'end' })
	| { kind: 'path'; look: Look; d: string };

/* Something that can be reached by keyboard and has words of its own. */
export interface Point {
	label: string;
	shapes: Shape[];
}

export interface Scene {
	width: number;
	height: number;
	shapes: Shape[];
	points: Point[];
}

export const TEXT = 14;

/* Of files: on paper, and on whatever slide they are put. */
const ink: Record<Look, string> = {
	ground: 'fill="#ffffff"',
	zone: 'fill="#f2f4f2"',
	grid: 'stroke="#d9dfdf"',
	cut: 'stroke="#74848b" stroke-dasharray="4 4"',
	axis: 'stroke="#54626a" fill="none"',
	bar: 'fill="#0b5a6e"',
	group: 'fill="#74848b"',
	own: 'fill="#7f4f00"',
	middle: 'stroke="#1b2327" stroke-width="3"',
	range: 'stroke="#1b2327" stroke-width="1.5" fill="none"',
	in: 'fill="#1d6a3c"',
	out: 'fill="#a32020"',
	open: 'fill="#54626a"',
	number: 'fill="#ffffff" font-weight="600"',
	label: 'fill="#1b2327"',
	quiet: 'fill="#54626a"',
};

const escaped = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

function markOf(shape: Shape): string {
	const look = ink[shape.look];
	if (shape.kind === 'path') return `<path d="${shape.d}" ${look}/>`;
	const { x, y } = shape;
	switch (shape.kind) {
		case 'rect':
			return `<rect x="${x}" y="${y}" width="${shape.width}" height="${shape.height}" ${look}/>`;
		case 'line':
			return `<line x1="${x}" y1="${y}" x2="${shape.x2}" y2="${shape.y2}" ${look}/>`;
		case 'circle':
			return `<circle cx="${x}" cy="${y}" r="${shape.r}" ${look}/>`;
		case 'text':
			return `<text x="${x}" y="${y}" text-anchor="${shape.anchor ?? 'start'}" ${look}>${escaped(shape.text)}</text>`;
	}
}

/* A file of its own, that needs no sheet. */
export function svgOf({ width, height, shapes, points }: Scene, title: string): string {
	const ground: Shape = { kind: 'rect', look: 'ground', x: 0, y: 0, width, height };
	const marks = [ground, ...shapes].map(markOf);
	const spots = points.map(
		({ label, shapes: of }) => `<g><title>${escaped(label)}</title>${of.map(markOf).join('')}</g>`,
	);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="${TEXT}">`,
		`<title>${escaped(title)}</title>`,
		...marks,
		...spots,
		'</svg>',
	].join('\n');
}

/* RFC 4180. What a spreadsheet would take for a formula gets an apostrophe. */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
	const cell = (value: string | number | null) => {
		if (value === null) return '';
		if (typeof value === 'number') return String(value);
		const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
		return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
	};
	return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/* Twice as many dots as the picture has, so that it prints. */
export async function pngOf(scene: Scene, title: string): Promise<Blob> {
	const image = new Image();
	image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgOf(scene, title))}`;
	await image.decode();
	const canvas = document.createElement('canvas');
	canvas.width = scene.width * 2;
	canvas.height = scene.height * 2;
	canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
	return new Promise((done, failed) =>
		canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('no picture')))),
	);
}
