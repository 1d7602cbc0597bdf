// SPDX-License-Identifier: Apache-2.0
/* icons.tsx - the few drawn signs; all are decoration beside words or a label. */
import type { ComponentChildren } from 'preact';

function Icon({ children, class: name }: { children: ComponentChildren; class?: string }) {
	return (
		<svg
			class={name}
			viewBox="0 0 24 24"
			fill="none"
			stroke="currentColor"
			stroke-width="2"
			stroke-linecap="round"
			stroke-linejoin="round"
			aria-hidden="true"
			focusable="false"
		>
			{children}
		</svg>
	);
}

/* A line let down into the water, and what comes back. */
export const Sounding = () => (
	<Icon>
		<path d="M3 5h18M12 5v8" />
		<path d="M8 14.500a4.500 4.500 0 0 0 8 0" />
		<path d="M4.500 17a8.500 8.500 0 0 0 15 0" opacity=".6" />
	</Icon>
);
export const Lens = () => (
	<Icon class="sign">
		<circle cx="11" cy="11" r="6" />
		<path d="m16 16 4.500 4.500" />
	</Icon>
);
export const Chevron = () => (
	<Icon class="chevron">
		<path d="m5 9 7 7 7-7" />
	</Icon>
);
export const Cross = () => (
	<Icon class="sign">
		<path d="M6 6l12 12M18 6L6 18" />
	</Icon>
);
export const LinkSign = () => (
	<Icon>
		<path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.700-5.700l-1.600 1.600M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.700 5.700l1.600-1.600" />
	</Icon>
);
export const QuoteSign = () => (
	<Icon>
		<path d="M5 4v16M10 8h10M10 12h10M10 16h6" />
	</Icon>
);
export const ListSign = () => (
	<Icon>
		<path d="M9 6h12M9 12h12M9 18h12M4 6h.01M4 12h.01M4 18h.01" />
	</Icon>
);
export const NumbersSign = () => (
	<Icon>
		<path d="M10 6h11M10 12h11M10 18h11M4 4v4M3 14.500h2L3 18h2.500" />
	</Icon>
);
