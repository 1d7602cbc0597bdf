// SPDX-License-Identifier: Apache-2.0
/*
 * leaflet.spec.ts - a leaflet is seen and commented on: as a picture, as a PDF
 * page by page, as a film by the times of its scenes.
 */
import { join } from 'node:path';
import { build } from './lib/server';
import { picture } from './lib/picture';
import { openRound, rpc } from './lib/rpc';
import { expect, test } from './lib/test';

const COMMUNITY = '/c/perinatal-mental-health-community';
/* Two by two, all teal. */
const PNG =
	'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAD0lEQVR4nGNgSCsAIQgFABW2A1mxIpm1' +
	'AAAAAElFTkSuQmCC';

test('a picture is reviewed as a whole', async ({ person }) => {
	const { page, go, signIn } = await person();
	await signIn('coordinator');
	await go(`${COMMUNITY}/documents/new`);
	const buffer = Buffer.from(PNG, 'base64');
	await page.getByLabel('File').setInputFiles({ name: 'leaflet.png', mimeType: 'image/png', buffer });
	await page.getByLabel('Title').fill('Sleep leaflet');
	await page.getByRole('button', { name: 'Add the draft' }).click();
	await page.getByRole('link', { name: 'Open a review round' }).click();
	await page.getByLabel('What you ask for').fill('Is it kind?');
	await page.getByRole('button', { name: 'Open the round' }).click();
	const clause = page.locator('.clause', { hasText: 'The whole picture' });
	await expect(clause.getByRole('link', { name: 'The whole picture' })).toBeVisible();
	await clause.hover();
	await clause.getByRole('button', { name: /^Comment/ }).click();
	await page.getByRole('textbox', { name: 'Your comment' }).fill('Too dark to read.');
	await page.getByRole('button', { name: 'Add the comment' }).click();
	await expect(page.getByRole('article').filter({ hasText: 'Too dark to read.' })).toBeVisible();
	await expect
		.poll(() => clause.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth))
		.toBe(2);
	await page.screenshot({ path: join(build, 'screenshots/leaflet.png') });
});

/* A PDF of so many pages with a few words each; readers find its parts without
 * a table of them. */
function pdf(pages: readonly string[]): Buffer {
	const kids = pages.map((_, i) => `${10 + 2 * i} 0 R`).join(' ');
	const page = (words: string, i: number) => {
		const drawn =
			`0 0.42 0.45 rg 0 500 420 95 re f 1 g BT /F1 30 Tf 40 535 Td (${words}) Tj ET ` +
			`0 g BT /F1 14 Tf 40 440 Td (Ask your midwife: she has time.) Tj ET`;
		return (
			`${10 + 2 * i} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Resources<</Font<</F1 3 0 R>>>>` +
			`/Contents ${11 + 2 * i} 0 R>>endobj\n` +
			`${11 + 2 * i} 0 obj<</Length ${drawn.length}>>stream\n${drawn}\nendstream endobj\n`
		);
	};
	return Buffer.from(
		`%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n` +
			`2 0 obj<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>endobj\n` +
			`3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n` +
			`${pages.map(page).join('')}trailer<</Root 1 0 R>>\n`,
	);
}

test('a PDF leaflet is reviewed page by page, and so is its next version', async ({ person }) => {
	const { page, go, signIn } = await person();
	await signIn('coordinator');
	await go(`${COMMUNITY}/documents/new`);
	const file = (...pages: string[]) => ({ name: 'feeding.pdf', mimeType: 'application/pdf', buffer: pdf(pages) });
	await page.getByLabel('File').setInputFiles(file('Feeding by night', 'Whom to call'));
	await page.getByRole('radio', { name: /^Page by page/ }).check();
	await picture(page, 'leaflet-add');
	await page.getByRole('button', { name: 'Add the draft' }).click();
	await page.getByRole('link', { name: 'Open a review round' }).click();
	await page.getByLabel('What you ask for').fill('Is it kind?');
	await page.getByRole('button', { name: 'Open the round' }).click();
	const clause = page.locator('.clause', { hasText: 'Whom to call' });
	await expect(clause.getByRole('link', { name: 'Page 2' })).toBeVisible();
	await clause.scrollIntoViewIfNeeded();
	await expect
		.poll(() => clause.locator('img').evaluate((img: HTMLImageElement) => img.naturalHeight))
		.toBe(1600);
	await clause.hover();
	await clause.getByRole('button', { name: /^Comment/ }).click();
	await page.getByRole('textbox', { name: 'Your comment' }).fill('The number is missing.');
	await page.getByRole('button', { name: 'Add the comment' }).click();
	await expect(page.getByRole('article').filter({ hasText: 'The number is missing.' })).toBeVisible();
	await picture(page, 'leaflet-pages');

	await page.getByRole('link', { name: 'version 1' }).click();
	await page.getByRole('link', { name: 'Add the next version' }).click();
	await page.getByLabel('File').setInputFiles(file('Feeding by night', 'By day', 'Whom to call'));
	await expect(page.getByRole('radio', { name: /^Page by page/ })).toBeChecked();
	await page.getByRole('button', { name: 'Add the next version' }).click();
	await expect(page.getByText('the one comment is accounted for')).toBeVisible();
	await picture(page, 'leaflet-ledger');
});

test('a film is refused with what to do, and reviewed by the times of its scenes', async ({ person }) => {
	const { page, go, signIn } = await person();
	await signIn('coordinator');
	await go(`${COMMUNITY}/documents/new`);
	const film = Buffer.from('\0\0\0\x18ftypmp42isommp42');
	await page.getByLabel('File').setInputFiles({ name: 'sleep.mp4', mimeType: 'video/mp4', buffer: film });
	await page.getByRole('button', { name: 'Add the draft' }).click();
	await expect(page.getByRole('alert')).toContainText('a list of its scenes');

	const scenes = 'The film: https://example.org/sleep\n\n0:00 A ward at night\n0:35 A mother speaks\n2:05 The end\n';
	const round = await openRound(page, scenes, 'Sleep film');
	const { clauses } = await rpc(page, 'document.get', { document: round.document });
	for (const clause of [clauses[3], clauses[2]])
		await rpc(page, 'comment.add', { round: round.id, clause: clause.id, body: `Too loud at ${clause.number}.` });
	await go(`/round/${round.id}`);
	await expect(page.getByRole('article', { name: / on paragraph 0:35$/ })).toContainText('Too loud');
	await picture(page, 'film');
	await page.getByRole('link', { name: /^Answer the comments/ }).click();
	await expect(page.locator('tr.matrix-row th')).toHaveText([/^0:35/, /^2:05/]);
	const table = await page.evaluate(async (id) => (await fetch(`/files/round/${id}/csv`)).text(), round.id);
	expect(table).toMatch(/,0:35,.*Too loud at 0:35\.[^]*,2:05,.*Too loud at 2:05\./);
});
