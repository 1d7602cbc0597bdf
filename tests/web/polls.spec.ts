// SPDX-License-Identifier: Apache-2.0
/*
 * polls.spec.ts - a poll of each kind: asked with the form, answered with the
 * keyboard alone, its result in numbers; axe on both, in light, in dark and at
 * 320 px. Leaves pictures in BUILD/screenshots.
 */
import { readFile } from 'node:fs/promises';
import { picture } from './lib/picture';
import { expect, type Page, type Person, test } from './lib/test';

const COMMUNITY = '/c/perinatal-mental-health-community';

interface Asked {
	kind: string;
	question: string;
	options?: string[];
	reasons?: boolean;
	anonymous?: boolean;
	results?: RegExp;
}

async function ask({ page, go }: Person, poll: Asked) {
	await go(`${COMMUNITY}/polls/new`);
	await page.getByLabel('Question').fill(poll.question);
	await page.getByLabel('What kind of answer?').selectOption({ label: poll.kind });
	for (const [i, option] of (poll.options ?? []).entries()) {
		if (i > 1) await page.getByRole('button', { name: 'Add an option' }).click();
		await page.getByLabel(`Option ${i + 1}`, { exact: true }).fill(option);
	}
	if (!poll.options) {
		await page.getByLabel('Time 1').fill('2030-07-04T17:00');
		await page.getByLabel('Time 2').fill('2030-07-05T09:30');
	}
	if (poll.anonymous) await page.getByRole('radio', { name: /^Anonymous/ }).check();
	if (poll.reasons) await page.getByLabel(/^Ask for a reason/).check();
	await page.getByRole('radio', { name: poll.results ?? /^Always/ }).check();
	await page.getByRole('button', { name: 'Open the poll' }).click();
	await expect(page.getByRole('heading', { level: 1, name: poll.question })).toBeVisible();
}

/* With the mouse, to where another one is. */
async function drag(page: Page, what: string, where: string) {
	const rows = page.locator('.ranking li');
	const from = await rows.filter({ hasText: what }).locator('.ranking-grip').boundingBox();
	const to = await rows.filter({ hasText: where }).boundingBox();
	if (!from || !to) throw new Error('nothing to drag');
	const x = from.x + from.width / 2;
	await page.mouse.move(x, from.y + from.height / 2);
	await page.mouse.down();
	await expect(rows.filter({ hasText: what })).toHaveClass('held');
	const end = to.y < from.y ? to.y + 4 : to.y + to.height - 4;
	await page.mouse.move(x, (from.y + end) / 2, { steps: 3 });
	await page.mouse.move(x, end, { steps: 3 });
	await page.mouse.up();
	await expect(rows.filter({ hasText: what })).not.toHaveClass('held');
}

/* The result is a part of the page with one row for each option. */
const row = (page: Page, name: RegExp) => page.locator('.results').getByRole('row', { name }).first();

async function vote(page: Page) {
	await page.getByRole('button', { name: 'Vote', exact: true }).press('Enter');
	await expect(page.getByRole('button', { name: 'Change my vote' })).toBeVisible();
}

test('several options, with a reason, changed once', async ({ person }) => {
	const ann = await person();
	await ann.signIn('coordinator');
	const { page } = ann;
	await ask(ann, {
		kind: 'Any number of options',
		question: 'Which days suit?',
		options: ['Monday', 'Tuesday', 'Wednesday'],
		reasons: true,
	});
	await page.getByRole('checkbox', { name: 'Monday' }).press('Space');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Space');
	await page.getByLabel('Why?').pressSequentially('I teach on Wednesdays.');
	await vote(page);
	await expect(page.getByText('You voted for “Monday” and “Tuesday”.')).toBeVisible();
	await expect(row(page, /^Tuesday.* 1 100%/)).toBeVisible();
	await expect(page.locator('.reasons')).toContainText('I teach on Wednesdays.');
	await page.getByRole('checkbox', { name: 'Monday' }).press('Space');
	await page.getByRole('button', { name: 'Change my vote' }).press('Enter');
	await expect(row(page, /^Monday 0 0%/)).toBeVisible();
	await picture(page, 'poll-multiple');
});

test('agreement with statements', async ({ person }) => {
	const ann = await person();
	await ann.signIn('coordinator');
	const { page } = ann;
	await ask(ann, {
		kind: 'Agreement with statements',
		question: 'How is the guide?',
		options: ['It is clear', 'It is short enough', 'I would pass it on'],
	});
	await page.getByRole('button', { name: 'Vote', exact: true }).press('Enter');
	await expect(page.getByRole('alert')).toContainText('Answer to one statement at least');
	const clear = page.getByRole('group', { name: 'It is clear' });
	await clear.getByRole('radio', { name: 'Strongly agree' }).press('Space');
	const short = page.getByRole('group', { name: 'It is short enough' });
	await short.getByRole('radio', { name: 'No answer' }).press('ArrowLeft');
	await page.keyboard.press('ArrowLeft');
	await expect(short.getByRole('radio', { name: 'Agree', exact: true })).toBeChecked();
	await vote(page);
	await expect(row(page, /^It is clear you: Strongly agree 1 5$/)).toBeVisible();
	await expect(row(page, /^I would pass it on 0 –$/)).toBeVisible();
	await picture(page, 'poll-likert');
});

test('an order of preference: taken, moved by arrow keys, left out', async ({ person }) => {
	const ann = await person();
	await ann.signIn('coordinator');
	const { page } = ann;
	await ask(ann, {
		kind: 'An order of preference',
		question: 'Which webinar first?',
		options: ['Medicines', 'Interpreters', 'Fathers', 'Sleep'],
	});
	await page.getByRole('button', { name: /^Medicines/ }).press('Enter');
	await expect(page.getByRole('button', { name: /^Interpreters/ })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('button', { name: /^Fathers/ })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('button', { name: /^Sleep/ })).toBeFocused();
	await page.getByRole('button', { name: 'Move up: Fathers' }).focus();
	await page.keyboard.press('ArrowUp');
	await page.keyboard.press('ArrowUp');
	await expect(page.getByRole('button', { name: 'Move up: Fathers' })).toBeFocused();
	await expect(page.locator('.ranking-label')).toHaveText(['Fathers', 'Medicines', 'Interpreters']);
	await drag(page, 'Interpreters', 'Fathers');
	await expect(page.locator('.ranking-label')).toHaveText(['Interpreters', 'Fathers', 'Medicines']);
	await drag(page, 'Interpreters', 'Fathers');
	await expect(page.locator('.ranking-label')).toHaveText(['Fathers', 'Interpreters', 'Medicines']);
	await page.getByRole('button', { name: 'Leave out: Medicines' }).press('Enter');
	await expect(page.locator('.ranking-label')).toHaveText(['Fathers', 'Interpreters']);
	await vote(page);
	await expect(page.getByText('Your order: “Fathers”, “Interpreters”.')).toBeVisible();
	await expect(row(page, /^Fathers your number 1 1 1 \(3\)$/)).toBeVisible();
	/* Two were left out: they are tied, and no order is made up. */
	await expect(row(page, /^Medicines 3 3 \(0\.5\)$/)).toBeVisible();
	await expect(row(page, /^Sleep 3 3 \(0\.5\)$/)).toBeVisible();
	await picture(page, 'poll-ranking');
});

test('points: all of them, and not one more', async ({ person }) => {
	const ann = await person();
	await ann.signIn('coordinator');
	const { page } = ann;
	await ask(ann, {
		kind: 'Points shared among options',
		question: 'What is it worth?',
		options: ['Films', 'Leaflets', 'Visits'],
	});
	await page.getByLabel('Films', { exact: true }).focus();
	await page.keyboard.press('Control+A');
	await page.keyboard.type('7');
	await page.getByRole('button', { name: 'One point more for Visits' }).press('Enter');
	await page.keyboard.press('Enter');
	await expect(page.getByText('One point is left.')).toBeVisible();
	await page.getByRole('button', { name: 'Vote', exact: true }).press('Enter');
	await expect(page.getByRole('alert')).toContainText('Give away 10 points in all; these are 9');
	await page.getByRole('button', { name: 'One point more for Visits' }).press('Enter');
	await expect(page.getByText('All points are given.')).toBeVisible();
	await vote(page);
	await expect(row(page, /^Films you: 7 first 7$/)).toBeVisible();
	await picture(page, 'poll-points');
});

test('a score for each option', async ({ person }) => {
	const ann = await person();
	await ann.signIn('coordinator');
	const { page } = ann;
	await ask(ann, {
		kind: 'A score for each option',
		question: 'How useful was it?',
		options: ['The talk', 'The handout'],
	});
	await page.getByRole('group', { name: 'The talk' }).getByRole('radio', { name: '7' }).press('Space');
	await page.keyboard.press('ArrowRight');
	await vote(page);
	await expect(row(page, /^The talk you: 8 first 1 8 8$/)).toBeVisible();
	await page.getByText('All figures').press('Enter');
	await expect(page.locator('.counts').getByRole('row', { name: /^The talk 0 0 0 0 0 0 0 1 0 0$/ })).toBeVisible();
	await picture(page, 'poll-score');
});

test('times are said on the clocks of each reader', async ({ person }) => {
	const ann = await person();
	const cleo = await person({ timezoneId: 'Asia/Kathmandu' });
	await ann.signIn('coordinator');
	const { page } = ann;
	await ask(ann, { kind: 'A time that suits', question: 'When do we meet?' });
	const first = page.getByRole('group', { name: /^Thursday 4 July 2030, 17:00 .* – 18:00$/ });
	await first.getByRole('radio', { name: 'Yes' }).press('Space');
	await page.getByRole('button', { name: 'Vote', exact: true }).press('Enter');
	await expect(page.getByRole('alert')).toContainText('Say of each time whether it suits you');
	const second = page.getByRole('group', { name: /^Friday 5 July 2030, 09:30/ });
	await second.getByRole('radio', { name: 'No' }).press('Space');
	await page.keyboard.press('ArrowRight');
	await vote(page);
	await expect(row(page, /^Thursday 4 July .* you: Yes first 1 0 0$/)).toBeVisible();
	await expect(row(page, /^Friday 5 July .* you: If need be 0 1 0$/)).toBeVisible();
	await picture(page, 'poll-time');

	await cleo.signIn('member');
	await cleo.go(new URL(page.url()).pathname);
	await expect(cleo.page.getByRole('heading', { level: 1, name: 'When do we meet?' })).toBeVisible();
});

test('an anonymous poll says who can see what, and shows nothing of one answer', async ({ person }) => {
	const ann = await person();
	const bea = await person({ poll: true });
	await ann.signIn('coordinator');
	await bea.signIn('member');
	await ask(ann, {
		kind: 'One of several options',
		question: 'Is the work bearable?',
		options: ['Yes', 'No'],
		anonymous: true,
		reasons: true,
		results: /^In steps/,
	});
	await bea.go(new URL(ann.page.url()).pathname);
	const { page } = bea;
	await page.getByText('This poll is anonymous;').press('Enter');
	await expect(page.getByText('Coordinators cannot see who has answered.')).toBeVisible();
	await expect(page.getByText('Who runs the server and holds its secret key')).toBeVisible();
	await page.getByRole('radio', { name: 'No' }).press('Space');
	await vote(page);
	await expect(page.getByText('You voted for “No”.')).toBeVisible();
	await expect(page.getByText('Nothing is shown before 5 people have answered.')).toBeVisible();
	await picture(page, 'poll-anonymous');
	await expect(ann.page.getByText('Few or none have answered yet')).toBeVisible();
	await page.reload();
	await expect(page.getByText('You voted for “No”.')).toBeVisible();
	/* Its owner is not asked again. */
	await bea.go('/');
	await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
	await expect(page.getByText('Which subject should the next webinar have?').first()).toBeVisible();
	await expect(page.getByText('Is the work bearable?')).toHaveCount(0);
});

test('a poll inside a thread is answered there, and its result can be taken away', async ({ person }) => {
	const ann = await person();
	await ann.signIn('coordinator');
	const { page } = ann;
	await ann.go(`${COMMUNITY}/threads`);
	const thread = 'Training for interpreters who work with perinatal teams';
	await page.getByRole('link', { name: thread, exact: true }).click();
	await page.getByRole('link', { name: 'Ask a poll here' }).click();
	await expect(page.getByText('This poll will stand in the thread.')).toBeVisible();
	await page.getByLabel('Question').fill('Shall we meet?');
	await page.getByLabel('Option 1').fill('Yes');
	await page.getByLabel('Option 2').fill('No');
	await page.getByRole('radio', { name: /^Always/ }).check();
	await page.getByRole('button', { name: 'Open the poll' }).click();
	await page.getByRole('link', { name: 'in a thread' }).click();
	await page.getByText('Answer: Shall we meet?').press('Enter');
	await page.getByRole('radio', { name: 'Yes' }).press('Space');
	await vote(page);
	await expect(row(page, /^Yes your vote 1 100%/)).toBeVisible();
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'Download CSV' }).click(),
	]);
	expect(await readFile(await file.path(), 'utf8')).toContain('Everybody,Yes,1,1,1,1,1,1,1,,1\r\n');
	await picture(page, 'poll-in-thread');
});
