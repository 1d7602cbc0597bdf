// SPDX-License-Identifier: Apache-2.0
/*
 * horizon.spec.ts - a poll from the question to the outcome, and the library, in
 * the demonstration community. The member is on long poll alone.
 */
import { picture } from './lib/picture';
import { expect, type Person, test } from './lib/test';

const COMMUNITY = '/c/perinatal-mental-health-community';
const QUESTION = 'Which evening suits a webinar?';

async function ask({ page, go }: Person) {
	await go(`${COMMUNITY}/polls/new`);
	await page.getByLabel('Question').fill(QUESTION);
	await page.getByLabel('Explanation').fill('For the series in spring.');
	await page.getByLabel('Option 1').fill('Tuesday');
	await page.getByLabel('Option 2').fill('Thursday');
	await page.getByRole('radio', { name: /^Always/ }).check();
	await page.getByRole('button', { name: 'Open the poll' }).click();
	await expect(page.getByRole('heading', { level: 1, name: QUESTION })).toBeVisible();
}

test('a poll is asked, answered, closed and has an outcome, live', async ({ person }) => {
	const ann = await person();
	const bea = await person({ poll: true });
	await ann.signIn('coordinator');
	await bea.signIn('member');
	await bea.go(`${COMMUNITY}/horizon`);
	await expect(bea.page.getByRole('heading', { level: 1, name: 'Horizon' })).toBeVisible();
	await ask(ann);

	await bea.page.getByRole('link', { name: QUESTION }).click();
	await bea.page.getByRole('radio', { name: 'Thursday' }).check();
	await bea.page.getByRole('button', { name: 'Vote', exact: true }).click();
	await expect(bea.page.getByText('You voted for “Thursday”.')).toBeVisible();
	await expect(ann.page.getByRole('row', { name: /^Thursday.* 1 100%/ })).toBeVisible();
	await expect(ann.page.getByText('One member has answered').first()).toBeVisible();

	await ann.page.getByRole('button', { name: 'Close the poll now' }).click();
	await ann.page.getByRole('dialog').getByRole('button', { name: 'Close the poll now' }).click();
	await expect(bea.page.getByText('The coordinators have not written yet')).toBeVisible();
	await expect(bea.page.getByRole('radio')).toHaveCount(0);

	await ann.page.getByRole('button', { name: 'Write the outcome' }).click();
	const dialog = ann.page.getByRole('dialog');
	await dialog.getByRole('textbox', { name: 'Outcome' }).fill('Thursdays it **is**.');
	await dialog.getByRole('button', { name: 'Publish the outcome' }).click();
	await expect(bea.page.getByText('Thursdays it is.')).toBeVisible();

	/* Two write it anew at once: the second overwrites nothing unseen. */
	const dan = await person();
	await dan.signIn('daniel.okafor');
	await dan.page.goto(ann.page.url());
	for (const { page } of [dan, ann])
		await page.getByRole('button', { name: 'Change the outcome' }).click();
	const late = dan.page.getByRole('dialog');
	const text = late.getByRole('textbox', { name: 'Outcome' });
	await text.fill('Fridays, rather.');
	await dialog.getByRole('textbox', { name: 'Outcome' }).fill('Thursdays at **noon**.');
	await dialog.getByRole('button', { name: 'Publish the outcome' }).click();
	await expect(bea.page.getByText('Thursdays at noon.')).toBeVisible();

	await expect(late.getByRole('heading', { name: /^Ruth Ashworth has written this meanwhile/ })).toBeVisible();
	await expect(late.getByText('Thursdays at noon.')).toBeVisible();
	await late.getByRole('button', { name: 'Publish the outcome' }).click();
	await expect(late.getByRole('alert')).toContainText('Yours is not saved and stays in the form');
	await expect(text).toHaveValue('Fridays, rather.');
	await picture(dan.page, 'outcome-twice');
	await late.getByRole('button', { name: 'Leave it at theirs' }).click();
	await expect(text).toHaveValue('Thursdays at **noon**.');
	await expect(late.getByRole('alert')).toHaveCount(0);
	await text.fill('Thursdays at one.');
	await late.getByRole('button', { name: 'Publish the outcome' }).click();
	await expect(bea.page.getByText('Thursdays at one.')).toBeVisible();
});

test('the library shows what the community points to', async ({ person }) => {
	const bea = await person();
	await bea.signIn('member');
	await bea.go(`${COMMUNITY}/library`);
	await expect(bea.page.getByRole('heading', { name: /^E-learning/ })).toBeVisible();
	await expect(bea.page.getByRole('heading', { name: /^Webinars/ })).toBeVisible();
	await expect(bea.page.getByRole('listitem').filter({ hasText: 'minutes' }).first()).toBeVisible();
});
