// SPDX-License-Identifier: Apache-2.0
/*
 * test.ts - Playwright's test with a server behind it and people in front.
 *
 * A person is a browser of their own (cookies, storage). Whatever a page does
 * that it must not - an error in the console, which is also how a breach of
 * the CSP shows; a request to somebody else; a second cookie - fails the test
 * in which it happened. SLOW=3 makes the browsers three times slower; LATE=150
 * has each frame drawn so many milliseconds late, which shows what is done after
 * drawing though a key may be pressed before.
 */
import {
	type BrowserContext,
	type BrowserContextOptions,
	test as base,
	expect,
	type Page,
} from '@playwright/test';
import { type Role, Server } from './server';

export { expect, type Page };

export interface Person {
	page: Page;
	/* Complaints so far; a test that provokes some takes them out. */
	complaints: string[];
	/* Goes to an address of the server, on long poll if the person is. */
	go(path: string): Promise<void>;
	signIn(role: Role): Promise<void>;
}

interface Options extends BrowserContextOptions {
	poll?: boolean;
}

interface Mine {
	person(options?: Options): Promise<Person>;
}

export const test = base.extend<Mine, { server: Server }>({
	server: [
		async ({ browserName }, use) => {
			expect(browserName).toBe('chromium');
			const server = await Server.withDemonstration();
			await use(server);
			await server.end();
		},
		{ scope: 'worker', timeout: 120_000 },
	],
	person: async ({ browser, server }, use, info) => {
		const all: Person[] = [];
		await use(async ({ poll = false, ...options } = {}) => {
			const context = await browser.newContext(options);
			const complaints = watch(context, server.origin, poll);
			if (process.env.LATE) await context.addInitScript(drawLate, Number(process.env.LATE));
			const one = newPerson(await context.newPage(), complaints, server, poll);
			all.push(one);
			if (process.env.SLOW) await slowDown(one.page, Number(process.env.SLOW));
			return one;
		});
		if (info.status !== info.expectedStatus) console.log(server.words().replace(/^/gm, '# server: '));
		for (const { page, complaints } of all) {
			const cookies = (await page.context().cookies()).map(({ name }) => name);
			await page.context().close();
			expect(cookies.filter((name) => name !== '__Host-sid')).toEqual([]);
			expect(complaints, 'what the pages complained of').toEqual([]);
		}
	},
});

function drawLate(late: number) {
	const inTime = requestAnimationFrame.bind(window);
	window.requestAnimationFrame = (draw) => window.setTimeout(() => inTime(draw), late);
	window.cancelAnimationFrame = (id) => clearTimeout(id);
}

async function slowDown(page: Page, rate: number) {
	const session = await page.context().newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate });
}

function newPerson(page: Page, complaints: string[], server: Server, poll: boolean): Person {
	const go = async (path: string) => {
		const url = new URL(path, server.origin);
		if (poll) url.searchParams.set('transport', 'poll');
		await page.goto(url.href);
	};
	const signIn = async (role: Role) => {
		await go(await server.link(role));
		await page.getByRole('button', { name: 'Sign me in' }).click();
		await expect(page.getByRole('button', { name: /^Me: / })).toBeVisible();
	};
	return { page, complaints, go, signIn };
}

function watch(context: BrowserContext, origin: string, poll: boolean): string[] {
	const complaints: string[] = [];
	context.on('console', (message) => {
		if (['error', 'warning'].includes(message.type()))
			complaints.push(`console: ${message.text()} (${message.location().url})`);
	});
	context.on('weberror', (error) => complaints.push(`page: ${error.error().stack}`));
	context.on('request', (request) => {
		const url = request.url();
		if (!url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url))
			complaints.push(`request to somebody else: ${url}`);
	});
	context.on('page', (page) =>
		page.on('websocket', (socket) => {
			if (poll) complaints.push('a WebSocket, on long poll only');
			if (!socket.url().startsWith(`${origin.replace('http', 'ws')}/`))
				complaints.push(`a WebSocket to somebody else: ${socket.url()}`);
		}),
	);
	return complaints;
}
