// SPDX-License-Identifier: Apache-2.0
/*
 * versions.spec.ts - the next version comes: its comments are carried over, the
 * rest is placed by hand, and the review goes on with it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { addDraft, openRound, rpc } from './lib/rpc';
import { build } from './lib/server';
import { expect, type Page, type Person, test } from './lib/test';

const COMMUNITY = '/c/perinatal-mental-health-community';
const TITLE = 'Ward guide';
const FIRST = [
	'# Ward guide',
	'Families are asked how they sleep at night. Nobody is woken for it.',
	'Staff listen before they advise anybody about feeding.',
	'The old leaflet stays on the ward until it is replaced.',
	'Partners may stay overnight if there is room for them.',
].join('\n\n');
const SECOND = [
	'# Ward guide',
	'Families are always asked how they sleep at night. Nobody is woken for it.',
	'Every room has a card with the numbers to call.',
	'Staff listen before they advise anybody about feeding.',
	'Partners may stay overnight if there is room for them.',
].join('\n\n');

async function addFirst({ page, go }: Person) {
	await go(`${COMMUNITY}/documents/new`);
	await page.getByLabel('File').setInputFiles(markdown('ward_guide.md', FIRST));
	await page.getByLabel('Title').fill(TITLE);
	await page.getByRole('button', { name: 'Add the draft' }).click();
	await page.getByRole('link', { name: 'Open a review round' }).click();
	await page.getByLabel('What you ask for').fill('Is it clear?');
	await page.getByRole('button', { name: 'Open the round' }).click();
	await expect(page.getByText('What is asked')).toBeVisible();
}

const markdown = (name: string, text: string) => ({
	name,
	mimeType: 'text/markdown',
	buffer: Buffer.from(text),
});

async function violations(page: Page): Promise<string[]> {
	const { violations: found } = await new AxeBuilder({ page }).analyze();
	return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/* As people with different eyes and screens see it; nothing sticks out. */
async function picture(page: Page, name: string) {
	const size = page.viewportSize() ?? { width: 1280, height: 900 };
	for (const [look, colorScheme, width] of [
		['light', 'light', 1280],
		['dark', 'dark', 1280],
		['narrow', 'light', 320],
	] as const) {
		await page.emulateMedia({ colorScheme });
		await page.setViewportSize({ width, height: 900 });
		/* Slow, and by its eyes the looks differ in contrast only. */
		if (look === 'dark') expect(await violations(page)).toEqual([]);
		expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBeLessThanOrEqual(width);
		await page.screenshot({ path: join(build, 'screenshots', `${name}-${look}.png`), fullPage: true });
	}
	await page.emulateMedia({ colorScheme: 'light' });
	await page.setViewportSize(size);
}

async function comment(page: Page, clause: string, text: string) {
	const where = page.locator('.clause', { hasText: clause });
	await where.hover();
	await where.getByRole('button', { name: /^Comment/ }).click();
	await page.getByRole('textbox', { name: 'Your comment' }).fill(text);
	await page.getByRole('button', { name: 'Add the comment' }).click();
	await expect(page.getByRole('article').filter({ hasText: text })).toBeVisible();
}

/* From the draft to what changed in it, change by change. */
async function changes(page: Page) {
	await page.getByRole('link', { name: 'version 2', exact: true }).click();
	await page.getByRole('link', { name: 'Compare with version 1' }).click();
	await expect(page.getByText('3 paragraphs changed')).toBeVisible();
	await expect(page.locator('ins')).toContainText('[added: always]');
	await page.keyboard.press('n');
	await expect(page.locator('.compare-bar').getByText('Change 1 of 3')).toBeVisible();
	await expect(page.getByRole('group', { name: /changed$/ })).toBeFocused();
	await page.keyboard.press('p');
	await expect(page.locator('.compare-bar').getByText('Change 3 of 3')).toBeVisible();
	await picture(page, 'compare');
	const keys = page.getByText(/^Keys:/);
	await expect(keys).toBeVisible();
	await page.setViewportSize({ width: 320, height: 640 });
	await expect(keys).toHaveCount(0);
	await page.setViewportSize({ width: 1280, height: 900 });
}

test('a next version takes its comments along, and the review goes on with it', async ({ person }) => {
	const ann = await person();
	const bea = await person();
	await ann.signIn('coordinator');
	await bea.signIn('member');
	await addFirst(ann);
	const round = new URL(ann.page.url()).pathname;
	await bea.go(round);
	await comment(bea.page, 'Families are asked', 'Who asks them?');
	await comment(bea.page, 'The old leaflet', 'Which leaflet is that?');
	await comment(bea.page, 'Partners may stay', 'Good.');

	await ann.go(`${COMMUNITY}/reviews`);
	await ann.page.getByRole('link', { name: TITLE, exact: true }).click();
	await ann.page.getByText('What is asked').waitFor();
	await ann.page.getByRole('link', { name: 'version 1' }).click();
	await ann.page.getByRole('link', { name: 'Add the next version' }).click();
	await ann.page.getByLabel('File').setInputFiles(markdown('second.md', SECOND));
	await ann.page.getByRole('button', { name: 'Add the next version' }).click();

	await expect(ann.page.getByRole('heading', { level: 1 })).toHaveText('Comments in version 2');
	await expect(ann.page.getByText('1 comment waits for you to place it.')).toBeVisible();
	await expect(ann.page.getByLabel('Words changed (1)')).toBeVisible();
	await expect(ann.page.getByLabel('Unchanged (1)')).toBeVisible();
	await expect(ann.page.getByText('Which leaflet is that?')).toBeVisible();
	await picture(ann.page, 'ledger');
	await ann.page.getByRole('button', { name: 'Place it here' }).click();
	await expect(ann.page.getByText('Choose a paragraph first.')).toBeVisible();
	await ann.page.getByRole('radio', { name: /^Place it on paragraph .*¶2$/ }).check();
	await ann.page.getByRole('button', { name: /^Place it on paragraph/ }).click();
	await expect(ann.page.getByText('all 3 comments are accounted for')).toBeVisible();

	await ann.page.getByRole('button', { name: /go on with version 2$/ }).click();
	await ann.page.getByRole('dialog').getByRole('button', { name: /go on with version 2$/ }).click();
	await expect(ann.page.getByText('What is asked')).toBeVisible();
	const card = bea.page.locator('.clause', { hasText: 'Every room has a card' });
	await expect(card.getByText('Which leaflet is that?')).toBeVisible();
	await changes(bea.page);
	await bea.go(round);
	await comment(bea.page, 'Every room has a card', 'Thank you.');

	await finish(ann, round);
	await bea.go(round);
	await expect(bea.page.getByText(/^Archived by/)).toBeVisible();
	await trace(bea.page);
	const guest = await person();
	await guest.go(`${round}/told`);
	await expect(guest.page.getByText('We had 4 comments.')).toBeVisible();
	await expect(guest.page.getByText('from fewer than five people')).toBeVisible();
	await picture(guest.page, 'told');
	await guest.go(COMMUNITY);
	await expect(guest.page.getByRole('link', { name: TITLE })).toBeVisible();
});

/* From the closed round to the archive: told, written to, downloaded. */
async function finish({ page, go }: Person, round: string) {
	await go(`${round}/answers`);
	await page.getByRole('button', { name: 'Close the round now' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Close the round now' }).click();
	await go(`${round}/finish`);
	await expect(page.getByText('0 of 4 comments are answered.')).toBeVisible();
	await filled(page);
	await expect(page.getByText('4 of 4 comments are answered.')).toBeVisible();

	await page.getByRole('button', { name: 'Begin with a suggestion from the answers' }).click();
	await expect(page.getByRole('textbox', { name: 'You said' })).toHaveValue('We had 4 comments.');
	await page.getByRole('button', { name: 'Publish for everyone' }).click();
	await expect(page.getByRole('link', { name: 'The public page' })).toBeVisible();

	await picture(page, 'finish');
	await page.getByRole('button', { name: 'Send 1 letter' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Send 1 letter' }).click();
	await expect(page.getByText('1 letter is sent, or on its way.')).toBeVisible();

	await page.getByRole('button', { name: 'Archive this round' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Archive this round' }).click();
	await expect(page.getByText(/^Archived by/)).toBeVisible();
	await page.getByRole('link', { name: 'Which paragraphs nobody has looked at' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Who has looked at what/);
	await expect(page.getByText(/^Nobody has looked at|^Every paragraph was looked at/)).toBeVisible();
	await page.getByLabel('Only those that nobody has looked at').uncheck();
	await expect(page.getByRole('cell', { name: 'Every room has a card' })).toBeVisible();
	await picture(page, 'coverage');
}

/* The table goes out, is filled in elsewhere, and comes back. */
async function filled(page: Page) {
	const going = page.waitForEvent('download');
	await page.getByRole('link', { name: 'CSV', exact: true }).click();
	const table = readFileSync(await (await going).path(), 'utf8');
	expect(table).toContain('Disposition,Observations,Revision\r\n');
	const back = {
		name: 'filled.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from(table.replaceAll(/,,,0\r\n/g, ',Noted,Taken note of.,0\r\n')),
	};
	await page.getByText('Bring back a filled table').click();
	await page.getByLabel('Table', { exact: true }).setInputFiles(back);
	await page.getByRole('button', { name: 'Show what it would change' }).click();
	await expect(page.getByRole('heading', { name: '4 answers would change' })).toBeVisible();
	await picture(page, 'filled');
	await page.getByRole('button', { name: 'Take over 4 answers' }).click();
	await expect(page.getByRole('button', { name: 'Take over 4 answers' })).toBeHidden();
}

/* Where a paragraph and its sentences come from, with what was said to them. */
async function trace(page: Page) {
	await page.getByRole('link', { name: 'version 2', exact: true }).click();
	const clause = page.locator('.clause', { hasText: 'Families are always asked' });
	await clause.getByRole('link', { name: /^History/ }).click();
	const steps = page.locator('.trace').getByRole('heading', { level: 3 });
	await expect(steps).toHaveText([/^Version 2/, /^Version 1/]);
	await expect(page.getByText('Who asks them?')).toBeVisible();
	const sentences = page.getByRole('navigation', { name: 'Sentence by sentence' });
	await expect(sentences.getByRole('listitem')).toHaveText([
		/^Families are always asked .*Changed in version 2.*1 comment$/,
		/^Nobody is woken .*As in version 1.*1 comment$/,
	]);
	await picture(page, 'trace');

	await sentences.getByRole('link', { name: /^Families are always/ }).focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Where these words/);
	await expect(page.locator('.trace ins')).toHaveText('always');
	await expect(page.locator('.trace')).not.toContainText('Nobody is woken');
	await picture(page, 'trace-sentence');
	await page.getByRole('link', { name: 'The whole paragraph' }).click();
	await expect(page.locator('.trace')).toContainText('Nobody is woken');

	/* Any words will do: marked in the text, they open to theirs. */
	await page.goBack();
	await page.goBack();
	await page.goBack();
	await clause.getByText('Families are always').selectText();
	await page.getByRole('button', { name: /^History of “Families are always/ }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Where these words/);
}

const COMMENTS = 300;
const PARAGRAPHS = 60;

const paragraph = (n: number) => `Point ${n} says what staff do on ward ${n}, and whom they ask about it.`;

/* A draft, a round, and three hundred comments on it; one in ten suggests an edit. */
async function manyComments(ann: Page, bea: Page): Promise<{ round: number; document: number }> {
	const text = Array.from({ length: PARAGRAPHS }, (_, n) => paragraph(n)).join('\n\n');
	const { id: round, document } = await openRound(ann, text, 'Points');
	const { clauses } = await rpc(ann, 'document.get', { document });
	for (let n = 0; n < COMMENTS; n++)
		await rpc(bea, 'comment.add', {
			round,
			clause: clauses[n % PARAGRAPHS]?.id,
			body: `Remark ${n}`,
			...(n % 10 === 0 && n < PARAGRAPHS && { proposed: `Point ${n} is better said so on ward ${n}, with those whom they ask about it.` }),
		});
	return { round, document };
}

test('three hundred comments go to a version that is built from accepted edits', async ({ person }) => {
	const ann = await person();
	const bea = await person();
	await ann.signIn('coordinator');
	await bea.signIn('member');
	const { round, document } = await manyComments(ann.page, bea.page);
	const { comments } = await rpc(ann.page, 'round.page', { round });
	for (const { id, revision } of comments.filter(({ proposed }: { proposed: string | null }) => proposed))
		await rpc(ann.page, 'comment.dispose', { comment: id, disposition: 'accepted', revision });

	await ann.go(`/document/${document}/next`);
	await ann.page.getByRole('link', { name: /^Build it from the accepted edits/ }).click();
	await expect(ann.page.getByRole('heading', { name: '6 edits are in the text' })).toBeVisible();

	/* What is changed by hand is there after a reload, until one begins again. */
	const field = ann.page.getByRole('textbox', { name: 'The text with the edits in it' });
	const built = await field.inputValue();
	await field.fill('All by hand.');
	await expect.poll(async () => JSON.stringify(await rpc(ann.page, 'draft.list', {}))).toContain('All by hand.');
	await ann.page.reload();
	await expect(field).toHaveValue('All by hand.');
	await ann.page.getByRole('button', { name: 'Begin again with the accepted edits alone' }).click();
	await expect(field).toHaveValue(built);
	await ann.page.getByRole('button', { name: 'Add it as the next version' }).click();
	await expect(ann.page.getByText('all 300 comments are accounted for')).toBeVisible();
	await expect(ann.page.getByLabel('Unchanged (270)')).toBeVisible();
	await expect(ann.page.getByLabel('Words changed (30)')).toBeVisible();
	await ann.page.getByRole('button', { name: /go on with version 2$/ }).click();
	await ann.page.getByRole('dialog').getByRole('button', { name: /go on with version 2$/ }).click();
	/* A comment near by may say the same. */
	const text = ann.page.locator('.clause-text', { hasText: 'Point 10 is better said so' });
	await expect(text).toBeVisible();
});

test('what was not found is looked for beside what stood before it, from the first comment on', async ({ person }) => {
	const { page, go, signIn } = await person({ poll: true });
	await signIn('coordinator');
	/* No two of them alike. */
	const words = (n: number) => [7919, 104729, 15485863, 982451653].map((prime) => (n * prime).toString(36)).join(' ');
	const draft = Array.from({ length: 120 }, (_, n) => words(n + 1));
	const { id: round, document } = await openRound(page, draft.join('\n\n'), 'Wards');
	const { clauses } = await rpc(page, 'document.get', { document });
	await rpc(page, 'comment.add', { round, clause: clauses[89].id, body: 'Is that so?' });
	draft.splice(89, 1);
	const next = await addDraft(page, draft.join('\n\n'), 'Wards');
	const fresh = page.getByRole('radiogroup', { name: 'Where it goes: version 2' });
	/* The old version is slow to come. */
	await page.route('**/rpc', async (route) => {
		const { method, params } = route.request().postDataJSON();
		if (method === 'document.get' && params.document === document) await fresh.getByRole('radio').nth(100).waitFor();
		await route.continue();
	});
	await go(`/document/${next.id}/ledger`);
	await expect(page.getByText('Is that so?')).toBeVisible();
	await fresh.evaluate((box) => box.scrollIntoView());
	await expect(fresh.getByText(words(89), { exact: true })).toBeInViewport();
});
