// SPDX-License-Identifier: Apache-2.0
/*
 * search.spec.ts - what was said is found by its words, from the header, by
 * keyboard, and the way back leads to what was looked for.
 */
import { expect, test } from './lib/test';

test('a post is found by a word of it, and Back returns to what was found', async ({ person }) => {
	const bea = await person();
	await bea.signIn('member');
	const { page } = bea;
	await bea.go('/');
	await page.getByRole('link', { name: 'Search' }).click();
	const box = page.getByRole('searchbox', { name: 'What are you looking for?' });
	await box.fill('supervisions');
	await box.press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: 'Search: supervisions' })).toBeVisible();
	const found = page.getByRole('list', { name: 'What was found, newest first' });
	await expect(found.locator('mark').first()).toHaveText(/^supervision$/i);
	await found.getByRole('link').first().click();
	await expect(page.getByRole('heading', { level: 1, name: /^Search/ })).toHaveCount(0);
	await page.goBack();
	await expect(box).toHaveValue('supervisions');
	await expect(found).toBeVisible();

	await box.fill('no-such-word-anywhere');
	await box.press('Enter');
	await expect(page.getByText('Nothing was found for “no-such-word-anywhere”')).toBeVisible();
});
