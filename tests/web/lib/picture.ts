// SPDX-License-Identifier: Apache-2.0
/*
 * picture.ts - a page as people with different eyes and screens see it: light,
 * dark, at 320 px. Nothing breaks a rule of axe, and nothing sticks out.
 */
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { build } from './server';

const MOST = 10_000;

export async function picture(page: Page, name: string) {
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
		/* A table of hundreds of rows is no picture, and drawing it takes the browser long. */
		const height = await page.evaluate(() => document.scrollingElement?.scrollHeight ?? 0);
		await page.screenshot({
			path: join(build, 'screenshots', `${name}-${look}.png`),
			fullPage: height < MOST,
		});
	}
	await page.emulateMedia({ colorScheme: 'light' });
	await page.setViewportSize(size);
}
