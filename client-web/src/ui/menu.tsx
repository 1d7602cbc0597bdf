// SPDX-License-Identifier: Apache-2.0
/*
 * menu.tsx - a button that opens a list of links and buttons.
 *
 * A disclosure, not an ARIA menu: its entries are ordinary links that Tab
 * reaches. Escape closes it and gives the focus back; so does a click outside
 * or focus leaving it.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Chevron } from './icons';

interface MenuProps {
	label: ComponentChildren;
	/* The full name when the label alone does not say it. */
	name?: string;
	/* Which edge of the button the list keeps to. */
	edge?: 'start' | 'end';
	small?: boolean;
	children: ComponentChildren;
}

export function Menu({ label, name, edge = 'end', small = false, children }: MenuProps) {
	const [open, setOpen] = useState(false);
	const box = useRef<HTMLDivElement>(null);
	const button = useRef<HTMLButtonElement>(null);
	const id = useId();

	useEffect(() => {
		if (!open) return;
		const outside = (event: Event) => {
			if (!box.current?.contains(event.target as Node)) setOpen(false);
		};
		document.addEventListener('pointerdown', outside);
		document.addEventListener('focusin', outside);
		return () => {
			document.removeEventListener('pointerdown', outside);
			document.removeEventListener('focusin', outside);
		};
	}, [open]);

	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: it only listens for Escape from within
		<div
			class={`menu ${edge}`}
			ref={box}
			onKeyDown={(event) => {
				if (event.key !== 'Escape' || !open) return;
				event.stopPropagation();
				setOpen(false);
				button.current?.focus();
			}}
		>
			<button
				ref={button}
				type="button"
				class={`button quiet${small ? ' small' : ''}`}
				aria-expanded={open}
				aria-controls={id}
				aria-label={name}
				onClick={() => setOpen(!open)}
			>
				{label}
				<Chevron />
			</button>
			{open && (
				// biome-ignore lint/a11y/useKeyWithClickEvents: the entries themselves take the keys
				<ul
					class="menu-list"
					id={id}
					onClick={(event) => {
						if ((event.target as Element).closest('a, button')) setOpen(false);
					}}
				>
					{children}
				</ul>
			)}
		</div>
	);
}
