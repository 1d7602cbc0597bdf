// SPDX-License-Identifier: Apache-2.0
/*
 * vault.ts - the one thing kept in the browser: the IndexedDB `soundings`.
 *
 * Two stores: drafts (what was typed) and intents (what was sent and not yet
 * acknowledged), each row with its member. A browser that refuses IndexedDB
 * gets a vault that keeps nothing: drafts then live on the server only. A
 * browser may close the database under us (signing out clears the site's
 * storage): it is then opened anew.
 */
import type { Method } from '../wire/rows';

export interface KeptDraft {
	member: number;
	place: string;
	body: string;
	typed_at: number;
	/* When the server took this very text; null: it has not yet. */
	saved_at: number | null;
	/* The server's saved_at that the typing started from; 0: nothing there. */
	base_at: number;
}

export interface Intent {
	key: string;
	member: number;
	place: string;
	also: string[];
	method: Method;
	params: object;
	made_at: number;
}

export interface Vault {
	drafts(member: number): Promise<KeptDraft[]>;
	keep(draft: KeptDraft): Promise<void>;
	drop(member: number, place: string): Promise<void>;
	intents(member: number): Promise<Intent[]>;
	intend(intent: Intent): Promise<void>;
	done(key: string): Promise<void>;
	/* Forgets everything of this member. */
	empty(member: number): Promise<void>;
}

export async function openVault(): Promise<Vault> {
	try {
		const first = await openDatabase();
		return vaultOver(new Connection(first));
	} catch {
		return emptyVault;
	}
}

class Connection {
	constructor(private db: IDBDatabase) {}

	async transaction(store: string, mode: IDBTransactionMode): Promise<IDBTransaction> {
		try {
			return this.db.transaction(store, mode);
		} catch (error) {
			if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error;
			this.db = await openDatabase();
			return this.db.transaction(store, mode);
		}
	}
}

function openDatabase(): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.open('soundings', 1);
		request.onupgradeneeded = () => {
			request.result.createObjectStore('drafts', { keyPath: ['member', 'place'] });
			request.result.createObjectStore('intents', { keyPath: 'key' });
		};
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error);
	});
}

function vaultOver(db: Connection): Vault {
	const read = async <R extends { member: number }>(store: string, member: number) => {
		const transaction = await db.transaction(store, 'readonly');
		const request = transaction.objectStore(store).getAll();
		await finished(transaction);
		return (request.result as R[]).filter((row) => row.member === member);
	};
	const write = async (store: string, act: (rows: IDBObjectStore) => void) => {
		const transaction = await db.transaction(store, 'readwrite');
		act(transaction.objectStore(store));
		await finished(transaction);
	};
	const vault: Vault = {
		drafts: (member) => read<KeptDraft>('drafts', member),
		keep: (draft) => write('drafts', (rows) => rows.put(draft)),
		drop: (member, place) => write('drafts', (rows) => rows.delete([member, place])),
		intents: async (member) =>
			(await read<Intent>('intents', member)).sort((a, b) => a.made_at - b.made_at),
		intend: (intent) => write('intents', (rows) => rows.put(intent)),
		done: (key) => write('intents', (rows) => rows.delete(key)),
		empty: async (member) => {
			for (const { place } of await vault.drafts(member)) await vault.drop(member, place);
			for (const { key } of await vault.intents(member)) await vault.done(key);
		},
	};
	return vault;
}

function finished(transaction: IDBTransaction): Promise<void> {
	return new Promise((resolve, reject) => {
		transaction.oncomplete = () => resolve();
		transaction.onabort = () => reject(transaction.error);
	});
}

const nothing = async () => {};
const emptyVault: Vault = {
	drafts: async () => [],
	keep: nothing,
	drop: nothing,
	intents: async () => [],
	intend: nothing,
	done: nothing,
	empty: nothing,
};
