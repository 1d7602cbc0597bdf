// SPDX-License-Identifier: Apache-2.0
/*
 * groups.spec.ts - a coordinator makes a group and chooses its people; members
 * see it live and leave it; two who rename it lose nothing. A round is opened for
 * one, asks who joins it meanwhile, and is answered by who wrote.
 */
import { picture } from './lib/picture';
import { addDraft, comment, rpc } from './lib/rpc';
import { expect, type Page, test } from './lib/test';

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

	/* Who goes makes room for who comes, for it may be full. */
	const calls: string[] = [];
	page.on('websocket', (socket) =>
		socket.on('framesent', ({ payload }) => {
			const [method] = /group\.(fill|leave)/.exec(String(payload)) ?? [];
			if (method) calls.push(method);
		}),
	);
	await page.reload();
	await page.getByRole('button', { name: /^Choose people.*Inpatient/ }).click();
	await people.getByRole('checkbox', { name: /Tom Hargreaves/ }).check();
	await people.getByRole('checkbox', { name: /Priya Nair/ }).uncheck();
	await people.getByRole('button', { name: 'Save' }).click();
	await expect(bea.page.getByText('Grace Adeyemi, Hannah Whitfield and Tom Hargreaves')).toBeVisible();
	expect(calls).toEqual(['group.leave', 'group.fill']);

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
	await expect(page.getByText('Grace Adeyemi and Tom Hargreaves')).toBeVisible();
	await page.getByRole('button', { name: /^Remove/ }).click();
	await expect(page.getByRole('dialog', { name: 'Remove Ward group?' })).toBeVisible();
	await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
	await expect(bea.page.getByText('There is no group yet.')).toBeVisible();
});

const DRAFT = '# Ward\n\nThe mother is asked how she sleeps.\n\nStaff listen.';

/* Members of the demonstration by their names. */
async function membersOf(page: Page, community: number, names: string[]): Promise<number[]> {
	const { members } = await rpc(page, 'member.list', { community });
	return names.map((name) => members.find((one: { display_name: string }) => one.display_name === name).id);
}

test('a round for a group asks who joins it, says to whom it is open, and is sorted by who wrote', async ({ person }) => {
	const ann = await person();
	const bea = await person();
	await ann.signIn('coordinator');
	await bea.signIn('member');
	const { page } = ann;
	const document = await addDraft(page, DRAFT, 'Ward leaflet', 'people');
	const { community } = document;
	const [priya, grace, hannah] = await membersOf(page, community, ['Priya Nair', 'Grace Adeyemi', 'Hannah Whitfield']);
	const group = await rpc(page, 'group.add', { community, name: 'Ward readers', purpose: 'Read drafts for wards.' });
	await rpc(page, 'group.add', { community, name: 'Empty panel', purpose: 'Has nobody yet.' });
	await rpc(page, 'group.fill', { group: group.id, members: [priya, grace] });

	await ann.go(`/document/${document.id}/round`);
	await page.getByLabel('What you ask for').fill('Is it kind?');
	await page.getByRole('button', { name: 'Open the round' }).click();
	await expect(page.getByRole('alert')).toContainText('a group, or people by name');
	const groups = page.getByRole('combobox', { name: 'Group' });
	await expect(groups.getByRole('option')).toHaveText(['No group', 'Ward readers (2 people)']);
	await groups.selectOption('Ward readers (2 people)');
	await page.getByRole('checkbox', { name: /Tom Hargreaves/ }).check();
	await expect(page.getByRole('group', { name: '1 person is asked beside the group' })).toBeVisible();
	await expect(page.getByText('Who joins the group while the round is open is asked as well.')).toBeVisible();
	await picture(page, 'round-open-group');
	await bea.go(`${HOME}/reviews`);
	await expect(bea.page.getByRole('heading', { name: 'Open now' })).toBeVisible();
	await page.getByRole('button', { name: 'Open the round' }).click();
	await expect(page.getByText('Open to: Ward readers and 1 person asked by name, 3 in all')).toBeVisible();
	const round = Number(page.url().split('/').at(-1));
	await comment(page, round, [{ body: 'From the coordinator.' }]);

	/* Hannah is put into the group: the round is there without a reload. */
	const link = bea.page.getByRole('link', { name: 'Ward leaflet' });
	await expect(link).toHaveCount(0);
	await rpc(page, 'group.fill', { group: group.id, members: [hannah] });
	await expect(link).toBeVisible();
	await expect(page.getByText('Open to: Ward readers and 1 person asked by name, 4 in all')).toBeVisible();
	await link.click();
	await expect(bea.page.getByText('4 in all')).toBeVisible();
	await expect(bea.page.getByText('From the coordinator.')).toBeVisible();
	await picture(bea.page, 'round-group');
	await comment(bea.page, round, [{ body: 'From the ward.' }]);

	/* The coordinator looks at what the group says, then at a region. */
	await ann.go(`/round/${round}/answers`);
	const rows = page.locator('tr.matrix-row');
	await expect(rows).toHaveCount(2);
	await page.getByText('Filter and sort').click();
	await page.getByLabel('Group of the author').selectOption('Ward readers');
	await expect(rows).toHaveCount(1);
	await expect(rows).toContainText('From the ward.');
	await picture(page, 'matrix-group');
	await page.getByRole('button', { name: 'Without filters' }).click();
	await expect(rows).toHaveCount(2);
	await page.getByLabel('Region of the author').selectOption('London');
	await expect(rows).toHaveCount(1);
	await expect(rows).toContainText('From the coordinator.');
});

test('a planned round that is changed stays for its group', async ({ person }) => {
	const { page, go, signIn } = await person();
	await signIn('coordinator');
	const document = await addDraft(page, DRAFT, 'Ward poster', 'people');
	const { community } = document;
	const members = await membersOf(page, community, ['Priya Nair']);
	const group = await rpc(page, 'group.add', { community, name: 'Poster panel', purpose: 'Looks at posters.' });
	await rpc(page, 'group.fill', { group: group.id, members });
	const opening = { document: document.id, instructions: 'Is it kind?', zone: 'Europe/London', group: group.id };
	const day = 86_400_000;
	const plan = await rpc(page, 'plan.add', {
		opens_at: Date.now() + 7 * day,
		opening: { ...opening, closes_at: Date.now() + 14 * day },
	});
	await go(`/document/${document.id}/plan`);
	await expect(page.getByLabel('What you ask for')).toHaveValue('Is it kind?');
	await expect(page.getByRole('combobox', { name: 'Group' })).toHaveValue(String(group.id));
	await page.getByLabel('What you ask for').fill('Is it clear?');
	await page.getByRole('button', { name: 'Save the plan' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Ward poster' })).toBeVisible();
	const { plans } = await rpc(page, 'plan.list', { community });
	const now = plans.find(({ id }: { id: number }) => id === plan.id);
	expect([now.opening.group, now.opening.instructions]).toEqual([group.id, 'Is it clear?']);
});
