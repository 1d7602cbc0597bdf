// SPDX-License-Identifier: Apache-2.0
/*
 * mail.spec.ts - the pages about mail: which kinds one wants, what the next
 * digest would say, what the buttons of a mail lead to, and whom no mail reaches.
 * By keyboard where something is pressed; axe in light, in dark and at 320 px.
 * Leaves pictures in BUILD/screenshots.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { mailTo } from './lib/mail';
import { openRound, rpc } from './lib/rpc';
import { build, type Server } from './lib/server';
import { expect, type Page, test } from './lib/test';

const COMMUNITY = '/c/perinatal-mental-health-community';

async function look(page: Page, name: string) {
	const light = { width: 1280, height: 900 };
	for (const [way, colorScheme, size] of [
		['light', 'light', light],
		['dark', 'dark', light],
		['narrow', 'light', { width: 320, height: 720 }],
	] as const) {
		await page.emulateMedia({ colorScheme });
		await page.setViewportSize(size);
		const { violations } = await new AxeBuilder({ page }).analyze();
		expect(violations, `${name}, ${way}`).toEqual([]);
		const wide = await page.evaluate(() => document.scrollingElement?.scrollWidth);
		expect(wide, `${name}, ${way}`).toBeLessThanOrEqual(size.width);
		await page.screenshot({ path: join(build, 'screenshots', `${name}-${way}.png`), fullPage: true });
	}
	await page.emulateMedia({ colorScheme: null });
	await page.setViewportSize(light);
}

const h1 = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

async function community(page: Page): Promise<number> {
	const { communities } = await rpc(page, 'session.me', {});
	return communities.find((row: { slug: string }) => COMMUNITY.endsWith(row.slug)).id;
}

test('each kind of mail says in a sentence what will arrive, and follows the choice', async ({
	person,
}) => {
	const one = await person();
	await one.signIn('member');
	const { page } = one;
	await one.go('/account/mail');
	await expect(h1(page, 'My mail')).toBeVisible();
	const outcomes = page.getByRole('group', { name: 'What came of it' });
	await expect(outcomes).toContainText('Outcomes of what you took part in stand in the digest');
	await outcomes.getByLabel('How it comes').focus();
	await page.keyboard.press('Home');
	await expect(outcomes).toContainText('A mail when a thread, review or poll');
	const deadlines = page.getByRole('group', { name: 'Deadlines' });
	await expect(deadlines.getByRole('option')).toHaveText(['At once', 'Not at all']);
	await expect(deadlines).toContainText('two days before');
	await page.reload();
	await expect(outcomes.getByLabel('How it comes')).toHaveValue('now');
	await expect(page.getByRole('heading', { name: 'What came, and why' })).toBeVisible();
	await look(page, 'mail-preferences');
});

test('the next digest can be looked at before it comes', async ({ person, server }) => {
	const one = await person();
	await one.signIn('coordinator');
	const { page } = one;
	const club = await community(page);
	await openRound(page, '# Night care\n\nWho covers you at night?', 'Night care');
	const other = await person();
	await other.signIn('member');
	await rpc(page, 'thread.open', { community: club, title: 'Leaflets', body: 'In Welsh?' });
	await server.run('ctl', 'notice.decide');
	await other.go('/account/digest');
	await expect(h1(other.page, 'Your next digest')).toBeVisible();
	const mail = other.page.locator('.mail-preview');
	await expect(mail).toContainText('Review: Night care');
	await expect(mail.getByRole('link', { name: 'Nothing to add' }).first()).toBeVisible();
	await expect(mail).toContainText('Leaflets');
	await other.page.getByText('As plain text').click();
	await expect(other.page.locator('.mail-text')).toContainText('* Review: Night care');
	await look(other.page, 'mail-digest');
});

/* The addresses behind the buttons of the next digest. */
async function acts(page: Page, label: RegExp): Promise<string> {
	const { text } = await rpc(page, 'digest.preview', {});
	const found = new RegExp(`${label.source}: (\\S+/act#\\S+)`).exec(text)?.[1];
	if (!found) throw new Error(`no button ${label} in ${text}`);
	return found;
}

test('a button of a mail leads to a page with one button, and that one acts', async ({
	person,
	server,
}) => {
	const ann = await person();
	await ann.signIn('coordinator');
	const club = await community(ann.page);
	const round = await openRound(ann.page, '# Sleep\n\nEnough?', 'Sleep');
	await rpc(ann.page, 'poll.open', {
		community: club,
		question: 'Which ward first?',
		options: ['Birth', 'Nursery'],
		kind: 'single',
		results: 'always',
		zone: 'Europe/London',
		closes_at: Date.now() + 9 * 86_400_000,
	});
	const ben = await person();
	await ben.signIn('member');
	const vote = await acts(ben.page, /Vote “Nursery”/);
	const nothing = await acts(ben.page, /Review: Sleep\n[^*]*Nothing to add/);

	const mail = await person();
	await mail.go(vote);
	await expect(mail.page.getByText('Nursery')).toBeVisible();
	await expect(mail.page.getByRole('main').getByRole('button')).toHaveCount(1);
	await look(mail.page, 'act-vote');
	await mail.page.getByRole('main').getByRole('button').press('Enter');
	await expect(mail.page.getByRole('main').getByRole('button')).toHaveCount(0);
	await look(mail.page, 'act-done');
	await mail.go(nothing);
	await mail.page.getByRole('main').getByRole('button').press('Enter');
	await expect(mail.page.getByRole('main').getByRole('button')).toHaveCount(0);
	const { asks } = await rpc(ben.page, 'desk.home', {});
	expect(asks.map(({ title }: { title: string }) => title)).not.toContain('Which ward first?');
	expect(asks.map(({ id }: { id: number }) => id)).not.toContain(round.id);

	await mail.go(`${vote.slice(0, -1)}${vote.endsWith('a') ? 'b' : 'a'}`);
	await expect(mail.page.getByText(/This link is not complete/)).toBeVisible();
	await look(mail.page, 'act-broken');
	mail.complaints.splice(0);

	await rpc(ann.page, 'invitation.by_mail', {
		community: club,
		email: 'olive@example.org',
		display_name: 'Olive Green',
	});
	const text = await mailTo(server.mail, 'olive@example.org', /\/act#/);
	await mail.go(/(\S+\/act#\S+)/.exec(text)?.[1] ?? '');
	await expect(mail.page.getByText(/Olive Green/)).toBeVisible();
	await look(mail.page, 'act-join');
	await mail.page.getByRole('main').getByRole('button').press('Enter');
	await expect(mail.page.getByRole('main').getByRole('button')).toHaveCount(0);
});

test('a poll of each kind is answered from the mail, without signing in', async ({ person }) => {
	const ann = await person();
	await ann.signIn('coordinator');
	const club = await community(ann.page);
	const ben = await person();
	await ben.signIn('member');
	const mail = await person();
	const kinds = ['multiple', 'likert', 'ranking', 'points', 'score'];
	for (const kind of kinds) {
		const { poll } = await rpc(ann.page, 'poll.open', {
			community: club,
			question: `What is needed, ${kind}?`,
			options: ['Time', 'Staff', 'Rooms'],
			kind,
			...(kind === 'points' ? { points: 3 } : {}),
			...(kind === 'likert' ? { anonymous: true, results: 'after_close' } : { results: 'always' }),
			zone: 'Europe/London',
			closes_at: Date.now() + 9 * 86_400_000,
		});
		const { text } = await rpc(ben.page, 'digest.preview', {});
		const link = new RegExp(`needed, ${kind}[^*]*Answer this poll: (\\S+)`).exec(text)?.[1];
		await mail.go(link ?? '');
		const { page } = mail;
		const main = page.getByRole('main');
		await expect(h1(page, 'Answer this poll')).toBeVisible();
		const send = main.getByRole('button', { name: 'Send my answer' });
		await expect(send).toBeVisible();
		if (kind === 'multiple') await page.getByRole('checkbox', { name: 'Staff' }).press('Space');
		else if (kind === 'points') await page.getByLabel('Rooms', { exact: true }).fill('3');
		else if (kind !== 'ranking')
			await page.getByRole('group', { name: 'Rooms' }).getByRole('radio').first().press('Space');
		else await main.getByRole('button').first().press('Enter');
		await look(page, `act-${kind}`);
		await send.press('Enter');
		await expect(h1(page, 'Your answer is sent')).toBeVisible();
		const { asks } = await rpc(ben.page, 'desk.home', {});
		expect(asks.map(({ id }: { id: number }) => id)).not.toContain(poll.id);
	}
});

/* What this browser keeps of what was typed. */
function kept(): Promise<string[]> {
	return new Promise((resolve, reject) => {
		const open = indexedDB.open('soundings');
		open.onerror = () => reject(open.error);
		open.onsuccess = () => {
			const all = open.result.transaction('drafts').objectStore('drafts').getAll();
			all.onsuccess = () => resolve(all.result.map((row: { body: string }) => row.body));
		};
	});
}

test('a draft is read and commented on from the mail, without signing in', async ({ person }) => {
	const ann = await person();
	await ann.signIn('coordinator');
	await community(ann.page);
	const round = await openRound(ann.page, '# Rest\n\nWho rests?\n\nWhen?', 'Rest');
	const ben = await person();
	await ben.signIn('member');
	const mail = await person();
	await mail.go(await acts(ben.page, /Review: Rest\n[^*]*Read and comment/));
	const { page } = mail;
	const main = page.getByRole('main');
	await expect(h1(page, 'Rest')).toBeVisible();
	await look(page, 'act-read');
	await main.getByRole('button', { name: /^Comment\s+on\s+1 ¶2$/ }).press('Enter');
	const comment = main.getByLabel('Your comment');
	await comment.fill('At noon.');
	await expect.poll(() => page.evaluate(kept)).toEqual(['At noon.']);
	await page.reload();
	await expect(comment).toHaveValue('At noon.');
	await main.getByRole('button', { name: 'Add the comment' }).press('Enter');
	await expect(main.getByText('Your comment is added.')).toBeVisible();
	await expect.poll(() => page.evaluate(kept)).toEqual([]);
	await page.reload();
	await expect(main.getByRole('button', { name: /^Comment\s+on\s+1 ¶2$/ })).toBeVisible();
	await expect(comment).toHaveCount(0);
	await main.getByRole('button', { name: 'Comment on the whole' }).press('Enter');
	await look(page, 'act-comment');
	const said = await rpc(ann.page, 'round.page', { round: round.id });
	const { comments, clauses } = said;
	expect(comments.map((c: { body: string }) => c.body)).toEqual(['At noon.']);
	expect(clauses.find((c: { id: number }) => c.id === comments[0].clause).text).toBe('When?');
});

test('a scan is rated from the mail, without signing in', async ({ person, server }) => {
	const ann = await person();
	await ann.signIn('coordinator');
	const club = await community(ann.page);
	const others = [];
	for (let i = 0; i < 4; i += 1) {
		const one = await person();
		await one.signIn('member');
		others.push(one);
	}
	const { id } = await rpc(ann.page, 'scan.open', {
		community: club,
		title: 'Nights to come',
		purpose: 'What will matter?',
		panel: 'community',
		divide: 'none',
		adding: 'gather',
		criteria: [{ name: 'Impact', kind: 'scale', axis: 'impact', low: 'none', high: 'large' }],
		rule: 'in_out',
		need: 70,
		against: 15,
		spread: 2,
		carry: 'all',
		quantile: 'type7',
		minimum: 5,
		group_minimum: 8,
		rounds: 2,
		round_days: 10,
		feedback_days: 2,
		reminders: 2,
		zone: 'Europe/London',
		ends_at: Date.now() + 86_400_000,
	});
	await rpc(ann.page, 'scan_item.add', { scan: id, title: 'Cots' });
	await rpc(ann.page, 'scan.advance', { scan: id, why: 'All is there.' });
	await server.run('ctl', 'notice.decide');
	const ben = others[0];
	if (!ben) throw new Error('nobody is asked');
	const mail = await person();
	await mail.go(await acts(ben.page, /Scan: Nights to come\n[^*]*Rate it/));
	const main = mail.page.getByRole('main');
	await main.getByRole('group', { name: 'Impact' }).getByRole('button').nth(6).press('Enter');
	await expect(main.getByRole('status').filter({ hasText: /Kept|Saved/ })).toBeVisible();
	await look(mail.page, 'act-rate');
	const { mine } = await rpc(ben.page, 'scan.ballot', { scan: id });
	expect(mine.map((one: { marks: string }) => one.marks)).toEqual(['7']);
});

/* A mail to this address comes back: there is no such mailbox. */
async function comesBack(server: Server, address: string) {
	await mailTo(server.mail, address, /./);
	const raw = readdirSync(server.mail)
		.filter((name) => name.endsWith('.eml'))
		.map((name) => readFileSync(join(server.mail, name), 'latin1'))
		.findLast((mail) => new RegExp(`^To:.*${address}`, 'm').test(mail));
	const verp = /^Return-Path: <[^+]+\+b(\S+)@/m.exec(raw ?? '')?.[1];
	if (!verp) throw new Error(`no way back in ${raw}`);
	await server.run(
		'ctl',
		'mail.take',
		'hash="came-back-1"',
		'kind="bounce"',
		'from=""',
		'subject=""',
		'body=""',
		'cut=""',
		`verp="${verp}"`,
		'class="hard"',
		'status="5.1.1"',
		'forged=false',
	);
}

test('coordinators see whom mail does not reach and why, and have it tried again', async ({
	person,
	server,
}) => {
	const ann = await person();
	await ann.signIn('coordinator');
	const ben = await person();
	await ben.signIn('member');
	const { member, email } = await rpc(ben.page, 'session.me', {});
	await server.run('ctl', 'session.send_link', `email="${email}"`);
	await ann.go('/');
	await comesBack(server, email);

	const notice = ann.page.getByRole('link', { name: /^Mail does not reach one member of/ });
	await expect(notice).toBeVisible();
	await look(ann.page, 'mail-home-notice');
	await notice.press('Enter');
	await expect(h1(ann.page, 'Mail')).toBeVisible();
	await expect(ann.page.getByText('there is no such mailbox')).toBeVisible();
	await expect(ann.page.getByRole('heading', { name: 'Who was mailed what, and why' })).toBeVisible();
	await look(ann.page, 'mail-unreached');

	await ben.go('/account/mail');
	await expect(ben.page.getByRole('heading', { name: 'No mail reaches you' })).toBeVisible();
	await look(ben.page, 'mail-stopped');

	await ann.page.getByRole('button', { name: `Try mail to ${member.display_name} again` }).press('Enter');
	const question = ann.page.getByRole('dialog');
	await look(ann.page, 'mail-try-again');
	await question.getByRole('button', { name: 'Try again' }).press('Enter');
	await expect(ann.page.getByText(/^Mail reaches everybody/)).toBeVisible();
	await ben.page.reload();
	await expect(h1(ben.page, 'My mail')).toBeVisible();
	await expect(ben.page.getByRole('heading', { name: 'Kinds of mail' })).toBeVisible();
	await expect(ben.page.getByRole('heading', { name: 'No mail reaches you' })).toHaveCount(0);
	await ben.go(`${COMMUNITY}/mail`);
	await expect(ben.page.getByText('Only coordinators of this community see its mail.')).toBeVisible();
});
