// SPDX-License-Identifier: Apache-2.0
/*
 * add.tsx - adding a draft: a file and its title.
 *
 * The file goes up when it is chosen, so that the title with which it begins can
 * stand in the form; until then, and where it has none, its name does. What is
 * wrong with the file the server says when the form is sent, because it reads the
 * text; its sentence stands at the field.
 */
import { type Signal, useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { navigate, to } from '../../router';
import { useLoad } from '../../store/load';
import { tables } from '../../store/tables';
import { Choices, Field, TextField } from '../../ui/field';
import { Form, type Problems, useForm } from '../../ui/form';
import { tell } from '../../ui/live';
import { OfCommunity, Page } from '../../ui/page';
import { call } from '../../wire/calls';
import { CallError, Lost } from '../../wire/envelope';
import { postFile } from '../../wire/post';
import type { Community, Document, Methods } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';

const t = reviews.add;

export default function AddDocument({ slug }: { slug: string }) {
	return (
		<OfCommunity slug={slug} title={t.title}>
			{(community) => (
				<Page title={t.title} kicker={<a href={to.reviews(slug)}>{community.name}</a>}>
					<Adding community={community} />
				</Page>
			)}
		</OfCommunity>
	);
}

export async function upload(file: File): Promise<number> {
	try {
		return (await postFile(file)).id;
	} catch (error) {
		throw error instanceof Lost ? new CallError('offline', '') : error;
	}
}

/* training_needs-guide.md -> Training needs guide */
export function titleFrom(name: string): string {
	const words = name
		.replace(/\.[^.]*$/, '')
		.replace(/[_-]+/g, ' ')
		.trim();
	return words.charAt(0).toUpperCase() + words.slice(1);
}

export function DraftFile({
	error,
	onChosen,
}: {
	error: string | undefined;
	onChosen(file: File | null): void;
}) {
	return (
		<Field name="file" label={t.file} hint={t.fileHint} error={error}>
			{(input) => (
				<input
					{...input}
					name="file"
					type="file"
					accept=".docx,.odt,.pdf,.html,.htm,.md,.markdown,.txt,.png,.jpg,.jpeg,.gif,.webp"
					onChange={(event) => onChosen(event.currentTarget.files?.[0] ?? null)}
				/>
			)}
		</Field>
	);
}

export type By = NonNullable<Methods['document.add']['in']['by']>;

const isPdf = (file: File | null): boolean => /\.pdf$/i.test(file?.name ?? '');

/* What goes with a file; only a PDF can be read in two ways. */
export const byOf = (file: File | null, by: By): By | undefined => (isPdf(file) ? by : undefined);

export function PdfWay({ file, by }: { file: File | null; by: Signal<By> }) {
	if (!isPdf(file)) return null;
	return (
		<Choices
			name="by"
			label={t.way}
			values={[by.value]}
			onValues={([value]) => (by.value = value as By)}
			choices={(['clauses', 'pages'] as const).map((value) => ({
				value,
				label: t.by[value],
				hint: t.byHint[value],
			}))}
		/>
	);
}

function Adding({ community }: { community: Community }) {
	const file = useSignal<File | null>(null);
	const title = useSignal('');
	const audience = useSignal<Document['audience']>('community');
	const by = useSignal<By>('clauses');
	useLoad('document.list', { community: community.id });
	/* The newest version of this title is for these. */
	const before = tables.document
		.where((row) => row.community === community.id && row.title === title.value.trim())
		.sort((a, b) => b.version - a.version)[0];

	/* What this page has put there; what a person has typed is never replaced. */
	const offered = useRef('');
	const offer = (text: string) => {
		if (title.peek() === offered.current) title.value = offered.current = text;
	};
	const going = useRef<Promise<number> | null>(null);
	const look = async (chosen: File) => {
		going.current = upload(chosen);
		try {
			const id = await going.current;
			const begins = await call('document.title', { community: community.id, file: id });
			if (file.peek() === chosen && begins.title) offer(begins.title);
		} catch {
			/* Nothing is lost: sending the form tries again, and says what is wrong. */
			if (file.peek() === chosen) going.current = null;
		}
	};
	const choose = (chosen: File | null) => {
		file.value = chosen;
		going.current = null;
		if (!chosen) return;
		offer(titleFrom(chosen.name));
		void look(chosen);
	};
	const form = useForm({
		fields: { title },
		required: { title: t.nameMissing },
		check: (): Problems => (file.peek() ? {} : { file: t.fileMissing }),
		send: async () => {
			const document = await call('document.add', {
				community: community.id,
				title: form.text('title'),
				file: await (going.current ?? upload(file.peek() as File)),
				by: byOf(file.peek(), by.peek()),
				audience: before ? undefined : audience.peek(),
			});
			tell(t.added);
			navigate(to.document(document.id), { replace: true });
		},
	});
	return (
		<Form form={form} action={t.act}>
			<DraftFile error={form.problems.value.file} onChosen={choose} />
			<PdfWay file={file.value} by={by} />
			<TextField label={t.name} hint={t.nameHint} maxLength={200} {...form.field('title')} />
			{before ? (
				<p class="quiet">{t.before(before.version, t.audience[before.audience])}</p>
			) : (
				<Choices
					name="audience"
					label={t.readers}
					values={[audience.value]}
					onValues={([value]) => (audience.value = value as Document['audience'])}
					choices={(['community', 'people'] as const).map((value) => ({
						value,
						label: t.audience[value],
						hint: t.audienceHint[value],
					}))}
				/>
			)}
		</Form>
	);
}
