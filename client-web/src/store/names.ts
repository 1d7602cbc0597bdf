// SPDX-License-Identifier: Apache-2.0
/*
 * names.ts - who is number 17? Looked up in batches, once.
 *
 * Rows name people by id. name() answers from the member table and, if the
 * person is not there, asks for all that were missed in one turn of the page
 * together. Whoever the server does not name (it names only people of shared
 * communities) is not asked for again.
 */
import { call } from '../wire/calls';
import type { Member } from '../wire/rows';
import { tables } from './tables';

const asked = new Set<number>();
let wanted: number[] = [];

/* Undefined: not known yet, or not for our eyes. */
export function memberOf(id: number): Member | undefined {
	const member = tables.member.get(id);
	if (!member && !asked.has(id)) want(id);
	return member;
}

function want(id: number) {
	asked.add(id);
	wanted.push(id);
	if (wanted.length === 1) queueMicrotask(() => setTimeout(ask, 20));
}

async function ask() {
	const members = wanted;
	wanted = [];
	try {
		const reply = await call('member.names', { members });
		for (const member of reply.members) tables.member.put(member, 0);
	} catch {
		for (const id of members) asked.delete(id);
	}
}

export function forgetNames() {
	asked.clear();
}
