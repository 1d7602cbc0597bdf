// SPDX-License-Identifier: Apache-2.0
/*
 * coverage.tsx - which paragraphs of a draft nobody has looked at, or nobody of
 * one profession or region. It counts and names nobody.
 */
import { useSignal } from '@preact/signals';
import { to } from '../../router';
import { useCommunity } from '../../store/community';
import { useLoad } from '../../store/load';
import { tables } from '../../store/tables';
import { Checkbox, Select } from '../../ui/field';
import { Page, PageLost, PageWaiting } from '../../ui/page';
import { Notice } from '../../ui/parts';
import type { Methods } from '../../wire/rows';
import { versions } from '../../words/en/versions';
import { idFrom } from './room';
import './reviews.css';
import './finish.css';
import '../../ui/cards.css';

const t = versions.coverage;

type Coverage = Methods['coverage.get']['out'];

export default function CoveragePage({ id }: { id: string }) {
	const document = idFrom(id);
	/* "": everybody; else profession:NAME or region:NAME. */
	const group = useSignal('');
	const [, kind, name] = /^(profession|region):(.*)$/.exec(group.value) ?? [];
	const read = useLoad('document.get', document ? { document } : null);
	const { reply, error, again } = useLoad(
		'coverage.get',
		document ? { document, ...(kind && { [kind]: name }) } : null,
	);
	const row = tables.document.get(document);
	useCommunity(row?.community ?? 0);
	if (!document) return <PageLost />;
	if (error?.kind === 'denied')
		return (
			<Page title={t.waiting}>
				<Notice>
					<p>{t.denied}</p>
				</Notice>
			</Page>
		);
	if (!row || !read.reply) return <PageWaiting title={t.waiting} error={error} again={again} />;
	return (
		<Page
			title={t.title(row.title)}
			kicker={<a href={to.document(row.id)}>{versions.name(row.version)}</a>}
			lead={<p>{t.lead}</p>}
		>
			{reply && reply.professions.length + reply.regions.length > 0 && (
				<Select
					name="group"
					label={t.who}
					choices={[
						{ value: '', label: t.everybody },
						...choicesOf('profession', reply.professions),
						...choicesOf('region', reply.regions),
					]}
					value={group.value}
					onValue={(value) => (group.value = value)}
				/>
			)}
			{reply && <Shown coverage={reply} />}
		</Page>
	);
}

const choicesOf = (kind: 'profession' | 'region', groups: Coverage['professions']) =>
	groups.map(({ name, people }) => ({
		value: `${kind}:${name}`,
		label: t[kind](name, people),
	}));

const looked = ({ readers, commenters, signed_off }: Coverage['covered'][number]) =>
	Math.max(readers, commenters, signed_off);

function Shown({ coverage }: { coverage: Coverage }) {
	const only = useSignal(true);
	const { covered, signed_off } = coverage;
	const missed = covered.filter((one) => looked(one) === 0);
	const rows = only.value ? missed : covered;
	return (
		<>
			<p>
				<strong>{missed.length === 0 ? t.all : t.nobody(missed.length, covered.length)}</strong>{' '}
				{signed_off > 0 && t.signed(signed_off)}
			</p>
			<Checkbox
				name="only"
				label={t.only}
				checked={only.value}
				onChecked={(checked) => (only.value = checked)}
			/>
			{rows.length > 0 && (
				<table class="coverage cards-when-narrow">
					<caption class="hidden">{t.caption}</caption>
					<thead>
						<tr>
							<th scope="col">{t.where}</th>
							<th scope="col">{t.text}</th>
							<th scope="col">{t.looked}</th>
							<th scope="col">{t.commented}</th>
						</tr>
					</thead>
					<tbody>
						{rows.map((one) => {
							const clause = tables.clause.get(one.id);
							return (
								<tr key={one.id} class={looked(one) === 0 ? 'nobody' : undefined}>
									<th scope="row">{clause?.number}</th>
									<td>{clause?.text}</td>
									<td data-label={t.looked}>{looked(one) || t.none}</td>
									<td data-label={t.commented}>{one.commenters || t.none}</td>
								</tr>
							);
						})}
					</tbody>
				</table>
			)}
		</>
	);
}
