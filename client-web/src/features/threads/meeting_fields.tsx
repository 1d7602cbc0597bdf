// SPDX-License-Identifier: Apache-2.0
/*
 * meeting_fields.tsx - asking when and where a meeting is: to call it, and to
 * change it.
 *
 * Like a deadline it is typed on the clocks of a zone that can be chosen, and
 * said back in full.
 */
import { zone as mine } from '../../store/session';
import { MINUTE } from '../../ui/clock';
import { zones } from '../../ui/closing';
import { Select, TextField } from '../../ui/field';
import type { FormOf, Problems } from '../../ui/form';
import { useChoice } from '../../ui/revision';
import { Time } from '../../ui/time';
import { instantOf, localOf } from '../../ui/when';
import { meetings as t } from '../../words/en/meetings';
import type { Meeting } from './meeting_facts';

const whole = (text: string, most: number): boolean =>
	/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= most;

const MINUTES_MOST = 14 * 24 * 60;
const SEATS_MOST = 10_000;

/* Empty without a meeting that is changed; what is not touched follows it. */
export function useMeeting(was?: Meeting) {
	const there = {
		starts_at: was ? localOf(was.starts_at, was.zone) : '',
		minutes: String(was ? Math.round((was.ends_at - was.starts_at) / MINUTE) : 60),
		zone: was?.zone ?? mine(),
		place: was?.place ?? '',
		link: was?.link ?? '',
		seats: was?.seats ? String(was.seats) : '',
	};
	const fields = {
		starts_at: useChoice(there.starts_at),
		minutes: useChoice(there.minutes),
		zone: useChoice(there.zone),
		place: useChoice(there.place),
		link: useChoice(there.link),
		seats: useChoice(there.seats),
	};
	const names = Object.keys(fields) as (keyof typeof fields)[];
	const text = (name: keyof typeof fields) => fields[name].value.trim();
	return {
		fields,
		get at() {
			return instantOf(fields.starts_at.value, fields.zone.value);
		},
		get problems(): Problems {
			const wrong: Problems = {};
			if (this.at === null) wrong.starts_at = t.startsMissing;
			if (!whole(text('minutes'), MINUTES_MOST)) wrong.minutes = t.minutesWrong;
			if (text('place') === '' && text('link') === '') wrong.place = t.placeMissing;
			if (text('seats') !== '' && !whole(text('seats'), SEATS_MOST)) wrong.seats = t.seatsWrong;
			return wrong;
		},
		/* Is it otherwise than it stands there? */
		get touched() {
			return names.some((name) => fields[name].value !== there[name]);
		},
		/* As the server takes it. */
		get said() {
			const starts_at = this.at ?? 0;
			return {
				starts_at,
				ends_at: starts_at + Number(text('minutes')) * MINUTE,
				zone: text('zone'),
				place: text('place') || undefined,
				link: text('link') || undefined,
				seats: Number(text('seats')) || undefined,
			};
		},
		forget() {
			for (const field of Object.values(fields)) field.forget();
		},
	};
}

export type MeetingForm = ReturnType<typeof useMeeting>;
type Name = keyof MeetingForm['fields'];

export function MeetingFields({
	form,
	meeting: { at, fields },
}: {
	form: Pick<FormOf<Name>, 'field'>;
	meeting: MeetingForm;
}) {
	return (
		<>
			<TextField
				label={t.starts}
				hint={t.startsHint}
				type="datetime-local"
				class="short"
				{...form.field('starts_at')}
			/>
			<Select label={t.zone} choices={zones()} {...form.field('zone')} />
			<p class="quiet" aria-live="polite">
				{at !== null && (
					<>
						{t.willBe} <Time at={at} zone={fields.zone.value} />
					</>
				)}
			</p>
			<TextField label={t.minutes} class="short" {...form.field('minutes')} />
			<TextField
				label={t.placeLabel}
				hint={t.placeHint}
				maxLength={400}
				optional
				{...form.field('place')}
			/>
			<TextField
				label={t.linkLabel}
				hint={t.linkHint}
				type="url"
				maxLength={2000}
				optional
				{...form.field('link')}
			/>
			<TextField
				label={t.seatsLabel}
				hint={t.seatsHint}
				class="short"
				optional
				{...form.field('seats')}
			/>
		</>
	);
}
