// SPDX-License-Identifier: Apache-2.0
/*
 * meeting_fields.tsx - asking when and where a meeting is: to call it, and to
 * change it.
 *
 * Like a deadline it is typed on the clocks of a zone that can be chosen, and
 * said back in full.
 */
import type { Draft } from '../../store/drafts';
import { zone as mine } from '../../store/session';
import { MINUTE } from '../../ui/clock';
import { zones } from '../../ui/closing';
import { Select, TextField } from '../../ui/field';
import type { FormOf, Problems } from '../../ui/form';
import { useRevision } from '../../ui/revision';
import { Time } from '../../ui/time';
import { instantOf, localOf } from '../../ui/when';
import { meetings as t } from '../../words/en/meetings';
import { hasBegun, type Meeting } from './meeting_facts';

const whole = (text: string, most: number): boolean =>
	/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= most;

const MINUTES_MOST = 14 * 24 * 60;
const SEATS_MOST = 10_000;

const names = ['starts_at', 'minutes', 'zone', 'place', 'link', 'seats'] as const;
type Name = (typeof names)[number];

/* Where what is typed for a new meeting is kept. */
export type MeetingDrafts = Record<Name, Draft | null>;

/* What is typed for a new meeting is kept; what is not touched of one that is
 * changed follows it. Once that has begun, only where it is can be mended. */
export function useMeeting({ was, drafts }: { was?: Meeting; drafts?: MeetingDrafts }) {
	const begun = was !== undefined && hasBegun(was);
	const there = {
		starts_at: was ? localOf(was.starts_at, was.zone) : '',
		minutes: String(was ? Math.round((was.ends_at - was.starts_at) / MINUTE) : 60),
		zone: was?.zone ?? mine(),
		place: was?.place ?? '',
		link: was?.link ?? '',
		seats: was?.seats ? String(was.seats) : '',
	};
	const fields = {
		starts_at: useRevision(drafts?.starts_at ?? null, there.starts_at),
		minutes: useRevision(drafts?.minutes ?? null, there.minutes),
		zone: useRevision(drafts?.zone ?? null, there.zone),
		place: useRevision(drafts?.place ?? null, there.place),
		link: useRevision(drafts?.link ?? null, there.link),
		seats: useRevision(drafts?.seats ?? null, there.seats),
	};
	const text = (name: Name) => fields[name].value.trim();
	return {
		fields,
		begun,
		get at() {
			return instantOf(fields.starts_at.value, fields.zone.value);
		},
		get problems(): Problems {
			const wrong: Problems = {};
			if (!begun && this.at === null) wrong.starts_at = t.startsMissing;
			if (!begun && !whole(text('minutes'), MINUTES_MOST)) wrong.minutes = t.minutesWrong;
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
			const where = { place: text('place') || undefined, link: text('link') || undefined };
			if (begun) {
				const { starts_at, ends_at, zone, seats } = was;
				return { starts_at, ends_at, zone, seats: seats ?? undefined, ...where };
			}
			return {
				starts_at,
				ends_at: starts_at + Number(text('minutes')) * MINUTE,
				zone: text('zone'),
				seats: Number(text('seats')) || undefined,
				...where,
			};
		},
		forget() {
			for (const field of Object.values(fields)) field.forget();
		},
	};
}

export type MeetingForm = ReturnType<typeof useMeeting>;

interface FieldsProps {
	form: Pick<FormOf<Name>, 'field'>;
	meeting: MeetingForm;
}

export function MeetingFields({ form, meeting }: FieldsProps) {
	return meeting.begun ? (
		<>
			<p>{t.begunMend}</p>
			<Where form={form} />
		</>
	) : (
		<>
			<When form={form} meeting={meeting} />
			<Where form={form} />
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

function When({ form, meeting: { at, fields } }: FieldsProps) {
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
		</>
	);
}

function Where({ form }: Pick<FieldsProps, 'form'>) {
	return (
		<>
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
		</>
	);
}
