// SPDX-License-Identifier: Apache-2.0
/*
 * look.cjs FOLDER PICTURES - every HTML file of the folder in Chromium, as wide
 * as a phone and as a reader's window, in light and in dark. Prints what axe
 * finds wrong, and what is wider than its window; exits 1 if there is any.
 */
const { mkdirSync, readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const axe = require('axe-core');
const { chromium } = require('@playwright/test');

/* Each is a process of its own, so that two use two cores. */
const TABS = 2;
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/* In the dark only the colours are others. */
async function look(page, name, scheme, faults) {
	await page.emulateMedia({ colorScheme: scheme });
	const rules = scheme === 'dark' ? { type: 'rule', values: ['color-contrast'] } : { type: 'tag', values: TAGS };
	const { violations } = await page.evaluate((only) => window.axe.run(document, { runOnly: only }), rules);
	for (const { id, nodes } of violations)
		faults.push(`${name}, ${scheme}: ${id}: ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`);
}

/* One tab: looks at the next mail until there is none. */
async function tab(browser, folder, pictures, names, seen, faults) {
	/* A mail runs no script and fetches nothing; axe is let in all the same. */
	const page = await (await browser.newContext({ bypassCSP: true })).newPage();
	page.on('request', (request) => {
		if (!/^(data|about|blob):/.test(request.url())) faults.push(`fetches ${request.url()}`);
	});
	for (let name = names.shift(); name !== undefined; name = names.shift()) {
		const sort = name.replace(/^\d+-|\.html$/g, '');
		const first = !seen.has(sort);
		seen.add(sort);
		const picture = async (way) => {
			if (first) await page.screenshot({ path: join(pictures, `mail-of-${sort}-${way}.png`), fullPage: true });
		};
		await page.setViewportSize({ width: 320, height: 700 });
		await page.setContent(readFileSync(join(folder, name), 'utf8'));
		await page.evaluate(axe.source);
		await look(page, name, 'light', faults);
		const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
		if (wide > 320) faults.push(`${name}: ${wide} px wide on a phone`);
		await picture('narrow');
		await page.setViewportSize({ width: 700, height: 900 });
		await picture('light');
		await look(page, name, 'dark', faults);
		await picture('dark');
	}
}

async function main(folder, pictures) {
	mkdirSync(pictures, { recursive: true });
	const browser = await chromium.launch({
		executablePath: '/usr/bin/chromium',
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
	});
	const names = readdirSync(folder).sort();
	const seen = new Set();
	const faults = [];
	await Promise.all(
		Array.from({ length: TABS }, () => tab(browser, folder, pictures, names, seen, faults)),
	);
	await browser.close();
	console.log(faults.join('\n'));
	return faults.length === 0 ? 0 : 1;
}

main(process.argv[2], process.argv[3]).then((code) => process.exit(code));
