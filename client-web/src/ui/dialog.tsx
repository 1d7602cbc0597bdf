// SPDX-License-Identifier: Apache-2.0
/*
 * dialog.tsx - the browser's own modal dialog with a title and a way out.
 *
 * Mounted means open. The browser keeps the focus inside and gives it back
 * afterwards; Escape closes.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { words } from '../words/en';
import { Button } from './button';
import { Cross } from './icons';

interface DialogProps {
	title: string;
	onClose(): void;
	children: ComponentChildren;
}

export function Dialog({ title, onClose, children }: DialogProps) {
	const dialog = useRef<HTMLDialogElement>(null);
	const id = useId();

	useEffect(() => {
		const element = dialog.current;
		const opener = document.activeElement;
		element?.showModal();
		return () => {
			element?.close();
			if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
		};
	}, []);
	return (
		<dialog
			ref={dialog}
			aria-labelledby={id}
			onCancel={(event) => {
				event.preventDefault();
				onClose();
			}}
		>
			<div class="dialog-head">
				<h2 id={id}>{title}</h2>
				<Button look="quiet" small onClick={onClose} aria-label={words.dialogClose}>
					<Cross />
				</Button>
			</div>
			{children}
		</dialog>
	);
}

/* A question with one serious answer and a way back. */
export function Confirm({
	title,
	action,
	danger,
	busy,
	onYes,
	onNo,
	children,
}: {
	title: string;
	action: string;
	danger?: boolean;
	busy?: boolean;
	onYes(): void;
	onNo(): void;
	children?: ComponentChildren;
}) {
	return (
		<Dialog title={title} onClose={onNo}>
			{children}
			<div class="row">
				<Button look={danger ? 'danger' : 'main'} busy={busy} onClick={onYes}>
					{action}
				</Button>
				<Button look="quiet" onClick={onNo}>
					{words.cancel}
				</Button>
			</div>
		</Dialog>
	);
}
