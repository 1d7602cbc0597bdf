// SPDX-License-Identifier: Apache-2.0
/*
 * together.spec.ts - two coordinators, each with an account of their own, write
 * the same thing at once: a theme's name and answer, a round's outcome, what
 * everyone is told. The second sees what the first wrote and decides.
 */
import { expect, type Locator, type Page, type Person, test } from './lib/test';
import { picture } from './lib/picture';
import { openRound, rpc } from './lib/rpc';

/* The first of the two, whose name the second reads where it is kept. */
const FIRST = 'Ruth Ashworth';
const meanwhile = (who: string) => ({ name: `${who} has written this meanwhile. Now it says:` });

/* Two coordinators and a round with a comment in a theme. */
async function scene(person: () => Promise<Person>, title: string) {
	const ann = await person();
	const dan = await person();
	await ann.signIn('coordinator');
	await dan.signIn('daniel.okafor');
	const round = await openRound(ann.page, '# Bath\n\nWarm water only.', title);
	return { ann, dan, round: round.id as number };
}

/* Theirs is shown, mine is refused as long as I have not decided, and stays. */
async function refused(
	place: Page | Locator,
	theirs: string,
	act: string,
	mine: Locator,
	who = FIRST,
) {
	const words = await mine.inputValue();
	await expect(place.getByRole('heading', meanwhile(who))).toBeVisible();
	await expect(place.locator('.notice').filter({ hasText: theirs })).toBeVisible();
	await place.getByRole('button', { name: act, exact: true }).click();
	await expect(place.getByText(`${FIRST} has written this since you opened the form.`).first()).toBeVisible();
	await expect(mine).toHaveValue(words);
}

test('a theme that two rename or answer at once has what the second decided', async ({ person }) => {
	const { ann, dan, round } = await scene(person, 'Bath themes');
	const { id } = await rpc(ann.page, 'comment.add', { round, body: 'How warm?' });
	const theme = await rpc(ann.page, 'theme.add', { round, title: 'Heat' });
	await rpc(ann.page, 'comment.group', { comments: [id], theme: theme.id });
	const dialogs = [dan, ann].map(({ page }) => page.getByRole('dialog'));
	const [mine, hers] = dialogs as [Locator, Locator];
	for (const { page, go } of [dan, ann]) {
		await go(`/round/${round}/answers`);
		await page.getByText('1 theme', { exact: true }).click();
		await page.getByRole('button', { name: /^Rename.*Heat$/ }).click();
	}
	const name = { name: 'What these comments have in common' };
	await mine.getByRole('textbox', name).fill('Warmth');
	await hers.getByRole('textbox', name).fill('Temperature');
	await hers.getByRole('button', { name: 'Rename' }).click();
	await expect(hers).toHaveCount(0);
	await refused(mine, 'Temperature', 'Rename', mine.getByRole('textbox', name));
	await mine.getByRole('button', { name: 'Leave it at theirs' }).click();
	await expect(mine.getByRole('textbox', name)).toHaveValue('Temperature');
	await mine.getByRole('button', { name: 'Cancel' }).click();

	for (const { page } of [dan, ann])
		await page.getByRole('button', { name: /^Answer all of it.*Temperature$/ }).click();
	const answer = async (place: Locator, what: string, why: string) => {
		await place.getByRole('combobox', { name: 'Answer', exact: true }).selectOption(what);
		await place.getByLabel('Reason').fill(why);
	};
	await answer(mine, 'Noted', 'The midwife says so.');
	await answer(hers, 'Accepted', 'We say how warm.');
	await hers.getByRole('button', { name: 'Answer all of it' }).click();
	await expect(hers).toHaveCount(0);
	await refused(mine, 'We say how warm.', 'Answer all of it', mine.getByLabel('Reason'));
	await picture(dan.page, 'theme-twice');
	await mine.getByRole('button', { name: 'Go on with mine' }).click();
	await mine.getByRole('button', { name: 'Answer all of it' }).click();
	await expect(mine).toHaveCount(0);
	await expect(ann.page.getByRole('row').filter({ hasText: 'How warm?' })).toContainText('The midwife says so.');
});

test('an outcome and a public page that two write at once have what the second decided', async ({ person }) => {
	const { ann, dan, round } = await scene(person, 'Bath rules');
	await rpc(ann.page, 'round.close', { round });
	for (const { page, go } of [dan, ann]) {
		await go(`/round/${round}/answers`);
		await page.getByRole('button', { name: 'Write the outcome' }).click();
	}
	const box = { name: 'Outcome' };
	const mine = dan.page.getByRole('dialog');
	const hers = ann.page.getByRole('dialog');
	await mine.getByRole('textbox', box).fill('We keep most of it.');
	await hers.getByRole('textbox', box).fill('We **keep** it.');
	await hers.getByRole('button', { name: 'Publish the outcome' }).click();
	await expect(hers).toHaveCount(0);
	await refused(mine, 'We keep it.', 'Publish the outcome', mine.getByRole('textbox', box));
	await mine.getByRole('button', { name: 'Go on with mine' }).click();
	await mine.getByRole('button', { name: 'Publish the outcome' }).click();
	await expect(mine).toHaveCount(0);

	const fill = async ({ page }: Person, words: string) => {
		for (const name of ['We asked', 'You said', 'We did'])
			await page.getByRole('textbox', { name }).fill(`${words} (${name})`);
	};
	for (const { go } of [dan, ann]) await go(`/round/${round}/finish`);
	await fill(dan, 'Mine');
	await fill(ann, 'Hers');
	await ann.page.getByRole('button', { name: 'Publish for everyone' }).click();
	await expect(ann.page.getByRole('link', { name: 'The public page' })).toBeVisible();
	const did = dan.page.getByRole('textbox', { name: 'We did' });
	await refused(dan.page, 'Hers (We did)', 'Publish the changed text', did, 'Somebody');
	await picture(dan.page, 'told-twice');
	await dan.page.getByRole('button', { name: 'Go on with mine' }).click();
	await dan.page.getByRole('button', { name: 'Publish the changed text' }).click();
	await expect(dan.page.getByRole('heading', meanwhile('Somebody'))).toHaveCount(0);
	await dan.page.getByRole('link', { name: 'The public page' }).click();
	await expect(dan.page.getByText('Mine (We did)')).toBeVisible();
});
