// SPDX-License-Identifier: Apache-2.0
/*
 * act.tsx - where a button of a mail leads: what it will do, and one button; or
 * the form of what is asked.
 *
 * Nothing happens by opening it, because mail scanners open links. The token is
 * behind the #, so it reaches no server log on the way. No sign-in.
 */
import { useSignal } from '@preact/signals';
import { place, to } from '../../router';
import { useLoad } from '../../store/load';
import { ButtonLink } from '../../ui/button';
import { now } from '../../ui/clock';
import { Form, useForm } from '../../ui/form';
import { later } from '../../ui/later';
import { announce } from '../../ui/live';
import { Page } from '../../ui/page';
import { Notice } from '../../ui/parts';
import { Skeleton } from '../../ui/skeleton';
import { call } from '../../wire/calls';
import type { Methods } from '../../wire/rows';
import { sentence } from '../../words/en';
import { people } from '../../words/en/people';
import './mail.css';

const t = people.act;

const Ballot = later(() => import('../horizon/by_mail').then((part) => part.ByMail));
const Meeting = later(() =>
	import('../threads/meeting_by_mail').then((part) => part.MeetingByMail),
);
const Rate = later(() => import('../horizon/scan_by_mail').then((part) => part.RateByMail));
const Read = later(() => import('../reviews/by_mail').then((part) => part.ReadByMail));

/* The next link of the mail may be opened in the same tab. */
export default function Act() {
	const token = place.value.hash;
	return <Looked key={token} token={token} />;
}

function Looked({ token }: { token: string }) {
	const { reply, error } = useLoad('act.look', { token });
	if (token === '' || error)
		return (
			<Page title={t.title}>
				<Notice look="bad">
					<p>{token === '' ? t.broken : error && sentence(error)}</p>
				</Notice>
				<ButtonLink href={to.signIn}>{t.signIn}</ButtonLink>
			</Page>
		);
	if (!reply)
		return (
			<Page title={t.title}>
				<Skeleton lines={4} />
			</Page>
		);
	if (reply.verb === 'rate') return <Rate token={token} />;
	if (reply.verb === 'read') return <Read token={token} />;
	return <Deed look={reply} verb={reply.verb} token={token} />;
}

type Look = Methods['act.look']['out'];

function Deed({ look, verb, token }: { look: Look; verb: keyof typeof t.verbs; token: string }) {
	const words = t.verbs[verb];
	const done = useSignal(false);
	const press = async (answer: object) => {
		await call('act.do', { token, ...answer });
		done.value = true;
		announce(words.done);
	};
	const form = useForm({ send: () => press({}) });
	const { meeting } = look;
	const gone =
		meeting !== null && (meeting.cancelled_at !== null || meeting.starts_at <= now.value);
	if (done.value)
		return (
			<Page title={words.done}>
				<p class="lead">{words.doneBody}</p>
				{look.meeting && <Meeting meeting={look.meeting} calendar={look.calendar} />}
				<ButtonLink href={to.home}>{t.home}</ButtonLink>
			</Page>
		);
	return (
		<Page title={(gone && look.title) || words.title} lead={look.community ?? undefined}>
			{look.title && !gone && <h2>{look.title}</h2>}
			{look.words && <p class="mail-words">{look.words}</p>}
			{look.meeting && <Meeting meeting={look.meeting} calendar={gone ? look.calendar : null} />}
			{!gone && (
				<p class="quiet read">{look.poll?.anonymous ? t.to(look.name) : t.as(look.name)}</p>
			)}
			{gone ? null : look.poll ? (
				<Ballot
					poll={look.poll}
					options={look.options}
					action={words.act}
					token={token}
					send={press}
				/>
			) : (
				<Form form={form} action={look.answer ? t.coming[look.answer] : words.act} />
			)}
		</Page>
	);
}
