// SPDX-License-Identifier: Apache-2.0
/* mail.ts - reads what the server wrote instead of sending it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';

/* The plain text of the newest mail to this address whose text fits. */
export async function mailTo(folder: string, address: string, fits: RegExp): Promise<string> {
	let found = '';
	await expect
		.poll(
			() => {
				found = texts(folder, address).findLast((text) => fits.test(text)) ?? '';
				return found;
			},
			{ message: `a mail to ${address}`, intervals: [50] },
		)
		.not.toBe('');
	return found;
}

function texts(folder: string, address: string): string[] {
	return readdirSync(folder)
		.filter((name) => name.endsWith('.eml'))
		.sort()
		.map((name) => readFileSync(join(folder, name), 'latin1'))
		.filter((mail) => headOf(mail).toLowerCase().includes(address.toLowerCase()))
		.map(decoded);
}

const headOf = (mail: string) => /^To:[^\n]*(?:\n[ \t][^\n]*)*/im.exec(mail)?.[0] ?? '';

/* Quoted-printable, as all our mails are; the parts need no telling apart. */
function decoded(mail: string): string {
	const bytes = mail
		.replace(/=\r?\n/g, '')
		.replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
	return Buffer.from(bytes, 'latin1').toString('utf8');
}
