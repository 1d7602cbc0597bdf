// SPDX-License-Identifier: Apache-2.0
/*
 * long.spec.ts - a long draft with many comments: the reader opens, scrolls and
 * jumps without delay. Prints the times; PAGES=200 COMMENTS=2000 is what is
 * promised.
 */
import { join } from 'node:path';
import { expect, type Page, test } from './lib/test';
import { openRound, rpc } from './lib/rpc';
import { build } from './lib/server';

const PAGES = Number(process.env.PAGES ?? 60);
const COMMENTS = Number(process.env.COMMENTS ?? 400);
const PARAGRAPHS = PAGES * 10; /* of forty words: four hundred words a page */

const words = (
	'families ward midwife partner sleep feeding visit plan support night home team early safe ' +
	'notes birth week review offer ask listen record share choice worry calm clinic letter'
).split(' ');

/* The same draft every time, no paragraph like another. */
function draft(): string {
	let state = 1;
	const next = (n: number) => {
		state = (state * 48271) % 2147483647;
		return state % n;
	};
	const sentence = () => Array.from({ length: 20 }, () => words[next(words.length)]).join(' ');
	return Array.from({ length: PARAGRAPHS }, (_, i) =>
		i % 25 === 0
			? `${i % 100 === 0 ? '#' : '##'} Part ${i / 25 + 1}: ${words[next(words.length)]}`
			: `Paragraph ${i} ${sentence()}. Then ${sentence()}.`,
	).join('\n\n');
}

/* In parts, because each waits for its answer. Every third is on some words. */
async function fill(page: Page, round: { id: number; document: number }) {
	const { clauses } = await rpc(page, 'document.get', { document: round.document });
	const one = (i: number) => {
		const clause = clauses[(i * 7919) % clauses.length];
		const exact = clause.text.split(' ').slice(0, 4).join(' ');
		return rpc(page, 'comment.add', {
			round: round.id,
			clause: clause.id,
			body: `Comment ${i}: please say **when** this is offered, and by whom on the ward.`,
			...(i % 3 === 0 && { start: 0, end: exact.length, exact, prefix: '', suffix: '' }),
		});
	};
	for (let from = 0; from < COMMENTS; from += 50)
		await Promise.all(Array.from({ length: Math.min(50, COMMENTS - from) }, (_, i) => one(from + i)));
}

/* How long the frames are while one goes down the page, screen by screen. */
const timeOfScreens = (page: Page) =>
	page.evaluate(async () => {
		const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
		const times: number[] = [];
		for (let i = 0; i < 60; i++) {
			const start = performance.now();
			scrollBy(0, innerHeight * 0.8);
			await frame();
			await frame();
			times.push(performance.now() - start);
		}
		times.sort((a, b) => a - b);
		return { median: times[30] ?? 0, p95: times[57] ?? 0 };
	});

type Watching = Window & typeof globalThis & { first: Promise<number> };

/* From the start of the visit to the frame after the first paragraph is there. */
function watchFirst() {
	(window as Watching).first = new Promise((done) => {
		const seen = new MutationObserver(() => {
			if (!document.querySelector('.clause')) return;
			seen.disconnect();
			requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
		});
		seen.observe(document, { childList: true, subtree: true });
	});
}

/* From something done to the second frame after it. */
const timeOf = (page: Page, act: string) =>
	page.evaluate(async (code) => {
		const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
		const start = performance.now();
		if (code.startsWith('#')) location.hash = code;
		else document.dispatchEvent(new KeyboardEvent('keydown', { key: code, bubbles: true }));
		await frame();
		await frame();
		return performance.now() - start;
	}, act);

test('of a long draft only what is near is drawn, and every comment is reached', async ({ person }) => {
	const ann = await person();
	const bea = await person();
	await ann.signIn('coordinator');
	await bea.signIn('member');
	const round = await openRound(ann.page, draft(), 'A long draft');
	await fill(bea.page, round);
	const { page } = ann;

	await page.addInitScript(watchFirst);
	await ann.go(`/round/${round.id}`);
	await page.locator('.clause').first().waitFor({ timeout: 60_000 });
	const first = await page.evaluate(() => (window as Watching).first);
	await expect(page.locator('.clause')).toHaveCount(PARAGRAPHS);
	const scroll = await timeOfScreens(page);
	const { clauses } = await rpc(page, 'document.get', { document: round.document });
	const last = clauses.at(-3);
	const jump = await timeOf(page, `#clause-${last.id}`);
	await expect(page.locator(`#clause-${last.id}`)).toBeInViewport();

	/* Comments are drawn where one is, and n goes to those that are not. */
	const remarks = page.getByRole('article', { name: /^Comment by / });
	expect(await remarks.count()).toBeLessThan(COMMENTS / 2);
	await page.evaluate(() => {
		scrollTo(0, 0);
		(document.activeElement as HTMLElement | null)?.blur();
	});
	const key = await timeOf(page, 'n');
	await expect(remarks.first()).toBeFocused();
	const { comments } = await rpc(page, 'round.page', { round: round.id });
	const place = (clause: number) => clauses.findIndex(({ id }: { id: number }) => id === clause);
	const far = comments.toSorted(
		(a: { clause: number }, b: { clause: number }) => place(b.clause) - place(a.clause),
	)[0];
	await page.evaluate((id) => {
		location.hash = `#comment-${id}`;
	}, far.id);
	await expect(page.locator(`#comment-${far.id}`)).toBeFocused();
	await expect(page.locator(`#comment-${far.id}`)).toBeInViewport();
	await page.keyboard.press('p');
	await expect(page.locator(`#comment-${far.id}`)).not.toBeFocused();
	await expect(remarks.and(page.locator(':focus'))).toBeInViewport();
	/* Bea says something; Ann's next visit has it as new, and can show it alone. */
	await rpc(page, 'round.look', { round: round.id, upto: comments.at(-1).id });
	/* Only when Ann is away: what comes while she is here has soon been seen. */
	await ann.go('/');
	await rpc(bea.page, 'comment.add', { round: round.id, clause: clauses[1].id, body: 'Only this is new.' });
	await ann.go(`/round/${round.id}`);
	await page.getByLabel('New to you (1)').waitFor({ timeout: 60_000 });
	const filter = await page.evaluate(async () => {
		const frame = () => new Promise((done) => requestAnimationFrame(done));
		const start = performance.now();
		[...document.querySelectorAll<HTMLLabelElement>('.reader-text .filter label')]
			.find((one) => one.textContent?.startsWith('New'))
			?.click();
		await frame();
		await frame();
		return performance.now() - start;
	});
	await expect(remarks).toHaveCount(1);
	await expect(remarks).toContainText('Only this is new.');
	await expect(remarks.getByText('New', { exact: true })).toBeVisible();
	await expect(page.getByRole('navigation', { name: 'Outline' })).toContainText('still unread');
	await page.screenshot({ path: join(build, 'screenshots/reader-new.png') });
	const elements = await page.evaluate(() => document.querySelectorAll('*').length);
	console.log(
		`# ${PAGES} pages, ${COMMENTS} comments: first paragraph after ${first.toFixed(0)} ms, ` +
			`a screen of scrolling ${scroll.median.toFixed(0)} ms ` +
			`(median), ${scroll.p95.toFixed(0)} ms (p95); a jump ${jump.toFixed(0)} ms; ` +
			`the next comment ${key.toFixed(0)} ms; a filter ${filter.toFixed(0)} ms; ${elements} elements`,
	);
});
