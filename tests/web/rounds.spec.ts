// SPDX-License-Identifier: Apache-2.0
/*
 * rounds.spec.ts - a round with rules of its own: opened with them, read in
 * plain words, answered by keyboard alone and on a phone, prolonged and paused.
 */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from './lib/test';
import { picture } from './lib/picture';
import { addDraft, openRound, rpc } from './lib/rpc';

const COMMUNITY = '/c/perinatal-mental-health-community';
const DRAFT = '# Feeding\n\n## At night\n\nThe mother is asked how she sleeps.\n\n## By day\n\nStaff listen.';
const blind = {
	visibility: 'after_mine',
	names: 'pseudonyms',
	form: 'structured',
	questions: ['Would you give this to a family?'],
};

/* Tab until something has the focus; a person does the same. */
async function tabTo(page: Page, what: ReturnType<Page['getByRole']>) {
	const focused = () => what.evaluateAll(([it]) => it === document.activeElement);
	for (let i = 0; i < 60 && !(await focused()); i++) await page.keyboard.press('Tab');
	await expect(what).toBeFocused();
}

test('a coordinator opens a round by rules, gives more time and pauses it', async ({ person }) => {
	const ann = await person();
	await ann.signIn('coordinator');
	const { page } = ann;
	await ann.go(`${COMMUNITY}/documents/new`);
	await page.getByLabel('File').setInputFiles({ name: 'f.md', mimeType: 'text/markdown', buffer: Buffer.from(DRAFT) });
	await page.getByLabel('Title').fill('Feeding by rules');
	await page.getByLabel('Only coordinators, and those whom').check();
	await page.getByRole('button', { name: 'Add the draft' }).click();
	await expect(page.getByText('Only coordinators can read it')).toBeVisible();
	await page.getByRole('link', { name: 'Open a review round' }).click();
	await page.getByLabel('What you ask for').fill('Is it kind?');
	await page.getByLabel('The whole community').check();
	await expect(page.getByText('Then the whole community can read it')).toBeVisible();
	await page.getByLabel('Some people by name').check();
	await page.getByRole('button', { name: 'Open the round' }).click();
	await expect(page.getByRole('alert')).toContainText('Choose whom you ask');
	await page.getByLabel('Tom Hargreaves').check();
	await page.getByLabel('Everyone, after the close').check();
	await page.getByLabel('Under pseudonyms').check();
	await page.getByRole('button', { name: 'Add a question' }).click();
	await page.getByLabel('Question 1').fill('Would you give this to a family?');
	await picture(page, 'round-open');
	await page.getByRole('button', { name: 'Open the round' }).click();
	const rules = page.getByRole('region', { name: 'How this round works' });
	await expect(rules).toContainText('You can read the comments of others once the round has closed.');
	await expect(rules).toContainText('Coordinators see your name.');
	await expect(rules).toContainText('Only those whom the coordinators chose are asked');

	await page.getByRole('link', { name: /^Answer the comments/ }).click();
	await page.getByRole('button', { name: 'Give more time' }).click();
	await page.getByLabel('Why there is more time').fill('Half term.');
	await page.getByRole('dialog').getByRole('button', { name: 'Give more time' }).click();
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await page.getByRole('button', { name: 'Pause the round' }).click();
	await page.getByLabel('Why it pauses').fill('The wrong file.');
	await page.getByRole('dialog').getByRole('button', { name: 'Pause the round' }).click();
	await expect(page.getByText(/^Paused since/)).toContainText('The wrong file.');
	await page.getByRole('link', { name: 'Read the draft with its comments' }).click();
	await expect(page.getByText('This review is paused')).toBeVisible();
	await expect(page.getByText(/moved the close from/)).toContainText('Half term.');
	await expect(page.getByRole('button', { name: /^Comment on/ })).toHaveCount(0);
	await page.getByRole('link', { name: /^Answer the comments/ }).click();
	await page.getByRole('button', { name: 'Let it go on' }).click();
	await expect(page.getByRole('button', { name: 'Pause the round' })).toBeVisible();
});

test('a member takes part by keyboard alone, under a pseudonym', async ({ person }) => {
	const ann = await person();
	const bea = await person();
	await ann.signIn('coordinator');
	await bea.signIn('member');
	const round = await openRound(ann.page, DRAFT, 'Feeding by keyboard', blind);
	await rpc(ann.page, 'comment.add', { round: round.id, kind: 'general', body: 'From the coordinator.' });
	const { page } = bea;
	await bea.go(`/round/${round.id}`);
	await expect(page.getByText('What is asked')).toBeVisible();
	await expect(page.getByText('From the coordinator.')).toHaveCount(0);

	/* Interests first. */
	await tabTo(page, page.getByRole('button', { name: 'Declare interests' }));
	await page.keyboard.press('Enter');
	await tabTo(page, page.getByLabel('What might colour your comments'));
	await page.keyboard.type('I wrote an earlier leaflet.');
	await tabTo(page, page.getByRole('button', { name: 'Declare', exact: true }));
	await page.keyboard.press('Enter');
	await expect(page.getByRole('button', { name: 'Change the declaration' })).toBeVisible();

	/* A section read; then j to a paragraph, c, the kind, an edit. */
	await page.evaluate(() => (document.activeElement as HTMLElement).blur());
	const read = page.getByRole('button', { name: /^Nothing to add here ?: 2$/ });
	await tabTo(page, read);
	await page.keyboard.press('Enter');
	await expect(page.getByText('Read, nothing to add', { exact: true })).toBeVisible();
	const clause = page.locator('.clause', { hasText: 'The mother is asked' });
	for (let i = 0; i < 6 && !(await clause.evaluate((it) => it === document.activeElement)); i++)
		await page.keyboard.press('k');
	await expect(clause).toBeFocused();
	await page.keyboard.press('c');
	await expect(page.getByRole('combobox', { name: 'Kind of comment' })).toBeFocused();
	await page.keyboard.type('E');
	await page.keyboard.press('Tab');
	await tabTo(page, page.getByRole('textbox', { name: 'Your comment' }));
	await page.keyboard.type('Fathers sleep badly too.');
	await tabTo(page, page.getByRole('button', { name: 'Suggest an edit' }));
	await page.keyboard.press('Enter');
	await expect(page.getByLabel('Suggested words')).toBeFocused();
	await page.keyboard.press('Control+A');
	await page.keyboard.type('Both parents are asked how they sleep.');
	await expect(page.locator('.write-difference del').first()).toHaveText(/The mother is/);
	await tabTo(page, page.getByRole('button', { name: 'Add the comment' }));
	await page.keyboard.press('Enter');

	/* It stands under a number, with the edit and the declaration; now the others show. */
	const mine = page.getByRole('article', { name: /^Comment by Reviewer 2 on paragraph/ });
	await expect(mine).toContainText('I wrote an earlier leaflet.');
	await expect(mine.locator('ins').first()).toContainText('Both parents are');
	const other = page.getByRole('article', { name: /^Comment by Reviewer 1 on the whole document/ });
	await expect(other).toContainText('From the coordinator.');
	await tabTo(page, other.getByRole('button', { name: /^Support: / }));
	await page.keyboard.press('Enter');
	await expect(other.getByRole('button', { name: /^Support: / })).toHaveAttribute('aria-pressed', 'true');
	await tabTo(page, other.getByRole('button', { name: /^Reply to / }));
	await page.keyboard.press('Enter');
	await tabTo(page, other.getByRole('textbox', { name: /^Reply to / }));
	await page.keyboard.type('I think so too.');
	await tabTo(page, other.getByRole('button', { name: 'Add the reply' }));
	await page.keyboard.press('Enter');
	await expect(other.getByRole('list', { name: 'Replies' })).toContainText('I think so too.');

	/* The question, and what the coordinator sees of all this. */
	await tabTo(page, page.getByRole('button', { name: /^Answer this question/ }));
	await page.keyboard.press('Enter');
	await expect(page.getByRole('combobox', { name: 'Kind of comment' })).toBeFocused();
	await page.keyboard.type('G');
	await tabTo(page, page.getByRole('textbox', { name: 'Your comment' }));
	await page.keyboard.type('Yes, I would.');
	await tabTo(page, page.getByRole('button', { name: 'Add the comment' }));
	await page.keyboard.press('Enter');
	await expect(page.getByRole('article', { name: /on question 1$/ })).toContainText('Yes, I would.');
	await picture(page, 'round-rules');

	/* Who comes back knows the rules: they fold, and the text is nearer. */
	const rule = page.getByText('You can read the comments of others as soon as you have sent one of your own.');
	await expect(rule).toBeVisible();
	await bea.go(`/round/${round.id}`);
	await expect(mine).toBeVisible();
	await expect(rule).toBeHidden();
	await page.getByText('How it works, and your interests').click();
	await expect(rule).toBeVisible();
	await ann.go(`/round/${round.id}`);
	const seen = ann.page.getByRole('article').filter({ hasText: 'Fathers sleep badly too.' });
	await expect(seen.locator('.remark-author')).toHaveText(/\(Reviewer 2\)$/);
});

test('a member takes part on a phone of 320 px', async ({ person }) => {
	const ann = await person();
	const bea = await person({ viewport: { width: 320, height: 640 } });
	await ann.signIn('coordinator');
	await bea.signIn('member');
	const round = await openRound(ann.page, DRAFT, 'Feeding on a phone', blind);
	const { page } = bea;
	await bea.go(`/round/${round.id}`);
	await page.getByRole('button', { name: /^Nothing to add here ?: 2$/ }).click();
	await expect(page.getByText('Read, nothing to add', { exact: true })).toBeVisible();
	await page.getByRole('button', { name: 'Comment on 1 ¶1' }).click();
	await page.getByLabel('Kind of comment').selectOption('Question');
	await page.getByRole('textbox', { name: 'Your comment' }).fill('Who asks?');
	await expect(page.getByText(/Others see a reviewer’s number, coordinators see your name/)).toBeVisible();
	await page.getByRole('button', { name: 'Add the comment' }).click();
	await page.getByRole('button', { name: '1 comment on 1 ¶1' }).click();
	const drawer = page.getByRole('dialog', { name: /^Comments on / });
	await expect(drawer).toContainText('Who asks?');
	await expect(drawer).toContainText('Reviewer 1');
	await drawer.getByRole('button', { name: /^Withdraw/ }).click();
	await page.getByRole('dialog', { name: 'Withdraw your comment?' }).getByRole('button', { name: 'Withdraw' }).click();
	await expect(drawer).toContainText('withdrew this comment');
	expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBeLessThanOrEqual(320);
});

test('what is being written when a round closes stays in sight, and is kept', async ({ person }) => {
	const ann = await person();
	const bea = await person();
	await ann.signIn('coordinator');
	await bea.signIn('member');
	const round = await openRound(ann.page, DRAFT, 'Feeding until the last minute');
	const { page } = bea;
	await bea.go(`/round/${round.id}`);
	const clause = page.locator('.clause', { hasText: 'Staff listen.' });
	await clause.hover();
	await clause.getByRole('button', { name: /^Comment/ }).click();
	const field = page.getByRole('textbox', { name: 'Your comment' });
	await field.fill('Not at night.');
	await rpc(ann.page, 'round.close', { round: round.id });
	await expect(page.getByText('This review has closed. What you were writing is kept.').first()).toBeVisible();
	await expect(field).toHaveValue('Not at night.');
	await page.getByRole('button', { name: 'Add the comment' }).click();
	await expect(page.getByRole('alert')).toContainText('so your comment was not added. Your text is kept as a draft.');
	await page.getByRole('button', { name: 'Close, keep the draft' }).click();

	const unsent = page.getByRole('heading', { name: 'What you wrote and did not send' }).locator('..');
	await expect(unsent).toContainText('Not at night.');
	await page.reload();
	await expect(unsent).toContainText('Not at night.');
	await expect(unsent).toContainText('On paragraph 2 ¶1:');
	await picture(page, 'unsent');
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	await unsent.getByRole('button', { name: 'Throw it away' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Throw it away' }).click();
	await expect(unsent).toHaveCount(0);
	await page.reload();
	await expect(page.getByText('This review is closed').first()).toBeVisible();
	await expect(unsent).toHaveCount(0);
});

test('a suggested edit can take words out, and empty is not gone', async ({ person }) => {
	const ann = await person();
	const bea = await person();
	await ann.signIn('coordinator');
	await bea.signIn('member');
	const round = await openRound(ann.page, DRAFT, 'Feeding, shorter');
	const { page } = bea;
	await bea.go(`/round/${round.id}`);
	const clause = page.locator('.clause', { hasText: 'The mother is asked' });
	await clause.hover();
	await clause.getByRole('button', { name: /^Comment/ }).click();
	await page.getByRole('textbox', { name: 'Your comment' }).fill('It stands in the other guide.');
	await page.getByRole('button', { name: 'Suggest an edit' }).click();
	const words = page.getByLabel('Suggested words');
	await expect(words).toHaveValue('The mother is asked how she sleeps.');
	/* A paste that was too large: what is wrong, what was kept, what to do. */
	await words.fill('sleep '.repeat(4000));
	await page.getByRole('button', { name: 'Add the comment' }).click();
	await expect(page.getByText('This has 24,000 characters, and 20,000 fit. It is kept here').first()).toBeVisible();
	await expect(words).toBeFocused();
	await words.fill('');
	await expect(words).toBeVisible();
	await expect(page.getByText('These words go:')).toBeVisible();
	await page.getByRole('button', { name: 'Suggest no edit' }).click();
	await expect(words).toHaveCount(0);
	await expect(page.getByRole('button', { name: 'Suggest an edit' })).toBeFocused();
	await page.keyboard.press('Enter');
	await words.fill('');
	await page.getByRole('button', { name: 'Add the comment' }).click();
	const mine = page.getByRole('article').filter({ hasText: 'It stands in the other guide.' });
	await expect(mine).toContainText('Suggests to take these words out');
	await expect(mine.locator('del')).toHaveText('The mother is asked how she sleeps.');
});

test('what follows the text follows the margin at once; a question is named whole where it is answered', async ({ person }) => {
	const ann = await person();
	await ann.signIn('coordinator');
	const { page } = ann;
	const round = await openRound(page, DRAFT, 'Feeding, much said', { questions: ['Is it kind?'], names: 'pseudonyms' });
	const { clauses } = await rpc(page, 'round.page', { round: round.id });
	for (let i = 0; i < 12; i++)
		await rpc(page, 'comment.add', { round: round.id, clause: clauses[i % 4].id, body: 'Long. '.repeat(60) });
	await rpc(page, 'comment.add', { round: round.id, question: 1, body: 'It is.', proposed: 'Kinder.' });
	await ann.go(`/round/${round.id}`);
	await expect(page.getByText('It is.')).toBeAttached();
	const between = () =>
		page.evaluate(() => {
			const [questions, whole] = [...document.querySelectorAll('.whole')].map((it) => it.getBoundingClientRect());
			const margin = [...document.querySelectorAll('.remarks')][3]?.getBoundingClientRect();
			if (!questions || !whole || !margin) return Number.POSITIVE_INFINITY;
			return Math.max(Math.abs(questions.top - margin.bottom), whole.top - questions.bottom);
		});
	await expect.poll(between).toBeLessThan(120);

	await ann.go(`/round/${round.id}/answers`);
	const cut = (where: string) =>
		page.locator(where).first().evaluate((it) => it.scrollWidth > it.clientWidth || it.scrollHeight > it.clientHeight);
	await expect(page.locator('.matrix-place').first()).toHaveText('Question 1');
	expect(await cut('.matrix-place')).toBe(false);
	await page.getByText('Filter and sort').click();
	await page.getByLabel('Section').selectOption('Question 1');
	await expect(page.locator('tr.matrix-row')).toHaveCount(1);
	await expect(page.locator('tr.matrix-row')).toContainText('It is.');
	await page.setViewportSize({ width: 320, height: 640 });
	await expect(page.locator('.matrix-who').first()).toBeVisible();
	expect(await cut('.matrix-who')).toBe(false);
});

test('who is writing when the review goes on with a new version finds the words again', async ({ person }) => {
	const ann = await person();
	const bea = await person();
	await ann.signIn('coordinator');
	await bea.signIn('member');
	const round = await openRound(ann.page, DRAFT, 'Feeding, still written on');
	const { page } = bea;
	await bea.go(`/round/${round.id}`);
	const clause = page.locator('.clause', { hasText: 'Staff listen.' });
	await clause.hover();
	await clause.getByRole('button', { name: /^Comment/ }).click();
	await page.getByRole('textbox', { name: 'Your comment' }).fill('Half of a thought');
	const next = await addDraft(ann.page, DRAFT.replace('Staff listen.', 'Staff listen well.'), 'Feeding, still written on');
	await rpc(ann.page, 'version.publish', { document: next.id, round: round.id });
	await expect(page.getByText('Staff listen well.')).toBeVisible();
	const unsent = page.getByRole('heading', { name: 'What you wrote and did not send' }).locator('..');
	await expect(unsent).toContainText('Half of a thought');
	await expect(unsent).toContainText('On an earlier version:');
});
