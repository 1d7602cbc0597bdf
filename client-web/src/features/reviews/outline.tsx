// SPDX-License-Identifier: Apache-2.0
/*
 * outline.tsx - the headings of the draft, how much was said in each, and which
 * one is being read.
 *
 * A list beside the text where there is room; where there is not, one line that
 * stays at the upper edge ("Section 3 of 8") and folds out. A count is of the
 * section itself, without those below it.
 */
import { type ReadonlySignal, useComputed, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Count } from '../../ui/parts';
import type { Clause } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { clauseAt, clauseOf } from './near';
import { read } from './news';
import { saidIn } from './room';

const t = reviews.reader;

/* Sections with a paragraph that was never on my screen. */
function unreadIn(clauses: readonly Clause[], sections: readonly Clause[]): ReadonlySet<number> {
	const found = new Set<number>();
	let at = 0;
	let here = 0;
	for (const { id, text } of clauses) {
		if (id === sections[at]?.id) {
			here = id;
			at += 1;
		}
		if (here && text !== '' && read.value?.has(id) === false) found.add(here);
	}
	return found;
}

interface OutlineProps {
	clauses: readonly Clause[];
	comments: ReadonlySignal<ReadonlyMap<number, readonly number[]>>;
	/* Below the headings, within reach while one reads. */
	children: ComponentChildren;
}

const wide = () => matchMedia('(min-width: 64.01rem)').matches;

/* The sections that one counts: the highest headings of which there are several. */
export function sectionsOf(headings: readonly Clause[]): Clause[] {
	for (let level = 1; level <= 6; level++) {
		const some = headings.filter((heading) => heading.level === level);
		if (some.length > 1) return some;
	}
	return [];
}

/* The last heading that has come up to the upper third; 0: none yet. */
function useReading(headings: readonly Clause[]): ReadonlySignal<number> {
	const reading = useSignal(0);
	useEffect(() => {
		let due = 0;
		const look = () => {
			due = 0;
			const here = clauseAt(innerHeight / 3);
			if (!here) return;
			const begun = here.getBoundingClientRect().top < innerHeight / 3;
			const passed = headings.findLast(({ id }) =>
				begun ? id <= clauseOf(here) : id < clauseOf(here),
			);
			reading.value = passed?.id ?? 0;
		};
		const scrolled = () => {
			due ||= requestAnimationFrame(look);
		};
		look();
		addEventListener('scroll', scrolled, { passive: true });
		addEventListener('resize', scrolled);
		return () => {
			removeEventListener('scroll', scrolled);
			removeEventListener('resize', scrolled);
			cancelAnimationFrame(due);
		};
	}, [headings]);
	return reading;
}

export function Outline({ clauses, comments, children }: OutlineProps) {
	const headings = useMemo(() => clauses.filter(({ kind }) => kind === 'heading'), [clauses]);
	const sections = useMemo(() => sectionsOf(headings), [headings]);
	const reading = useReading(headings).value;
	const details = useRef<HTMLDetailsElement>(null);
	const counts = useComputed(() => {
		const found = new Map<number, number>();
		for (const { id, kind, section } of clauses) {
			const of = kind === 'heading' ? id : section;
			const n = saidIn(comments.value.get(id) ?? []).length;
			if (of !== null && n > 0) found.set(of, (found.get(of) ?? 0) + n);
		}
		return found;
	});
	const unread = useComputed(() => unreadIn(clauses, sections));
	const open = useMemo(wide, []);
	if (headings.length < 2) return <div class="outline">{children}</div>;

	const at = headings.findIndex(({ id }) => id === reading);
	const section = headings.slice(0, at + 1).findLast((heading) => sections.includes(heading));
	const fold = () => {
		if (details.current && !wide()) details.current.open = false;
	};
	return (
		<nav class="outline" aria-label={t.outline}>
			<details ref={details} open={open}>
				<summary>
					{section ? t.section(sections.indexOf(section) + 1, sections.length) : t.outline}
					{unread.value.size > 0 && <> · {t.unread(unread.value.size)}</>}
					{section && <span class="outline-here">{section.text}</span>}
				</summary>
				{/* biome-ignore lint/a11y/noRedundantRoles: Safari drops list semantics without bullets */}
				<ul role="list">
					{headings.map((heading) => {
						const n = counts.value.get(heading.id) ?? 0;
						return (
							<li key={heading.id} class={`level-${heading.level}`}>
								<a
									href={`#clause-${heading.id}`}
									aria-current={heading.id === reading ? 'location' : undefined}
									onClick={fold}
								>
									<span>
										{heading.text}
										{unread.value.has(heading.id) && (
											<span class="outline-unread">
												<span class="hidden">, {t.notRead}</span>
											</span>
										)}
									</span>
									{n > 0 && <Count n={n} label={reviews.comments(n)} />}
								</a>
							</li>
						);
					})}
				</ul>
				{children}
			</details>
		</nav>
	);
}
