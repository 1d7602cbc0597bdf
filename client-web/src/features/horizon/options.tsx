// SPDX-License-Identifier: Apache-2.0
/*
 * options.tsx - the options of a poll that is being written, one field each.
 *
 * They are kept as lines of one text, which makes them a draft like any other.
 * Adding and removing say so, and put the focus where the work goes on.
 */
import { useRef } from 'preact/hooks';
import { Button } from '../../ui/button';
import { idOf } from '../../ui/field';
import { Cross } from '../../ui/icons';
import { announce } from '../../ui/live';
import { words } from '../../words/en';
import { horizon } from '../../words/en/horizon';

const t = horizon.asking;
const LEAST = 2;
const MOST = 20;

/* Two fields at least, empty ones too. */
export function fieldsOf(text: string): string[] {
	const fields = text.split('\n');
	while (fields.length < LEAST) fields.push('');
	return fields;
}

export const optionsIn = (text: string): string[] =>
	text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');

/* What is wrong with them, in words; undefined: nothing. */
export function optionsProblem(text: string, least = LEAST): string | undefined {
	const options = optionsIn(text);
	if (options.length < least) return least === LEAST ? t.tooFew : t.tooFewStatements;
	const lines = fieldsOf(text).map((line) => line.trim());
	const twice = lines.findIndex((line, i) => line !== '' && lines.indexOf(line) < i);
	return twice < 0 ? undefined : t.same(twice + 1);
}

export function Options({
	text,
	onText,
	error,
	statements = false,
}: {
	text: string;
	/* Each is agreed with, or not; one is enough. */
	statements?: boolean;
	onText(text: string): void;
	error?: string;
}) {
	const box = useRef<HTMLFieldSetElement>(null);
	const fields = fieldsOf(text);
	const id = idOf('options');

	const focus = (i: number) =>
		requestAnimationFrame(() => box.current?.querySelectorAll('input')[i]?.focus());
	const set = (i: number, value: string) => onText(fields.with(i, value).join('\n'));
	const add = () => {
		onText([...fields, ''].join('\n'));
		announce(t.added(fields.length + 1));
		focus(fields.length);
	};
	const remove = (i: number) => {
		onText(fields.toSpliced(i, 1).join('\n'));
		announce(t.removed);
		focus(Math.max(0, i - 1));
	};
	return (
		<fieldset
			ref={box}
			class={error ? 'field wrong' : 'field'}
			id={id}
			aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
		>
			<legend>{statements ? t.statements : t.options}</legend>
			<span class="hint" id={`${id}-hint`}>
				{statements ? t.statementsHint : t.optionsHint}
			</span>
			{error && (
				<p class="error" id={`${id}-error`}>
					<span class="hidden">{words.errorPrefix} </span>
					{error}
				</p>
			)}
			<ol class="option-fields">
				{fields.map((value, i) => (
					<li key={i}>
						<input
							type="text"
							name={`option-${i + 1}`}
							aria-label={t.option(i + 1)}
							maxLength={200}
							value={value}
							onInput={(event) => set(i, event.currentTarget.value)}
						/>
						{fields.length > LEAST && (
							<Button look="quiet" aria-label={t.remove(i + 1)} onClick={() => remove(i)}>
								<Cross />
							</Button>
						)}
					</li>
				))}
			</ol>
			{fields.length < MOST && (
				<Button small onClick={add}>
					{t.add}
				</Button>
			)}
		</fieldset>
	);
}
