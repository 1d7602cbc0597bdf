// SPDX-License-Identifier: Apache-2.0
/*
 * asking.tsx - asks for one longer text that is a draft, such as an outcome.
 * Apart from dialog.tsx, for most pages need none.
 */
import type { ComponentChildren } from 'preact';
import { Dialog } from './dialog';
import { Editor } from './editor';
import { Form, type FormOf, type Text, useForm } from './form';

export interface Asking {
	title: string;
	label: string;
	hint: string;
	note: string;
	action: string;
	/* What to say when it is empty; without it, it may be. */
	missing?: string;
	text: Text;
	/* Above the form. */
	above?(form: Pick<FormOf<never>, 'problems'>): ComponentChildren;
	onSend(text: string): Promise<boolean>;
	onClose(): void;
}

export function AskText({
	title,
	label,
	hint,
	note,
	action,
	missing,
	text,
	above,
	onSend,
	onClose,
}: Asking) {
	const form = useForm({
		fields: { outcome: text },
		required: missing ? { outcome: missing } : {},
		send: async () => {
			if (await onSend(form.text('outcome'))) onClose();
		},
	});
	return (
		<Dialog title={title} onClose={onClose}>
			{above?.(form)}
			<Form form={form} action={action} onCancel={onClose}>
				<Editor label={label} hint={hint} optional={!missing} {...form.editor('outcome')} />
				<p class="quiet small">{note}</p>
			</Form>
		</Dialog>
	);
}
