// SPDX-License-Identifier: Apache-2.0
/*
 * coordinator.spec.ts - a review from beginning to end, as its coordinator has
 * it: a Word draft of sixty pages, three hundred comments, the answers, the
 * next version, letters, the public page, the archive and a file of it all.
 */
import { readFileSync } from 'node:fs';
import { docx, type Part } from './lib/docx';
import { picture } from './lib/picture';
import { rpc } from './lib/rpc';
import type { Server } from './lib/server';
import { expect, type Page, type Person, test } from './lib/test';

const COMMUNITY = '/c/perinatal-mental-health-community';
const TITLE = 'Sleep on the ward';
const COMMENTS = 300;
const PARTS = 24;
const EACH = 25; /* paragraphs of some forty words: sixty pages */
const WRITERS = [
	['daniel.okafor', 'Daniel Okafor'],
	['priya.nair', 'Priya Nair'],
	['tom.hargreaves', 'Tom Hargreaves'],
	['eleanor.marsh', 'Eleanor Marsh'],
	['grace.adeyemi', 'Grace Adeyemi'],
	['sophie.langton', 'Sophie Langton'],
] as const;
const KINDS = ['general', 'technical', 'editorial'] as const;

/* Everybody says something of each kind, a third of each: whose letter comes
 * first depends on who was quickest. */
const kindOf = (n: number) => KINDS[(n + Math.floor(n / WRITERS.length)) % KINDS.length];

/* Words by their number, so that no paragraph is like another. */
const words = (
	'families ward midwife partner sleep feeding visit plan support night home team early safe ' +
	'notes birth week review offer ask listen record share choice worry calm clinic letter'
).split(' ');
const sentence = (seed: number) =>
	Array.from({ length: 17 }, (_, i) => words[(seed * 31 + i * i * 7 + seed * i) % words.length]).join(' ');

function draft(): Part[] {
	const parts: Part[] = [{ heading: 1, text: TITLE }];
	for (let part = 0; part < PARTS; part++) {
		parts.push({ heading: 2, text: `Part ${part + 1}: ${words[part]}` });
		for (let i = 0; i < EACH; i++) {
			const n = part * EACH + i;
			parts.push({ text: `Paragraph ${n}: ${sentence(n)}. Then ${sentence(n + 5000)}.` });
		}
	}
	return parts;
}

/* Three paragraphs are gone, every tenth has new words, one part has moved to
 * the end. */
function nextDraft(): Part[] {
	const parts = draft()
		.filter(({ text }) => !/^Paragraph (?:4|104|204):/.test(text))
		.map((part) => ({ ...part, text: part.text.replace(/^(Paragraph \d*0: )(\w+ \w+)/, '$1$2 always') }));
	const moved = parts.splice(1 + 2 * (EACH + 1), EACH + 1);
	return [...parts, ...moved];
}

/* What six people say, as their programs would send it. Each paragraph whose
 * number is even has a comment; every tenth suggests an edit. */
async function comments(server: Server, round: { id: number; document: number }) {
	const speakers = await Promise.all(
		WRITERS.map(([local, name]) => server.speaker(`${local}@demo.example.org`, name)),
	);
	const page = await speakers[0]?.('document.get', { document: round.document });
	const clauses = (page?.clauses as { id: number; text: string }[]).filter(({ text }) => /^Paragraph/.test(text));
	const say = async (who: number) => {
		for (let n = who; n < COMMENTS; n += WRITERS.length) {
			const clause = clauses[2 * n];
			const exact = clause?.text.split('. ')[0] ?? '';
			await speakers[who]?.('comment.add', {
				round: round.id,
				clause: clause?.id,
				kind: kindOf(n),
				body: `Remark ${n}: who says so, and when?`,
				...(n % 3 === 0 && { start: 0, end: exact.length, exact, prefix: '', suffix: '' }),
				...(n % 10 === 0 && { proposed: `${exact}, as the family wishes` }),
			});
		}
	};
	await Promise.all(WRITERS.map((_, who) => say(who)));
}

async function open({ page, go }: Person): Promise<{ id: number; document: number }> {
	await go(`${COMMUNITY}/reviews`);
	await page.getByRole('link', { name: 'Add a draft' }).click();
	await page.getByLabel('File').setInputFiles(docx('final_v3.docx', draft()));
	await expect(page.getByLabel('Title')).toHaveValue(TITLE);
	await page.getByRole('button', { name: 'Add the draft' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(TITLE);
	await page.getByRole('link', { name: 'Open a review round' }).click();
	await page.getByLabel('What you ask for').fill('Is it **kind**, and is it true on your ward?');
	await page.getByLabel('Structured').check();
	await page.getByRole('button', { name: 'Open the round' }).click();
	await expect(page.getByText('What is asked')).toBeVisible();
	const id = Number(/\/round\/(\d+)/.exec(page.url())?.[1]);
	return (await rpc(page, 'round.page', { round: id })).round;
}

/* Comments come while she looks; then she closes. */
async function close({ page }: Person, server: Server, round: { id: number; document: number }) {
	await page.getByRole('link', { name: /^Answer the comments/ }).click();
	await comments(server, round);
	await expect(page.getByLabel(`Unanswered (${COMMENTS})`)).toBeVisible();
	await page.getByRole('button', { name: 'Close the round now' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Close the round now' }).click();
	await expect(page.getByText(/^Closed/).first()).toBeVisible();
}

const rows = (page: Page) => page.locator('tr.matrix-row');

async function answerAlike(page: Page, n: number, answer: string, reason?: string) {
	await page.getByRole('checkbox', { name: `Choose all ${n} that are shown` }).check();
	await page.getByRole('button', { name: 'Answer alike' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Answer', { exact: true }).selectOption(answer);
	if (reason) await dialog.getByLabel('Reason').fill(reason);
	await dialog.getByRole('button', { name: `Answer all ${n}` }).click();
	await expect(dialog).toHaveCount(0);
}

const answered = (page: Page, n: number) =>
	expect(page.getByText(`${n} of ${COMMENTS} answered`, { exact: true }).first()).toBeVisible();

async function answer({ page }: Person) {
	const third = COMMENTS / KINDS.length;
	await page.getByText('Filter and sort').click();
	await page.getByLabel('Kind').selectOption('Editorial');
	await answerAlike(page, third, 'Accepted');
	await answered(page, third);
	await page.getByRole('button', { name: 'Undo' }).click();
	await answered(page, 0);
	await answerAlike(page, third, 'Accepted');
	await answered(page, third);
	await page.getByRole('button', { name: 'Without filters' }).click();

	/* One by keyboard, for its own sake; the rest alike. */
	await rows(page).first().focus();
	await page.keyboard.press('j');
	await page.keyboard.press('Enter');
	const panel = page.getByRole('complementary', { name: /^Answer to / });
	const choice = panel.getByRole('combobox', { name: 'Answer', exact: true });
	await expect(panel).toContainText('Remark 1:');
	await expect(choice).toBeFocused();
	await page.keyboard.press('A');
	await page.keyboard.press('Control+Enter');
	await answered(page, third + 1);
	await expect(panel).toContainText('Remark 3:');
	await expect(choice).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(panel).toHaveCount(0);
	await answerAlike(page, COMMENTS - third - 1, 'Noted', 'Said on page 2 of the guide.');
	await answered(page, COMMENTS);
}

/* Two are placed by hand, one on a paragraph and one on words; one is gone. */
async function nextVersion({ page, go }: Person, document: number) {
	await go(`/document/${document}`);
	await page.getByRole('link', { name: 'Add the next version' }).click();
	await page.getByLabel('File').setInputFiles(docx('second.docx', nextDraft()));
	await page.getByRole('button', { name: 'Add the next version' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Comments in version 2');
	await expect(page.getByText('3 comments wait for you to place them.')).toBeVisible();
	await page.getByRole('button', { name: 'The passage is gone' }).click();
	await expect(page.getByText('2 comments wait for you to place them.')).toBeVisible();
	for (const left of ['1 comment waits for you to place it.', `all ${COMMENTS} comments are accounted for`]) {
		await page.locator('.desk-clause.is-here').first().waitFor();
		await page.getByRole('radio', { name: /^Place it on paragraph .*¶4$/ }).first().check();
		await page.getByRole('button', { name: /^Place it on paragraph/ }).click();
		await expect(page.getByText(left)).toBeVisible();
	}
}

/* The public page, the letters, the archive. */
async function finish({ page }: Person) {
	await page.getByRole('link', { name: `Finish the round “${TITLE}”` }).click();
	await expect(page.getByText(`${COMMENTS} of ${COMMENTS} comments are answered.`)).toBeVisible();
	await page.getByRole('button', { name: 'Begin with a suggestion from the answers' }).click();
	await expect(page.getByRole('textbox', { name: 'You said' })).toHaveValue(`We had ${COMMENTS} comments.`);
	await page.getByRole('button', { name: 'Publish for everyone' }).click();
	await expect(page.getByRole('link', { name: 'The public page' })).toBeVisible();
	/* When they arrive depends on the hours at which their readers take mail. */
	await page.getByText('How the first one reads').click();
	await expect(page.locator('pre.letter')).toContainText(/It said:[^]*It says now:[^]*Said on page 2 of the guide\./);
	const letters = `Send ${WRITERS.length} letters`;
	await page.getByRole('button', { name: letters }).click();
	await page.getByRole('dialog').getByRole('button', { name: letters }).click();
	await expect(page.getByText(`${WRITERS.length} letters are sent, or on their way.`)).toBeVisible();
	await page.getByRole('button', { name: 'Archive this round' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Archive this round' }).click();
	await expect(page.getByText(/^Archived by/)).toBeVisible();
	const going = page.waitForEvent('download');
	await page.getByRole('link', { name: 'CSV', exact: true }).click();
	const table = readFileSync(await (await going).path(), 'utf8');
	expect(table.match(/Remark \d+: who says so/g)).toHaveLength(COMMENTS);
}

test('a coordinator takes a Word draft with three hundred comments from upload to archive', async ({ person, server }) => {
	const ann = await person();
	await ann.signIn('coordinator');
	const round = await open(ann);
	await close(ann, server, round);
	await answer(ann);
	await nextVersion(ann, round.document);
	await finish(ann);
	await picture(ann.page, 'story-finish');
	const guest = await person();
	await guest.go(`/round/${round.id}/told`);
	await expect(guest.page.getByText(`We had ${COMMENTS} comments.`)).toBeVisible();
});
