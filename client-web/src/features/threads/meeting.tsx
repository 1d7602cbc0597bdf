// SPDX-License-Identifier: Apache-2.0
/*
 * meeting.tsx - above the talk about a meeting: when and where it is, whether I
 * come, who does; for coordinators also how it is changed or cancelled.
 *
 * A meeting is no row of the stream, because few pages show one: this asks for it
 * again when the server says that something about it is not as it was.
 */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLoad } from '../../store/load';
import { coordinates } from '../../store/session';
import { watch } from '../../store/tables';
import { Button } from '../../ui/button';
import { attempt } from '../../ui/form';
import { later } from '../../ui/later';
import { Skeleton } from '../../ui/skeleton';
import { call } from '../../wire/calls';
import type { Methods } from '../../wire/rows';
import { sentence } from '../../words/en';
import { meetings as t } from '../../words/en/meetings';
import { listed } from '../../words/plural';
import {
	type Answer,
	Facts,
	isAhead,
	isOver,
	type Meeting,
	News,
	ToCalendar,
} from './meeting_facts';

const Change = later(() => import('./meeting_change').then((part) => part.ChangeMeeting));
const Cancel = later(() => import('./meeting_change').then((part) => part.CancelMeeting));

/* Answers come together, when a mail has gone out: one look for all of them. */
const GATHERED_MS = 250;

const answers = Object.keys(t.answers) as Answer[];

export function MeetingOf({ thread }: { thread: number }) {
	const { reply, error, again } = useLoad('meeting.page', { thread });
	useEffect(() => {
		let due: ReturnType<typeof setTimeout> | undefined;
		const stop = watch(({ method, params }) => {
			if (!/^(meeting|rsvp)\./.test(method) || params.subject !== thread) return;
			due ??= setTimeout(() => {
				due = undefined;
				again();
			}, GATHERED_MS);
		});
		return () => {
			stop();
			clearTimeout(due);
		};
	}, [thread, again]);
	if (!reply) return error ? <p>{sentence(error)}</p> : <Skeleton lines={4} />;
	const { meeting, comers, answer } = reply;
	const ahead = isAhead(meeting);
	const taken = comers.filter((one) => one.answer === 'yes').length;
	return (
		<section class="thread-head" aria-label={t.title}>
			<div class="card">
				<News meeting={meeting} />
				<Facts meeting={meeting} />
				{meeting.seats && !meeting.cancelled_at && (
					<p>
						{t.seats}: {t.seatsOf(taken, meeting.seats)}
					</p>
				)}
				{ahead && <MyAnswer thread={thread} answer={answer} />}
				{!ahead && !meeting.cancelled_at && (
					<p class="quiet">{isOver(meeting) ? t.over : t.begun}</p>
				)}
				<Comers comers={comers} />
				<div class="row">
					<ToCalendar file={() => call('meeting.calendar', { thread })} />
					{coordinates(meeting.community) && <Running meeting={meeting} ahead={ahead} />}
				</div>
			</div>
		</section>
	);
}

function MyAnswer({ thread, answer }: { thread: number; answer: Answer | null }) {
	const give = (mine: Answer) =>
		attempt(async () => {
			await call('rsvp.give', { thread, answer: mine });
			return t.said[mine];
		});
	return (
		<fieldset class="field" aria-describedby="rsvp-hint">
			<legend>{t.ask}</legend>
			<p class="hint" id="rsvp-hint">
				{t.askHint}
			</p>
			<div class="row">
				{answers.map((one) => (
					<Button
						key={one}
						look={one === answer ? 'main' : 'plain'}
						aria-pressed={one === answer}
						onClick={() => void give(one)}
					>
						{t.answers[one]}
					</Button>
				))}
			</div>
		</fieldset>
	);
}

function Comers({ comers }: { comers: Methods['meeting.page']['out']['comers'] }) {
	return (
		<>
			<h2 class="item-title">{t.who}</h2>
			{comers.length === 0 && <p class="quiet">{t.nobody}</p>}
			{answers.map((answer) => {
				const names = comers.filter((one) => one.answer === answer).map(({ name }) => name);
				return (
					names.length > 0 && (
						<p key={answer}>
							<strong>{t.coming[answer](names.length)}:</strong> {listed(names)}
						</p>
					)
				);
			})}
		</>
	);
}

/* What is being typed stays when the meeting begins meanwhile. */
function Running({ meeting, ahead }: { meeting: Meeting; ahead: boolean }) {
	const doing = useSignal<'change' | 'cancel' | null>(null);
	const close = () => {
		doing.value = null;
	};
	return (
		<>
			{!meeting.cancelled_at && !isOver(meeting) && (
				<Button small onClick={() => (doing.value = 'change')}>
					{t.change}
				</Button>
			)}
			{ahead && (
				<Button small look="quiet" onClick={() => (doing.value = 'cancel')}>
					{t.cancel}
				</Button>
			)}
			{doing.value === 'change' && <Change meeting={meeting} onClose={close} />}
			{doing.value === 'cancel' && <Cancel meeting={meeting} onClose={close} />}
		</>
	);
}
