// SPDX-License-Identifier: Apache-2.0
/*
 * form.tsx - a form that sends, and says what is wrong where it is wrong.
 *
 * A form names its fields and what each writes into, once; what they show,
 * what is missing, what the server refused and whether it is being sent
 * follows from that. Errors are gathered on top in a summary that takes the
 * focus (one of the two occasions when focus moves by itself); a small form in
 * the middle of a text is `inline`: there the first wrong field takes it.
 * Nothing is checked while typing and no button is ever greyed out: people
 * find out by pressing it. Ctrl+Enter sends from wherever one is in the form.
 */
import { type Signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { Draft, DraftState } from '../store/drafts';
import { asCallError } from '../store/load';
import type { Method, Methods } from '../wire/rows';
import { sentence, words } from '../words/en';
import { Button } from './button';
import { idOf } from './label';
import { tell } from './live';

/* By field name; '' for what belongs to no field. */
export type Problems = Record<string, string>;

/* What a field shows and writes into: a draft, a signal, or nothing yet. */
export type Text = { value: string; state?: Signal<DraftState> } | null;

interface Plan<N extends string> {
	fields?: Record<N, Text>;
	/* What to say of those that must not be empty. */
	required?: Partial<Record<N, string>>;
	/* What else is wrong. */
	check?(): Problems;
	send(): Promise<void>;
	/* Tells the forms of one kind on a page apart. */
	suffix?: string;
	inline?: boolean;
}

interface Bound {
	name: string;
	error: string | undefined;
	value: string;
	onValue(value: string): void;
}

export interface FormOf<N extends string> {
	problems: Signal<Problems>;
	busy: Signal<boolean>;
	inline: boolean;
	idOf(name: string): string;
	submit(): Promise<void>;
	/* Without the blanks around it. */
	text(name: N): string;
	/* The properties of a text field, of an editor, of a single choice. */
	field(name: N): Bound;
	editor(name: N): Bound & { state: DraftState | undefined };
	choice(name: N): {
		name: string;
		error: string | undefined;
		values: string[];
		onValues(values: string[]): void;
	};
}

export function useForm<N extends string = never>(plan: Plan<N>): FormOf<N> {
	const problems = useSignal<Problems>({});
	const busy = useSignal(false);
	const { fields = {} as Record<N, Text>, required = {}, suffix = '', inline = false } = plan;
	const idFor = (name: string) => idOf(name + suffix);
	const text = (name: N) => fields[name]?.value.trim() ?? '';

	const wrong = (): Problems => {
		const found: Problems = {};
		for (const [name, problem] of Object.entries(required))
			if (text(name as N) === '') found[name] = problem as string;
		return { ...found, ...plan.check?.() };
	};
	const say = (found: Problems) => {
		problems.value = found;
		const [first] = Object.keys(found);
		if (inline && first) document.getElementById(idFor(first))?.focus();
	};
	const submit = async () => {
		if (busy.peek()) return;
		say(wrong());
		if (Object.keys(problems.peek()).length > 0) return;
		busy.value = true;
		try {
			await plan.send();
		} catch (failure) {
			const error = asCallError(failure);
			say({ [error.field ?? '']: sentence(error) });
		} finally {
			busy.value = false;
		}
	};
	const field = (name: N): Bound => ({
		name: name + suffix,
		error: problems.value[name],
		value: fields[name]?.value ?? '',
		onValue: (value) => {
			const source = fields[name];
			if (source) source.value = value;
		},
	});
	const editor = (name: N) => ({
		...field(name),
		state: fields[name]?.state?.value,
	});
	const choice = (name: N) => {
		const { value, onValue, ...rest } = field(name);
		return { ...rest, values: [value], onValues: ([chosen = '']: string[]) => onValue(chosen) };
	};
	return { problems, busy, inline, idOf: idFor, submit, text, field, editor, choice };
}

/*
 * Makes something of a draft, and of those that go with it. Null: there is no
 * connection; it goes by itself once there is, and that has been said.
 */
export async function deliver<M extends Method>(
	draft: Draft | null,
	method: M,
	params: Methods[M]['in'],
	also: (Draft | null)[] = [],
): Promise<Methods[M]['out'] | null> {
	const places = also.flatMap((other) => (other ? [other.place] : []));
	const sent = await draft?.send(method, params, places);
	if (sent?.kind === 'refused') throw sent.error;
	if (sent?.kind === 'waiting') tell(words.draft.waiting);
	return sent?.kind === 'sent' ? sent.reply : null;
}

/* For a button without a form: what it has done, or why it could not. */
export async function attempt(act: () => Promise<string>) {
	try {
		tell(await act());
	} catch (failure) {
		tell(sentence(asCallError(failure)));
	}
}

type AnyForm = Pick<FormOf<never>, 'problems' | 'busy' | 'inline' | 'idOf' | 'submit'>;

function ErrorSummary({ form }: { form: AnyForm }) {
	const box = useRef<HTMLDivElement>(null);
	const title = useId();
	const problems = form.problems.value;
	const entries = Object.entries(problems);

	useLayoutEffect(() => {
		box.current?.focus();
	}, [problems]);
	if (entries.length === 0) return null;
	return (
		<div class="summary" ref={box} tabIndex={-1} role="alert" aria-labelledby={title}>
			<h2 id={title}>{words.summary.title(entries.length)}</h2>
			<ul>
				{entries.map(([name, problem]) => (
					<li key={name}>
						<Problem id={name && form.idOf(name)} problem={problem} />
					</li>
				))}
			</ul>
		</div>
	);
}

/* A refusal may name a field that this form does not show: then there is nowhere to go. */
function Problem({ id, problem }: { id: string; problem: string }) {
	if (id === '') return <>{problem}</>;
	const go = (event: MouseEvent) => {
		event.preventDefault();
		const field = document.getElementById(id);
		(field?.matches('fieldset') ? field.querySelector('input') : field)?.focus();
	};
	return (
		<a href={`#${id}`} onClick={go}>
			{problem}
		</a>
	);
}

/* What is wrong with the whole, where there is no room for a summary. */
export function Refusal({ form }: { form: Pick<AnyForm, 'problems'> }) {
	const problem = form.problems.value[''];
	if (!problem) return null;
	return (
		<p class="error" role="alert">
			{problem}
		</p>
	);
}

interface FormProps {
	form: AnyForm;
	/* The words on the button, and what it is called where one hears it alone. */
	action: string;
	actionName?: string;
	small?: boolean;
	/* There is a way back, beside the button that sends. */
	onCancel?(): void;
	cancel?: string;
	also?: ComponentChildren;
	label?: string;
	children?: ComponentChildren;
}

export function Form(props: FormProps) {
	const { form, action, actionName, small, onCancel, also, label, children } = props;
	return (
		<form
			class="form"
			noValidate
			aria-label={label}
			onSubmit={(event) => {
				event.preventDefault();
				void form.submit();
			}}
			onKeyDown={(event) => {
				if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
					event.preventDefault();
					void form.submit();
				}
			}}
		>
			{form.inline ? <Refusal form={form} /> : <ErrorSummary form={form} />}
			{children}
			<div class="row">
				<Button
					look={small ? 'plain' : 'main'}
					small={small}
					type="submit"
					busy={form.busy.value}
					aria-label={actionName}
				>
					{action}
				</Button>
				{onCancel && (
					<Button look="quiet" onClick={onCancel}>
						{props.cancel ?? words.cancel}
					</Button>
				)}
				{also}
			</div>
		</form>
	);
}
