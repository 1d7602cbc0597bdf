// SPDX-License-Identifier: Apache-2.0
/*
 * phone.spec.ts - a draft read at 320 px, which is a phone and also a desk
 * screen at 400 %: text first, comments in a drawer, the keys as ever.
 */
import { AxeBuilder } from '@axe-core/playwright';
import { openRound } from './lib/rpc';
import { expect, type Person, test } from './lib/test';

const small = { viewport: { width: 320, height: 640 } };

async function openLeaflet({ page, go }: Person) {
	await go('/');
	await page.getByRole('link', { name: 'Read and comment: Leaflet for newcomers' }).click();
	await expect(page.getByText('What is asked')).toBeVisible();
}

test('comments are in a drawer, and the keys go through it', async ({ person }) => {
	const bea = await person(small);
	await bea.signIn('member');
	await openLeaflet(bea);
	const { page } = bea;
	await expect(page.getByRole('article', { name: /^Comment by / })).toHaveCount(0);

	/* The button of a paragraph opens it; Escape leads back there. */
	const said = page.getByRole('button', { name: '1 comment on 2 ¶1' });
	await said.click();
	const drawer = page.getByRole('dialog', { name: /^Comments on / });
	await expect(drawer).toContainText('A pot of tea!');
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	await page.keyboard.press('Escape');
	await expect(drawer).toHaveCount(0);
	await expect(said).toBeFocused();

	/* n goes on to the comments of the next paragraph, p comes back, k leaves. */
	await page.keyboard.press('n');
	await expect(page.getByRole('article', { name: /Grace Adeyemi/ })).toBeFocused();
	await page.keyboard.press('n');
	await expect(page.getByRole('article', { name: /Martin Fairclough/ })).toBeFocused();
	await page.keyboard.press('p');
	await expect(page.getByRole('article', { name: /Grace Adeyemi/ })).toBeFocused();
	await page.keyboard.press('k');
	await expect(drawer).toHaveCount(0);
	await expect(page.getByRole('group', { name: 'Paragraph 2', exact: true })).toBeFocused();
});

test('one line says which section is read, and leads to the others', async ({ person }) => {
	const bea = await person(small);
	await bea.signIn('member');
	await openLeaflet(bea);
	const outline = bea.page.getByRole('navigation', { name: 'Outline' });
	await outline.getByText('Outline').click();
	await outline.getByRole('link', { name: /^Why it matters/ }).click();
	await expect(outline).toContainText('Section 4 of 5');
	await expect(outline.getByRole('link', { name: 'Talk to us' })).toBeHidden();
	await expect(outline).toBeInViewport();
});

test('a comment that is withdrawn leaves its place, for everybody', async ({ person }) => {
	const bea = await person(small);
	const ann = await person();
	await bea.signIn('member');
	await ann.signIn('coordinator');
	await openLeaflet(bea);
	await openLeaflet(ann);
	const { page } = bea;
	await page.getByRole('button', { name: 'Comment on 5 ¶1' }).click();
	await page.getByRole('textbox', { name: 'Your comment' }).fill('A thought too many.');
	await page.getByRole('button', { name: 'Add the comment' }).click();
	/* What one has done is seen, not only heard; then it goes away. */
	const said = page.locator('[aria-live="polite"]');
	await expect(said).toHaveText('Your comment is added.');
	expect((await said.boundingBox())?.width).toBe(320);
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	await expect(said).toBeEmpty();
	expect((await said.boundingBox())?.width).toBeLessThan(2);
	await expect(ann.page.getByText('A thought too many.')).toBeVisible();

	await page.getByRole('button', { name: '1 comment on 5 ¶1' }).click();
	await page.getByRole('dialog').getByRole('button', { name: /^Withdraw your comment/ }).click();
	await page.getByRole('dialog').last().getByRole('button', { name: 'Withdraw', exact: true }).click();
	await expect(page.getByRole('dialog').getByText('withdrew this comment')).toBeVisible();
	await expect(ann.page.getByText('withdrew this comment')).toBeVisible();
	await expect(ann.page.getByText('A thought too many.')).toHaveCount(0);
});

test('the text comes first: the rules are folded, and no keys are explained', async ({ person }) => {
	const bea = await person({ ...small, hasTouch: true, isMobile: true });
	await bea.signIn('member');
	await openLeaflet(bea);
	const { page } = bea;
	const rules = page.getByText('Your name stands with your comments.');
	await expect(rules).toBeHidden();
	await expect(page.getByText('Keyboard', { exact: true })).toHaveCount(0);
	await page.getByText('How it works, and your interests').tap();
	await expect(rules).toBeVisible();
	await expect(page.getByRole('button', { name: 'Declare interests' })).toBeVisible();
});

test('the first paragraph begins on the first screen, however much is asked', async ({ person }) => {
	const bea = await person({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
	const ann = await person();
	await bea.signIn('member');
	await ann.signIn('coordinator');
	await openLeaflet(bea);
	const { page } = bea;
	const first = async (words: string) => {
		const place = page.getByText(words);
		await expect(place).toBeVisible();
		await expect.poll(async () => (await place.boundingBox())?.y).toBeLessThan(844);
	};
	await first('Draft text for a folded leaflet.');

	/* Which comments are shown is chosen in the outline, which stays in reach. */
	const outline = page.getByRole('navigation', { name: 'Outline' });
	const open = outline.getByRole('radio', { name: /^Not answered/ });
	await expect(open).toBeHidden();
	await outline.getByText('Outline').tap();
	await open.check();
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

	const round = await openRound(ann.page, '# Bath\n\nWarm water only.', 'Bath on a phone', {
		instructions: 'Please say what you would strike out, and why. '.repeat(20),
	});
	await bea.go(`/round/${round.id}`);
	await first('Warm water only.');
	const asked = page.getByText('Please say what you would strike out').first();
	await expect(asked).toBeHidden();
	await page.getByText('What is asked').tap();
	await expect(asked).toBeVisible();
});
