// SPDX-License-Identifier: Apache-2.0
/*
 * pages.spec.ts - every page as people with different eyes and screens see it:
 * axe finds nothing in light, in dark and at 320 px, nothing sticks out there or
 * on a wide screen. Leaves a picture of each in BUILD/screenshots.
 */
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { forCoordinators, forGuests, type Place } from './lib/pages';
import { build } from './lib/server';
import { expect, type Page, type Person, test } from './lib/test';

const looks = [
	{ look: 'light', colorScheme: 'light', viewport: { width: 1280, height: 900 } },
	{ look: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
	{ look: 'narrow', colorScheme: 'light', viewport: { width: 320, height: 720 } },
	{ look: 'wide', colorScheme: 'light', viewport: { width: 1920, height: 1080 } },
] as const;

async function see({ page, go }: Person, { path, link, title, wait }: Place) {
	await go(path ?? (await linked(page, link)));
	await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
	if (wait) await expect(page.getByText(wait).first()).toBeVisible();
	await expect(page.locator('.skeleton')).toHaveCount(0);
}

async function linked(page: Page, wanted = /./): Promise<string> {
	const links = page.getByRole('main').getByRole('link');
	const all = await links.evaluateAll((found) => found.map((one) => one.getAttribute('href') ?? ''));
	const href = all.find((one) => wanted.test(one));
	if (!href) throw new Error(`no link to ${wanted} among ${all}`);
	return href;
}

async function violations({ page }: Person, where: string): Promise<string[]> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	return violations.flatMap(({ id, help, nodes }) =>
		nodes.map(({ html }) => `${where}: ${id}: ${help}: ${html}`),
	);
}

/* What reaches over the right edge, by name; [] when one need not scroll. */
async function stickingOut({ page }: Person, where: string): Promise<string[]> {
	return page.evaluate((name) => {
		const root = document.scrollingElement as Element;
		if (root.scrollWidth <= innerWidth) return [];
		return [...document.querySelectorAll('body *')]
			.filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
			.map((element) => `${name}: ${root.scrollWidth} px: ${element.outerHTML.slice(0, 120)}`);
	}, where);
}

for (const { look, ...options } of looks) {
	for (const [who, places] of [
		['guests', forGuests],
		['coordinators', forCoordinators],
	] as const) {
		test(`nothing is wrong on the pages of ${who}, ${look}`, async ({ person }) => {
			const one = await person(options);
			if (who === 'coordinators') await one.signIn('coordinator');
			const found: string[] = [];
			for (const place of places) {
				await see(one, place);
				/* To axe a wide screen is as any other. */
				if (look !== 'wide') found.push(...(await violations(one, place.name)));
				found.push(...(await stickingOut(one, place.name)));
				const path = join(build, 'screenshots', `${place.name}-${look}.png`);
				await one.page.screenshot({ path, fullPage: true });
			}
			expect(found).toEqual([]);
		});
	}
}

test('the keyboard reaches the text first, and one sees where it is', async ({ person }) => {
	const { page, go } = await person();
	await go('/sign-in');
	await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
	await page.keyboard.press('Tab');
	const skip = page.getByRole('link', { name: 'Skip to the main text' });
	await expect(skip).toBeFocused();
	await expect(skip).toBeInViewport();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('main')).toBeFocused();
	await page.keyboard.press('Tab');
	const email = page.getByLabel('E-mail address');
	await expect(email).toBeFocused();
	const mark = await email.evaluate((element) => {
		const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
		return outlineStyle !== 'none' && outlineWidth !== '0px' ? 'outline' : boxShadow;
	});
	expect(mark).not.toBe('none');
});

test('without JavaScript one reads in sight why nothing is shown', async ({ person }) => {
	const { page, go } = await person({ javaScriptEnabled: false });
	await go('/round/1');
	const why = page.locator('noscript p');
	await expect(why).toBeInViewport();
	await expect(why).toContainText('Soundings needs JavaScript');
});

test('the tabs stay where they are while pages load and change', async ({ person }) => {
	const { page, go, signIn } = await person();
	await signIn('coordinator');
	const nav = page.getByRole('navigation', { name: 'Community' });
	const lefts = () => nav.getByRole('link').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().left));
	await go('/');
	await expect(nav.getByRole('link')).toHaveCount(6);
	const before = await lefts();
	for (const name of ['Threads', 'Reviews', 'Horizon', 'Library', 'People', 'Home']) {
		await nav.getByRole('link', { name }).click();
		await expect(nav.getByRole('link', { name })).toHaveAttribute('aria-current', 'page');
		expect(await lefts(), name).toEqual(before);
	}
	/* The room of a bar for scrolling, too, is there from the start. */
	expect(await page.evaluate(() => getComputedStyle(document.documentElement).overflowY)).toBe('scroll');
});
