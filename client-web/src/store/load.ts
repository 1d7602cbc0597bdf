// SPDX-License-Identifier: Apache-2.0
/*
 * load.ts - a page's snapshot: asked for once, absorbed, asked again on reset.
 *
 * What the page shows comes from the tables; `reply` is there for the facts
 * that are not rows (counts, more pages). A failed load keeps what was shown.
 */
import { useSignal, useSignalEffect } from '@preact/signals';
import { useCallback, useEffect, useRef } from 'preact/hooks';
import { call } from '../wire/calls';
import { CallError } from '../wire/envelope';
import type { Method, Methods } from '../wire/rows';
import { absorb, generation } from './tables';

export interface Loaded<R> {
	reply: R | null;
	error: CallError | null;
	again(): void;
}

export async function load<M extends Method>(
	method: M,
	params: Methods[M]['in'],
): Promise<Methods[M]['out']> {
	const reply = await call(method, params);
	absorb(reply as { seq?: number });
	return reply;
}

export function asCallError(error: unknown): CallError {
	if (error instanceof CallError) return error;
	throw error;
}

/* Params null: not yet known what to ask for. */
export function useLoad<M extends Method>(
	method: M,
	params: Methods[M]['in'] | null,
): Loaded<Methods[M]['out']> {
	const reply = useSignal<Methods[M]['out'] | null>(null);
	const error = useSignal<CallError | null>(null);
	const latest = useRef(0);
	const seen = useRef(generation.peek());
	const asked = JSON.stringify(params);

	const again = useCallback(() => {
		if (asked === 'null') return;
		const turn = ++latest.current;
		load(method, JSON.parse(asked)).then(
			(value) => {
				if (turn !== latest.current) return;
				reply.value = value;
				error.value = null;
			},
			(failure) => {
				if (turn === latest.current) error.value = asCallError(failure);
			},
		);
	}, [method, asked]);

	useEffect(() => {
		reply.value = null;
		error.value = null;
		again();
		return () => {
			latest.current += 1;
		};
	}, [again]);
	useSignalEffect(() => {
		if (generation.value === seen.current) return;
		seen.current = generation.value;
		again();
	});
	return { reply: reply.value, error: error.value, again };
}
