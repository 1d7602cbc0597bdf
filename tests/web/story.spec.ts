// SPDX-License-Identifier: Apache-2.0
/*
 * story.spec.ts - from a one-time link to a talk between two people, side by
 * side in two browsers. The member is on long poll alone.
 */
import { mailTo } from './lib/mail';
import { expect, type Person, test } from './lib/test';

const NAME = 'Feeding and sleep';
const MEMBER = 'bea@feeding.example.org';
const PASSWORD = 'four unrelated paper words';

async function createCommunity({ page }: Person) {
	/* Its h1 takes the focus when the page has come, and an open menu closes. */
	await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeFocused();
	await page.getByRole('button', { name: /^Community: / }).click();
	await page.getByRole('link', { name: 'Create a community' }).click();
	await page.getByLabel('Name', { exact: true }).fill(NAME);
	await page.getByLabel('In one sentence').fill('How families sleep, and who helps them.');
	await page.getByLabel('What it is for').fill('To advise on teaching about **sleep**.');
	await page.getByLabel('What you expect of members').fill('- Say what you see.\n- Be kind.');
	await page.getByRole('button', { name: 'Create the community' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Invite people' })).toBeVisible();
}

async function invite({ page }: Person) {
	await page
		.getByLabel('E-mail addresses')
		.fill(`Bea Moss <${MEMBER}>, cal@feeding.example.org\ndee@feeding.example.org`);
	await page.getByRole('button', { name: 'Send the invitations' }).click();
	await expect(page.getByRole('heading', { name: '3 invitations are on their way' })).toBeVisible();
	await expect(page.getByRole('row', { name: /dee@feeding\.example\.org.*Open/ })).toBeVisible();
}

async function accept({ page, go }: Person, folder: string) {
	const mail = await mailTo(folder, MEMBER, /\/join#/);
	const link = /https?:\/\/\S+\/join#[\w-]+/.exec(mail)?.[0] ?? '';
	await go(link);
	await expect(page.getByRole('heading', { level: 1, name: `Join ${NAME}` })).toBeVisible();
	await expect(page.getByText('Say what you see.')).toBeVisible();
	await page.getByLabel('Your name').fill('Bea Moss');
	await page.getByRole('textbox', { name: /^Password/ }).fill(PASSWORD);
	await page.getByRole('button', { name: 'Accept and join' }).click();
	await expect(page.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
	await expect(page.getByText('You are a member here.')).toBeVisible();
}

async function startThread({ page }: Person, title: string, body: string) {
	await page.getByRole('link', { name: 'Threads', exact: true }).click();
	await page.getByRole('link', { name: 'Start a thread' }).click();
	await page.getByLabel('Title').fill(title);
	await page.getByLabel('First post').fill(body);
	await page.getByRole('button', { name: 'Start the thread' }).click();
	await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

async function add({ page }: Person, text: string) {
	await page.getByRole('textbox', { name: 'Your post' }).fill(text);
	await page.getByRole('button', { name: 'Post', exact: true }).click();
	await expect(page.locator('article').filter({ hasText: text })).toBeVisible();
}

/* The members of the first part are those of the last. */
test.describe.configure({ mode: 'serial' });

test('a community is created, people come by mail and talk, live', async ({ person, server }) => {
	const ann = await person();
	const bea = await person({ poll: true });
	await ann.signIn('coordinator');
	await createCommunity(ann);
	await invite(ann);

	await accept(bea, server.mail);
	await expect(ann.page.getByRole('row', { name: new RegExp(`${MEMBER}.*Accepted`) })).toBeVisible();

	/* The member waits on the list; the thread comes by itself. */
	await bea.page.getByRole('link', { name: 'Threads', exact: true }).click();
	await expect(bea.page.getByText('No thread yet.')).toBeVisible();
	await startThread(ann, 'Who teaches night feeding?', 'We have **nothing** on it. Have you?');
	await bea.page.getByRole('button', { name: 'One new thread' }).click();
	await bea.page.getByRole('link', { name: 'Who teaches night feeding?', exact: true }).click();
	const first = bea.page.getByRole('article', { name: /^Post 1 by / });
	await expect(first.locator('strong')).toHaveText('nothing');

	/* Each sees the other's words without doing anything. */
	await bea.page.getByRole('button', { name: /^Reply to / }).click();
	await add(bea, 'We do, once a year.');
	const reply = ann.page.getByRole('article', { name: 'Post 2 by Bea Moss' });
	await expect(reply).toContainText('We do, once a year.');
	await expect(reply.getByRole('link', { name: /^In reply to / })).toBeVisible();
	await add(ann, 'Could others come?');
	await expect(bea.page.getByText('Could others come?')).toBeVisible();

	/* An edit shows everywhere, and what was there before stays readable. */
	await bea.page.getByRole('button', { name: 'More about post 2 by Bea Moss' }).click();
	await bea.page.getByRole('button', { name: 'Edit' }).click();
	const editor = bea.page.getByRole('article', { name: 'Post 2 by Bea Moss' }).getByRole('textbox');
	await expect(editor).toHaveValue('We do, once a year.');
	await editor.fill('We do, twice a year.');
	await bea.page.getByRole('button', { name: 'Save the change' }).click();
	await expect(reply).toContainText('We do, twice a year.');
	await reply.getByRole('button', { name: 'Earlier versions of the post by Bea Moss' }).click();
	await expect(ann.page.getByRole('dialog')).toContainText('We do, once a year.');
	await ann.page.keyboard.press('Escape');
	await expect(ann.page.getByRole('dialog')).toHaveCount(0);

	/* The thread ends with an outcome, for both. */
	await ann.page.getByRole('button', { name: 'Close this thread' }).click();
	const dialog = ann.page.getByRole('dialog');
	await dialog.getByRole('textbox').fill('One course, open to all.');
	await dialog.getByRole('button', { name: 'Close the thread' }).click();
	await expect(bea.page.getByText('One course, open to all.')).toBeVisible();
	await expect(bea.page.getByText('This thread is closed: it can be read')).toBeVisible();
});

test('what was read is marked, here and in the other window', async ({ person }) => {
	const ann = await person();
	const member = await person();
	await ann.signIn('coordinator');
	await member.signIn('member');
	await ann.go('/c/perinatal-mental-health-community/threads');
	await member.go('/c/perinatal-mental-health-community/threads');
	await startThread(ann, 'Marks', 'First.');
	await member.page.getByRole('button', { name: 'One new thread' }).click();
	const fresh = member.page.getByRole('link', { name: '1 new post in Marks' });
	await expect(fresh).toBeVisible();

	/* Reading it in a second window of the same person takes the mark away here. */
	const second = await member.page.context().newPage();
	await second.goto(member.page.url());
	await second.getByRole('link', { name: 'Marks', exact: true }).click();
	await expect(second.getByText('First.')).toBeVisible();
	await expect(fresh).toHaveCount(0);
	await second.close();
});

test('a member signs in by password, and by a mailed link', async ({ person, server }) => {
	const bea = await person();
	await bea.go('/sign-in');
	await bea.page.getByLabel('E-mail address').fill(MEMBER);
	await bea.page.getByRole('textbox', { name: /^Password/ }).fill(PASSWORD);
	await bea.page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await expect(bea.page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
	await bea.page.getByRole('button', { name: 'Me: Bea Moss' }).click();
	await bea.page.getByRole('button', { name: 'Sign out' }).click();
	await expect(bea.page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible();

	await bea.go('/sign-in');
	await bea.page.getByRole('button', { name: 'Mail me a sign-in link' }).click();
	const sent = bea.page.getByRole('heading', { level: 1, name: 'Look at your mail' });
	const letters = bea.page.getByText(/take no letters other than a to z/);
	await bea.page.getByLabel('E-mail address').fill('jörg@example.org');
	await bea.page.getByRole('button', { name: 'Mail me a sign-in link' }).click();
	await expect(sent).toBeVisible();
	await expect(letters).toBeVisible();
	await bea.page.getByRole('button', { name: 'Use another address' }).click();
	await bea.page.getByLabel('E-mail address').fill(MEMBER);
	await bea.page.getByRole('button', { name: 'Mail me a sign-in link' }).click();
	await expect(sent).toBeVisible();
	await expect(letters).toHaveCount(0);
	const mail = await mailTo(server.mail, MEMBER, /\/enter#/);
	await bea.go(/https?:\/\/\S+\/enter#[\w-]+/.exec(mail)?.[0] ?? '');
	await bea.page.getByRole('button', { name: 'Sign me in' }).click();
	await expect(bea.page.getByRole('button', { name: 'Me: Bea Moss' })).toBeVisible();
});
