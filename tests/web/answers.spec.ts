// SPDX-License-Identifier: Apache-2.0
/*
 * answers.spec.ts - what spares a coordinator work with comments: those in the
 * margin of the Word file come into the round, an answer that was kept or given
 * before is given again; and the file is there as it came.
 */
import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { docx } from './lib/docx';
import { picture } from './lib/picture';
import { comment, openRound, rpc } from './lib/rpc';
import { expect, type Person, test } from './lib/test';

const COMMUNITY = '/c/perinatal-mental-health-community';
const FILE = docx('bath.docx', [
	{ heading: 1, text: 'Bath guide' },
	{ text: 'The water is warm.', comment: { author: 'Ivy Grant', text: 'How warm is the water?' } },
	{ text: 'Partners may help.' },
]);

/* The comment of the margin can be read before there is a round, and comes into
 * it afterwards. */
async function addWithMargin({ page, go }: Person) {
	await go(`${COMMUNITY}/documents/new`);
	await page.getByLabel('File').setInputFiles(FILE);
	await expect(page.getByLabel('Title')).toHaveValue('Bath guide');
	await page.getByRole('button', { name: 'Add the draft' }).click();
	await page.getByText('1 comment in its margin').click();
	await expect(page.getByRole('listitem').filter({ hasText: 'Ivy Grant' })).toContainText('How warm is the water?');
	await expect(page.getByText('They can be imported once a review round is open.')).toBeVisible();
	await picture(page, 'imported');
	const going = page.waitForEvent('download');
	await page.getByRole('link', { name: 'Download the file' }).click();
	expect(readFileSync(await (await going).path())).toEqual(FILE.buffer);

	const document = new URL(page.url()).pathname;
	await page.getByRole('link', { name: 'Open a review round' }).click();
	await page.getByLabel('What you ask for').fill('Is it clear?');
	await page.getByRole('button', { name: 'Open the round' }).click();
	await expect(page.getByText('What is asked')).toBeVisible();
	const round = new URL(page.url()).pathname;
	await go(document);
	await page.getByRole('button', { name: 'Import 1 comment into the open round' }).click();
	await expect(page.getByText('1 comment is imported.')).toBeVisible();
	return round;
}

test('comments in the margin are answered, and answers given again', async ({ person }) => {
	const ann = await person();
	const bea = await person({ poll: true });
	await ann.signIn('coordinator');
	await bea.signIn('member');
	const round = await addWithMargin(ann);

	/* Instead of saying it again, or the contrary. */
	await bea.go(round);
	const old = bea.page.getByRole('article').filter({ hasText: 'How warm is the water?' });
	await expect(old).toContainText('Ivy Grant');
	await old.getByRole('button', { name: /^Oppose/ }).click();
	await expect(bea.page.getByText('You oppose this comment.')).toBeVisible();
	const clause = bea.page.locator('.clause', { hasText: 'Partners may help.' });
	await clause.hover();
	await clause.getByRole('button', { name: /^Comment/ }).click();
	await bea.page.getByRole('textbox', { name: 'Your comment' }).fill('How warm should the water be?');
	await bea.page.getByRole('button', { name: 'Add the comment' }).click();
	await expect(clause.getByText('How warm should the water be?')).toBeVisible();

	const { page } = ann;
	await ann.go(`${round}/answers`);
	await page.locator('tr.matrix-row').first().click();
	const panel = page.getByRole('complementary', { name: /^Answer to / });
	await expect(panel).toContainText('1 opposes this');
	const choice = panel.getByRole('combobox', { name: 'Answer', exact: true });
	const reason = panel.getByRole('textbox', { name: 'Reason' });
	await choice.selectOption('Noted');
	await reason.fill('37 degrees, says the appendix.');
	await panel.getByRole('button', { name: 'Kept answers' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('textbox', { name: 'What to call it' }).fill('See appendix');
	await dialog.getByRole('button', { name: 'Keep this answer' }).click();
	await expect(dialog).toHaveCount(0);
	await panel.getByRole('button', { name: /^Save the answer/ }).click();
	await expect(panel).toContainText('How warm should the water be?');

	/* By its name, and then as it was given to one like this. */
	await panel.getByRole('combobox', { name: 'Take a kept answer' }).selectOption('See appendix');
	await expect(choice).toHaveValue('noted');
	await expect(reason).toHaveValue('37 degrees, says the appendix.');
	await reason.fill('');
	const alike = panel.getByRole('listitem').filter({ hasText: 'How warm is the water?' });
	await expect(async () => {
		await page.keyboard.press('Escape');
		await page.locator('tr.matrix-row').nth(1).click();
		await expect(alike).toBeVisible({ timeout: 1000 });
	}).toPass({ timeout: 30_000 });
	await picture(page, 'answers-again');
	await alike.getByRole('button', { name: 'Take this answer' }).click();
	await expect(reason).toHaveValue('37 degrees, says the appendix.');
	await panel.getByRole('button', { name: /^Save the answer/ }).click();
	await expect(page.getByText('2 of 2 answered').first()).toBeVisible();
	await expect(clause.getByText('37 degrees, says the appendix.')).toBeVisible();
});

test('a duplicate repeats another comment; answers and shares are taken back', async ({ person }) => {
	const ann = await person();
	const bea = await person();
	await ann.signIn('coordinator');
	await bea.signIn('member');
	const { page } = ann;
	const round = await openRound(page, '# Bath\n\nThe water is warm.', 'Bath, twice said');
	await comment(bea.page, round.id, [{ body: 'How warm?' }, { body: 'Which temperature?' }]);
	await ann.go(`/round/${round.id}/answers`);
	const row = (text: string) => page.locator('tr.matrix-row', { hasText: text });
	const bar = page.getByRole('region', { name: 'What to do with the chosen comments' });

	/* It is said which comment it repeats; an answer can be taken back. */
	await row('Which temperature?').click();
	const panel = page.getByRole('complementary', { name: /^Answer to / });
	await expect(panel.getByText('Which temperature?')).toBeVisible();
	await panel.getByRole('combobox', { name: 'Answer', exact: true }).selectOption('Duplicate');
	await panel.getByRole('button', { name: /^Save the answer/ }).click();
	await expect(panel.getByText('Choose the comment that it repeats')).toBeVisible();
	const original = panel.getByRole('combobox', { name: 'Which comment it repeats' });
	await expect(original.getByRole('option')).toHaveCount(2);
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	await original.selectOption({ label: 'Whole, Hannah Whitfield: How warm?' });
	await panel.getByRole('button', { name: /^Save the answer/ }).click();
	await expect(page.getByText('1 of 2 answered').first()).toBeVisible();
	await bar.getByRole('button', { name: 'Undo' }).click();
	await expect(page.getByText('0 of 2 answered').first()).toBeVisible();
	await expect(bar).toContainText('It is as it was before.');
	await row('Which temperature?').click();
	await panel.getByRole('combobox', { name: 'Answer', exact: true }).selectOption('Duplicate');
	await original.selectOption({ label: 'Whole, Hannah Whitfield: How warm?' });
	await panel.getByRole('button', { name: /^Save the answer/ }).click();
	await expect(page.getByText('1 of 2 answered').first()).toBeVisible();

	await page.getByLabel('All comments (2)').check();
	await expect(row('Which temperature?')).toContainText('repeats Hannah Whitfield, Whole');

	/* Who wrote it reads the answer to both. */
	await row('How warm?').click();
	await expect(panel.getByText('How warm?').first()).toBeVisible();
	await panel.getByRole('combobox', { name: 'Answer', exact: true }).selectOption('Accepted in part');
	await panel.getByRole('textbox', { name: 'Reason' }).fill('37 degrees.');
	await panel.getByRole('button', { name: /^Save the answer/ }).click();
	await bea.go(`/round/${round.id}`);
	const mine = bea.page.getByRole('article').filter({ hasText: 'Which temperature?' });
	await expect(mine).toContainText('The answer to both: Accepted in part. 37 degrees.');

	await bea.go('/');
	const told = bea.page.getByRole('listitem').filter({ hasText: 'Which temperature?' });
	await expect(told).toContainText('It says the same as another comment.');

	/* Once it is archived nobody is offered what the server would refuse. */
	await rpc(page, 'round.close', { round: round.id });
	await rpc(page, 'round.archive', { round: round.id });
	await expect(page.getByText('Its answers do not change any more.')).toBeVisible();
	await row('How warm?').click();
	await expect(panel).toContainText('37 degrees.');
	await expect(panel.getByRole('textbox', { name: 'Reason' })).toHaveCount(0);
});

test('a duplicate of what was withdrawn meanwhile says so', async ({ person }) => {
	const ann = await person();
	const bea = await person();
	await ann.signIn('coordinator');
	await bea.signIn('member');
	const { page } = ann;
	const round = await openRound(page, '# Bath\n\nThe water is warm.', 'Bath, taken back');
	await comment(bea.page, round.id, [{ body: 'How warm?' }, { body: 'Which temperature?' }]);
	await ann.go(`/round/${round.id}/answers`);
	const row = page.locator('tr.matrix-row', { hasText: 'Which temperature?' });
	await row.click();
	const panel = page.getByRole('complementary', { name: /^Answer to / });
	await panel.getByRole('combobox', { name: 'Answer', exact: true }).selectOption('Duplicate');
	await panel.getByRole('combobox', { name: 'Which comment it repeats' }).selectOption({ label: 'Whole, Hannah Whitfield: How warm?' });
	await panel.getByRole('button', { name: /^Save the answer/ }).click();
	await page.getByLabel('All comments (2)').check();
	await expect(row).toContainText('repeats Hannah Whitfield, Whole');

	await bea.go(`/round/${round.id}`);
	const first = bea.page.getByRole('article').filter({ hasText: 'How warm?' });
	await first.getByRole('button', { name: /^Withdraw your comment/ }).click();
	await bea.page.getByRole('dialog').getByRole('button', { name: 'Withdraw', exact: true }).click();
	await expect(row).toContainText('It repeats a comment that was withdrawn: give it an answer of its own.');
});

test('who answers is chosen, chosen otherwise, and taken back', async ({ person }) => {
	const ann = await person();
	await ann.signIn('coordinator');
	const { page } = ann;
	const round = await openRound(page, '# Bath\n\nThe water is warm.', 'Bath, shared out');
	await comment(page, round.id, [{ body: 'How warm?' }, { body: 'Where?' }]);
	await ann.go(`/round/${round.id}/answers`);
	const bar = page.getByRole('region', { name: 'What to do with the chosen comments' });
	await page.getByRole('checkbox', { name: 'Choose all 2 that are shown' }).check();
	await bar.getByRole('combobox', { name: 'Who answers' }).selectOption('Me');
	await expect(page.getByLabel('Mine (2)')).toBeVisible();
	await bar.getByRole('combobox', { name: 'Who answers' }).selectOption('Nobody');
	await expect(page.getByLabel('Mine (0)')).toBeVisible();
	await bar.getByRole('button', { name: 'Undo' }).click();
	await expect(bar).toContainText('It is as it was before.');
	await expect(page.getByLabel('Mine (2)')).toBeVisible();
});
