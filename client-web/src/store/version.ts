// SPDX-License-Identifier: Apache-2.0
/*
 * version.ts - has the server got a newer client than the one running here?
 *
 * Looked at after a reconnect, because servers are replaced while pages stay
 * open. The start page names the main script by its hash: another name,
 * another version. Nothing reloads by itself; somebody may be writing.
 */
import { effect, signal } from '@preact/signals';
import { reconnections } from './session';

export const outdated = signal(false);

export function watchVersion() {
	const running = document.querySelector('script[type=module][src]')?.getAttribute('src');
	effect(() => {
		if (reconnections.value > 0 && running) void look(running);
	});
}

async function look(running: string) {
	try {
		const response = await fetch('/', { cache: 'no-cache', headers: { Accept: 'text/html' } });
		if (response.ok && !(await response.text()).includes(running)) outdated.value = true;
	} catch {
		/* Away again: the next reconnect looks once more. */
	}
}
