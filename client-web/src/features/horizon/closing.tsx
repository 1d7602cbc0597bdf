// SPDX-License-Identifier: Apache-2.0
/*
 * closing.tsx - asking until when something is open: day, time and zone.
 *
 * The three are what people say; the server takes an instant. The instant is
 * said back in full, so that a slip in the zone is seen before it matters.
 */
import { TextField } from '../../ui/field';
import { Time } from '../../ui/time';
import { horizon } from '../../words/en/horizon';

const t = horizon.asking;

export interface Closing {
	date: string /* 2026-12-04 */;
	time: string /* 17:00 */;
	zone: string /* Europe/London */;
}

/* In so many days, at five in the afternoon. */
export function closingIn(days: number, zone: string, today = new Date()): Closing {
	const date = new Date(Date.UTC(today.getFullYear(), today.getMonth(), today.getDate() + days));
	return { date: date.toISOString().slice(0, 10), time: '17:00', zone };
}

export function zoneKnown(zone: string): boolean {
	try {
		return Boolean(zone) && Boolean(new Intl.DateTimeFormat('en-GB', { timeZone: zone }));
	} catch {
		return false;
	}
}

/* How far the clocks of a zone are ahead of UTC at an instant. */
function ahead(at: number, timeZone: string): number {
	const parts = new Intl.DateTimeFormat('en-GB', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
	}).formatToParts(at);
	const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = [
		'year',
		'month',
		'day',
		'hour',
		'minute',
	].map((type) => Number(parts.find((part) => part.type === type)?.value));
	return Date.UTC(year, month - 1, day, hour, minute) - at;
}

/* The instant at which the clocks of the zone show this; null: not a time. */
export function instant({ date, time, zone }: Closing): number | null {
	const shown = Date.parse(`${date}T${time}Z`);
	if (Number.isNaN(shown) || !zoneKnown(zone)) return null;
	/* The second look is for guesses across a change of the clocks. */
	const guess = shown - ahead(shown, zone);
	return shown - ahead(guess, zone);
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
			<div class="closing">
				<TextField
					name="closes_at"
					label={t.closesDate}
					hint={t.closesHint}
					error={error}
					type="date"
					value={value.date}
					onValue={(date) => onValue({ ...value, date })}
				/>
				<div class="closing-time">
					<TextField
						name="time"
						label={t.closesTime}
						type="time"
						value={value.time}
						onValue={(time) => onValue({ ...value, time })}
					/>
					<TextField
						name="zone"
						label={t.zone}
						error={zoneError}
						list="zones"
						spellcheck={false}
						value={value.zone}
						onValue={(zone) => onValue({ ...value, zone })}
					/>
				</div>
			</div>
			<datalist id="zones">
				{Intl.supportedValuesOf('timeZone').map((zone) => (
					<option key={zone} value={zone} />
				))}
			</datalist>
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
