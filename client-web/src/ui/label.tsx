// SPDX-License-Identifier: Apache-2.0
/*
 * label.tsx - label, hint and error around one input, tied together by ids.
 *
 * Hint and error stand before the input, where they are read first. The id of
 * the input is `field-NAME`: the error summary links to it. The inputs are in
 * field.tsx, which the page of a thread does not fetch.
 */
import type { ComponentChildren } from 'preact';
import { words } from '../words/en';

export interface Described {
	id: string;
	'aria-describedby': string | undefined;
	'aria-invalid': 'true' | undefined;
}

export interface FieldProps {
	name: string;
	label: string;
	hint?: ComponentChildren;
	error?: string | null;
	optional?: boolean;
	children(input: Described): ComponentChildren;
}

export const idOf = (name: string) => `field-${name}`;

export function Field({ name, label, hint, error, optional, children }: FieldProps) {
	const id = idOf(name);
	const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
	return (
		<div class={error ? 'field wrong' : 'field'}>
			<label class="label" for={id}>
				{label}
				{optional && <span class="quiet"> ({words.optional})</span>}
			</label>
			<HintAndError id={id} hint={hint} error={error} />
			{children({
				id,
				'aria-describedby': described || undefined,
				'aria-invalid': error ? 'true' : undefined,
			})}
		</div>
	);
}

export function HintAndError({
	id,
	hint,
	error,
}: { id: string } & Pick<FieldProps, 'hint' | 'error'>) {
	return (
		<>
			{hint && (
				<span class="hint" id={`${id}-hint`}>
					{hint}
				</span>
			)}
			{error && (
				<p class="error" id={`${id}-error`}>
					<span class="hidden">{words.errorPrefix} </span>
					{error}
				</p>
			)}
		</>
	);
}
