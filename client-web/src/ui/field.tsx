// SPDX-License-Identifier: Apache-2.0
/*
 * field.tsx - the inputs of forms, each with its label around it.
 */
import { useState } from 'preact/hooks';
import { words } from '../words/en';
import { Field, type FieldProps, HintAndError, idOf } from './label';

export { Field, idOf };

type InputProps = Omit<FieldProps, 'children'> & {
	value: string;
	onValue(value: string): void;
	type?: 'text' | 'email' | 'url' | 'search' | 'number' | 'date' | 'time' | 'datetime-local';
	autocomplete?: AutoFill;
	class?: string;
	min?: string;
	max?: string;
	maxLength?: number;
	readOnly?: boolean;
	spellcheck?: boolean;
	list?: string;
};

export function TextField({ name, label, hint, error, optional, onValue, ...rest }: InputProps) {
	return (
		<Field name={name} label={label} hint={hint} error={error} optional={optional}>
			{(input) => (
				<input
					{...(rest as object)}
					{...input}
					name={name}
					onInput={(event) => onValue(event.currentTarget.value)}
				/>
			)}
		</Field>
	);
}

export function PasswordField({
	name,
	label,
	hint,
	error,
	optional,
	onValue,
	...rest
}: InputProps) {
	const [shown, show] = useState(false);
	const type = { type: shown ? 'text' : 'password', autocapitalize: 'none' };
	return (
		<Field name={name} label={label} hint={hint} error={error} optional={optional}>
			{(input) => (
				<div class="with-button">
					<input
						{...(rest as object)}
						{...(type as object)}
						{...input}
						name={name}
						spellcheck={false}
						onInput={(event) => onValue(event.currentTarget.value)}
					/>
					<button type="button" class="button" onClick={() => show(!shown)}>
						{shown ? words.hide : words.show}
						<span class="hidden"> {words.password.what}</span>
					</button>
				</div>
			)}
		</Field>
	);
}

type AreaProps = Omit<FieldProps, 'children'> & {
	value: string;
	onValue(value: string): void;
	rows?: number;
	maxLength?: number;
};

export function TextArea({ name, label, hint, error, optional, onValue, ...rest }: AreaProps) {
	return (
		<Field name={name} label={label} hint={hint} error={error} optional={optional}>
			{(input) => (
				<textarea
					{...rest}
					{...input}
					name={name}
					onInput={(event) => onValue(event.currentTarget.value)}
				/>
			)}
		</Field>
	);
}

type SelectProps = Omit<FieldProps, 'children'> & {
	value: string;
	onValue(value: string): void;
	choices: readonly { value: string; label: string }[];
};

export function Select({
	name,
	label,
	hint,
	error,
	optional,
	value,
	onValue,
	choices,
}: SelectProps) {
	return (
		<Field name={name} label={label} hint={hint} error={error} optional={optional}>
			{(input) => (
				<select
					{...input}
					name={name}
					class="short"
					value={value}
					onChange={(event) => onValue(event.currentTarget.value)}
				>
					{choices.map((choice) => (
						<option key={choice.value} value={choice.value}>
							{choice.label}
						</option>
					))}
				</select>
			)}
		</Field>
	);
}

interface ChoicesProps {
	name: string;
	label: string;
	hint?: string;
	error?: string | null;
	/* Several may be ticked; otherwise one is chosen. */
	several?: boolean;
	values: readonly string[];
	onValues(values: string[]): void;
	choices: readonly { value: string; label: string; hint?: string }[];
}

export function Choices({
	name,
	label,
	hint,
	error,
	several,
	values,
	onValues,
	choices,
}: ChoicesProps) {
	const id = idOf(name);
	const pick = (value: string, on: boolean) => {
		if (!several) onValues([value]);
		else onValues(on ? [...values, value] : values.filter((other) => other !== value));
	};
	return (
		<fieldset
			class={error ? 'field wrong' : 'field'}
			id={id}
			aria-describedby={hint ? `${id}-hint` : undefined}
		>
			<legend>{label}</legend>
			<HintAndError id={id} hint={hint} error={error} />
			{choices.map((choice) => (
				<label class="choice" key={choice.value}>
					<input
						type={several ? 'checkbox' : 'radio'}
						name={name}
						value={choice.value}
						checked={values.includes(choice.value)}
						onChange={(event) => pick(choice.value, event.currentTarget.checked)}
					/>
					<span>
						{choice.label}
						{choice.hint && <span class="hint">{choice.hint}</span>}
					</span>
				</label>
			))}
		</fieldset>
	);
}

export function Checkbox({
	name,
	label,
	hint,
	checked,
	onChecked,
}: {
	name: string;
	label: string;
	hint?: string;
	checked: boolean;
	onChecked(checked: boolean): void;
}) {
	return (
		<div class="field">
			<label class="choice">
				<input
					type="checkbox"
					id={idOf(name)}
					name={name}
					checked={checked}
					onChange={(event) => onChecked(event.currentTarget.checked)}
				/>
				<span>
					{label}
					{hint && <span class="hint">{hint}</span>}
				</span>
			</label>
		</div>
	);
}
