// SPDX-License-Identifier: Apache-2.0
/*
 * answer.tsx - the inputs of a poll, one for each kind.
 *
 * All of them are the browser's own radios, boxes, numbers and buttons, so that
 * keys, touch and readers work as everywhere. Answers of anonymous polls are
 * drafts nowhere: what is picked lives in the page until it is sent.
 */
import type { ComponentChildren } from 'preact';
import { zone as mine } from '../../store/session';
import { Button } from '../../ui/button';
import { Choices, idOf, TextArea } from '../../ui/field';
import { HintAndError } from '../../ui/label';
import type { Option, Poll } from '../../wire/rows';
import { horizon } from '../../words/en/horizon';
import { Ranking } from './ranking';
import { type Answer, given, nameOf } from './state';

const t = horizon.poll;

export interface AnswerProps {
	poll: Poll;
	options: Option[];
	answer: Answer;
	error?: string | undefined;
	onAnswer(answer: Answer): void;
}

interface BallotProps extends Omit<AnswerProps, 'error'> {
	reason: string;
	onReason(text: string): void;
	problems: Partial<Record<string, string>>;
}

/* The answer, and why if the poll asks for it. */
export function BallotFields({ reason, onReason, problems, ...answering }: BallotProps) {
	const { poll } = answering;
	return (
		<>
			<AnswerFields {...answering} error={problems.choices} />
			{poll.reasons && (
				<TextArea
					name="reason"
					label={t.reason}
					hint={poll.anonymous ? t.reasonHidden(poll.least) : t.reasonNamed}
					optional
					maxLength={2000}
					rows={3}
					error={problems.reason}
					value={reason}
					onValue={onReason}
				/>
			)}
		</>
	);
}

function AnswerFields(props: AnswerProps) {
	switch (props.poll.kind) {
		case 'ranking':
			return <Ranking {...props} />;
		case 'points':
			return <Points {...props} />;
		case 'likert':
		case 'score':
		case 'time':
			return <Scales {...props} />;
		default:
			return <Chosen {...props} />;
	}
}

function Chosen({ poll, options, answer, error, onAnswer }: AnswerProps) {
	const several = poll.kind === 'multiple';
	return (
		<Choices
			name="choices"
			label={t.ballot}
			hint={several ? t.several : t.one}
			error={error}
			several={several}
			values={answer.choices.map(String)}
			onValues={(values) => onAnswer({ ...answer, choices: values.map(Number) })}
			choices={options.map(({ id, label }) => ({ value: String(id), label }))}
		/>
	);
}

/* A group of inputs that belong together, with its hint and what is wrong. */
export function Group({
	name = 'choices',
	label = t.ballot,
	hint,
	error,
	children,
}: {
	name?: string;
	label?: string;
	hint: string;
	error?: string | undefined;
	children: ComponentChildren;
}) {
	const id = idOf(name);
	return (
		<fieldset
			class={error ? 'field wrong' : 'field'}
			id={id}
			aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
		>
			<legend>{label}</legend>
			<HintAndError id={id} hint={hint} error={error} />
			{children}
		</fieldset>
	);
}

function Scales({ poll, options, answer, error, onAnswer }: AnswerProps) {
	const kind = poll.kind as 'likert' | 'score' | 'time';
	const set = (option: number, mark: number | null) => {
		const marks = new Map(answer.marks);
		if (mark === null) marks.delete(option);
		else marks.set(option, mark);
		onAnswer({ ...answer, marks });
	};
	return (
		<Group hint={t.hints[kind]} error={error}>
			{kind === 'time' && mine() !== poll.zone && <p class="hint">{t.yourZone(mine())}</p>}
			{options.map((option) => (
				<Scale
					key={option.id}
					kind={kind}
					option={option}
					mark={answer.marks.get(option.id) ?? null}
					onMark={(mark) => set(option.id, mark)}
				/>
			))}
		</Group>
	);
}

export const pointsOf = (kind: 'likert' | 'score' | 'time'): readonly string[] =>
	kind === 'score' ? Array.from({ length: 10 }, (_, i) => String(i + 1)) : t.points[kind];

function Scale({
	kind,
	option,
	mark,
	onMark,
}: {
	kind: 'likert' | 'score' | 'time';
	option: Option;
	mark: number | null;
	onMark(mark: number | null): void;
}) {
	const name = `option-${option.id}`;
	return (
		<fieldset class={`scale scale-${kind}`}>
			<legend>{nameOf(option, mine())}</legend>
			<div class="scale-points">
				{pointsOf(kind).map((label, i) => (
					<label class="scale-point" key={label}>
						<input
							type="radio"
							name={name}
							value={i + 1}
							checked={mark === i + 1}
							onChange={() => onMark(i + 1)}
						/>
						<span>{label}</span>
					</label>
				))}
				{kind !== 'time' && (
					<label class="scale-point scale-none">
						<input
							type="radio"
							name={name}
							value=""
							checked={mark === null}
							onChange={() => onMark(null)}
						/>
						<span>{t.cannotSay}</span>
					</label>
				)}
			</div>
			{kind === 'score' && (
				<p class="scale-ends" aria-hidden="true">
					<span>{t.worst}</span>
					<span>{t.best}</span>
				</p>
			)}
		</fieldset>
	);
}

function Points({ poll, options, answer, error, onAnswer }: AnswerProps) {
	const left = poll.points - given(answer);
	const set = (option: number, mark: number) => {
		const marks = new Map(answer.marks);
		const points = Math.min(Math.max(0, Math.floor(mark) || 0), poll.points);
		if (points === 0) marks.delete(option);
		else marks.set(option, points);
		onAnswer({ ...answer, marks });
	};
	return (
		<Group hint={t.pointsHint(poll.points)} error={error}>
			<ul class="points">
				{options.map(({ id, label }) => {
					const points = answer.marks.get(id) ?? 0;
					return (
						<li key={id}>
							<label for={`points-${id}`}>{label}</label>
							<span class="points-set">
								<Button aria-label={t.fewer(label)} onClick={() => set(id, points - 1)}>
									−
								</Button>
								<input
									id={`points-${id}`}
									type="number"
									inputMode="numeric"
									min="0"
									max={poll.points}
									value={points}
									onInput={({ currentTarget }) => set(id, currentTarget.valueAsNumber)}
								/>
								<Button
									aria-label={t.more(label)}
									onClick={() => set(id, points + Math.min(1, Math.max(0, left)))}
								>
									+
								</Button>
							</span>
						</li>
					);
				})}
			</ul>
			<p class={left < 0 ? 'points-left error' : 'points-left'} role="status">
				{t.pointsLeft(left)}
			</p>
		</Group>
	);
}
