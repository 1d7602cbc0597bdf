// SPDX-License-Identifier: Apache-2.0
/*
 * closing.tsx - asking until when something is open: date, time and zone.
 *
 * The people who are asked do not all live where the coordinator lives, so the
 * zone is part of the answer; the server takes an instant. The instant is said
 * back in full, so that a slip in the zone is seen before it matters.
 */
import { useSignal } from '@preact/signals';
import { zone as mine } from '../store/session';
import { words } from '../words/en';
import { DAY } from './clock';
import { Select, TextField } from './field';
import type { FormOf } from './form';
import { Time } from './time';
import { instantOf, localOf } from './when';

const t = words.closing;

/* In two weeks, at five in the afternoon: 2026-12-04T17:00. */
export const proposal = (now: number, zone: string): string =>
	localOf(now + 14 * DAY, zone).replace(/T.*/, 'T17:00');

/* Every zone that the browser knows; the reader's own first, it is nearly always the one. */
export function zones(own: string = mine()) {
	const names = new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')]);
	return [...names].map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}

/* Two fields of a form, and what they say together; `at` is null for no time.
 * `was`: it closes then so far, and another week is proposed, or `later`. */
export function useClosing(was?: { closes_at: number; zone: string }, later = 7 * DAY) {
	const zone = useSignal(was?.zone ?? mine());
	const closes_at = useSignal(
		was ? localOf(was.closes_at + later, was.zone) : proposal(Date.now(), zone.peek()),
	);
	return {
		fields: { closes_at, zone },
		get at() {
			return instantOf(closes_at.value, zone.value);
		},
		get problems(): Record<string, string> {
			return this.at === null ? { closes_at: t.missing } : {};
		},
	};
}

export function ClosingFields({
	form,
	closing: { at, fields },
	hint,
}: {
	form: Pick<FormOf<'closes_at' | 'zone'>, 'field'>;
	closing: ReturnType<typeof useClosing>;
	hint: string;
}) {
	return (
		<>
			<TextField
				label={t.closes}
				hint={hint}
				type="datetime-local"
				class="short"
				{...form.field('closes_at')}
			/>
			<Select label={t.zone} choices={zones()} {...form.field('zone')} />
			<p class="quiet closing-said" aria-live="polite">
				{at !== null && (
					<>
						{t.willClose} <Time at={at} zone={fields.zone.value} />
					</>
				)}
			</p>
		</>
	);
}
