// SPDX-License-Identifier: Apache-2.0
/*
 * versions.spec.ts - the next version comes: its comments are carried over, the
 * rest is placed by hand, and the review goes on with it.
 */
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { build } from './lib/server';
import { expect, type Page, type Person, test } from './lib/test';

const COMMUNITY = '/c/perinatal-mental-health-community';
const TITLE = 'Ward guide';
const FIRST = [
	'# Ward guide',
	'Families are asked how they sleep at night.',
	'Staff listen before they advise anybody about feeding.',
	'The old leaflet stays on the ward until it is replaced.',
	'Partners may stay overnight if there is room for them.',
].join('\n\n');
const SECOND = [
	'# Ward guide',
	'Families are always asked how they sleep at night.',
	'Every room has a card with the numbers to call.',
	'Staff listen before they advise anybody about feeding.',
	'Partners may stay overnight if there is room for them.',
].join('\n\n');

async function addFirst({ page, go }: Person) {
	await go(`${COMMUNITY}/documents/new`);
	await page.getByLabel('File').setInputFiles(markdown('ward_guide.md', FIRST));
	await page.getByLabel('Title').fill(TITLE);
	await page.getByRole('button', { name: 'Add the draft' }).click();
	await page.getByRole('link', { name: 'Open a review round' }).click();
	await page.getByLabel('What you ask for').fill('Is it clear?');
	await page.getByRole('button', { name: 'Open the round' }).click();
	await expect(page.getByText('What is asked')).toBeVisible();
}

const markdown = (name: string, text: string) => ({
	name,
	mimeType: 'text/markdown',
	buffer: Buffer.from(text),
});

/* As people with different eyes and screens see it; nothing sticks out. */
async function picture(page: Page, name: string) {
	const size = page.viewportSize() ?? { width: 1280, height: 900 };
	for (const [look, colorScheme, width] of [
		['light', 'light', 1280],
		['dark', 'dark', 1280],
		['narrow', 'light', 320],
	] as const) {
		await page.emulateMedia({ colorScheme });
		await page.setViewportSize({ width, height: 900 });
		const { violations } = await new AxeBuilder({ page }).analyze();
		expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
		expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBeLessThanOrEqual(width);
		await page.screenshot({ path: join(build, 'screenshots', `${name}-${look}.png`), fullPage: true });
	}
	await page.emulateMedia({ colorScheme: 'light' });
	await page.setViewportSize(size);
}

async function comment(page: Page, clause: string, text: string) {
	const where = page.locator('.clause', { hasText: clause });
	await where.hover();
	await where.getByRole('button', { name: /^Comment/ }).click();
	await page.getByRole('textbox', { name: 'Your comment' }).fill(text);
	await page.getByRole('button', { name: 'Add the comment' }).click();
	await expect(page.getByRole('article').filter({ hasText: text })).toBeVisible();
}

/* From the draft to what changed in it, change by change. */
async function changes(page: Page) {
	await page.getByRole('link', { name: 'version 2', exact: true }).click();
	await page.getByRole('link', { name: 'Compare with version 1' }).click();
	await expect(page.getByText('3 paragraphs changed')).toBeVisible();
	await expect(page.locator('ins')).toContainText('[added: always]');
	await page.keyboard.press('n');
	await expect(page.getByText('Change 1 of 3')).toBeVisible();
	await expect(page.getByRole('group', { name: /changed$/ })).toBeFocused();
	await page.keyboard.press('p');
	await expect(page.getByText('Change 3 of 3')).toBeVisible();
	await picture(page, 'compare');
}

test('a next version takes its comments along, and the review goes on with it', async ({ person }) => {
	const ann = await person();
	const bea = await person();
	await ann.signIn('coordinator');
	await bea.signIn('member');
	await addFirst(ann);
	const round = new URL(ann.page.url()).pathname;
	await bea.go(round);
	await comment(bea.page, 'Families are asked', 'Who asks them?');
	await comment(bea.page, 'The old leaflet', 'Which leaflet is that?');
	await comment(bea.page, 'Partners may stay', 'Good.');

	await ann.go(`${COMMUNITY}/reviews`);
	await ann.page.getByRole('link', { name: TITLE, exact: true }).click();
	await ann.page.getByText('What is asked').waitFor();
	await ann.page.getByRole('link', { name: 'version 1' }).click();
	await ann.page.getByRole('link', { name: 'Add the next version' }).click();
	await ann.page.getByLabel('File').setInputFiles(markdown('second.md', SECOND));
	await ann.page.getByRole('button', { name: 'Add the next version' }).click();

	await expect(ann.page.getByRole('heading', { level: 1 })).toHaveText('Comments in version 2');
	await expect(ann.page.getByText('1 comment waits for you to place it.')).toBeVisible();
	await expect(ann.page.getByLabel('Words changed (1)')).toBeVisible();
	await expect(ann.page.getByLabel('Unchanged (1)')).toBeVisible();
	await expect(ann.page.getByText('Which leaflet is that?')).toBeVisible();
	await picture(ann.page, 'ledger');
	await ann.page.getByRole('button', { name: 'Place it here' }).click();
	await expect(ann.page.getByText('Choose a paragraph first.')).toBeVisible();
	await ann.page.getByRole('radio', { name: /^Place it on paragraph .*¶2$/ }).check();
	await ann.page.getByRole('button', { name: /^Place it on paragraph/ }).click();
	await expect(ann.page.getByText('all 3 comments are accounted for')).toBeVisible();

	await ann.page.getByRole('button', { name: /go on with version 2$/ }).click();
	await ann.page.getByRole('dialog').getByRole('button', { name: /go on with version 2$/ }).click();
	await expect(ann.page.getByText('What is asked')).toBeVisible();
	const card = bea.page.locator('.clause', { hasText: 'Every room has a card' });
	await expect(card.getByText('Which leaflet is that?')).toBeVisible();
	await changes(bea.page);
	await bea.go(round);
	await comment(bea.page, 'Every room has a card', 'Thank you.');
});
