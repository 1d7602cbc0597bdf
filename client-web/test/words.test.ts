// SPDX-License-Identifier: Apache-2.0
/* words.test.ts - a sentence that nothing says any more is taken out. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const source = join(import.meta.dirname, '../src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
	.filter((name) => /\.tsx?$/.test(name))
	.map((name) => ({ name, text: readFileSync(join(source, name), 'utf8') }));
const sentences = files.filter(({ name }) => name.startsWith('words'));
const code = files.map(({ text }) => text).join('\n');

/* By its name after a dot, or by the name as a value: t.closes, t.kinds[kind]. */
const said = (key: string) => new RegExp(`\\.${key}\\b|'${key}'`).test(code);

test('every sentence is said somewhere', () => {
	const keys = sentences.flatMap(({ name, text }) =>
		[...text.matchAll(/^\t+(\w+):/gm)].map(([, key]) => ({ name, key: key as string })),
	);
	expect(keys.filter(({ key }) => !said(key))).toEqual([]);
	expect(keys.length).toBeGreaterThan(300);
});
