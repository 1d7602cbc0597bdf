// SPDX-License-Identifier: Apache-2.0
/*
 * next.tsx - the next version of a draft: a file, and nothing else to fill in.
 *
 * It goes on to the ledger, because what became of the comments is the first
 * thing to look at.
 */
import { useSignal } from '@preact/signals';
import { navigate, to } from '../../router';
import { useCommunity } from '../../store/community';
import { useLoad } from '../../store/load';
import { coordinates } from '../../store/session';
import { tables } from '../../store/tables';
import { ButtonLink } from '../../ui/button';
import { Form, type Problems, useForm } from '../../ui/form';
import { tell } from '../../ui/live';
import { Page, PageLost, PageWaiting } from '../../ui/page';
import { Notice } from '../../ui/parts';
import { call } from '../../wire/calls';
import type { Document } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { versions } from '../../words/en/versions';
import { type By, byOf, DraftFile, PdfWay, upload } from './add';
import { idFrom, ledgerOf, newestOf } from './room';

const t = versions.next;

export default function NextVersion({ id }: { id: string }) {
	const document = idFrom(id);
	const { reply, error, again } = useLoad('document.get', document ? { document } : null);
	const row = tables.document.get(document);
	useCommunity(row?.community ?? 0);
	if (!document) return <PageLost />;
	if (!row || !reply) return <PageWaiting title={versions.next.act} error={error} again={again} />;
	const newest = newestOf(row);
	return (
		<Page
			title={t.title(row.title)}
			kicker={<a href={to.document(row.id)}>{versions.name(row.version)}</a>}
			lead={<p>{t.lead(newest.version + 1)}</p>}
		>
			{!coordinates(row.community) ? (
				<Notice>
					<p>{t.denied}</p>
				</Notice>
			) : newest.id !== row.id ? (
				<Notice>
					<p>{t.older(newest.version)}</p>
					<ButtonLink href={to.document(newest.id)}>{t.olderAct}</ButtonLink>
				</Notice>
			) : (
				<>
					<Adding document={row} />
					<FromEdits document={row} />
				</>
			)}
		</Page>
	);
}

function Adding({ document }: { document: Document }) {
	const file = useSignal<File | null>(null);
	const by = useSignal<By>(document.format === 'pages' ? 'pages' : 'clauses');
	const form = useForm({
		check: (): Problems => (file.peek() ? {} : { file: reviews.add.fileMissing }),
		send: async () => {
			const next = await call('document.add', {
				community: document.community,
				title: document.title,
				file: await upload(file.peek() as File),
				by: byOf(file.peek(), by.peek()),
			});
			tell(t.added);
			navigate(ledgerOf(next.id), { replace: true });
		},
	});
	return (
		<Form form={form} action={t.act}>
			<DraftFile error={form.problems.value.file} onChosen={(chosen) => (file.value = chosen)} />
			<PdfWay file={file.value} by={by} />
		</Form>
	);
}

/* What was suggested and accepted can make the next version by itself. */
function FromEdits({ document }: { document: Document }) {
	const rounds = tables.round.where((row) => row.document === document.id);
	const shown = document.format === 'pages' || document.format === 'picture';
	if (shown || rounds.length === 0) return null;
	return (
		<>
			<h2>{versions.edits.or}</h2>
			<ul>
				{rounds.map((round) => (
					<li key={round.id}>
						<a href={`${to.round(round.id)}/edits`}>{versions.edits.link(round.title)}</a>
					</li>
				))}
			</ul>
		</>
	);
}
