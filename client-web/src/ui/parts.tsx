// SPDX-License-Identifier: Apache-2.0
/* parts.tsx - the small quiet pieces: Notice, Tag, List, Empty, Count. */
import type { ComponentChildren } from 'preact';

type Look = 'plain' | 'accent' | 'good' | 'warn' | 'bad';

export function Notice({ look = 'plain', children }: { look?: Look; children: ComponentChildren }) {
	return <div class={`notice ${look}`}>{children}</div>;
}

/* A state in words; the colour only repeats it. */
export function Tag({ look = 'plain', children }: { look?: Look; children: ComponentChildren }) {
	return <span class={`tag ${look}`}>{children}</span>;
}

/* role: Safari drops list semantics of lists without bullets. */
export function List({ label, children }: { label?: string; children: ComponentChildren }) {
	return (
		// biome-ignore lint/a11y/noRedundantRoles: see above
		<ul class="list" role="list" aria-label={label}>
			{children}
		</ul>
	);
}

/* What will appear here, and one thing to do. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
	return (
		<div class="empty">
			<p>{title}</p>
			{children}
		</div>
	);
}

/* A number that means something: `label` says what, for those who do not see it. */
export function Count({ n, label }: { n: number; label: string }) {
	return (
		<>
			<span class="count" aria-hidden="true">
				{n}
			</span>
			<span class="hidden"> {label}</span>
		</>
	);
}
