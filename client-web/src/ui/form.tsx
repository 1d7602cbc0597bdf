// SPDX-License-Identifier: Apache-2.0
/*
 * form.tsx - a form that sends, and says what is wrong where it is wrong.
 *
 * Errors are gathered on top in a summary that takes the focus (one of the two
 * occasions when focus moves by itself) and repeated at their fields. Nothing
 * is checked while typing and no button is ever greyed out: people find out by
 * pressing it.
 */
import { type Signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { asCallError } from '../store/load';
import { sentence, words } from '../words/en';
import { Button } from './button';
import { idOf } from './field';

/* By field name; '' for what belongs to no field. */
export type Problems = Record<string, string>;

export interface Sending {
	problems: Signal<Problems>;
	busy: Signal<boolean>;
	/* Runs `check`; if it finds nothing, `act`. A refusal becomes a problem. */
	submit(check: () => Problems, act: () => Promise<void>): Promise<void>;
}

export function useSending(): Sending {
	const problems = useSignal<Problems>({});
	const busy = useSignal(false);

	async function submit(check: () => Problems, act: () => Promise<void>) {
		if (busy.peek()) return;
		problems.value = check();
		if (Object.keys(problems.peek()).length > 0) return;
		busy.value = true;
		try {
			await act();
		} catch (failure) {
			const error = asCallError(failure);
			problems.value = { [error.field ?? '']: sentence(error) };
		} finally {
			busy.value = false;
		}
	}
	return { problems, busy, submit };
}

export function ErrorSummary({ problems }: { problems: Problems }) {
	const box = useRef<HTMLDivElement>(null);
	const entries = Object.entries(problems);

	useEffect(() => {
		if (Object.keys(problems).length > 0) box.current?.focus();
	}, [problems]);
	if (entries.length === 0) return null;
	return (
		<div class="summary" ref={box} tabIndex={-1} role="alert" aria-labelledby="summary-title">
			<h2 id="summary-title">{words.summary.title(entries.length)}</h2>
			<ul>
				{entries.map(([name, problem]) => (
					<li key={name}>
						<Problem name={name} problem={problem} />
					</li>
				))}
			</ul>
		</div>
	);
}

/* A refusal may name a field that this form does not show: then there is nowhere to go. */
function Problem({ name, problem }: { name: string; problem: string }) {
	if (name === '') return <>{problem}</>;
	const go = (event: MouseEvent) => {
		event.preventDefault();
		const field = document.getElementById(idOf(name));
		(field?.matches('fieldset') ? field.querySelector('input') : field)?.focus();
	};
	return (
		<a href={`#${idOf(name)}`} onClick={go}>
			{problem}
		</a>
	);
}

interface FormProps {
	sending: Sending;
	/* The words on the button. */
	action: string;
	check?(): Problems;
	onSend(): Promise<void>;
	/* More buttons beside the one that sends. */
	also?: ComponentChildren;
	label?: string;
	children?: ComponentChildren;
}

export function Form({ sending, action, check, onSend, also, label, children }: FormProps) {
	return (
		<form
			class="form"
			noValidate
			aria-label={label}
			onSubmit={(event) => {
				event.preventDefault();
				void sending.submit(check ?? (() => ({})), onSend);
			}}
		>
			<ErrorSummary problems={sending.problems.value} />
			{children}
			<div class="row">
				<Button look="main" type="submit" busy={sending.busy.value}>
					{action}
				</Button>
				{also}
			</div>
		</form>
	);
}

/* The usual check: these must not be empty. */
export function missing(fields: Record<string, [value: string, problem: string]>): Problems {
	const problems: Problems = {};
	for (const [name, [value, problem]] of Object.entries(fields))
		if (value.trim() === '') problems[name] = problem;
	return problems;
}
