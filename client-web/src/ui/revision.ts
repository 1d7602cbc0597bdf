// SPDX-License-Identifier: Apache-2.0
/*
 * revision.ts - fields of a form that begin as what is there already, and follow
 * it until a person touches them. Apart from form.tsx, for most pages need none.
 */
import { useSignal } from '@preact/signals';
import type { Draft } from '../store/drafts';

/* A draft that begins as what is there already, until a person types. */
export function useRevision(draft: Draft | null, was: string) {
	const typed = useSignal<string | null>(null);
	return {
		get value() {
			return typed.value ?? (draft?.text.value || was);
		},
		set value(text: string) {
			typed.value = text;
			draft?.type(text);
		},
		state: draft?.state,
		/* It is as it was, or as somebody else has made it since. */
		forget() {
			typed.value = null;
		},
	};
}

/* What is chosen here; until then as the signal stands, also when that changes. */
export function useChoice<T extends string>(was: T) {
	const chosen = useSignal<T | null>(null);
	return {
		get value(): string {
			return chosen.value ?? was;
		},
		set value(value: string) {
			chosen.value = value as T;
		},
		forget() {
			chosen.value = null;
		},
	};
}
