// SPDX-License-Identifier: Apache-2.0
/*
 * button.tsx - buttons, and links that look like them.
 *
 * While `busy` a button stays where it is and keeps the focus: it is marked as
 * disabled for readers and does nothing, but is not taken out of the page.
 */
import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';

type Look = 'main' | 'plain' | 'quiet' | 'danger';

interface Common {
	look?: Look;
	small?: boolean;
	children: ComponentChildren;
}

type ButtonProps = Common & { busy?: boolean } & Omit<ButtonHTMLAttributes, 'class' | 'disabled'>;

const classOf = (look: Look, small: boolean) => `button ${look}${small ? ' small' : ''}`;

export function Button({
	look = 'plain',
	small = false,
	busy = false,
	type = 'button',
	onClick,
	children,
	...rest
}: ButtonProps) {
	return (
		<button
			{...rest}
			type={type}
			class={classOf(look, small)}
			aria-disabled={busy ? 'true' : undefined}
			onClick={(event) => {
				if (busy) event.preventDefault();
				else onClick?.call(event.currentTarget, event);
			}}
		>
			{children}
		</button>
	);
}

export function ButtonLink({
	look = 'plain',
	small = false,
	children,
	...rest
}: Common & { href: string; download?: string; 'aria-label'?: string }) {
	return (
		<a {...rest} class={classOf(look, small)}>
			{children}
		</a>
	);
}
