// SPDX-License-Identifier: Apache-2.0
/*
 * editor.tsx - a textarea with a few buttons, the server's preview, and a line
 * that says where the text is safe.
 *
 * There is no second Markdown parser here: the preview is what the server will
 * show. Bold and italic have their usual keys. The draft belongs to the page;
 * without one it is a plain field.
 */
import { useSignal } from '@preact/signals';
import type { TargetedKeyboardEvent } from 'preact';
import { useRef } from 'preact/hooks';
import type { DraftState } from '../store/drafts';
import { zone } from '../store/session';
import { call } from '../wire/calls';
import { sentence, words } from '../words/en';
import { clock } from './clock';
import { Html } from './html';
import { LinkSign, ListSign, NumbersSign, QuoteSign } from './icons';
import { Field } from './label';
import { link, prefix, type Selected, wrap } from './markup';

interface EditorProps {
	name: string;
	label: string;
	hint?: string;
	error?: string | null;
	optional?: boolean;
	value: string;
	onValue(value: string): void;
	/* Null: this text is no draft. */
	state?: DraftState | null;
	rows?: number;
}

export function Editor(props: EditorProps) {
	const { name, label, hint, error, optional, value, onValue, state = null, rows } = props;
	const area = useRef<HTMLTextAreaElement>(null);
	const html = useSignal<string | null>(null);
	const problem = useSignal('');
	const locked = state?.kind === 'sending' || state?.kind === 'waiting';

	const change = (how: (selected: Selected) => Selected) => {
		const element = area.current;
		if (!element || locked) return;
		const after = how({
			text: element.value,
			start: element.selectionStart,
			end: element.selectionEnd,
		});
		element.value = after.text;
		element.setSelectionRange(after.start, after.end);
		element.focus();
		onValue(after.text);
	};
	const keys = (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
		if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
		const acts: Record<string, (() => void) | undefined> = {
			b: () => change(bold),
			i: () => change(italic),
		};
		const act = acts[event.key];
		if (!act) return;
		event.preventDefault();
		act();
	};
	const preview = async () => {
		html.value = '';
		problem.value = '';
		if (value.trim() === '') return;
		try {
			html.value = (await call('text.preview', { body: value })).html;
		} catch {
			problem.value = words.editor.previewFailed;
		}
	};

	return (
		<Field name={name} label={label} hint={hint} error={error} optional={optional}>
			{(input) => (
				<>
					<div class="editor">
						<Toolbar
							change={change}
							previewing={html.value !== null}
							write={() => {
								html.value = null;
							}}
							preview={() => void preview()}
						/>
						{html.value !== null && (
							<section class="editor-preview" aria-label={words.editor.previewLabel}>
								{problem.value && <p class="error">{problem.value}</p>}
								{value.trim() === '' ? (
									<p class="quiet">{words.editor.previewEmpty}</p>
								) : (
									<Html html={html.value} />
								)}
							</section>
						)}
						<textarea
							{...input}
							ref={area}
							name={name}
							rows={rows}
							hidden={html.value !== null}
							readOnly={locked}
							value={value}
							onInput={(event) => onValue(event.currentTarget.value)}
							onKeyDown={keys}
						/>
					</div>
					{state && <DraftLine state={state} />}
				</>
			)}
		</Field>
	);
}

const bold = (selected: Selected) => wrap(selected, '**');
const italic = (selected: Selected) => wrap(selected, '*');

function Toolbar({
	change,
	previewing,
	write,
	preview,
}: {
	change(how: (selected: Selected) => Selected): void;
	previewing: boolean;
	write(): void;
	preview(): void;
}) {
	const tools = [
		[words.editor.bold, bold, <strong key="b">B</strong>],
		[words.editor.italic, italic, <em key="i">I</em>],
		[words.editor.link, link, <LinkSign key="l" />],
		[words.editor.quote, (at: Selected) => prefix(at, '> '), <QuoteSign key="q" />],
		[words.editor.list, (at: Selected) => prefix(at, '- '), <ListSign key="ul" />],
		[
			words.editor.numbers,
			(at: Selected) => prefix(at, (line) => `${line + 1}. `),
			<NumbersSign key="ol" />,
		],
	] as const;
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as part of the form
		<div class="editor-bar" role="group" aria-label={words.editor.toolbar}>
			{!previewing &&
				tools.map(([label, how, sign]) => (
					<button
						key={label}
						type="button"
						class="tool"
						aria-label={label}
						title={label}
						onClick={() => change(how)}
					>
						{sign}
					</button>
				))}
			<span class="views">
				<button type="button" class="tool" aria-pressed={!previewing} onClick={write}>
					{words.editor.write}
				</button>
				<button type="button" class="tool" aria-pressed={previewing} onClick={preview}>
					{words.editor.preview}
				</button>
			</span>
		</div>
	);
}

/* Not announced: it changes with every pause of the hands. */
export function DraftLine({ state }: { state: DraftState }) {
	return <p class="draft-state">{draftWords(state)}</p>;
}

function draftWords(state: DraftState): string {
	switch (state.kind) {
		case 'saved':
			return words.draft.saved(clock(state.at, zone()));
		case 'refused':
			return sentence(state.error);
		default:
			return words.draft[state.kind];
	}
}
