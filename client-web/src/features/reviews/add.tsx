// SPDX-License-Identifier: Apache-2.0
/*
 * add.tsx - adding a draft: a file and its title.
 *
 * The file goes up when the form is sent. What is wrong with it only the
 * server can say, because it reads the text; its sentence stands at the field.
 */
import { useSignal } from '@preact/signals';
import { navigate, to } from '../../router';
import { useSlug } from '../../store/community';
import { Field, TextField } from '../../ui/field';
import { Form, missing, useSending } from '../../ui/form';
import { announce } from '../../ui/live';
import { Page, PageLost, PageWaiting } from '../../ui/page';
import { call } from '../../wire/calls';
import { CallError, Lost } from '../../wire/envelope';
import { postFile } from '../../wire/post';
import type { Community } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';

const t = reviews.add;

export default function AddDocument({ slug }: { slug: string }) {
	const { community, missing: lost, error, again } = useSlug(slug);
	if (lost) return <PageLost />;
	if (!community) return <PageWaiting title={t.title} error={error} again={again} />;
	return (
		<Page title={t.title} kicker={<a href={to.reviews(slug)}>{community.name}</a>}>
			<Adding community={community} />
		</Page>
	);
}

async function upload(file: File): Promise<number> {
	try {
		return (await postFile(file)).id;
	} catch (error) {
		throw error instanceof Lost ? new CallError('offline', '') : error;
	}
}

/* training_needs-guide.md -> training needs guide */
export const titleFrom = (name: string): string =>
	name
		.replace(/\.[^.]*$/, '')
		.replace(/[_-]+/g, ' ')
		.trim();

function Adding({ community }: { community: Community }) {
	const file = useSignal<File | null>(null);
	const title = useSignal('');
	const sending = useSending();
	const { problems } = sending;

	const choose = (chosen: File | null) => {
		if (chosen && (title.peek() === '' || title.peek() === titleFrom(file.peek()?.name ?? '')))
			title.value = titleFrom(chosen.name);
		file.value = chosen;
	};
	const check = () =>
		missing({
			file: [file.peek()?.name ?? '', t.fileMissing],
			title: [title.peek(), t.nameMissing],
		});
	const send = async () => {
		const document = await call('document.add', {
			community: community.id,
			title: title.peek().trim(),
			file: await upload(file.peek() as File),
		});
		announce(t.added);
		navigate(to.document(document.id), { replace: true });
	};
	return (
		<Form sending={sending} action={t.act} check={check} onSend={send}>
			<Field name="file" label={t.file} hint={t.fileHint} error={problems.value.file}>
				{(input) => (
					<input
						{...input}
						name="file"
						type="file"
						accept=".md,.markdown,.txt,text/markdown,text/plain"
						onChange={(event) => choose(event.currentTarget.files?.[0] ?? null)}
					/>
				)}
			</Field>
			<TextField
				name="title"
				label={t.name}
				hint={t.nameHint}
				error={problems.value.title}
				maxLength={200}
				value={title.value}
				onValue={(value) => {
					title.value = value;
				}}
			/>
		</Form>
	);
}
