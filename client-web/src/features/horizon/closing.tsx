// SPDX-License-Identifier: Apache-2.0
/*
 * closing.tsx - asking until when a poll is open: date, time and zone.
 *
 * These are what people say; the server takes an instant. The instant is said
 * back in full, so that a slip in the zone is seen before it matters.
 */
import { zone as mine } from '../../store/session';
import { DAY } from '../../ui/clock';
import { Select, TextField } from '../../ui/field';
import { Time } from '../../ui/time';
import { instantOf, localOf } from '../../ui/when';
import { horizon } from '../../words/en/horizon';

const t = horizon.asking;

export interface Closing {
	local: string /* 2026-12-04T17:00 */;
	zone: string /* Europe/London */;
}

/* In two weeks, at five in the afternoon. */
export function proposal(now: number, zone: string): Closing {
	return { local: localOf(now + 14 * DAY, zone).replace(/T.*/, 'T17:00'), zone };
}

/* Null: not a time. */
export const instant = ({ local, zone }: Closing): number | null => instantOf(local, zone);

/* The reader's own first: it is nearly always the one. */
function zones() {
	const own = mine();
	const names = new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')]);
	return [...names].map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}

export function ClosingFields({
	value,
	onValue,
	error,
	zoneError,
}: {
	value: Closing;
	onValue(value: Closing): void;
	error?: string;
	zoneError?: string;
}) {
	const at = instant(value);
	return (
		<>
			<TextField
				name="closes_at"
				type="datetime-local"
				class="short"
				label={t.closes}
				hint={t.closesHint}
				error={error}
				value={value.local}
				onValue={(local) => onValue({ ...value, local })}
			/>
			<Select
				name="zone"
				label={t.zone}
				error={zoneError}
				value={value.zone}
				onValue={(zone) => onValue({ ...value, zone })}
				choices={zones()}
			/>
			<p class="quiet closing-said" aria-live="polite">
				{at !== null && (
					<>
						{t.willClose} <Time at={at} zone={value.zone} />
					</>
				)}
			</p>
		</>
	);
}
