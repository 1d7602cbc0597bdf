// SPDX-License-Identifier: Apache-2.0
/*
 * edits.tsx - the next version, built from the edits that were accepted.
 *
 * The server puts in what it can find for sure; a coordinator reads the text,
 * changes what was left, and adds it like any other file.
 */
import { navigate, to } from '../../router';
import { useCommunity } from '../../store/community';
import { useLoad } from '../../store/load';
import { draftAt } from '../../store/session';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { TextArea } from '../../ui/field';
import { Form, useForm } from '../../ui/form';
import { tell } from '../../ui/live';
import { Page, PageLost, PageWaiting } from '../../ui/page';
import { Notice } from '../../ui/parts';
import { useRevision } from '../../ui/revision';
import { call } from '../../wire/calls';
import type { Document, Methods } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { versions } from '../../words/en/versions';
import { upload } from './add';
import { idFrom, ledgerOf } from './room';
import './compare.css';

const t = versions.edits;

type Edit = Methods['version.edited']['out']['edits'][number];

export default function EditsPage({ id }: { id: string }) {
	const round = idFrom(id);
	const page = useLoad('round.page', round ? { round } : null);
	const { reply, error, again } = useLoad('version.edited', round ? { round } : null);
	const row = tables.round.get(round);
	const document = tables.document.get(row?.document ?? 0);
	useCommunity(row?.community ?? 0);
	if (!round) return <PageLost />;
	if (error?.kind === 'denied')
		return (
			<Page title={t.waiting}>
				<Notice>
					<p>{t.denied}</p>
				</Notice>
			</Page>
		);
	if (!row || !document || !reply || !page.reply)
		return <PageWaiting title={t.waiting} error={error ?? page.error} again={again} />;
	const done = reply.edits.filter(({ why }) => why === null);
	const left = reply.edits.filter(({ why }) => why !== null);
	return (
		<Page title={t.title(row.title)} kicker={<a href={to.round(row.id)}>{row.title}</a>}>
			{reply.edits.length === 0 && <p>{t.none}</p>}
			{left.length > 0 && (
				<Notice look="warn">
					<h2>{t.left(left.length)}</h2>
					<p>{t.leftHint}</p>
					<Edits edits={left} round={row.id} />
				</Notice>
			)}
			{done.length > 0 && (
				<>
					<h2>{t.done(done.length)}</h2>
					<Edits edits={done} round={row.id} />
					<Adding document={document} markdown={reply.markdown} />
				</>
			)}
		</Page>
	);
}

function Edits({ edits, round }: { edits: readonly Edit[]; round: number }) {
	return (
		<ul class="compare">
			{edits.map(({ id, number, exact, proposed, why }) => (
				<li key={id}>
					<a href={`${to.round(round)}#comment-${id}`}>{number ?? reviews.whole}</a>:{' '}
					{exact !== null && (
						<>
							<del>{exact}</del> {proposed !== '' && t.becomes}{' '}
						</>
					)}
					{proposed === '' ? t.goes : <ins>{proposed}</ins>}
					{why && <p class="small">{why}</p>}
				</li>
			))}
		</ul>
	);
}

function Adding({ document, markdown }: { document: Document; markdown: string }) {
	/* What was changed here by hand; too long for the server it is kept here. */
	const draft = draftAt(`edits:document:${document.id}`);
	const text = useRevision(draft, markdown);
	const again = () => {
		draft?.discard();
		text.forget();
		tell(t.begunAgain);
	};
	const form = useForm({
		fields: { text },
		required: { text: t.missing },
		send: async () => {
			const file = new File([text.value], t.name(document.title), { type: 'text/markdown' });
			const next = await call('document.add', {
				community: document.community,
				title: document.title,
				file: await upload(file),
			});
			draft?.discard();
			tell(versions.next.added);
			navigate(ledgerOf(next.id));
		},
	});
	return (
		<Form form={form} action={t.act}>
			<TextArea label={t.text} rows={16} {...form.field('text')} />
			{text.value !== markdown && (
				<p>
					<Button small look="quiet" onClick={again}>
						{t.again}
					</Button>
				</p>
			)}
		</Form>
	);
}
