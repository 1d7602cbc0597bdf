// SPDX-License-Identifier: Apache-2.0
/*
 * time.tsx - Time says a moment in full, Relative says it shortly with the full
 * form in reach, Remaining says what is left until a deadline.
 */
import { zone as mine } from '../store/session';
import { words } from '../words/en';
import { full, now, relative, span } from './clock';

export function Time({ at, zone }: { at: number; zone?: string }) {
	return <time dateTime={new Date(at).toISOString()}>{full(at, zone ?? mine())}</time>;
}

export function Relative({ at }: { at: number }) {
	return (
		<time dateTime={new Date(at).toISOString()} title={full(at, mine())}>
			{relative(at, now.value, mine())}
		</time>
	);
}

export function Remaining({ until }: { until: number }) {
	const ms = until - now.value;
	return <span>{ms <= 0 ? words.time.over : words.time.left(span(ms))}</span>;
}
