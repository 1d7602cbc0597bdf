// SPDX-License-Identifier: Apache-2.0
/*
 * leaflet.spec.ts - a leaflet that is a picture is seen and commented on.
 */
import { join } from 'node:path';
import { build } from './lib/server';
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
