// SPDX-License-Identifier: Apache-2.0
/*
 * library.spec.ts - the catalogue: a coordinator adds what is worth learning and
 * puts it right, members see it at once, and two who change it lose nothing; and
 * the lists of words by which it is sorted.
 */
import { picture } from './lib/picture';
import { rpc } from './lib/rpc';
import { expect, type Locator, test } from './lib/test';

const LIBRARY = '/c/perinatal-mental-health-community/library';

test('a coordinator adds a resource and puts it right, and members see it', async ({ person }) => {
	const ann = await person();
	const bea = await person({ poll: true });
	await ann.signIn('coordinator');
	await bea.signIn('member');
	await bea.go(LIBRARY);
	await expect(bea.page.getByRole('heading', { level: 1, name: 'Library' })).toBeVisible();
	await expect(bea.page.getByRole('link', { name: /^(Add|Change)/ })).toHaveCount(0);

	const { page } = ann;
	await ann.go(LIBRARY);
	await page.getByRole('link', { name: 'Add a resource' }).click();
	await page.getByRole('button', { name: 'Add it to the library' }).click();
	await expect(page.getByRole('link', { name: 'Write who offers it' })).toBeVisible();
	await page.getByLabel('Title').fill('Sleep and the new parent');
	await page.getByLabel('Provider').fill('A college');
	await page.getByLabel('Link').fill('learn.example.org/sleep');
	await page.getByRole('button', { name: 'Add it to the library' }).click();
	await expect(page.getByRole('link', { name: /^A link begins with https/ })).toBeVisible();
	await page.getByLabel('Link').fill('https://learn.example.org/sleep');
	await page.getByLabel('What is it?').selectOption('Webinars');
	await page.getByLabel('Minutes, at least').fill('45');
	await page.getByRole('button', { name: 'Add it to the library' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Library' })).toBeVisible();
	const there = bea.page.getByRole('list', { name: 'Webinars' }).getByText('Sleep and the new parent');
	await expect(there).toBeVisible();

	/* Two change it: the second sees what the first has made of it. */
	const again = await person();
	await again.signIn('coordinator');
	for (const { page, go } of [ann, again]) {
		await go(LIBRARY);
		await page.getByRole('link', { name: /^Change .* Sleep and the new parent/ }).click();
		await expect(page.getByLabel('Title')).toHaveValue('Sleep and the new parent');
	}
	await again.page.getByLabel('What else should people know?').fill('Free of charge.');
	await page.getByLabel('Title').fill('Sleep in the first year');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(bea.page.getByText('Sleep in the first year')).toBeVisible();
	await expect(again.page.getByText('It stands now like this:')).toBeVisible();
	await again.page.getByRole('button', { name: 'Save' }).click();
	await expect(again.page.getByText(/Yours is not saved and stays in the form/)).toBeVisible();
	await expect(again.page.getByLabel('Title')).toHaveValue('Sleep in the first year');
	await again.page.getByRole('button', { name: 'Save' }).click();
	await expect(bea.page.getByText('Free of charge.')).toBeVisible();
	await expect(bea.page.getByText('Sleep in the first year')).toBeVisible();
});

test('a coordinator adds a list of words, and everyone reads it', async ({ person }) => {
	const ann = await person();
	const bea = await person({ poll: true });
	await ann.signIn('coordinator');
	await bea.signIn('member');
	await bea.go(LIBRARY);
	await expect(bea.page.getByRole('heading', { name: 'Words used here' })).toBeVisible();
	await expect(bea.page.getByRole('button', { name: 'Add a list of words' })).toHaveCount(0);

	const { page } = ann;
	await ann.go(LIBRARY);
	await page.getByRole('button', { name: 'Add a list of words' }).click();
	const dialog = page.getByRole('dialog');
	const name = dialog.getByRole('textbox', { name: 'Name of the list' });
	const words = dialog.getByRole('textbox', { name: 'Words', exact: true });
	await dialog.getByRole('button', { name: 'Add the list' }).click();
	await expect(name).toBeFocused();
	await expect(dialog.getByText('Give the list a name')).toBeVisible();
	await name.fill('Places of work');
	await words.fill('Ward\n\nClinic\nWard');
	await dialog.getByRole('button', { name: 'Add the list' }).click();
	await expect(dialog.getByText('Two terms are the same.')).toBeVisible();
	await picture(page, 'words-add');
	/* What was typed is there again. */
	await dialog.getByRole('button', { name: 'Cancel' }).click();
	await page.getByRole('button', { name: 'Add a list of words' }).click();
	await expect(name).toHaveValue('Places of work');
	await words.fill('Ward\nClinic\n');
	await dialog.getByRole('button', { name: 'Add the list' }).click();
	await expect(dialog).toHaveCount(0);
	for (const { page } of [ann, bea]) {
		const list = page.getByRole('listitem').filter({ hasText: 'Places of work' });
		await expect(list.getByRole('listitem')).toHaveText(['Ward', 'Clinic']);
	}
	await expect(bea.page.getByRole('button', { name: 'Change the list' })).toHaveCount(0);

	/* One word is renamed, one retired, one added, by the keyboard. */
	await page.getByRole('button', { name: /^Change the list.*Places of work$/ }).press('Enter');
	await expect(words).toHaveValue('Ward\nClinic');
	await words.fill('Hospital ward\nHome');
	await picture(page, 'words-change');
	await words.press('Control+Enter');
	await expect(dialog).toHaveCount(0);
	for (const { page } of [ann, bea]) {
		const list = page.getByRole('listitem').filter({ hasText: 'Places of work' });
		await expect(list.getByRole('listitem')).toHaveText(['Hospital ward', 'Home']);
	}
});

test('two coordinators who change a list at once overwrite nothing of each other', async ({ person }) => {
	const ann = await person();
	const dan = await person();
	await ann.signIn('coordinator');
	await dan.signIn('daniel.okafor');
	const { communities } = await rpc(ann.page, 'session.me', {});
	const community = communities.find((row: { slug: string }) => LIBRARY.includes(row.slug)).id;
	await rpc(ann.page, 'vocabulary.add', { community, name: 'Seasons', demonstration: false, terms: ['Spring'] });
	for (const { page, go } of [dan, ann]) {
		await go(LIBRARY);
		await page.getByRole('button', { name: /^Change the list.*Seasons$/ }).click();
	}
	const [mine, hers] = [dan, ann].map(({ page }) => page.getByRole('dialog')) as [Locator, Locator];
	const box = { name: 'Words', exact: true };
	await mine.getByRole('textbox', box).fill('Spring\nAutumn');
	await hers.getByRole('textbox', box).fill('Spring\nSummer');
	await hers.getByRole('button', { name: 'Save the list' }).click();
	await expect(hers).toHaveCount(0);
	await expect(mine.getByRole('heading', { name: /has written this meanwhile/ })).toBeVisible();
	await expect(mine.locator('.notice').getByRole('listitem')).toHaveText(['Spring', 'Summer']);
	await mine.getByRole('button', { name: 'Save the list' }).click();
	await expect(mine.getByText(/not saved and stays in the form/)).toBeVisible();
	await mine.getByRole('textbox', box).fill('Spring\nSummer\nAutumn');
	await mine.getByRole('button', { name: 'Go on with mine' }).click();
	await mine.getByRole('button', { name: 'Save the list' }).click();
	await expect(mine).toHaveCount(0);
	const list = ann.page.getByRole('listitem').filter({ hasText: 'Seasons' });
	await expect(list.getByRole('listitem')).toHaveText(['Spring', 'Summer', 'Autumn']);
});
