// SPDX-License-Identifier: Apache-2.0
/*
 * clock.ts - times as people say them.
 *
 * A deadline has weekday, date, time and zone. Days are counted in the
 * reader's zone. `now` ticks once a minute for all relative times together.
 */
import { signal } from '@preact/signals';
import { locale, words } from '../words/en';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const now = signal(Date.now());
setInterval(() => {
	if (globalThis.document?.visibilityState !== 'hidden') now.value = Date.now();
}, MINUTE);

const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const name = JSON.stringify(options);
	const found = formats.get(name) ?? new Intl.DateTimeFormat(locale, options);
	formats.set(name, found);
	return found;
}

/* 14:02 */
export const clock = (at: number, timeZone: string): string =>
	format({ hour: '2-digit', minute: '2-digit', timeZone }).format(at);

/* 21 November 2026 */
export const day = (at: number, timeZone: string): string =>
	format({ day: 'numeric', month: 'long', year: 'numeric', timeZone }).format(at);

/* Saturday 21 November 2026, 14:02 (GMT). Put together here: whether a comma
 * follows the weekday changes from one browser to the next. */
export function full(at: number, timeZone: string): string {
	const weekday = format({ weekday: 'long', timeZone }).format(at);
	const zone =
		format({ timeZone, timeZoneName: 'short' })
			.formatToParts(at)
			.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
	return words.time.at(`${weekday} ${day(at, timeZone)}, ${clock(at, timeZone)}`, zone);
}

/* 12 minutes, 3 hours, 5 days: the largest unit that still says something. */
export function span(ms: number): string {
	if (ms < 90 * MINUTE) return words.time.minutes(Math.max(1, Math.round(ms / MINUTE)));
	if (ms < 2 * DAY) return words.time.hours(Math.round(ms / HOUR));
	return words.time.days(Math.floor(ms / DAY));
}

const sameDay = (a: number, b: number, timeZone: string) => day(a, timeZone) === day(b, timeZone);

/* just now · 12 minutes ago · 14:02 · yesterday, 14:02 · Tue 17 Nov, 14:02 · 3 March 2025 */
export function relative(at: number, present: number, timeZone: string): string {
	const past = present - at;
	if (past < MINUTE) return words.time.now;
	if (past < HOUR)
		return new Intl.RelativeTimeFormat(locale).format(-Math.round(past / MINUTE), 'minute');
	if (sameDay(at, present, timeZone)) return clock(at, timeZone);
	if (sameDay(at, present - DAY, timeZone)) return words.time.yesterday(clock(at, timeZone));
	if (past >= 300 * DAY) return day(at, timeZone);
	const weekday = format({ weekday: 'short', timeZone }).format(at);
	const date = format({ day: 'numeric', month: 'short', timeZone }).format(at);
	return `${weekday} ${date}, ${clock(at, timeZone)}`;
}
