// SPDX-License-Identifier: Apache-2.0
/*
 * when.ts - a date and time as typed into a form, in a named zone.
 *
 * The browser knows what time it is in a zone at an instant, not the reverse.
 * So: take the words for UTC, see how far the zone is off there, correct, and
 * look once more, because the correction may cross a change of the clocks.
 */
export function instantOf(local: string, zone: string): number | null {
	const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(local);
	if (!parts) return null;
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.slice(1).map(Number);
	const wanted = Date.UTC(year, month - 1, day, hour, minute);
	const first = wanted - offset(wanted, zone);
	return wanted - offset(first, zone);
}

/* How far the clocks of the zone are before UTC at that instant. */
function offset(at: number, zone: string): number {
	return Date.parse(`${localOf(at, zone)}Z`) - Math.floor(at / 60_000) * 60_000;
}

/* 2026-11-21T14:02, as <input type=datetime-local> wants it. */
export function localOf(at: number, zone: string): string {
	const said = new Intl.DateTimeFormat('en-GB', {
		timeZone: zone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	}).formatToParts(at);
	const part = (type: string) => said.find((one) => one.type === type)?.value ?? '';
	return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}
