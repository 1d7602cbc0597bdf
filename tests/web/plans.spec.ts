// SPDX-License-Identifier: Apache-2.0
/*
 * plans.spec.ts - a round that opens later: planned, changed and taken back by
 * its coordinators (two at once lose nothing), unknown to members until it opens,
 * by hand or by itself.
 */
import { expect, type Page, test } from './lib/test';
import { picture } from './lib/picture';
import { addDraft, rpc } from './lib/rpc';

const COMMUNITY = '/c/perinatal-mental-health-community';
const DRAFT = '# Feeding\n\n## At night\n\nThe mother is asked how she sleeps.';
const DAY = 86_400_000;

/* That many days from now, as a person types it. */
const day = (days: number, time: string): string =>
	`${new Date(Date.now() + days * DAY).toISOString().slice(0, 10)}T${time}`;

const opening = (document: number) => ({
	document,
	instructions: 'Is it clear?',
	closes_at: Date.now() + 14 * DAY,
	zone: 'Europe/London',
});

/* Tab until something has the focus; a person does the same. */
async function tabTo(page: Page, what: ReturnType<Page['getByRole']>) {
	const focused = () => what.evaluateAll(([it]) => it === document.activeElement);
	for (let i = 0; i < 60 && !(await focused()); i++) await page.keyboard.press('Tab');
	await expect(what).toBeFocused();
}

test('a coordinator plans a round, changes it and opens it; a member hears of it then', async ({
	person,
}) => {
	const ann = await person();
	const bea = await person();
	await ann.signIn('coordinator');
	await bea.signIn('member');
	const draft = await addDraft(ann.page, DRAFT, 'Feeding, later');
	const { page } = ann;
	await ann.go(`/document/${draft.id}`);
	await page.getByRole('link', { name: 'Open a review round' }).click();
	await page.getByLabel('What you ask for').fill('Is it kind?');
	await expect(page.getByText('It will open on')).toHaveCount(0);

	/* By keyboard: at a time that I choose. */
	await page.getByRole('radio', { name: /^At once/ }).focus();
	await page.keyboard.press('ArrowDown');
	await expect(page.getByLabel('At a time that you choose')).toBeChecked();
	await expect(page.getByText('It will open on')).toContainText('09:00');
	await page.getByLabel('Opens on').fill(day(30, '09:00'));
	await page.getByLabel('Under pseudonyms').check();
	await picture(page, 'plan-form');
	await tabTo(page, page.getByRole('button', { name: 'Plan the round' }));
	await page.keyboard.press('Enter');
	await expect(page.getByRole('alert')).toContainText('It would close before it opens');
	await page.getByLabel('Closes on').fill(day(44, '17:00'));
	await page.keyboard.press('Control+Enter');

	const card = page.locator('.notice', { hasText: 'A planned review round' });
	await expect(card).toContainText(/Opens on \w+day.*09:00.*Closes on \w+day.*17:00/);
	await expect(page.getByRole('link', { name: 'Open a review round' })).toHaveCount(0);
	await picture(page, 'plan-document');

	/* A member sees the draft, and nothing of what is planned. */
	await bea.go(`${COMMUNITY}/reviews`);
	await expect(bea.page.getByRole('link', { name: 'Feeding, later' })).toBeVisible();
	await expect(bea.page.getByRole('heading', { name: 'Planned' })).toHaveCount(0);
	await bea.go(`/document/${draft.id}/plan`);
	await expect(bea.page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(bea.page.getByLabel('Opens on')).toHaveCount(0);
	await bea.go(`/document/${draft.id}`);
	await expect(bea.page.getByText('The mother is asked')).toBeVisible();
	await expect(bea.page.getByText('planned')).toHaveCount(0);

	/* In the list, and from there to the form with all that was chosen. */
	await ann.go(`${COMMUNITY}/reviews`);
	const later = page.getByRole('list', { name: 'Planned' });
	await expect(later).toContainText('Feeding, later');
	await expect(later).toContainText(/Opens on \w+day/);
	await picture(page, 'plan-list');
	await later.getByRole('link', { name: 'Feeding, later' }).click();
	await page.getByRole('link', { name: 'Change it' }).click();
	await expect(page.getByLabel('What you ask for')).toHaveValue('Is it kind?');
	await expect(page.getByLabel('Under pseudonyms')).toBeChecked();
	await expect(page.getByLabel('Closes on')).toHaveValue(day(44, '17:00'));
	await picture(page, 'plan-change');
	await page.getByLabel('Opens on').fill(day(31, '10:30'));
	await page.getByLabel('What you ask for').fill('Is it kind, and clear?');
	await page.getByRole('button', { name: 'Save the plan' }).click();
	await expect(card).toContainText('10:30');

	await card.getByRole('button', { name: 'Open it now' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Open it now' }).click();
	await expect(page.getByText('Is it kind, and clear?')).toBeVisible();
	await expect(bea.page.getByRole('link', { name: 'Feeding, later' })).toBeVisible();
});

test('two change a plan at once: each sees what the other made of it, and nothing typed is lost', async ({
	person,
}) => {
	const ann = await person();
	const dan = await person();
	await ann.signIn('coordinator');
	await dan.signIn('daniel.okafor');
	const draft = await addDraft(ann.page, DRAFT, 'Feeding, by two');
	const plan = await rpc(ann.page, 'plan.add', { opens_at: Date.now() + 7 * DAY, opening: opening(draft.id) });
	const { page } = ann;
	const text = page.getByLabel('What you ask for');
	await ann.go(`/document/${draft.id}/plan`);
	await expect(text).toHaveValue('Is it clear?');
	await text.fill('Is it clear at night?');
	const changed = (revision: number, more: object) =>
		rpc(dan.page, 'plan.change', {
			plan: plan.id,
			revision,
			opens_at: Date.now() + 8 * DAY,
			opening: { ...opening(draft.id), ...more },
		});
	await changed(0, { instructions: 'Is it short?', names: 'pseudonyms', questions: ['What is missing?'] });

	/* Theirs is said above, whole; mine is in the form, also after a reload. */
	const theirs = page.locator('.notice', { hasText: 'Daniel Okafor has written this meanwhile' });
	await expect(theirs).toContainText('Is it short?');
	await expect(theirs).toContainText('Question 1: What is missing?');
	await picture(page, 'plan-foreign');
	await page.getByRole('button', { name: 'Save the plan' }).click();
	await expect(page.getByRole('alert')).toContainText('Daniel Okafor');
	await expect(text).toHaveValue('Is it clear at night?');
	await page.reload();
	await expect(text).toHaveValue('Is it clear at night?');
	await expect(theirs).toContainText('Is it short?');
	await theirs.getByRole('button', { name: 'Go on with mine' }).click();
	await expect(theirs).toHaveCount(0);

	/* And again, before it is saved: now it is left at theirs. */
	await changed(1, { title: 'Feeding, in short', instructions: 'Is it short now?' });
	await expect(theirs).toContainText('Is it short now?');
	await theirs.getByRole('button', { name: 'Leave it at theirs' }).click();
	await expect(text).toHaveValue('Is it short now?');
	await expect(page.getByLabel('Title')).toHaveValue('Feeding, in short');
	await text.fill('Is it short, and kind?');
	await page.getByRole('button', { name: 'Save the plan' }).click();
	const card = page.locator('.notice', { hasText: 'A planned review round' });
	await expect(card).toContainText('Feeding, in short');
	const { plans } = await rpc(page, 'plan.list', { community: draft.community });
	const now = plans.find(({ id }: { id: number }) => id === plan.id);
	expect(now.opening.instructions).toBe('Is it short, and kind?');
	await card.getByRole('link', { name: 'Change it' }).click();
	await expect(text).toHaveValue('Is it short, and kind?');
	await expect(theirs).toHaveCount(0);
});

test('whom a plan asks can be unticked by whoever changes it, whoever that is', async ({ person }) => {
	const ann = await person();
	const dan = await person({ poll: true });
	await ann.signIn('coordinator');
	await dan.signIn('daniel.okafor');
	const draft = await addDraft(ann.page, DRAFT, 'Feeding, for two', 'people');
	const me = await rpc(dan.page, 'session.me', {});
	const { members } = await rpc(ann.page, 'member.list', { community: draft.community });
	const grace = members.find((one: { display_name: string }) => one.display_name === 'Grace Adeyemi');
	const asked = [me.member.id, grace.id];
	await rpc(ann.page, 'plan.add', { opens_at: Date.now() + DAY, opening: { ...opening(draft.id), asked } });

	/* And one who was a member when it was planned. */
	const { page } = dan;
	await page.route('**/rpc', async (route) => {
		if (route.request().postDataJSON().method !== 'plan.list') return route.continue();
		const response = await route.fetch();
		const reply = await response.json();
		for (const plan of reply.result.plans) if (plan.document === draft.id) plan.opening.asked.push(987654);
		await route.fulfill({ response, json: reply });
	});
	await dan.go(`/document/${draft.id}/plan`);
	const people = page.getByRole('group', { name: '3 people are asked' });
	const gone = page.getByRole('checkbox', { name: /No longer in this community/ });
	await expect(people.getByRole('checkbox', { name: /Grace Adeyemi/ })).toBeChecked();
	await expect(people.getByRole('checkbox', { name: /Daniel Okafor/ })).toBeChecked();
	await expect(gone).toBeChecked();
	await picture(page, 'plan-people');
	await page.getByRole('button', { name: 'Save the plan' }).click();
	await expect(page.getByRole('alert')).toContainText('is not a member of the community');
	await gone.uncheck();
	await page.getByRole('checkbox', { name: /Daniel Okafor/ }).uncheck();
	await expect(page.getByRole('group', { name: '1 person is asked' })).toBeVisible();
	await page.getByRole('button', { name: 'Save the plan' }).click();
	await expect(page.locator('.notice', { hasText: 'A planned review round' })).toBeVisible();
	const { plans } = await rpc(ann.page, 'plan.list', { community: draft.community });
	const now = plans.find(({ document }: { document: number }) => document === draft.id);
	expect(now.opening.asked).toEqual([grace.id]);
	await page.unrouteAll({ behavior: 'wait' });
});

test('a plan says that its group was removed, and takes another', async ({ person }) => {
	const ann = await person();
	await ann.signIn('coordinator');
	const { page } = ann;
	const draft = await addDraft(page, DRAFT, 'Feeding, for a panel', 'people');
	const { community } = draft;
	const { members } = await rpc(page, 'member.list', { community });
	const made = (name: string) => rpc(page, 'group.add', { community, name, purpose: 'Reads drafts.' });
	const [early, late] = [await made('Early panel'), await made('Late panel')];
	for (const group of [early.id, late.id]) await rpc(page, 'group.fill', { group, members: [members[0].id] });
	await rpc(page, 'plan.add', {
		opens_at: Date.now() + DAY,
		opening: { ...opening(draft.id), group: early.id },
	});
	await ann.go(`/document/${draft.id}/plan`);
	const groups = page.getByRole('combobox', { name: 'Group' });
	await expect(groups.locator('option:checked')).toHaveText('Early panel (1 person)');
	await rpc(page, 'group.remove', { group: early.id });
	await expect(page.getByText('The group Early panel was removed; choose another')).toBeVisible();
	await expect(groups.locator('option:checked')).toHaveText('Early panel (removed)');
	await page.getByRole('button', { name: 'Save the plan' }).click();
	await page.getByRole('alert').getByRole('link', { name: /^The group Early panel was removed/ }).click();
	await expect(groups).toBeFocused();
	await picture(page, 'plan-group-removed');
	await groups.selectOption('Late panel (1 person)');
	await expect(groups.getByRole('option', { name: 'Early panel' })).toHaveCount(0);
	await page.getByRole('button', { name: 'Save the plan' }).click();
	await expect(page.locator('.notice', { hasText: 'A planned review round' })).toBeVisible();
	const { plans } = await rpc(page, 'plan.list', { community });
	const now = plans.find(({ document }: { document: number }) => document === draft.id);
	expect(now.opening.group).toBe(late.id);
});

test('a planned round opens by itself, and every page shows it', async ({ person }) => {
	const ann = await person();
	const bea = await person();
	await ann.signIn('coordinator');
	await bea.signIn('member');
	const draft = await addDraft(ann.page, DRAFT, 'Feeding by the clock');
	await ann.go(`/document/${draft.id}`);
	await bea.go(`${COMMUNITY}/reviews`);
	await expect(bea.page.getByRole('link', { name: 'Feeding by the clock' })).toBeVisible();
	await rpc(ann.page, 'plan.add', { opens_at: Date.now() + 4000, opening: opening(draft.id) });
	const card = ann.page.locator('.notice', { hasText: 'A planned review round' });
	await expect(card).toBeVisible();
	await expect(bea.page.getByRole('list', { name: 'Open now' })).toContainText('Feeding by the clock', {
		timeout: 20_000,
	});
	await expect(card).toHaveCount(0);
	await expect(ann.page.getByText('Review rounds of this draft')).toBeVisible();
});

test('a plan that a newer version has overtaken says so', async ({ person }) => {
	const ann = await person();
	await ann.signIn('coordinator');
	const { page } = ann;
	const draft = await addDraft(page, DRAFT, 'Feeding, twice');
	await rpc(page, 'plan.add', { opens_at: Date.now() + DAY, opening: opening(draft.id) });
	await ann.go(`/document/${draft.id}`);
	const card = page.locator('.notice', { hasText: 'A planned review round' });
	await expect(card).toBeVisible();
	const next = await addDraft(page, `${DRAFT} And the father.`, 'Feeding, twice');
	await expect(card).toContainText('Version 2 was added after this was planned.');
	await ann.go(`/document/${next.id}`);
	await expect(page.getByRole('link', { name: 'Open a review round' })).toBeVisible();
	await expect(card).toHaveCount(0);
	await page.getByRole('link', { name: 'A round is planned on an earlier version' }).click();
	await expect(card).toContainText('Version 2');
});

test('what could not be opened waits with the reason, and can be taken back', async ({ person }) => {
	const ann = await person();
	const bea = await person();
	await ann.signIn('coordinator');
	await bea.signIn('member');
	const draft = await addDraft(ann.page, DRAFT, 'Feeding without Bea');
	const { member } = await rpc(bea.page, 'session.me', {});
	const community = draft.community;
	await rpc(ann.page, 'member.set_role', { community, member: member.id, role: 'coordinator' });
	await rpc(bea.page, 'plan.add', { opens_at: Date.now() + 8000, opening: opening(draft.id) });
	await rpc(ann.page, 'member.set_role', { community, member: member.id, role: 'member' });
	const { page } = ann;
	await ann.go(`/document/${draft.id}`);
	const card = page.locator('.notice', { hasText: 'A planned review round' });
	await expect(card).toContainText('It could not be opened on', { timeout: 30_000 });
	await expect(card).toContainText('does not coordinate this community any more');
	await picture(page, 'plan-refused');
	await ann.go(`${COMMUNITY}/reviews`);
	await expect(page.getByRole('list', { name: 'Planned' })).toContainText('Could not be opened');
	await ann.go(`/document/${draft.id}`);
	await card.getByRole('button', { name: 'Take it back' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
	await expect(card).toHaveCount(0);
	await expect(page.getByRole('link', { name: 'Open a review round' })).toBeVisible();
});
