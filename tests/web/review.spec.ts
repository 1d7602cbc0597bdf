// SPDX-License-Identifier: Apache-2.0
/*
 * review.spec.ts - a consultation on a draft, from the file to the outcome:
 * one comment with the keyboard alone, one on words marked with the mouse.
 */
import { expect, type Page, type Person, test } from './lib/test';

const COMMUNITY = '/c/perinatal-mental-health-community';
const TITLE = 'Night feeding guide';
const DRAFT = '# Night feeding\n\nFamilies are asked how they sleep.\n\nStaff listen before they advise.\n';

async function open({ page, go }: Person) {
	await go(`${COMMUNITY}/documents/new`);
	const file = { name: 'guide_v3_FINAL.md', mimeType: 'text/markdown', buffer: Buffer.from(DRAFT) };
	await page.getByLabel('File').setInputFiles(file);
	await expect(page.getByLabel('Title')).toHaveValue('Night feeding');
	await page.getByLabel('Title').fill(TITLE);
	await page.getByRole('button', { name: 'Add the draft' }).click();
	await page.getByRole('link', { name: 'Open a review round' }).click();
	await page.getByLabel('What you ask for').fill('Is it **clear**?');
	await expect(page.getByLabel('Closes on')).toHaveValue(/T17:00$/);
	await page.getByRole('button', { name: 'Open the round' }).click();
	await expect(page.getByText('What is asked')).toBeVisible();
}

/* j to the paragraph, c, the words, Tab out of the text, Enter on the button. */
async function commentByKeyboard(page: Page, text: string) {
	const clause = page.locator('.clause', { hasText: 'Families are asked' });
	const send = page.getByRole('button', { name: 'Add the comment' });
	await page.keyboard.press('j');
	await page.keyboard.press('j');
	await expect(clause).toBeFocused();
	await page.keyboard.press('c');
	await expect(page.getByRole('textbox', { name: 'Your comment' })).toBeFocused();
	await page.keyboard.type(text);
	for (let i = 0; i < 5 && !(await send.evaluate((it) => it === document.activeElement)); i++)
		await page.keyboard.press('Tab');
	await expect(send).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('article').filter({ hasText: text })).toBeVisible();
}

async function commentByMouse(page: Page, text: string) {
	const words = page.locator('.clause-text', { hasText: 'Staff listen' });
	await words.dblclick({ position: { x: 12, y: 10 } });
	await page.getByRole('button', { name: 'Comment on “Staff”' }).click();
	await page.getByRole('textbox', { name: 'Your comment' }).fill(text);
	await page.getByRole('button', { name: 'Add the comment' }).click();
	const comment = page.getByRole('article').filter({ hasText: text });
	await expect(comment.locator('blockquote')).toContainText('Staff');
}

/* The row opens; the answer is given in the panel beside it. */
async function answer(page: Page, row: string, disposition: string, reason: string) {
	await page.getByRole('row').filter({ hasText: row }).click();
	const panel = page.getByRole('complementary', { name: /^Answer to / });
	await expect(panel.getByText(row)).toBeVisible();
	await panel.getByRole('combobox', { name: 'Answer', exact: true }).selectOption(disposition);
	await panel.getByLabel('Reason').fill(reason);
	await panel.getByRole('button', { name: /^Save the answer/ }).click();
	await expect(page.getByRole('row').filter({ hasText: row })).toContainText(reason);
}

test('a draft is reviewed, answered and closed with an outcome, live', async ({ person }) => {
	const ann = await person();
	const bea = await person({ poll: true });
	await ann.signIn('coordinator');
	await bea.signIn('member');
	await bea.go(`${COMMUNITY}/reviews`);
	await expect(bea.page.getByRole('heading', { level: 1, name: 'Reviews' })).toBeVisible();
	await open(ann);
	await bea.page.getByRole('link', { name: TITLE, exact: true }).click();
	await expect(bea.page.getByText('What is asked')).toBeVisible();

	await commentByKeyboard(bea.page, 'Ask both parents.');
	await expect(ann.page.getByText('Ask both parents.')).toBeVisible();
	await commentByMouse(bea.page, 'Students too?');
	await expect(ann.page.getByText('Students too?')).toBeVisible();

	await ann.page.getByRole('link', { name: /^Answer the comments/ }).click();
	await answer(ann.page, 'Ask both parents.', 'Accepted', 'We add it.');
	await answer(ann.page, 'Students too?', 'Not accepted', 'They have a guide of their own.');
	await expect(bea.page.getByText('They have a guide of their own.')).toBeVisible();
	await expect(ann.page.getByText('2 of 2 answered')).toBeVisible();

	await ann.page.getByRole('button', { name: 'Close the round now' }).click();
	await ann.page.getByRole('dialog').getByRole('button', { name: 'Close the round now' }).click();
	await expect(bea.page.getByText('This review is closed').last()).toBeVisible();
	await ann.page.getByRole('button', { name: 'Write the outcome' }).click();
	await ann.page.getByRole('textbox', { name: 'Outcome' }).fill('The guide is out.');
	await ann.page.getByRole('button', { name: 'Publish the outcome' }).click();
	await expect(bea.page.getByText('The guide is out.')).toBeVisible();
});
