// SPDX-License-Identifier: Apache-2.0
/*
 * signals.spec.ts - the register: a signal from anywhere, by keyboard, one
 * sentence long; sorted, joined and linked before the eyes of its author; what
 * moved since the last cycle. The author is on long poll alone.
 */
import { picture } from './lib/picture';
import { expect, type Page, type Person, test } from './lib/test';

const COMMUNITY = '/c/perinatal-mental-health-community';

async function drop({ page }: Person, title: string) {
	await page.getByRole('button', { name: 'Drop a signal' }).press('Enter');
	const dialog = page.getByRole('dialog', { name: 'Drop a signal' });
	const sentence = dialog.getByLabel('The change in one sentence');
	await sentence.fill('');
	await sentence.pressSequentially(title);
	await page.keyboard.press('Enter');
	await expect(dialog).toHaveCount(0);
}

async function open({ page, go }: Person, title: string) {
	await go(`${COMMUNITY}/horizon`);
	await page.getByRole('link', { name: title }).click();
	await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

test('one sentence from wherever one is; what is like it is named while typing', async ({
	person,
}) => {
	const ann = await person();
	const bea = await person({ poll: true });
	await ann.signIn('coordinator');
	await bea.signIn('member');
	await ann.go(`${COMMUNITY}/horizon`);
	await expect(ann.page.getByRole('heading', { level: 1, name: 'Horizon' })).toBeVisible();
	await bea.go(`${COMMUNITY}/library`);
	await drop(bea, 'Clinics close earlier on Fridays');
	await expect(bea.page.getByRole('heading', { level: 1, name: 'Library' })).toBeVisible();
	await ann.page.getByRole('button', { name: 'One new signal' }).click();
	await expect(ann.page.getByRole('link', { name: 'Clinics close earlier on Fridays' })).toBeVisible();

	await bea.page.getByRole('button', { name: 'Drop a signal' }).click();
	const dialog = bea.page.getByRole('dialog', { name: 'Drop a signal' });
	await dialog.getByLabel('The change in one sentence').fill('More families want written messages');
	await expect(dialog.getByText('Is it one of these?')).toBeVisible();
	await expect(
		dialog.getByRole('link', { name: 'Families ask for written messages instead of calls' }),
	).toBeVisible();
	await picture(bea.page, 'signal-drop');
});

test('signals are sorted, joined and linked live, and their author is told', async ({ person }) => {
	const ann = await person();
	const bea = await person({ poll: true });
	await ann.signIn('coordinator');
	await bea.signIn('member');
	await bea.go('/');
	await drop(bea, 'Night lines get more calls');
	await drop(bea, 'Calls at night are longer');
	await open(bea, 'Night lines get more calls');
	await open(ann, 'Night lines get more calls');

	await ann.page.getByText('Sort this signal').press('Enter');
	await ann.page.getByRole('radio', { name: 'On the watch list' }).check();
	await ann.page.getByLabel('How soon?').selectOption('now');
	await ann.page.getByLabel('Tags').fill('Social, night');
	await ann.page.getByLabel('What coordinators make of it').fill('Seen in three places.');
	await ann.page.getByRole('button', { name: 'Save' }).click();
	await expect(bea.page.getByText('Seen in three places.')).toBeVisible();
	await expect(bea.page.getByText('On the watch list')).toBeVisible();
	await expect(bea.page.getByText('sorted it. Before: New · Not known when · Not said')).toBeVisible();

	await bea.page.getByLabel('What does it have to do with?').fill('/poll/1');
	await bea.page.getByRole('button', { name: 'Link it' }).click();
	await expect(bea.page.getByText('There is nothing of that kind')).toBeVisible();
	await ann.go(`${COMMUNITY}/threads`);
	const thread = ann.page.getByRole('link', {
		name: 'Training for interpreters who work with perinatal teams',
		exact: true,
	});
	const address = await thread.getAttribute('href');
	await bea.page.getByLabel('What does it have to do with?').fill(address ?? '');
	await bea.page.getByRole('button', { name: 'Link it' }).click();
	await expect(bea.page.getByRole('link', { name: /^Training for interpreters/ })).toBeVisible();

	await open(ann, 'Calls at night are longer');
	await ann.page.getByText('Join with another signal').press('Enter');
	const into = ann.page.getByLabel('Which one does it go on in?');
	const option = into.getByRole('option', { name: /Night lines get more calls/ });
	await into.selectOption((await option.getAttribute('value')) ?? '');
	await ann.page.getByRole('button', { name: 'Join them' }).click();
	await expect(ann.page.getByText('This signal goes on in another one:')).toBeVisible();
	await expect(bea.page.getByRole('heading', { name: 'Joined with it' })).toBeVisible();
	await expect(bea.page.getByText('joined “Calls at night are longer” with it')).toBeVisible();
	await picture(bea.page, 'signal');
	await picture(ann.page, 'signal-merged');

	await bea.go('/');
	const mine = bea.page.getByRole('region', { name: 'Your signals' });
	await expect(mine.getByText('It goes on in another signal:')).toBeVisible();
	await expect(mine.getByText('Another signal was joined with it:')).toBeVisible();
});

test('two coordinators who sort one signal at once overwrite nothing of each other', async ({
	person,
}) => {
	const title = 'Two hands on one signal';
	const ann = await person();
	const again = await person();
	await ann.signIn('coordinator');
	await again.signIn('coordinator');
	await ann.go('/');
	await drop(ann, title);
	for (const person of [ann, again]) {
		await open(person, title);
		await person.page.getByText('Sort this signal').press('Enter');
	}
	const mine = again.page;
	await mine.getByLabel('How soon?').selectOption('3-10');
	await mine.getByLabel('What coordinators make of it').fill('Not soon, I think.');

	await ann.page.getByRole('radio', { name: 'On the watch list' }).check();
	await ann.page.getByLabel('How soon?').selectOption('now');
	await ann.page.getByRole('button', { name: 'Save' }).click();

	/* What was chosen stays, what was not follows; the difference is said. */
	const notice = mine.getByRole('heading', { name: /sorted this signal/ });
	await expect(notice).toBeVisible();
	await expect(mine.getByText('How soon: “Now”; yours: “In 3–10 years”')).toBeVisible();
	await expect(mine.getByRole('radio', { name: 'On the watch list' })).toBeChecked();
	await expect(mine.getByLabel('What coordinators make of it')).toHaveValue('Not soon, I think.');
	await picture(mine, 'signal-twice');
	await mine.getByRole('button', { name: 'Save' }).click();
	await expect(mine.getByText(/has sorted this signal since you looked/)).toBeVisible();
	await mine.getByRole('button', { name: 'Go on with mine' }).click();
	await expect(notice).toHaveCount(0);
	await mine.getByRole('button', { name: 'Save' }).click();
	await expect(ann.page.getByText('Not soon, I think.')).toBeVisible();
	await expect(
		ann.page.getByText('sorted it. Before: On the watch list · Now · Not said'),
	).toBeVisible();
});

test('the watch list shows what moved since the cycle was closed', async ({ person }) => {
	const ann = await person();
	await ann.signIn('coordinator');
	const { page } = ann;
	const title = 'Software that writes the clinic letter';
	const sort = async (soon: string, sure: string) => {
		await open(ann, title);
		await page.getByText('Sort this signal').press('Enter');
		await page.getByRole('radio', { name: 'On the watch list' }).check();
		await page.getByLabel('How soon?').selectOption(soon);
		await page.getByLabel('How sure is it?').selectOption(sure);
		await page.getByRole('button', { name: 'Save' }).click();
		await expect(page.getByText('sorted it. Before').first()).toBeVisible();
	};
	await sort('3-10', 'guess');
	await page.goto(new URL(`${COMMUNITY}/watch`, page.url()).href);
	await page.getByRole('button', { name: 'Close the cycle now' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Close the cycle now' }).click();
	await expect(page.getByText('Since cycle 1, which was closed')).toBeVisible();
	await expect(page.getByRole('row', { name: new RegExp(`^${title}.*No change$`) })).toBeVisible();
	await sort('1-3', 'likely');
	await page.goto(new URL(`${COMMUNITY}/watch`, page.url()).href);
	await expect(page.getByRole('row', { name: new RegExp(`^${title}.*Nearer ?Surer$`) })).toBeVisible();
	/* Once another cycle is closed, the one before can still be compared with. */
	await page.getByRole('button', { name: 'Close the cycle now' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Close the cycle now' }).click();
	await page.getByLabel('What moved since').focus();
	await page.getByLabel('What moved since').selectOption('Cycle 1');
	await expect(page.getByText(/^Since cycle 1/)).toBeVisible();
	await expect(page.getByRole('cell', { name: /Nearer/ })).toBeVisible();
	await expect(page.getByLabel('What moved since')).toBeFocused();
	await picture(page, 'watch-list');
});

test('the page on which signals are dropped gives an address for mails', async ({ person }) => {
	const bea = await person();
	await bea.signIn('member');
	await bea.go(`${COMMUNITY}/signals/new`);
	const { page } = bea;
	await expect(page.getByText('By mail: write to')).toBeVisible();
	const link = page.getByRole('link', { name: /^[^@]+\+[^@]+@/ });
	await expect(link).toHaveAttribute('href', `mailto:${await link.textContent()}`);
	await expect(page.getByText('works for 90 days')).toBeVisible();
	await picture(page, 'signal-by-mail');
});

test('a post becomes a signal that leads back to it', async ({ person }) => {
	const bea = await person({ poll: true });
	await bea.signIn('member');
	const { page } = bea;
	await bea.go(`${COMMUNITY}/threads`);
	await page
		.getByRole('link', {
			name: 'Training for interpreters who work with perinatal teams',
			exact: true,
		})
		.click();
	await page.getByRole('button', { name: /^More/ }).first().click();
	await page.getByRole('link', { name: 'Note it as a signal' }).first().click();
	await page.getByLabel('The change in one sentence').fill('Interpreters ask for training');
	await page.getByRole('button', { name: 'Drop the signal' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Interpreters ask for training' })).toBeVisible();
	await page.getByRole('link', { name: 'Noted of a post' }).click();
	await expect(page.getByRole('heading', { level: 1, name: /^Training for interpreters/ })).toBeVisible();
});
