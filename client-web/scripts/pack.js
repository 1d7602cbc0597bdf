// SPDX-License-Identifier: Apache-2.0
/*
 * The last step of the build: writes a .br and a .gz beside every text file,
 * because the server sends files as they lie and never compresses, and weighs
 * what a browser loads. A first load or a page above its limit fails the
 * build: nobody notices a kilobyte, everybody notices a hundred.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const LIMIT = { first: 40_000, page: 40_000, css: 12_000 };
const out = process.env.CLIENT_OUT ?? join(import.meta.dirname, '../../build/client');
const zipped = new Map();

for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
	if (!entry.isFile() || !/\.(js|css|html|svg|txt)$/.test(entry.name)) continue;
	const path = join(entry.parentPath, entry.name);
	const bytes = readFileSync(path);
	const gz = gzipSync(bytes, { level: 9 });
	const br = brotliCompressSync(bytes, {
		params: {
			[constants.BROTLI_PARAM_QUALITY]: 11,
			[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
		},
	});
	zipped.set(path, gz.length);
	if (gz.length < bytes.length) writeFileSync(`${path}.gz`, gz);
	if (br.length < bytes.length) writeFileSync(`${path}.br`, br);
}

const manifestPath = join(out, 'manifest.json');
const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
rmSync(manifestPath);

/* All files that loading this chunk brings along, itself included. */
function filesOf(key, seen = new Set()) {
	const chunk = manifest[key];
	if (!chunk || seen.has(chunk.file)) return seen;
	seen.add(chunk.file);
	for (const css of chunk.css ?? []) seen.add(css);
	for (const part of chunk.imports ?? []) filesOf(part, seen);
	return seen;
}

function weigh(files) {
	let sum = 0;
	for (const file of files) sum += zipped.get(join(out, file)) ?? 0;
	return sum;
}

/* What every first load has: the page, and the sign in its tab. */
const icon = [...zipped.keys()].find((path) => /\/icon-[^/]*\.svg$/.test(path));
const around = zipped.get(join(out, 'index.html')) + zipped.get(icon);
const entryKey = Object.keys(manifest).find((key) => manifest[key].isEntry);
const first = filesOf(entryKey);
const lines = [['first load', weigh(first) + around, LIMIT.first]];
for (const [key, chunk] of Object.entries(manifest)) {
	if (!chunk.isDynamicEntry) continue;
	const own = [...filesOf(key)].filter((file) => !first.has(file));
	lines.push([key.replace(/^src\//, ''), weigh(own), LIMIT.page]);
}
/* The page that people open most from a mail, with nothing in the cache. */
const thread = filesOf('src/features/threads/thread.tsx', new Set(first));
lines.push(['thread page, all of it', weigh(thread) + around, LIMIT.first]);
/* In one piece: how it is cut for the rooms says nothing about how much it is. */
const css = [...zipped.keys()].filter((path) => path.endsWith('.css')).sort();
const styles = Buffer.concat(css.map((path) => readFileSync(path)));
lines.push(['all CSS', gzipSync(styles, { level: 9 }).length, LIMIT.css]);

let heavy = false;
for (const [what, size, limit] of lines) {
	const over = size > limit;
	heavy ||= over;
	process.stdout.write(
		`${String(size).padStart(7)} of ${limit}  ${what}${over ? '  TOO MUCH' : ''}\n`,
	);
}
process.exitCode = heavy ? 1 : 0;
