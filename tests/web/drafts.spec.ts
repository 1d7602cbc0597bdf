// SPDX-License-Identifier: Apache-2.0
/*
 * drafts.spec.ts - nothing typed is lost: over a reload, over the end of the
 * session, over a server that goes and comes back.
 */
import { expect, type Person, test } from './lib/test';

const COMMUNITY = '/c/perinatal-mental-health-community';
const TEXT = 'A sentence that took a long time to find.';

async function typeInto({ page, go }: Person, title: string) {
	await go(`${COMMUNITY}/threads/new`);
	await page.getByLabel('Title').fill(title);
	await page.getByLabel('First post').fill(TEXT);
	await expect(page.getByText(/^Saved \d/)).toBeVisible();
}

test('typed text is there after a reload', async ({ person }) => {
	const member = await person();
	await member.signIn('member');
	await typeInto(member, 'Reloaded');
	await member.page.reload();
	await expect(member.page.getByLabel('First post')).toHaveValue(TEXT);
	await expect(member.page.getByLabel('Title')).toHaveValue('Reloaded');
});

test('typed text survives a session that is ended elsewhere', async ({ person, server }) => {
	const here = await person();
	const there = await person();
	await here.signIn('member');
	await there.signIn('member');
	await typeInto(here, 'Signed out');

	/* Ends every other session from the account page. */
	await there.go('/account');
	const ends = there.page.getByRole('button', { name: /^End the session of / });
	await expect(ends.first()).toBeVisible();
	while ((await ends.count()) > 0) {
		const before = await ends.count();
		await ends.first().click();
		await expect(ends).toHaveCount(before - 1);
	}
	/* Shown, and said to screen readers: twice on the page. */
	const told = here.page.getByText(/^You are signed out\. What you typed is kept/);
	await expect(told.first()).toBeVisible();
	await expect(here.page.getByLabel('First post')).toHaveValue(TEXT);

	await here.go(await server.link('member'));
	await here.page.getByRole('button', { name: 'Sign me in' }).click();
	await expect(here.page.getByRole('button', { name: /^Me: / })).toBeVisible();
	await here.go(`${COMMUNITY}/threads/new`);
	await expect(here.page.getByLabel('First post')).toHaveValue(TEXT);
});

for (const poll of [false, true]) {
	const way = poll ? 'long poll' : 'WebSocket';
	test(`a lost server is told, and its return (${way})`, async ({ person, server }) => {
		const member = await person({ poll });
		await member.signIn('member');
		await typeInto(member, 'Away');
		const bar = member.page.locator('.bar', { hasText: 'No connection.' });
		await server.stop();
		await expect(bar).toBeVisible();
		await member.page.getByLabel('First post').fill(`${TEXT} And one more.`);
		await server.start();
		await expect(bar).toHaveCount(0, { timeout: 40_000 });
		await member.page.reload();
		await expect(member.page.getByLabel('First post')).toHaveValue(`${TEXT} And one more.`);
		takeOut(member, /net::ERR_|WebSocket|status of 503/);
	});
}

/* The browser itself tells of each try while the server is away. */
function takeOut({ complaints }: Person, expected: RegExp) {
	const rest = complaints.filter((one) => !expected.test(one));
	complaints.splice(0, complaints.length, ...rest);
}
