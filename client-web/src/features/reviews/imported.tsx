// SPDX-License-Identifier: Apache-2.0
/*
 * imported.tsx - what came with a file: what was changed, comments to take over.
 *
 * Coordinators alone see it. The comments that stood in the margin of the file
 * become comments of the open round all at once; each says who wrote it.
 */
import { useLoad } from '../../store/load';
import { Form, useForm } from '../../ui/form';
import { tell } from '../../ui/live';
import { call } from '../../wire/calls';
import type { Document, Round } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';

const t = reviews.imported;

/* As many as the server takes in one call. */
const AT_ONCE = 200;

export function Imported({ document, round }: { document: Document; round: Round | undefined }) {
	const { reply, again } = useLoad('imported.list', { document: document.id });
	const offered = reply?.imported.filter((one) => one.comment === null) ?? [];
	const form = useForm({
		send: async () => {
			const ids = offered.map((one) => one.id);
			for (let from = 0; from < ids.length; from += AT_ONCE)
				await call('imported.take', {
					round: round?.id ?? 0,
					imported: ids.slice(from, from + AT_ONCE),
				});
			tell(t.taken(ids.length));
			again();
		},
	});
	if (document.notices.length === 0 && offered.length === 0) return null;
	return (
		<section aria-labelledby="imported">
			<h2 id="imported">{t.title}</h2>
			{document.notices.length > 0 && (
				<ul>
					{document.notices.map((notice) => (
						<li key={notice}>{notice}</li>
					))}
				</ul>
			)}
			{offered.length > 0 && (
				<details>
					<summary>{t.offered(offered.length)}</summary>
					<ul>
						{offered.map((one) => (
							<li key={one.id}>
								<strong>{one.author || t.somebody}</strong>
								{one.exact !== null && (
									<>
										{' '}
										<q>{one.exact}</q>
									</>
								)}
								: {one.body}
							</li>
						))}
					</ul>
				</details>
			)}
			{offered.length > 0 &&
				(round ? <Form form={form} action={t.take(offered.length)} /> : <p>{t.later}</p>)}
		</section>
	);
}
