// SPDX-License-Identifier: Apache-2.0
/*
 * dialog.tsx - the browser's own modal dialog with a title and a way out.
 *
 * Mounted means open. The browser keeps the focus inside and gives it back
 * afterwards; Escape closes.
 */
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { words } from '../words/en';
import { Button } from './button';
import { Refusal, useForm } from './form';
import { Cross } from './icons';

interface DialogProps {
	title: string;
	/* From the lower edge, leaving sight of what is above. */
	low?: boolean;
	onClose(): void;
	children: ComponentChildren;
}

export function Dialog({ title, low, onClose, children }: DialogProps) {
	const dialog = useRef<HTMLDialogElement>(null);
	const id = useId();

	useLayoutEffect(() => {
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
			class={low ? 'drawer' : undefined}
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

/*
 * A question with one serious answer and a way back. Closes when `onYes` has
 * done it; a refusal is said here, and the question stays.
 */
export function Confirm({
	title,
	action,
	danger,
	onYes,
	onClose,
	children,
}: {
	title: string;
	action: string;
	danger?: boolean;
	onYes(): Promise<void>;
	onClose(): void;
	children?: ComponentChildren;
}) {
	const form = useForm({
		send: async () => {
			await onYes();
			onClose();
		},
	});
	return (
		<Dialog title={title} onClose={onClose}>
			{children}
			<Refusal form={form} />
			<div class="row">
				<Button
					look={danger ? 'danger' : 'main'}
					busy={form.busy.value}
					onClick={() => void form.submit()}
				>
					{action}
				</Button>
				<Button look="quiet" onClick={onClose}>
					{words.cancel}
				</Button>
			</div>
		</Dialog>
	);
}
