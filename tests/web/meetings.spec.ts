// SPDX-License-Identifier: Apache-2.0
/*
 * meetings.spec.ts - a coordinator calls a meeting; members say whether they come,
 * on the page and from the mail, and see each other's answers live; it is moved by
 * one of two who try, and cancelled. By keyboard; axe in light, dark and at 320 px.
 */
import { readFileSync } from 'node:fs';
import { picture } from './lib/picture';
import { rpc } from './lib/rpc';
import { expect, type Page, test } from './lib/test';

const HOME = '/c/perinatal-mental-health-community';

const card = (page: Page) => page.getByRole('region', { name: 'Meeting', exact: true });

async function saved(page: Page): Promise<string> {
	const coming = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Save it for your calendar' }).click();
	const download = await coming;
	expect(download.suggestedFilename()).toMatch(/^meeting-\d+\.ics$/);
	return readFileSync(await download.path(), 'utf8');
}

test('a meeting is called, answered on the page and from the mail, moved and cancelled', async ({
	person,
}) => {
	const ann = await person();
	const bea = await person({ poll: true });
	await ann.signIn('coordinator');
	await bea.signIn('member');

	/* Members call none. */
	await bea.go(`${HOME}/threads/new`);
	await expect(bea.page.getByLabel('First post')).toBeVisible();
	await expect(bea.page.getByRole('radio', { name: /A meeting/ })).toHaveCount(0);

	/* By keyboard alone; what is missing is said, and what was typed stays. */
	const { page } = ann;
	await ann.go(`${HOME}/threads/new`);
	await page.getByRole('radio', { name: /A discussion/ }).focus();
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowDown');
	await expect(page.getByRole('radio', { name: /A meeting/ })).toBeFocused();
	const title = page.getByLabel('Title');
	await expect(page.getByLabel('Begins on')).toBeVisible();
	await title.fill('Night cover');
	await title.press('Control+Enter');
	await expect(page.getByRole('alert')).toContainText('Choose the date and time');
	await expect(page.getByRole('alert')).toContainText('Say where it is');
	const year = new Date().getFullYear() + 1;
	await page.getByLabel('Begins on').fill(`${year}-06-08T14:00`);
	await page.getByLabel('Time zone').selectOption('Europe/London');
	await expect(page.getByText(/It will be on \w+day 8 June/)).toBeVisible();
	await page.getByLabel('Lasts, in minutes').fill('90');
	await page.getByLabel(/^Place/).fill('Room 4, Leeds');
	await page.getByLabel(/^Link for/).fill('https://meet.example.org/4');
	await page.getByLabel(/^Seats/).fill('2');
	await page.getByLabel('What it is about').fill('We talk about rotas.');
	await picture(page, 'meeting-new');

	/* All of it is there on another device, before it is sent and not behind. */
	await expect
		.poll(async () => JSON.stringify(await rpc(page, 'draft.list', {})))
		.toMatch(/^(?=.*Room 4, Leeds)(?=.*meet.example.org)(?=.*-06-08T14:00)(?=.*We talk)/);
	const desk = await person();
	await desk.signIn('coordinator');
	await desk.go(`${HOME}/threads/new`);
	await expect(desk.page.getByLabel('Begins on')).toHaveValue(`${year}-06-08T14:00`);
	await expect(desk.page.getByLabel('Lasts, in minutes')).toHaveValue('90');
	await expect(desk.page.getByLabel(/^Place/)).toHaveValue('Room 4, Leeds');
	await expect(desk.page.getByLabel(/^Link for/)).toHaveValue('https://meet.example.org/4');
	await expect(desk.page.getByLabel(/^Seats/)).toHaveValue('2');
	await title.press('Control+Enter');
	await expect(page.getByRole('heading', { level: 1, name: 'Night cover' })).toBeVisible();
	await expect(card(page)).toContainText('Room 4, Leeds');
	await expect(card(page)).toContainText('Nobody has answered yet.');
	await expect(desk.page.getByRole('radio', { name: /A discussion/ })).toBeChecked();
	await expect(desk.page.getByLabel('First post')).toHaveValue('');

	/* It waits for members, in the list and on the home page. */
	await bea.go(`${HOME}/threads`);
	const row = bea.page.getByRole('listitem').filter({ hasText: 'Night cover' });
	await expect(row).toContainText('Meeting');
	await bea.go('/');
	const ask = bea.page.locator('#asks').getByRole('listitem').filter({ hasText: 'Night cover' });
	await expect(ask).toContainText('Begins');
	await ask.getByRole('link', { name: /^Say whether you come/ }).press('Enter');
	await expect(card(bea.page)).toContainText('0 of 2 taken');
	const yes = card(bea.page).getByRole('button', { name: 'Yes' });
	await yes.press('Enter');
	await expect(yes).toHaveAttribute('aria-pressed', 'true');
	await expect(yes).toBeFocused();
	await expect(card(bea.page)).toContainText('One comes: ');
	await expect(card(page)).toContainText('1 of 2 taken');
	await picture(bea.page, 'meeting');
	expect(await saved(bea.page)).toMatch(/\r\nSEQUENCE:0\r\nSTATUS:CONFIRMED\r\n/);

	/* From the mail, without signing in. */
	const cleo = await person();
	await cleo.signIn('daniel.okafor');
	const { text } = await rpc(cleo.page, 'digest.preview', {});
	const link = /Maybe: \S+(\/act#\S+)/.exec(text)?.[1] ?? '';
	const mail = await person();
	await mail.go(link);
	await expect(mail.page.getByText('Room 4, Leeds')).toBeVisible();
	await expect(mail.page.getByRole('main').getByRole('button')).toHaveCount(1);
	await picture(mail.page, 'meeting-by-mail');
	await mail.page.getByRole('button', { name: 'I may come' }).press('Enter');
	await expect(mail.page.getByRole('heading', { name: 'Your answer is noted' })).toBeVisible();
	expect(await saved(mail.page)).toContain('LOCATION:Room 4\\, Leeds\r\n');
	await expect(card(page)).toContainText('One may come: ');

	/* Two change it: the second sees what the first has made of it. */
	const dora = await person();
	await dora.signIn('coordinator');
	await dora.go(new URL(page.url()).pathname);
	for (const one of [page, dora.page]) {
		await one.getByRole('button', { name: 'Change the meeting' }).click();
		await expect(one.getByRole('dialog').getByLabel('Begins on')).toHaveValue(`${year}-06-08T14:00`);
	}
	await dora.page.getByRole('dialog').getByLabel(/^Place/).fill('Room 7');
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel(/^Place/).fill('Room 5');
	await dialog.getByLabel('Why').fill('The room floods.');
	await picture(page, 'meeting-change');
	await dialog.getByRole('button', { name: 'Change it and tell them' }).click();
	await expect(dialog).toBeHidden();
	await expect(card(bea.page)).toContainText('It was changed: The room floods.');
	await expect(card(bea.page)).toContainText('Room 5');
	await expect(dora.page.getByText(/has written this meanwhile/)).toBeVisible();
	await dora.page.getByRole('button', { name: 'Leave it at theirs' }).click();
	await expect(dora.page.getByRole('dialog').getByLabel(/^Place/)).toHaveValue('Room 5');
	await dora.page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();

	/* Cancelled: nobody answers any more, the talk goes on. */
	await page.getByRole('button', { name: 'Cancel the meeting' }).click();
	await page.getByLabel('Why').fill('Strike.');
	await page.getByRole('button', { name: 'Cancel it and tell them' }).click();
	await expect(card(bea.page)).toContainText('This meeting was cancelled: Strike.');
	await expect(card(bea.page).getByRole('button', { name: 'Yes' })).toHaveCount(0);
	await picture(bea.page, 'meeting-cancelled');
	expect(await saved(bea.page)).toMatch(/\r\nSEQUENCE:2\r\nSTATUS:CANCELLED\r\n/);

	/* An old mail's button says so, and asks for nothing. */
	const late = await person();
	await late.go(link);
	await expect(late.page.getByText('This meeting was cancelled: Strike.')).toBeVisible();
	await expect(late.page.getByRole('main').getByRole('button')).toHaveCount(1);
	expect(await saved(late.page)).toContain('STATUS:CANCELLED');
	await picture(late.page, 'meeting-by-mail-cancelled');
});
