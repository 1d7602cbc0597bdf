// SPDX-License-Identifier: Apache-2.0
/*
 * drafts.ts - what people type is never lost.
 *
 * Every keystroke is kept in the vault; the server has it within seconds. A
 * text is cleared only when the server has acknowledged what was made of it:
 * until then an intent with its key waits in the vault and is sent again after
 * a reconnect, a reload or a new sign-in. When two devices changed the same
 * draft, both texts are joined: a doubled paragraph is easier to mend than a
 * lost one.
 */
import { batch, type Signal, signal } from '@preact/signals';
import { newKey, type Options } from '../wire/calls';
import { CallError } from '../wire/envelope';
import type { Draft as DraftRow, Event, Method, Methods } from '../wire/rows';
import type { Intent, KeptDraft, Vault } from './vault';

export type DraftState =
	| { kind: 'empty' }
	| { kind: 'kept' } /* on this device only */
	| { kind: 'saved'; at: number } /* on the server too */
	| { kind: 'sending' }
	| { kind: 'waiting' } /* sent when the connection is back */
	| { kind: 'refused'; error: CallError };

export interface Draft {
	readonly place: string;
	readonly text: Signal<string>;
	readonly state: Signal<DraftState>;
	/* Call for every change by the person. */
	type(text: string): void;
	/* text and type() in one, as a field wants it. */
	value: string;
	/* Makes something of the draft. 'waiting': it will be sent later, by itself. */
	send<M extends Method>(
		method: M,
		params: Methods[M]['in'],
		/* Other places whose drafts go with this one, a title for instance. */
		also?: string[],
	): Promise<Sent<M>>;
	/* Throws the text away, here and on the server. */
	discard(): void;
}

export type Sent<M extends Method> =
	| { kind: 'sent'; reply: Methods[M]['out'] }
	| { kind: 'waiting' }
	| { kind: 'refused'; error: CallError };

export type Caller = <M extends Method>(
	method: M,
	params: Methods[M]['in'],
	options?: Options,
) => Promise<Methods[M]['out']>;

const SAVE_AFTER = 2_000; /* after the last keystroke */
const SAVE_AT_LATEST = 5_000; /* after the first that the server has not seen */

interface Entry extends Draft {
	kept: KeptDraft;
	timer: ReturnType<typeof setTimeout> | undefined;
	dirtySince: number /* 0: the server has everything */;
}

export class Drafts {
	#entries = new Map<string, Entry>();
	#ready: Promise<void> | null = null;
	#resending = false;

	constructor(
		readonly member: number,
		private readonly vault: Vault,
		private readonly call: Caller,
	) {}

	at(place: string): Draft {
		return this.#entry(place);
	}

	/* Reads the vault, then the server; sends what the server lacks. */
	start(): Promise<void> {
		this.#ready ??= this.#restore();
		return this.#ready;
	}

	async #restore() {
		for (const kept of await this.vault.drafts(this.member)) {
			const entry = this.#entry(kept.place);
			if (entry.text.peek() !== '') continue; /* typed while we were reading */
			entry.kept = kept;
			entry.dirtySince = kept.saved_at === null ? kept.typed_at : 0;
			this.#show(entry);
		}
		for (const { place } of await this.vault.intents(this.member))
			this.#entry(place).state.value = { kind: 'waiting' };
		await this.resume();
	}

	/* After a reconnect: compare with the server, send what waits. */
	async resume() {
		try {
			const { drafts } = await this.call('draft.list', {});
			for (const row of drafts) this.#theirs(row);
		} catch (error) {
			if (!(error instanceof CallError)) throw error;
			return;
		}
		await this.#resend();
		for (const entry of this.#entries.values()) if (entry.dirtySince) await this.#save(entry);
	}

	/* Sends everything typed to the server now. False: some of it could not be. */
	async flush(): Promise<boolean> {
		for (const entry of this.#entries.values()) if (entry.dirtySince) await this.#save(entry);
		if (this.#resending) return false;
		await this.#resend();
		const waiting = await this.vault.intents(this.member);
		return waiting.length === 0 && [...this.#entries.values()].every((entry) => !entry.dirtySince);
	}

	heard(event: Event) {
		if (event.method === 'draft.saved' && event.params.row)
			this.#theirs(event.params.row as DraftRow);
	}

	stop() {
		for (const entry of this.#entries.values()) clearTimeout(entry.timer);
	}

	#entry(place: string): Entry {
		const found = this.#entries.get(place);
		if (found) return found;
		const kept = { member: this.member, place, body: '', typed_at: 0, saved_at: 0, base_at: 0 };
		const entry: Entry = {
			place,
			kept,
			text: signal(''),
			state: signal<DraftState>({ kind: 'empty' }),
			timer: undefined,
			dirtySince: 0,
			type: (text) => this.#typed(entry, text),
			get value() {
				return entry.text.value;
			},
			set value(text) {
				entry.type(text);
			},
			send: (method, params, also = []) => this.#send(entry, method, params, also),
			discard: () => {
				this.#typed(entry, '');
				void this.#save(entry);
			},
		};
		this.#entries.set(place, entry);
		return entry;
	}

	#typed(entry: Entry, body: string) {
		const now = Date.now();
		entry.kept = { ...entry.kept, body, typed_at: now, saved_at: null };
		entry.dirtySince ||= now;
		this.#show(entry);
		void this.vault.keep(entry.kept);
		clearTimeout(entry.timer);
		const wait = Math.min(SAVE_AFTER, entry.dirtySince + SAVE_AT_LATEST - now);
		entry.timer = setTimeout(() => void this.#save(entry), Math.max(0, wait));
	}

	#show(entry: Entry) {
		const { body, saved_at } = entry.kept;
		batch(() => {
			entry.text.value = body;
			if (body === '') entry.state.value = { kind: 'empty' };
			else if (saved_at === null) entry.state.value = { kind: 'kept' };
			else entry.state.value = { kind: 'saved', at: saved_at };
		});
	}

	async #save(entry: Entry) {
		const { state } = entry;
		clearTimeout(entry.timer);
		if (state.peek().kind === 'sending' || state.peek().kind === 'waiting') return;
		const { body } = entry.kept;
		try {
			const row = await this.call('draft.save', { place: entry.place, body });
			this.#saved(entry, body, row.saved_at);
		} catch (error) {
			if (!(error instanceof CallError)) throw error;
			/* Kept on this device; the next keystroke or reconnect tries again. */
		}
	}

	#saved(entry: Entry, body: string, saved_at: number) {
		entry.kept = { ...entry.kept, base_at: saved_at };
		if (entry.kept.body !== body) {
			void this.vault.keep(entry.kept); /* typed on meanwhile */
			return;
		}
		entry.dirtySince = 0;
		entry.kept.saved_at = saved_at;
		if (body === '') void this.vault.drop(this.member, entry.place);
		else void this.vault.keep(entry.kept);
		if (entry.state.peek().kind === 'kept') this.#show(entry);
	}

	/* The server's copy of a draft, from another device or our own echo. */
	#theirs(row: DraftRow) {
		const entry = this.#entry(row.place);
		const { kept } = entry;
		const state = entry.state.peek().kind;
		if (row.saved_at <= kept.base_at || state === 'sending' || state === 'waiting') return;
		if (row.body === kept.body) return this.#saved(entry, row.body, row.saved_at);
		if (!entry.dirtySince) {
			entry.kept = { ...kept, body: row.body, saved_at: row.saved_at, base_at: row.saved_at };
			void this.vault.keep(entry.kept);
			this.#show(entry);
			return;
		}
		entry.kept = { ...kept, base_at: row.saved_at };
		const both = joined(kept.body, row.body);
		if (both !== kept.body) this.#typed(entry, both);
	}

	async #send<M extends Method>(
		entry: Entry,
		method: M,
		params: Methods[M]['in'],
		also: string[],
	): Promise<Sent<M>> {
		clearTimeout(entry.timer);
		const intent: Intent = {
			key: newKey(),
			member: this.member,
			place: entry.place,
			also,
			method,
			params,
			made_at: Date.now(),
		};
		await this.vault.intend(intent);
		entry.state.value = { kind: 'sending' };
		return this.#deliver<M>(entry, intent);
	}

	async #deliver<M extends Method>(entry: Entry, intent: Intent): Promise<Sent<M>> {
		try {
			const reply = await this.call(intent.method as M, intent.params as Methods[M]['in'], {
				key: intent.key,
			});
			await this.vault.done(intent.key);
			this.#acknowledged(entry);
			for (const place of intent.also) this.#acknowledged(this.#entry(place));
			return { kind: 'sent', reply };
		} catch (error) {
			if (!(error instanceof CallError)) throw error;
			if (error.kind === 'offline' || error.reason === 'signed_out') {
				entry.state.value = { kind: 'waiting' };
				return { kind: 'waiting' };
			}
			await this.vault.done(intent.key);
			entry.state.value = { kind: 'refused', error };
			return { kind: 'refused', error };
		}
	}

	/* Now, and only now, may the text go. */
	#acknowledged(entry: Entry) {
		entry.kept = { ...entry.kept, body: '', typed_at: Date.now(), saved_at: null };
		entry.dirtySince = Date.now();
		this.#show(entry);
		void this.vault.keep(entry.kept);
		void this.#save(entry);
	}

	async #resend() {
		if (this.#resending) return;
		this.#resending = true;
		try {
			for (const intent of await this.vault.intents(this.member)) {
				const entry = this.#entry(intent.place);
				if (entry.state.peek().kind === 'sending') continue;
				entry.state.value = { kind: 'sending' };
				const { kind } = await this.#deliver(entry, intent);
				if (kind === 'waiting') return;
			}
		} finally {
			this.#resending = false;
		}
	}
}

/* Both texts, each once. */
export function joined(mine: string, theirs: string): string {
	if (mine.includes(theirs)) return mine;
	if (theirs.includes(mine)) return theirs;
	return `${mine.trimEnd()}\n\n${theirs}`;
}
