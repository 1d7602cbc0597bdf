// SPDX-License-Identifier: Apache-2.0
/* styles.test.ts - every class of a sheet is used, every class used has a rule. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const source = join(import.meta.dirname, '../src');
const files = (ends: string) =>
	readdirSync(source, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith(ends))
		.map((name) => readFileSync(join(source, name), 'utf8'));

/* What stands before each brace, comments left out. */
const selectors = files('.css')
	.flatMap((sheet) => sheet.replace(/\/\*.*?\*\//gs, '').match(/[^{};]+(?=\{)/g) ?? [])
	.filter((selector) => !selector.trim().startsWith('@'));
const styled = new Set(
	selectors.flatMap((selector) =>
		[...selector.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name as string),
	),
);

const code = files('.tsx').concat(files('.ts')).join('\n');
const strings = code.match(/'[^'\n]*'|"[^"\n]*"|`[^`]*`/g) ?? [];
const words = new Set(strings.flatMap((text) => text.match(/[a-z][\w-]*/g) ?? []));
/* `is-${kind}` makes any class that begins so. */
const beginnings = [...words].filter((word) => word.endsWith('-'));

test('no sheet has a rule for a class that nothing has', () => {
	const used = (name: string) =>
		words.has(name) || beginnings.some((start) => name.startsWith(start));
	expect([...styled].filter((name) => !used(name))).toEqual([]);
	expect(styled.size).toBeGreaterThan(100);
});

test('nothing has a class that no sheet knows', () => {
	const given = [...code.matchAll(/\bclass="([^"]*)"/g)].flatMap(([, names]) =>
		(names as string).split(' '),
	);
	expect([...new Set(given)].filter((name) => !styled.has(name))).toEqual([]);
});
