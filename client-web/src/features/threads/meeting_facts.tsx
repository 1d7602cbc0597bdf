// SPDX-License-Identifier: Apache-2.0
/*
 * meeting_facts.tsx - when and where a meeting is, and its file for a calendar;
 * the same in its thread and on the page of a mail's button.
 */
import { zone as mine } from '../../store/session';
import { Button } from '../../ui/button';
import { clock, day, now } from '../../ui/clock';
import { Notice } from '../../ui/parts';
import { saveAs } from '../../ui/save';
import { Time } from '../../ui/time';
import type { Methods } from '../../wire/rows';
import { meetings as t } from '../../words/en/meetings';

export type Meeting = Methods['meeting.page']['out']['meeting'];
export type Answer = Methods['rsvp.give']['in']['answer'];

/* On the reader's clocks; and on those of the place, where they differ. */
export function Facts({ meeting }: { meeting: Meeting }) {
	const { starts_at, ends_at, zone, place, link } = meeting;
	return (
		<dl>
			<dt>{t.when}</dt>
			<dd>
				<strong>
					<Time at={starts_at} />
				</strong>{' '}
				{t.until}{' '}
				{day(starts_at, mine()) === day(ends_at, mine()) ? (
					clock(ends_at, mine())
				) : (
					<Time at={ends_at} />
				)}
				{zone !== mine() && (
					<p class="quiet small">
						{t.meant} <Time at={starts_at} zone={zone} />
					</p>
				)}
			</dd>
			{place && (
				<>
					<dt>{t.place}</dt>
					<dd>{place}</dd>
				</>
			)}
			{link && (
				<>
					<dt>{t.link}</dt>
					<dd>
						<a href={link} rel="noreferrer">
							{link}
						</a>
					</dd>
				</>
			)}
		</dl>
	);
}

export function ToCalendar({ file }: { file(): Promise<{ name: string; text: string }> }) {
	const save = async () => {
		const { name, text } = await file();
		saveAs(name, new Blob([text], { type: 'text/calendar' }));
	};
	return (
		<Button small onClick={() => void save()}>
			{t.calendar}
		</Button>
	);
}

export const isAhead = ({ cancelled_at, starts_at }: Meeting): boolean =>
	!cancelled_at && starts_at > now.value;

export const hasBegun = ({ starts_at }: Meeting): boolean => starts_at <= now.value;
export const isOver = ({ ends_at }: Meeting): boolean => ends_at <= now.value;

/* What has become of it since it was called. */
export function News({ meeting: { cancelled_at, reason } }: { meeting: Meeting }) {
	if (!reason) return null;
	return (
		<Notice look={cancelled_at ? 'bad' : 'warn'}>
			<p>
				<strong>{cancelled_at ? t.cancelled : t.changed}:</strong> {reason}
			</p>
		</Notice>
	);
}
