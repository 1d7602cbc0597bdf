// SPDX-License-Identifier: Apache-2.0
/*
 * groups.spec.ts - a coordinator makes a group and chooses its people; members
 * see it live and leave it; two who rename it lose nothing.
 */
import { picture } from './lib/picture';
import { expect, test } from './lib/test';

const HOME = '/c/perinatal-mental-health-community';

test('a group is made, filled, renamed, left and removed, and all see who is in it', async ({ person }) => {
	const ann = await person();
	const bea = await person({ poll: true });
	await ann.signIn('coordinator');
	await bea.signIn('member');
	await bea.go(`${HOME}/groups`);
	await expect(bea.page.getByText('There is no group yet.')).toBeVisible();
	await expect(bea.page.getByRole('button', { name: 'Add a group' })).toHaveCount(0);

	/* By keyboard alone: from the list of people to the first group. */
	const { page } = ann;
	await ann.go(`${HOME}/people`);
	const link = page.getByRole('link', { name: 'Groups' });
	await link.focus();
	await page.keyboard.press('Enter');
	const add = page.getByRole('button', { name: 'Add a group' });
	await expect(add).toBeVisible();
	await add.focus();
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: 'Add it' }).press('Enter');
	await expect(page.getByText('Give the group a name')).toBeVisible();
	await expect(page.getByLabel('Name')).toBeFocused();
	await page.keyboard.type('Inpatient pathway group');
	await page.getByLabel('What it is for').fill('Reads drafts of the pathway for wards.');
	await page.keyboard.press('Control+Enter');

	/* Its people are chosen next. */
	const people = page.getByRole('dialog', { name: 'Inpatient pathway group' });
	await expect(people.getByRole('group', { name: '0 people' })).toBeVisible();
	await people.getByRole('checkbox', { name: /Hannah Whitfield/ }).press('Space');
	await people.getByRole('checkbox', { name: /Priya Nair/ }).check();
	await expect(people.getByRole('group', { name: '2 people' })).toBeVisible();
	await people.getByLabel('Find a person').fill('grace');
	await expect(people.getByRole('checkbox')).toHaveCount(3);
	await people.getByRole('checkbox', { name: /Grace Adeyemi/ }).check();
	await picture(page, 'group-people');
	await people.getByRole('button', { name: 'Save' }).click();
	await expect(people).toBeHidden();
	await expect(bea.page.getByRole('heading', { name: 'Inpatient pathway group' })).toBeVisible();
	await expect(bea.page.getByText('Grace Adeyemi, Hannah Whitfield and Priya Nair')).toBeVisible();
	await expect(bea.page.getByText('You are in it')).toBeVisible();
	await picture(page, 'groups');
	await picture(bea.page, 'groups-member');

	/* Two rename it: the second sees what the first has made of it. */
	const again = await person();
	await again.signIn('coordinator');
	await again.go(`${HOME}/groups`);
	for (const { page } of [ann, again]) {
		await page.getByRole('button', { name: /^Change.*Inpatient/ }).click();
		await expect(page.getByLabel('Name')).toHaveValue('Inpatient pathway group');
	}
	await again.page.getByLabel('What it is for').fill('Reads drafts for wards.');
	await page.getByLabel('Name').fill('Ward group');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(again.page.getByText(/has written this meanwhile/)).toBeVisible();
	await again.page.getByRole('button', { name: 'Leave it at theirs' }).click();
	await expect(again.page.getByLabel('Name')).toHaveValue('Ward group');
	await again.page.getByRole('button', { name: 'Cancel' }).click();

	/* A member leaves; the group goes. */
	await bea.page.getByRole('button', { name: /^Leave the group/ }).click();
	await bea.page.getByRole('dialog').getByRole('button', { name: 'Leave the group' }).click();
	await expect(bea.page.getByText('You are in it')).toHaveCount(0);
	await expect(page.getByText('Grace Adeyemi and Priya Nair')).toBeVisible();
	await page.getByRole('button', { name: /^Remove/ }).click();
	await expect(page.getByRole('dialog', { name: 'Remove Ward group?' })).toBeVisible();
	await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
	await expect(bea.page.getByText('There is no group yet.')).toBeVisible();
});
