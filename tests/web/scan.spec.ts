// SPDX-License-Identifier: Apache-2.0
/*
 * scan.spec.ts - a scan from the register's signals to its report: a
 * coordinator runs it, a panellist goes through two rounds by keyboard alone,
 * seven more answer without a browser. Leaves pictures in BUILD/screenshots.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { picture } from './lib/picture';
import { rpc } from './lib/rpc';
import { build, type Server } from './lib/server';
import { expect, type Page, type Person, test } from './lib/test';

const COMMUNITY = '/c/perinatal-mental-health-community';
const TITLE = 'Perinatal care in 2030';
const PANEL = [
	['daniel.okafor', 'Daniel Okafor'],
	['priya.nair', 'Priya Nair'],
	['tom.hargreaves', 'Tom Hargreaves'],
	['eleanor.marsh', 'Eleanor Marsh'],
	['grace.adeyemi', 'Grace Adeyemi'],
	['martin.fairclough', 'Martin Fairclough'],
	['sophie.langton', 'Sophie Langton'],
];

interface Ballot {
	items: number[];
}

async function openScan({ page, go }: Person): Promise<number> {
	await go(`${COMMUNITY}/horizon`);
	await page.getByRole('link', { name: 'Open a scan' }).click();
	await page.getByLabel('Title').fill(TITLE);
	await page.getByLabel('What is it for?').fill('It decides which **three** leaflets come next.');
	await page.getByRole('radio', { name: 'All items again' }).check();
	await page.getByLabel('Days between rounds').selectOption('0');
	await page.getByRole('button', { name: 'Open the scan' }).click();
	await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
	await expect(page.getByText('Gathering items')).toBeVisible();
	return Number(/\/scan\/(\d+)/.exec(page.url())?.[1]);
}

/* Everybody else of the panel: marks by the place of the item in the list. */
async function othersRate(server: Server, scan: number, marks: (person: number, item: number) => string) {
	for (const [i, [local, name]] of PANEL.entries()) {
		const say = await server.speaker(`${local}@demo.example.org`, name as string);
		const { items } = (await say('scan.ballot', { scan })) as unknown as Ballot;
		for (const [k, item] of items.entries())
			await say('scan.rate', {
				scan,
				item,
				marks: marks(i, k),
				...(i === 0 && k === 0 && { reason: 'In rural trusts it is different.' }),
			});
	}
}

/* Rates what is shown, item after item, without touching the mouse. */
async function rateAll(page: Page, marks: string) {
	for (;;) {
		for (const mark of marks) await page.keyboard.press(mark);
		await expect(page.getByText('Saved', { exact: true })).toBeVisible();
		const next = page.getByRole('button', { name: 'Next item', exact: true });
		if ((await next.count()) === 0) return;
		await expect(next).toBeFocused();
		const before = await page.getByText(/^Item \d+ of \d+$/).textContent();
		await page.keyboard.press('Enter');
		await expect(page.getByText(before ?? '', { exact: true })).toHaveCount(0);
	}
}

async function goOn({ page }: Person, button: string, why?: string) {
	await page.getByRole('button', { name: button }).click();
	const dialog = page.getByRole('dialog');
	if (why) await dialog.getByLabel('Why?').fill(why);
	await dialog.getByRole('button', { name: button }).click();
	await expect(dialog).toHaveCount(0);
}

test('a scan goes from signals through two rounds to its report', async ({ person, server }) => {
	const ann = await person();
	const bea = await person();
	await ann.signIn('coordinator');
	await bea.signIn('member');
	const scan = await openScan(ann);

	/* A panellist adds an item; the coordinator sees it come. */
	await bea.go(`/scan/${scan}`);
	await bea.page.getByRole('button', { name: 'Add an item' }).click();
	await bea.page.getByLabel('The item in one sentence').fill('Half of all clinics are remote');
	await bea.page.getByRole('button', { name: 'Add an item' }).click();
	await expect(ann.page.getByRole('heading', { name: 'Half of all clinics are remote' })).toBeVisible();
	await lateSignal(ann);
	await goOn(ann, 'Begin round 1');
	await expect(ann.page.getByText('SHA-256 of this text')).toBeVisible();

	/* Round 1, by keyboard, stopped after the first item and resumed. */
	const { page } = bea;
	await page.getByRole('link', { name: 'Rate the items, round 1' }).or(
		page.getByRole('link', { name: 'Rate the items' })).first().press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: 'Round 1: rate the items' })).toBeVisible();
	await expect(page.getByText(/about .* minutes? left/)).toBeVisible();
	for (const mark of '74') await page.keyboard.press(mark);
	await page.keyboard.press('?');
	await expect(page.getByText('Saved', { exact: true })).toBeVisible();
	const first = await page.getByRole('heading', { level: 2 }).first().textContent();
	await page.reload();
	await expect(page.getByText(/^Item 2 of /)).toBeVisible();
	await expect(page.getByRole('heading', { level: 2 }).first()).not.toHaveText(first ?? '');
	await rateAll(page, '842');
	await expect(page.getByText('You are through.')).toBeVisible();
	await picture(page, 'scan-rate');

	await othersRate(server, scan, (i, k) => `${Math.min(9, 5 + ((i + k) % 4))}${1 + ((2 * i + k) % 7)}${1 + ((i + k) % 3)}`);
	await goOn(ann, 'Close this round now', 'All have answered.');
	await expect(ann.page.getByText('Round 2 of at most 2')).toBeVisible();

	/* Round 2: the earlier answer beside what the panel said; who dissents is asked why. */
	await expect(page.getByRole('heading', { level: 1, name: 'Round 2: rate the items' })).toBeVisible();
	await expect(page.getByText(/The panel: .* panellists/).first()).toBeVisible();
	await expect(page.getByText(/You said \d in the round before/).first()).toBeVisible();
	await page.keyboard.press('1');
	await expect(page.getByLabel('You see this differently from most. Why?')).toBeVisible();
	await page.getByLabel('You see this differently from most. Why?').fill('Families told me so.');
	await expect(page.getByRole('button', { name: 'Save the reason' })).toBeVisible();
	await picture(page, 'scan-round-2');
	await turned(page);
	/* Who goes on without the button has said it all the same: the report has it. */
	await page.getByRole('heading', { level: 2 }).first().focus();
	for (const mark of '32') await page.keyboard.press(mark);
	await expect(page.getByRole('button', { name: 'Next item', exact: true })).toBeFocused();
	await page.keyboard.press('Enter');
	await rateAll(page, '832');
	await othersRate(server, scan, (i, k) => `${k % 3 === 2 ? 2 : 7 + ((i + k) % 2)}${1 + ((i + 2 * k) % 7)}${1 + (k % 3)}`);
	await goOn(ann, 'Close this round now', 'All have answered.');

	/* The report is there for both; what it says is on screen and in files. */
	await expect(ann.page.getByText('Report', { exact: true }).first()).toBeVisible();
	await ann.page.getByRole('link', { name: 'Read the report' }).click();
	await expect(ann.page.getByRole('heading', { level: 1, name: `Report: ${TITLE}` })).toBeVisible();
	await expect(ann.page.getByRole('row', { name: /Kept/ }).first()).toBeVisible();
	await expect(ann.page.getByText('Families told me so.')).toBeVisible();
	/* Of how many, the other stories decide, who bring people in. */
	await expect(ann.page.getByText(/^8 \(\d+%\)$/).first()).toBeVisible();
	await picture(ann.page, 'scan-report');
	await byKeyboard(ann.page);
	await files(ann.page);
	await alone(ann.page);
	await page.goto(ann.page.url());
	await expect(page.getByRole('heading', { level: 1, name: `Report: ${TITLE}` })).toBeVisible();
});

test('a scan by rules of its own, which everybody reads before they are frozen', async ({ person }) => {
	const ann = await person();
	const bea = await person();
	await ann.signIn('coordinator');
	await bea.signIn('member');
	const { page } = ann;
	const year = new Date().getFullYear() + 1;
	await ann.go(`${COMMUNITY}/scans/new`);
	await page.getByLabel('Title').fill('Which training first?');
	await page.getByLabel('What is it for?').fill('It decides the plan for the year.');
	await page.getByLabel('Items are gathered until').fill(`${year}-07-04T17:00`);
	await page.getByRole('button', { name: 'Add a criterion of your own' }).click();
	const own = page.getByRole('group', { name: 'Your own criterion 1' });
	await own.getByLabel('What is rated?').fill('Need');
	await page.getByRole('button', { name: 'Open the scan' }).click();
	await expect(page.getByRole('alert')).toContainText('Your own criterion 1 needs a name');
	await own.getByLabel('What does 1 mean?').fill('none');
	await own.getByLabel('What does 9 mean?').fill('urgent');
	await page.getByLabel('Which one decides what is kept?').selectOption('Need');
	await page.getByText('More: thresholds and conventions').click();
	await page.getByLabel('Percent that must rate 7–9').fill('30');
	await page.getByRole('button', { name: 'Open the scan' }).click();
	await expect(page.getByRole('alert')).toContainText('between 51 and 100');
	await page.getByLabel('Percent that must rate 7–9').fill('80');
	await page.getByLabel('Fewer than this percent may rate 1–3').fill('10');
	await page.getByRole('radio', { name: /^Type 6/ }).check();
	await expect(page.getByText('at least 80 % rate 7–9 and fewer than 10 % rate 1–3')).toBeVisible();
	await picture(page, 'scan-open');
	await page.getByRole('button', { name: 'Open the scan' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Which training first?' })).toBeVisible();
	await expect(page.getByText(new RegExp(`4 July ${year}, 17:00`)).first()).toBeVisible();

	await bea.go(new URL(page.url()).pathname);
	const rules = bea.page.locator('.scan-rules');
	await expect(rules).toContainText('Criterion 1: Need; 1 = none, 9 = urgent');
	await expect(rules).toContainText('at least 80 % rate 7 to 9 and fewer than 10 % rate 1 to 3');
	await expect(rules).toContainText('type 6');
	const before = await rules.textContent();
	await goOn(ann, 'Begin round 1', 'All items are there.');
	await expect(bea.page.getByText('SHA-256 of this text')).toBeVisible();
	await expect(rules).toHaveText(before ?? '');
});

/* Somebody drops a signal while items are gathered: it is taken from the register, words and all. */
async function lateSignal({ page }: Person) {
	const community = await rpc(page, 'session.me', {}).then(
		({ communities }) => communities.find((row: { slug: string }) => COMMUNITY.endsWith(row.slug)).id,
	);
	const title = 'Fathers come to the first visit';
	await rpc(page, 'signal.add', { community, title, changing: 'Half of them do.' });
	await page.getByRole('button', { name: 'Add an item' }).click();
	await page.getByLabel('From the register').selectOption(title);
	await expect(page.getByLabel('The item in one sentence')).toHaveValue(title);
	await page.getByRole('button', { name: 'Add an item' }).click();
	const item = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) });
	await expect(item.getByRole('link', { name: 'from a signal' })).toBeVisible();
	await expect(item).toContainText('Half of them do.');
	await expect(page.getByLabel('From the register')).toHaveCount(0);
	await page.getByRole('button', { name: 'Cancel' }).click();
}

/* A phone that is turned: the strips are as wide as it is then. */
async function turned(page: Page) {
	const tooWide = () =>
		page.locator('.scan-strip').evaluateAll((boxes) =>
			boxes.filter((box) => !(Number(box.firstElementChild?.getAttribute('width')) <= box.clientWidth))
				.length,
		);
	const size = page.viewportSize() ?? { width: 1280, height: 900 };
	for (const width of [640, 320]) {
		await page.setViewportSize({ width, height: 640 });
		await expect.poll(tooWide).toBe(0);
	}
	await page.setViewportSize(size);
}

/* One stop of the Tab key, then arrows; what a point says stands below. */
async function byKeyboard(page: Page) {
	const figure = page.getByRole('figure', { name: /^Impact and uncertainty/ });
	const point = figure.getByRole('img').first();
	await point.focus();
	const said = await point.getAttribute('aria-label');
	await expect(figure.getByText(said ?? '', { exact: true })).toBeVisible();
	await page.keyboard.press('ArrowRight');
	await expect(figure.getByRole('img').nth(1)).toBeFocused();
	await figure.getByText('As a table').click();
	await expect(figure.getByRole('table')).toBeVisible();
}

async function files(page: Page) {
	for (const [button, name] of [
		['Impact and uncertainty as SVG', /-map\.svg$/],
		['Impact and uncertainty as PNG', /-map\.png$/],
		['Horizon radar as CSV', /-radar\.csv$/],
		['All figures (CSV)', /^scan-\d+\.csv$/],
		['Everything (JSON)', /^scan-\d+\.json$/],
	] as const) {
		const download = page.waitForEvent('download');
		await page.getByRole('button', { name: button }).click();
		expect((await download).suggestedFilename()).toMatch(name);
	}
}

/* The report as a file, opened where there is no server. */
async function alone(page: Page) {
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'The report (HTML)' }).click();
	const text = await readFile(await (await download).path(), 'utf8');
	expect(text).not.toMatch(/<script|<link|<button| src=/);
	const file = await page.context().newPage();
	await file.setContent(text);
	await expect(file.getByRole('heading', { level: 1, name: `Report: ${TITLE}` })).toBeVisible();
	await expect(file.getByRole('group', { name: /^Horizon radar/ })).toBeVisible();
	await expect(file.getByText('Families told me so.')).toBeVisible();
	await file.screenshot({ path: join(build, 'screenshots', 'scan-report-file.png') });
	await file.close();
}
