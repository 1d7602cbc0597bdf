// SPDX-License-Identifier: Apache-2.0
/*
 * finish.tsx - what is left to do when a round has closed, in one place: the
 * answers, what everyone is told, the letters, the files, the archive.
 *
 * The steps have an order but no gates of their own: what may not be done yet
 * the server says, in a sentence.
 */
import { useSignal } from '@preact/signals';
import { to } from '../../router';
import { useCommunity } from '../../store/community';
import { useLoad } from '../../store/load';
import { coordinates, draftAt } from '../../store/session';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { Confirm, Dialog } from '../../ui/dialog';
import { Editor } from '../../ui/editor';
import { TextArea } from '../../ui/field';
import { Foreign, useSeenRevision } from '../../ui/foreign';
import { attempt, deliver, Form, useForm } from '../../ui/form';
import { Html } from '../../ui/html';
import { tell } from '../../ui/live';
import { Page, PageLost, PageWaiting } from '../../ui/page';
import { Notice } from '../../ui/parts';
import { useRevision } from '../../ui/revision';
import { Relative, Time } from '../../ui/time';
import { call } from '../../wire/calls';
import type { Round } from '../../wire/rows';
import { versions } from '../../words/en/versions';
import { Files } from './files';
import { answersOf, commentsOf, idFrom, isOpen, nameOf, toldOf } from './room';
import './finish.css';

const t = versions.finish;

export default function FinishPage({ id }: { id: string }) {
	const round = idFrom(id);
	const { reply, error, again } = useLoad('round.page', round ? { round } : null);
	const row = tables.round.get(round);
	useCommunity(row?.community ?? 0);
	if (!round) return <PageLost />;
	if (!row || !reply) return <PageWaiting title={t.waiting} error={error} again={again} />;
	return (
		<Page title={t.title(row.title)} kicker={<a href={to.round(row.id)}>{t.toRound}</a>}>
			{coordinates(row.community) ? (
				<Steps round={row} />
			) : (
				<Notice>
					<p>{t.denied}</p>
				</Notice>
			)}
		</Page>
	);
}

function Steps({ round }: { round: Round }) {
	if (isOpen(round))
		return (
			<Notice>
				<p>{t.open}</p>
			</Notice>
		);
	return (
		<div class="finish">
			<Answered round={round} />
			<Told round={round} />
			<Letters round={round} />
			<Files round={round} />
			<Archive round={round} />
		</div>
	);
}

function Answered({ round }: { round: Round }) {
	const all = commentsOf(round.id).filter((row) => !row.withdrawn_at);
	const answered = all.filter((row) => row.disposition !== null).length;
	return (
		<section aria-labelledby="answered">
			<h2 id="answered">{t.answers}</h2>
			<p>{t.answered(answered, all.length)}</p>
			<p>
				<a href={answersOf(round.id)}>{t.answersLink}</a> ·{' '}
				<a href={`${to.document(round.document)}/coverage`}>{t.coverage}</a>
			</p>
		</section>
	);
}

function Told({ round }: { round: Round }) {
	const told = tables.feedback.get(round.id);
	const drafts = {
		asked: draftAt(`asked:round:${round.id}`),
		said: draftAt(`said:round:${round.id}`),
		did: draftAt(`did:round:${round.id}`),
	};
	const texts = {
		asked: useRevision(drafts.asked, told?.asked ?? ''),
		said: useRevision(drafts.said, told?.said ?? ''),
		did: useRevision(drafts.did, told?.did ?? ''),
	};
	const all = ['asked', 'said', 'did'] as const;
	const changed = all.some((name) => texts[name].value !== (told?.[name] ?? ''));
	const seen = useSeenRevision(told?.revision ?? 0, changed);
	const form = useForm({
		fields: texts,
		required: { asked: t.missing, said: t.missing, did: t.missing },
		send: async () => {
			const words = {
				round: round.id,
				revision: seen.value,
				asked: form.text('asked'),
				said: form.text('said'),
				did: form.text('did'),
			};
			const { asked, said, did } = drafts;
			if (!(await deliver(asked, 'feedback.publish', words, [said, did]))) return;
			for (const text of Object.values(texts)) text.forget();
			tell(t.published);
		},
	});
	const suggest = () =>
		attempt(async () => {
			const words = await call('feedback.suggest', { round: round.id });
			texts.asked.value = words.asked;
			texts.said.value = words.said;
			texts.did.value = words.did;
			return t.suggested;
		});
	const forget = () => {
		for (const name of all) {
			texts[name].forget();
			drafts[name]?.discard();
		}
	};
	const empty = texts.asked.value + texts.said.value + texts.did.value === '';
	return (
		<section aria-labelledby="told">
			<h2 id="told">{t.feedback}</h2>
			<p>{t.feedbackLead}</p>
			{told && (
				<p>
					{t.publishedAt} <Time at={told.published_at} />.{' '}
					<a href={toldOf(round.id)}>{t.publicLink}</a>
				</p>
			)}
			{told && (
				<Foreign seen={seen} form={form} forget={forget}>
					<h4>{t.asked}</h4>
					<Html html={told.asked_html} />
					<h4>{t.said}</h4>
					<Html html={told.said_html} />
					<h4>{t.did}</h4>
					<Html html={told.did_html} />
				</Foreign>
			)}
			{empty && <Button onClick={suggest}>{t.suggest}</Button>}
			<Form form={form} action={told ? t.publishAgain : t.publish}>
				<Editor label={t.asked} rows={3} {...form.editor('asked')} />
				<Editor label={t.said} rows={3} {...form.editor('said')} />
				<Editor label={t.did} rows={6} {...form.editor('did')} />
			</Form>
		</section>
	);
}

function Letters({ round }: { round: Round }) {
	const { reply, again } = useLoad('letter.preview', { round: round.id });
	const asking = useSignal(false);
	const send = async () => {
		await call('letter.send', { round: round.id });
		tell(t.lettersDone);
		again();
	};
	const waiting = reply ? reply.people - reply.asked : 0;
	return (
		<section aria-labelledby="letters">
			<h2 id="letters">{t.letters}</h2>
			{reply && <p>{reply.people > 0 ? t.lettersLead(reply.people) : t.lettersNone}</p>}
			{reply?.text && (
				<details>
					<summary>{t.lettersExample}</summary>
					<pre class="letter">{reply.text}</pre>
				</details>
			)}
			{reply && reply.asked > 0 && <p>{t.lettersSent(reply.asked)}</p>}
			{waiting > 0 && (
				<Button look="main" onClick={() => (asking.value = true)}>
					{t.lettersAct(waiting)}
				</Button>
			)}
			{asking.value && (
				<Confirm
					title={t.lettersTitle}
					action={t.lettersAct(waiting)}
					onYes={send}
					onClose={() => (asking.value = false)}
				>
					<p>{t.lettersBody}</p>
				</Confirm>
			)}
		</section>
	);
}

function Archive({ round }: { round: Round }) {
	const asking = useSignal(false);
	const archive = tables.archive.get(round.id);
	return (
		<section aria-labelledby="archive">
			<h2 id="archive">{t.archive}</h2>
			{archive ? (
				<Archived round={round} />
			) : (
				<>
					<p>{t.archiveLead}</p>
					<Button onClick={() => (asking.value = true)}>{t.archiveAct}</Button>
				</>
			)}
			{asking.value && <Archiving round={round} onClose={() => (asking.value = false)} />}
		</section>
	);
}

function Archived({ round }: { round: Round }) {
	const archive = tables.archive.get(round.id);
	if (!archive) return null;
	return (
		<Notice>
			<p>
				{t.archivedBy(nameOf(archive.archived_by))}, <Relative at={archive.archived_at} />.
			</p>
			{archive.reason && (
				<>
					<p>{t.archivedOpen(archive.open_count)}</p>
					<blockquote>{archive.reason}</blockquote>
				</>
			)}
		</Notice>
	);
}

function Archiving({ round, onClose }: { round: Round; onClose(): void }) {
	const open = commentsOf(round.id).filter((row) => !row.withdrawn_at && !row.disposition).length;
	const reason = useRevision(draftAt(`archive:round:${round.id}`), '');
	const form = useForm({
		fields: { reason },
		required: open > 0 ? { reason: t.missing } : {},
		send: async () => {
			await call('round.archive', {
				round: round.id,
				...(open > 0 && { reason: form.text('reason') }),
			});
			tell(t.archived);
			onClose();
		},
	});
	return (
		<Dialog title={t.archiveTitle} onClose={onClose}>
			<Form form={form} action={t.archiveAct} onCancel={onClose}>
				<p>{t.archiveBody}</p>
				{open > 0 && (
					<>
						<p>{t.archiveOpen(open)}</p>
						<TextArea
							label={t.archiveReason}
							hint={t.archiveReasonHint}
							{...form.field('reason')}
						/>
					</>
				)}
			</Form>
		</Dialog>
	);
}
