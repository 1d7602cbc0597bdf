// SPDX-License-Identifier: Apache-2.0
/*
 * docx.ts - a Word file as small as it can be: headings and paragraphs, perhaps
 * with a comment in the margin, in an archive without compression.
 */
import { crc32 } from 'node:zlib';

export interface Part {
	heading?: 1 | 2;
	text: string;
	comment?: { author: string; text: string };
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const OFFICE = 'http://schemas.openxmlformats.org';
const MAIN = `xmlns:w="${OFFICE}/wordprocessingml/2006/main"`;
const KIND = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const run = (text: string) => `<w:r><w:t xml:space="preserve">${xml(text)}</w:t></w:r>`;

const paragraph = ({ heading, text, comment }: Part, n: number) =>
	`<w:p>${heading ? `<w:pPr><w:pStyle w:val="Heading${heading}"/></w:pPr>` : ''}` +
	(comment
		? `<w:commentRangeStart w:id="${n}"/>${run(text)}<w:commentRangeEnd w:id="${n}"/>` +
			`<w:r><w:commentReference w:id="${n}"/></w:r></w:p>`
		: `${run(text)}</w:p>`);

const remark = ({ comment }: Part, n: number) =>
	comment
		? `<w:comment w:id="${n}" w:author="${xml(comment.author)}"><w:p>${run(comment.text)}</w:p></w:comment>`
		: '';

const style = (level: number) =>
	`<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/>` +
	`<w:pPr><w:outlineLvl w:val="${level - 1}"/></w:pPr></w:style>`;

const relations = (...parts: [kind: string, target: string][]) =>
	`${HEAD}<Relationships xmlns="${OFFICE}/package/2006/relationships">` +
	parts
		.map(
			([kind, target], n) =>
				`<Relationship Id="r${n}" Type="${OFFICE}/officeDocument/2006/relationships/${kind}" Target="${target}"/>`,
		)
		.join('') +
	'</Relationships>';

/* A file for setInputFiles. */
export function docx(name: string, parts: readonly Part[]) {
	return {
		name,
		mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
		buffer: archive({
			'[Content_Types].xml':
				`${HEAD}<Types xmlns="${OFFICE}/package/2006/content-types">` +
				'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
				'<Default Extension="xml" ContentType="application/xml"/>' +
				`<Override PartName="/word/document.xml" ContentType="${KIND}"/></Types>`,
			'_rels/.rels': relations(['officeDocument', 'word/document.xml']),
			'word/_rels/document.xml.rels': relations(['styles', 'styles.xml'], ['comments', 'comments.xml']),
			'word/styles.xml': `${HEAD}<w:styles ${MAIN}>${style(1)}${style(2)}</w:styles>`,
			'word/comments.xml': `${HEAD}<w:comments ${MAIN}>${parts.map(remark).join('')}</w:comments>`,
			'word/document.xml': `${HEAD}<w:document ${MAIN}><w:body>${parts.map(paragraph).join('')}</w:body></w:document>`,
		}),
	};
}

/* A number of so many bytes, the lowest first, after others. */
const numbers = (...some: readonly [bytes: 2 | 4, value: number][]) =>
	Buffer.concat(
		some.map(([bytes, value]) => {
			const b = Buffer.alloc(bytes);
			b.writeUIntLE(value, 0, bytes);
			return b;
		}),
	);

/* A ZIP archive whose parts are stored as they are (APPNOTE.TXT 4.3). */
function archive(named: Record<string, string>): Buffer {
	const local: Buffer[] = [];
	const central: Buffer[] = [];
	let at = 0;
	for (const [name, text] of Object.entries(named)) {
		const body = Buffer.from(text);
		const called = Buffer.from(name);
		/* Version 2.0, no flags, stored, 1 January 1980. */
		const about = numbers(
			[2, 20], [2, 0], [2, 0], [2, 0], [2, 0x21],
			[4, crc32(body)], [4, body.length], [4, body.length], [2, called.length], [2, 0],
		);
		const head = Buffer.concat([numbers([4, 0x04034b50]), about, called]);
		local.push(head, body);
		central.push(
			numbers([4, 0x02014b50], [2, 20]), about,
			numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, at]), called,
		);
		at += head.length + body.length;
	}
	const count = Object.keys(named).length;
	const size = Buffer.concat(central).length;
	return Buffer.concat([
		...local, ...central,
		numbers([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, at], [2, 0]),
	]);
}
