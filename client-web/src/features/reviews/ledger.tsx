// SPDX-License-Identifier: Apache-2.0
/*
 * ledger.tsx - where every comment on earlier versions went in this one.
 *
 * What waits comes first, one comment at a time. The rows are not kept in the
 * tables: a version may bring thousands, so the server only says that something
 * changed and the page reads again.
 */
import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { navigate, to } from '../../router';
import { useCommunity } from '../../store/community';
import { useLoad } from '../../store/load';
import { coordinates } from '../../store/session';
import { tables, watch } from '../../store/tables';
import { Button, ButtonLink } from '../../ui/button';
import { Confirm } from '../../ui/dialog';
import { Form, useForm } from '../../ui/form';
import { tell } from '../../ui/live';
import { Page, PageLost, PageWaiting } from '../../ui/page';
import { Notice } from '../../ui/parts';
import { call } from '../../wire/calls';
import type { Document, Methods, Round } from '../../wire/rows';
import { versions } from '../../words/en/versions';
import { Desk } from './desk';
import { finishOf, idFrom } from './room';
import './reviews.css';
import './ledger.css';

const t = versions.book;

export type Book = Methods['ledger.get']['out'];
export type Entry = Book['entries'][number];
type State = Entry['state'];

const order: readonly State[] = ['waits', 'changed', 'moved', 'same', 'history'];

export default function LedgerPage({ id }: { id: string }) {
	const document = idFrom(id);
	const { reply, error, again } = useLoad('ledger.get', document ? { document } : null);
	const row = tables.document.get(document);
	useCommunity(row?.community ?? 0);
	useEffect(
		() =>
			watch(({ method, params }) => {
				if (method === 'ledger.changed' && params.subject === document) again();
			}),
		[document, again],
	);
	if (!document) return <PageLost />;
	if (error?.kind === 'denied')
		return (
			<Page title={t.waiting}>
				<Notice>
					<p>{t.denied}</p>
				</Notice>
			</Page>
		);
	if (!row || !reply) return <PageWaiting title={t.waiting} error={error} again={again} />;
	return (
		<Page
			title={t.title(row.version)}
			kicker={<a href={to.document(row.id)}>{row.title}</a>}
			lead={<p>{t.lead(row.version)}</p>}
		>
			{reply.before === null ? (
				<p>{t.first}</p>
			) : (
				<Shown book={reply} document={row} before={reply.before} again={again} />
			)}
		</Page>
	);
}

interface ShownProps {
	book: Book;
	document: Document;
	before: Document;
	again(): void;
}

function Shown({ book, document, before, again }: ShownProps) {
	const { entries } = book;
	const first = order.find((state) => entries.some((entry) => entry.state === state)) ?? 'waits';
	const state = useSignal<State>(first);
	return (
		<>
			<Standing book={book} document={document} before={before} again={again} />
			{entries.length > 0 && (
				<>
					<States entries={entries} chosen={state} />
					<Desk
						key={state.value}
						document={document}
						entries={entries.filter((entry) => entry.state === state.value)}
						empty={state.value === 'waits' ? t.noneWaits : t.none}
						again={again}
					/>
				</>
			)}
		</>
	);
}

function States({ entries, chosen }: { entries: readonly Entry[]; chosen: Signal<State> }) {
	return (
		<fieldset class="filter ledger-states">
			<legend class="hidden">{t.filter}</legend>
			{order.map((state) => (
				<label key={state}>
					<input
						type="radio"
						name="state"
						checked={chosen.value === state}
						onChange={() => (chosen.value = state)}
					/>
					{t.count(t.states[state], entries.filter((entry) => entry.state === state).length)}
				</label>
			))}
		</fieldset>
	);
}

/* Is every comment accounted for, and what comes next. */
function Standing({ book, document, before, again }: ShownProps) {
	const late = useForm({
		send: async () => {
			await call('ledger.carry', { document: document.id });
			tell(t.carried);
			again();
		},
	});
	const open = book.waiting + book.arrived;
	if (open > 0)
		return (
			<Notice look="warn">
				{book.waiting > 0 && <p>{t.incomplete(book.waiting)}</p>}
				{book.arrived > 0 && (
					<>
						<p>{t.arrived(book.arrived)}</p>
						<Form form={late} action={t.carry} />
					</>
				)}
			</Notice>
		);
	return (
		<Notice look="good">
			<p>{book.entries.length > 0 ? t.complete(book.entries.length) : t.nothing}</p>
			{coordinates(document.community) && (
				<GoOn rounds={book.rounds} document={document} before={before} />
			)}
		</Notice>
	);
}

interface GoOnProps {
	rounds: readonly Round[];
	document: Document;
	before: Document;
}

function GoOn({ rounds, document, before }: GoOnProps) {
	const asking = useSignal<Round | null>(null);
	useLoad('document.get', { document: before.id });
	const closed = tables.round.where((row) => row.document === before.id && row.closed_at !== null);
	const inReview = tables.round.where(
		(row) => row.document === document.id && row.closed_at === null,
	);
	if (inReview.length > 0) return null;
	if (rounds.length === 0)
		return (
			<div class="row">
				{closed.map((row) => (
					<ButtonLink key={row.id} href={finishOf(row.id)}>
						{t.finish(row.title)}
					</ButtonLink>
				))}
				<ButtonLink href={to.newRound(document.id)}>{t.openRound}</ButtonLink>
			</div>
		);
	const publish = async (round: Round) => {
		await call('version.publish', { document: document.id, round: round.id });
		tell(t.goesOn);
		navigate(to.round(round.id));
	};
	const round = asking.value;
	return (
		<>
			{rounds.map((row) => (
				<p key={row.id}>
					<Button look="main" onClick={() => (asking.value = row)}>
						{t.goOn(row.title, document.version)}
					</Button>
				</p>
			))}
			{round && (
				<Confirm
					title={t.goOnTitle}
					action={t.goOn(round.title, document.version)}
					onYes={() => publish(round)}
					onClose={() => (asking.value = null)}
				>
					<p>{t.goOnBody(document.version)}</p>
				</Confirm>
			)}
		</>
	);
}
