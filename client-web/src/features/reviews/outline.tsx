// SPDX-License-Identifier: Apache-2.0
/*
 * outline.tsx - the headings of the draft, with how much was said in each.
 *
 * Open where there is room beside the text, folded where there is not. A count
 * is of the section itself, without those below it.
 */
import { type ReadonlySignal, useComputed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { Count } from '../../ui/parts';
import type { Clause } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';

interface OutlineProps {
	clauses: readonly Clause[];
	comments: ReadonlySignal<ReadonlyMap<number, readonly number[]>>;
}

const wide = () => matchMedia('(min-width: 64rem)').matches;

export function Outline({ clauses, comments }: OutlineProps) {
	const headings = useMemo(() => clauses.filter(({ kind }) => kind === 'heading'), [clauses]);
	const counts = useComputed(() => {
		const found = new Map<number, number>();
		for (const { id, kind, section } of clauses) {
			const of = kind === 'heading' ? id : section;
			const n = comments.value.get(id)?.length ?? 0;
			if (of !== null && n > 0) found.set(of, (found.get(of) ?? 0) + n);
		}
		return found;
	});
	const open = useMemo(wide, []);
	if (headings.length < 2) return <div class="outline" />;
	return (
		<nav class="outline" aria-label={reviews.reader.outline}>
			<details open={open}>
				<summary>{reviews.reader.outline}</summary>
				{/* biome-ignore lint/a11y/noRedundantRoles: Safari drops list semantics without bullets */}
				<ul role="list">
					{headings.map((heading) => {
						const n = counts.value.get(heading.id) ?? 0;
						return (
							<li key={heading.id} class={`level-${heading.level}`}>
								<a href={`#clause-${heading.id}`}>
									<span>{heading.text}</span>
									{n > 0 && <Count n={n} label={reviews.comments(n)} />}
								</a>
							</li>
						);
					})}
				</ul>
			</details>
		</nav>
	);
}
