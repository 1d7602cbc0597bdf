// SPDX-License-Identifier: Apache-2.0
/*
 * files.tsx - a round as files, and a filled table that comes back.
 *
 * What a table would change is shown before it does; what is shown is sealed,
 * so that an answer given in between is not overwritten.
 */
import { useSignal } from '@preact/signals';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { Form, type Problems, Refusal, useForm } from '../../ui/form';
import { tell } from '../../ui/live';
import { Notice, Tag } from '../../ui/parts';
import { call } from '../../wire/calls';
import type { Disposition, Methods, Round } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { versions } from '../../words/en/versions';
import { upload } from './add';
import { looks } from './room';
import '../../ui/cards.css';

const t = versions.files;

type Preview = Methods['filled.preview']['out'];

const forms = ['xlsx', 'docx', 'csv', 'report', 'evidence', 'jsonld'] as const;

export function Files({ round }: { round: Round }) {
	return (
		<section aria-labelledby="files">
			<h2 id="files">{t.title}</h2>
			<p>{t.lead}</p>
			<ul class="downloads">
				{forms.map((form) => (
					<li key={form}>
						<a class="button plain small" href={`/files/round/${round.id}/${form}`} download>
							{t.forms[form]}
						</a>
					</li>
				))}
			</ul>
			<details>
				<summary>{t.filled}</summary>
				<Filled round={round} />
			</details>
		</section>
	);
}

function Filled({ round }: { round: Round }) {
	const chosen = useSignal<File | null>(null);
	const seen = useSignal<{ file: number; preview: Preview } | null>(null);
	const form = useForm({
		check: (): Problems => (chosen.peek() ? {} : { table: t.fileMissing }),
		send: async () => {
			const file = await upload(chosen.peek() as File);
			const preview = await call('filled.preview', { round: round.id, file });
			seen.value = { file, preview };
			tell(t.changes(preview.changes.length));
		},
	});
	return (
		<>
			<p>{t.filledLead}</p>
			<Form form={form} action={t.look}>
				<Field name="table" label={t.file} hint={t.fileHint} error={form.problems.value.table}>
					{(input) => (
						<input
							{...input}
							name="table"
							type="file"
							accept=".xlsx,.docx,.csv"
							onChange={(event) => {
								chosen.value = event.currentTarget.files?.[0] ?? null;
								seen.value = null;
							}}
						/>
					)}
				</Field>
			</Form>
			{seen.value && (
				<Shown
					round={round}
					file={seen.value.file}
					preview={seen.value.preview}
					onDone={() => (seen.value = null)}
				/>
			)}
		</>
	);
}

interface ShownProps {
	round: Round;
	file: number;
	preview: Preview;
	onDone(): void;
}

function Shown({ round, file, preview, onDone }: ShownProps) {
	const { changes, refusals, same, seal } = preview;
	const apply = useForm({
		send: async () => {
			const done = await call('filled.apply', { round: round.id, file, seal });
			tell(t.applied(done.changes.length));
			onDone();
		},
	});
	return (
		<>
			{refusals.length > 0 && (
				<Notice look="warn">
					<h3>{t.refusals(refusals.length)}</h3>
					<ul>
						{refusals.map(({ row, why }) => (
							<li key={row}>
								{t.row(row)}: {why}
							</li>
						))}
					</ul>
				</Notice>
			)}
			<h3>{changes.length > 0 ? t.changes(changes.length) : t.none}</h3>
			{same > 0 && <p class="quiet">{t.same(same)}</p>}
			{changes.length > 0 && (
				<>
					<table class="cards-when-narrow">
						<thead>
							<tr>
								<th scope="col">{t.comment}</th>
								<th scope="col">{t.was}</th>
								<th scope="col">{t.becomes}</th>
							</tr>
						</thead>
						<tbody>
							{changes.map((one) => (
								<tr key={one.comment}>
									<th scope="row">{one.number ?? versions.files.whole}</th>
									<td data-label={t.was}>
										<Answer disposition={one.old_disposition} reason={one.old_reason} />
									</td>
									<td data-label={t.becomes}>
										<Answer
											disposition={one.disposition}
											reason={one.reason}
											of={one.duplicate_of}
										/>
									</td>
								</tr>
							))}
						</tbody>
					</table>
					<Refusal form={apply} />
					<Button look="main" busy={apply.busy.value} onClick={() => void apply.submit()}>
						{t.apply(changes.length)}
					</Button>
				</>
			)}
		</>
	);
}

function Answer({
	disposition,
	reason,
	of = null,
}: {
	disposition: Disposition | null;
	reason: string | null;
	of?: number | null;
}) {
	if (!disposition) return <span class="quiet">{t.notAnswered}</span>;
	return (
		<>
			<Tag look={looks[disposition]}>{reviews.dispositions[disposition]}</Tag> {of && t.of(of)}{' '}
			{reason}
		</>
	);
}
