// SPDX-License-Identifier: Apache-2.0
/*
 * matrix.spec.ts - answering: three hundred comments by one coordinator, the
 * same comment by two at once. COMMENTS=2000 makes more of them, and prints
 * how long a filter and a screen of scrolling take.
 */
import { expect, type Page, test } from './lib/test';
import { picture } from './lib/picture';
import { openRound, rpc } from './lib/rpc';

const COUNT = Number(process.env.COMMENTS ?? 300);
const PARAGRAPHS = 60;

const draft = [
	'# Care plan',
	...Array.from({ length: PARAGRAPHS }, (_, i) =>
		i % 10 === 0 ? `## Part ${i / 10 + 1}` : `Paragraph ${i} says what families can expect on the ward.`,
	),
].join('\n\n');

const said = ['Too long, please make it shorter.', 'Ask both parents.', 'Which ward is meant?'];

/* In parts, because each waits for its answer. */
async function fill(page: Page, round: { id: number; document: number }) {
	const { clauses } = await rpc(page, 'document.get', { document: round.document });
	for (let from = 0; from < COUNT; from += 20)
		await Promise.all(
			Array.from({ length: Math.min(20, COUNT - from) }, (_, i) =>
				rpc(page, 'comment.add', {
					round: round.id,
					clause: clauses[(from + i) % clauses.length].id,
					kind: ['general', 'technical', 'editorial'][(from + i) % 3],
					body: `${said[(from + i) % 3]} (${from + i})`,
				}),
			),
		);
}

const rows = (page: Page) => page.locator('tr.matrix-row');

/* From the click to the frame in which the table shows it. */
const timeOf = (page: Page, name: string) =>
	page.evaluate(async (label) => {
		const inputs = [...document.querySelectorAll<HTMLLabelElement>('.filter label')];
		const start = performance.now();
		inputs.find((one) => one.textContent?.startsWith(label))?.click();
		await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
		return performance.now() - start;
	}, name);

const timeOfScreens = (page: Page) =>
	page.evaluate(async () => {
		const times: number[] = [];
		for (let i = 0; i < 40; i++) {
			const start = performance.now();
			scrollBy(0, innerHeight);
			await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
			times.push(performance.now() - start);
		}
		scrollTo(0, 0);
		return times.sort((a, b) => a - b)[38] ?? 0;
	});

test('a coordinator answers hundreds of comments: by filter, together, by theme, by keyboard', async ({ person }) => {
	const ann = await person();
	const bea = await person();
	await ann.signIn('coordinator');
	await bea.signIn('member');
	const round = await openRound(ann.page, draft, 'Care plan', { form: 'structured' });
	await fill(bea.page, round);
	const { page } = ann;
	/* A kept answer is offered first, but is not what the keys are for. */
	const kept = { title: 'As noted', disposition: 'noted', reason: 'It is noted.' };
	await rpc(page, 'template.add', { community: round.community, ...kept });
	await ann.go(`/round/${round.id}/answers`);
	await expect(page.getByLabel(`Unanswered (${COUNT})`)).toBeChecked();

	/* Only what is on screen is drawn. */
	expect(await rows(page).count()).toBeLessThan(60);
	await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
	await expect(page.locator(`tr[aria-rowindex="${COUNT + 1}"]`)).toBeVisible();
	await page.evaluate(() => scrollTo(0, 0));
	const filter = await timeOf(page, 'All');
	const scroll = await timeOfScreens(page);
	console.log(`# ${COUNT} comments: a filter ${filter.toFixed(0)} ms, a screen ${scroll.toFixed(0)} ms (p95)`);
	expect(filter).toBeLessThan(1000);

	/* Filter, pick all, answer alike, take it back, answer again. */
	await page.getByText('Filter and sort').click();
	await page.getByLabel('Kind').selectOption('Editorial');
	const third = Math.floor(COUNT / 3);
	await page.getByRole('checkbox', { name: `Choose all ${third} that are shown` }).check();
	await page.getByRole('button', { name: 'Answer alike' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('button', { name: `Answer all ${third}` }).click();
	await expect(dialog.getByText('Choose an answer')).toBeVisible();
	await dialog.getByLabel('Answer', { exact: true }).selectOption('Noted');
	await dialog.getByRole('button', { name: `Answer all ${third}` }).click();
	await expect(dialog.getByText('Say why; the person who wrote this will read it').first()).toBeVisible();
	await dialog.getByLabel('Reason').fill('The ward is named on the cover.');
	await dialog.getByRole('button', { name: `Answer all ${third}` }).click();
	await expect(page.getByText(`${third} of ${COUNT} answered`).first()).toBeVisible();
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(page.getByText(`0 of ${COUNT} answered`).first()).toBeVisible();
	await expect(page.getByText('It is as it was before.').first()).toBeVisible();

	/* A theme, answered once; and who answers the rest. */
	await page.getByLabel('Words').fill('(2');
	await page.getByRole('checkbox', { name: /^Choose all \d+ that are shown/ }).check();
	await page.getByRole('button', { name: 'New theme' }).click();
	await dialog.getByLabel('What these comments have in common').fill('Where we are');
	await dialog.getByRole('button', { name: 'Put them into it' }).click();
	await page.getByRole('combobox', { name: 'Who answers' }).last().selectOption('Me');
	await expect(page.getByText(/are now with /).first()).toBeVisible();
	await page.getByText('1 theme', { exact: true }).click();
	await page.getByRole('button', { name: /^Answer all of it/ }).click();
	await dialog.getByLabel('Answer', { exact: true }).selectOption('Accepted');
	await dialog.getByRole('button', { name: 'Answer all of it' }).click();
	await expect(page.getByText(/^[1-9]\d* of \d+ answered$/).first()).toBeVisible();

	/* By keyboard: down, pick, open, answer, on to the next. */
	await page.getByRole('button', { name: 'Choose none' }).click();
	await page.getByRole('button', { name: 'Without filters' }).click();
	await page.getByLabel(/^Unanswered/).check();
	await rows(page).first().focus();
	await page.keyboard.press('j');
	await page.keyboard.press('ArrowDown');
	await expect(rows(page).nth(2)).toBeFocused();
	await page.keyboard.press('x');
	await expect(page.getByText('1 chosen')).toBeVisible();
	await page.keyboard.press('x');
	await page.keyboard.press('Enter');
	const panel = page.getByRole('complementary', { name: /^Answer to / });
	const words = panel.locator('.prose').first();
	const first = await words.innerText();
	await expect(panel.getByRole('combobox', { name: 'Answer', exact: true })).toBeFocused();
	await page.keyboard.press('A');
	await picture(page, 'matrix');
	await panel.getByRole('button', { name: /^Save the answer/ }).click();
	await expect(words).not.toHaveText(first);
	await page.keyboard.press('Escape');
	await expect(panel).toHaveCount(0);
});

test('two coordinators answer at once: a conflict is shown and no word is lost', async ({ person }) => {
	const ann = await person();
	const bea = await person({ poll: true });
	await ann.signIn('coordinator');
	await bea.signIn('member');
	const round = await openRound(ann.page, '# Bath\n\nWarm water only.', 'Bath leaflet');
	const { id: comment } = await rpc(bea.page, 'comment.add', { round: round.id, body: 'How warm?' });
	const { member } = await rpc(bea.page, 'session.me', {});
	const role = (is: string) =>
		rpc(ann.page, 'member.set_role', { community: round.community, member: member.id, role: is });
	await role('coordinator');
	try {
		await ann.go(`/round/${round.id}/answers`);
		await bea.go(`/round/${round.id}/answers`);
		/* Both take it on: the second is told, and may still want it. */
		const take = (page: Page) => page.getByRole('combobox', { name: 'Who answers' }).last().selectOption('Me');
		for (const { page } of [ann, bea]) await rows(page).first().getByRole('checkbox').check();
		await take(ann.page);
		await expect(ann.page.getByText(/^1 comment is now with /).first()).toBeVisible();
		await take(bea.page);
		await expect(bea.page.getByText(/^Somebody gave one of these comments to /).first()).toBeVisible();
		await picture(bea.page, 'shared-out');
		await take(bea.page);
		await expect(bea.page.getByText(/^1 comment is now with /).first()).toBeVisible();
		for (const { page } of [ann, bea]) await page.getByRole('button', { name: 'Choose none' }).click();

		for (const { page } of [ann, bea]) await page.getByRole('row').filter({ hasText: 'How warm?' }).click();

		/* Bea types; Ann is quicker; Bea keeps her words and decides. */
		await bea.page.getByLabel('Reason').fill('37 degrees, as the midwife says.');
		await bea.page.getByRole('combobox', { name: 'Answer', exact: true }).selectOption('Accepted in part');
		await ann.page.getByRole('combobox', { name: 'Answer', exact: true }).selectOption('Noted');
		await ann.page.getByLabel('Reason').fill('See page 2.');
		await ann.page.getByRole('button', { name: /^Save the answer/ }).click();
		await expect(bea.page.getByText(/answered while you were writing$/)).toBeVisible();
		await expect(bea.page.getByRole('complementary').getByText('See page 2.')).toBeVisible();
		await expect(bea.page.getByLabel('Reason')).toHaveValue('37 degrees, as the midwife says.');
		await bea.page.getByRole('button', { name: /^Save the answer/ }).click();
		await expect(bea.page.getByText(/stays in the form/)).toBeVisible();
		await picture(bea.page, 'conflict');
		await bea.page.getByRole('button', { name: 'Go on with mine' }).click();
		await bea.page.getByRole('button', { name: /^Save the answer/ }).click();
		await expect(ann.page.getByRole('row').filter({ hasText: 'How warm?' })).toContainText('37 degrees');
		const { comments } = await rpc(ann.page, 'round.page', { round: round.id });
		expect(comments).toMatchObject([{ id: comment, revision: 2, reason: '37 degrees, as the midwife says.' }]);
	} finally {
		await role('member');
	}
});
