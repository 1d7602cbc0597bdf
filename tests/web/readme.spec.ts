// SPDX-License-Identifier: Apache-2.0
/*
 * readme.spec.ts - the picture in the README: a draft in review, with comments
 * beside it. Goes to BUILD/screenshots, or to where SCREENSHOT says
 * (tests/web/run --screenshot).
 */
import { join } from 'node:path';
import { build } from './lib/server';
import { expect, test } from './lib/test';

test('a draft in review looks as the README shows it', async ({ person }) => {
	const { page, go, signIn } = await person({ viewport: { width: 1280, height: 1200 } });
	await signIn('member');
	await go('/');
	await page.getByRole('link', { name: /^Read and comment: Leaflet/ }).click();
	await expect(page.getByText('What is asked')).toBeVisible();
	await expect(page.locator('.skeleton')).toHaveCount(0);

	/* Comments are in the margin, beside their clause and as high as it. */
	const clause = page.getByRole('group', { name: 'Paragraph 2 ¶1', exact: true });
	const comment = page.getByRole('article', { name: /^Comment by Grace Adeyemi/ });
	const [text, said] = [await clause.boundingBox(), await comment.boundingBox()];
	expect(Math.abs((said?.y ?? 0) - (text?.y ?? 0))).toBeLessThan(30);
	expect(said?.x).toBeGreaterThan((text?.x ?? 0) + 300);
	await page.screenshot({ path: process.env.SCREENSHOT ?? join(build, 'screenshots/readme.png') });
});
