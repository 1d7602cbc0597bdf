// SPDX-License-Identifier: Apache-2.0
/*
 * rpc.ts - what a story needs but does not tell, done by call: three hundred
 * comments, a second coordinator. As the person whose page it is.
 */
import type { Page } from '@playwright/test';

// biome-ignore lint/suspicious/noExplicitAny: replies are as the server gives them
export async function rpc(page: Page, method: string, params: object): Promise<any> {
	const reply = await page.evaluate(
		async (body) => {
			const key = crypto.randomUUID().replaceAll('-', '');
			const response = await fetch('/rpc', {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify({ jsonrpc: '2.0', id: 1, key, ...body }),
			});
			return response.json();
		},
		{ method, params },
	);
	if (!reply.result) throw new Error(`${method}: ${JSON.stringify(reply)}`);
	return reply.result;
}

/* A draft, or its next version. */
export async function addDraft(
	page: Page,
	text: string,
	title: string,
	audience?: 'community' | 'people',
) {
	const slug = 'perinatal-mental-health-community';
	const { communities } = await rpc(page, 'session.me', {});
	const community = communities.find((row: { slug: string }) => row.slug === slug);
	const file = await page.evaluate(
		async ([name, words]) => {
			const response = await fetch(`/files?name=${encodeURIComponent(name)}`, {
				method: 'POST',
				headers: { 'Content-Type': 'application/octet-stream' },
				body: words,
			});
			return response.json();
		},
		[`${title}.md`, text] as const,
	);
	return rpc(page, 'document.add', { community: community.id, title, file: file.id, audience });
}

/* A draft under review by these rules; its round. */
export async function openRound(page: Page, text: string, title: string, rules: object = {}) {
	const document = await addDraft(page, text, title);
	return rpc(page, 'round.open', {
		document: document.id,
		instructions: 'Is it clear?',
		closes_at: Date.now() + 14 * 86_400_000,
		zone: 'Europe/London',
		...rules,
	});
}

/* Says many things at once. */
export async function comment(page: Page, round: number, some: readonly object[]) {
	for (const one of some) await rpc(page, 'comment.add', { round, ...one });
}
