// SPDX-License-Identifier: Apache-2.0
/*
 * triage.tsx - sorting a signal, and joining it with another; for coordinators.
 *
 * How often it had been sorted when the choosing began goes with what is sent.
 * When somebody else was quicker, theirs is shown beside mine, which stays in the
 * form until I decide: nothing is lost and nothing is overwritten unseen.
 */
import { useSignal } from '@preact/signals';
import { useLoad } from '../../store/load';
import { draftAt } from '../../store/session';
import { tables } from '../../store/tables';
import { Choices, Select, TextArea, TextField } from '../../ui/field';
import { Foreign, useSeenRevision } from '../../ui/foreign';
import { Form, useForm } from '../../ui/form';
import { tell } from '../../ui/live';
import { useChoice, useRevision } from '../../ui/revision';
import { Relative } from '../../ui/time';
import { call } from '../../wire/calls';
import type { Methods, Signal } from '../../wire/rows';
import { horizon } from '../../words/en/horizon';
import { tagsIn } from './drop';

const t = horizon.signal;
const states = ['watch', 'aside', 'new'] as const;
const soon = Object.keys(horizon.horizons) as Signal['horizon'][];
const sures = Object.keys(horizon.sures) as Signal['sure'][];
const labels = {
	state: t.state,
	horizon: horizon.dropping.horizon,
	sure: horizon.dropping.sure,
	tags: horizon.dropping.tags,
	note: t.note,
};
const names = Object.keys(labels) as (keyof typeof labels)[];
/* What is stored, in the words in which it is chosen. */
const spoken: Record<string, Record<string, string>> = {
	state: horizon.states,
	horizon: horizon.horizons,
	sure: horizon.sures,
};
const known = (name: string, value: string) => spoken[name]?.[value] ?? value;

/* How it stood before a step: "watch, 1-3, likely: In two trusts." */
export function stood(detail: string): string {
	const [, state = '', soon = '', sure = '', note = ''] =
		/^(\S+), (\S+), ([^:]+)(?:: (.*))?$/s.exec(detail) ?? [];
	const marks = [known('state', state), known('horizon', soon), known('sure', sure)];
	return note ? `${marks.join(' · ')}: “${note}”` : marks.join(' · ');
}

function useSorting(signal: Signal) {
	const draft = draftAt(`triage:${signal.id}`);
	const was = {
		state: signal.state,
		horizon: signal.horizon,
		sure: signal.sure,
		tags: signal.tags.join(', '),
		note: signal.note ?? '',
	};
	const fields = {
		state: useChoice(was.state),
		horizon: useChoice(was.horizon),
		sure: useChoice(was.sure),
		tags: useChoice<string>(was.tags),
		note: useRevision(draft, was.note),
	};
	return {
		fields,
		was,
		/* The fields that say something else than what is there. */
		changed: names.filter((name) => fields[name].value !== was[name]),
		forget() {
			for (const name of names) fields[name].forget();
			draft?.discard();
		},
	};
}

interface TriageProps {
	signal: Signal;
	/* Who sorted it last, and when. */
	last: Methods['signal.page']['out']['steps'][number] | undefined;
}

export function Triage({ signal, last }: TriageProps) {
	const opened = useSignal(false);
	const { fields, was, changed, forget } = useSorting(signal);
	const seen = useSeenRevision(signal.revision, changed.length > 0);
	const form = useForm({
		fields,
		send: async () => {
			await call('signal.triage', {
				signal: signal.id,
				state: fields.state.value as (typeof states)[number],
				horizon: fields.horizon.value as Signal['horizon'],
				sure: fields.sure.value as Signal['sure'],
				tags: tagsIn([], fields.tags.value),
				note: form.text('note') || undefined,
				revision: seen.value,
			});
			forget();
			opened.value = false;
			tell(t.saved);
		},
	});
	return (
		<details
			class="more"
			open={opened.value || changed.length > 0}
			onToggle={({ currentTarget }) => {
				opened.value = currentTarget.open;
			}}
		>
			<summary>{t.triage}</summary>
			{last && (
				<Foreign
					seen={seen}
					form={form}
					forget={forget}
					title={
						<>
							{t.foreign(last.name)} <Relative at={last.at} />
						</>
					}
				>
					<ul>
						{changed.map((name) => (
							<li key={name}>
								{t.foreignField(
									labels[name],
									known(name, was[name]),
									known(name, fields[name].value),
								)}
							</li>
						))}
					</ul>
				</Foreign>
			)}
			<Form form={form} action={t.save}>
				<Choices
					label={labels.state}
					choices={states.map((value) => ({ value, label: horizon.states[value] }))}
					{...form.choice('state')}
				/>
				<Select
					label={labels.horizon}
					choices={soon.map((value) => ({ value, label: horizon.horizons[value] }))}
					{...form.field('horizon')}
				/>
				<Select
					label={labels.sure}
					choices={sures.map((value) => ({ value, label: horizon.sures[value] }))}
					{...form.field('sure')}
				/>
				<TextField
					label={labels.tags}
					hint={horizon.dropping.ownTagsHint}
					optional
					{...form.field('tags')}
				/>
				<TextArea
					label={labels.note}
					hint={t.noteHint}
					optional
					maxLength={2000}
					{...form.field('note')}
				/>
			</Form>
		</details>
	);
}

export function Merge({ signal }: { signal: Signal }) {
	const opened = useSignal(false);
	return (
		<details
			class="more"
			onToggle={({ currentTarget }) => {
				opened.value = currentTarget.open;
			}}
		>
			<summary>{t.merge}</summary>
			{opened.value && <Joining signal={signal} />}
		</details>
	);
}

function Joining({ signal }: { signal: Signal }) {
	const { reply } = useLoad('signal.list', { community: signal.community });
	const into = useSignal('');
	const others = tables.signal
		.where((row) => row.community === signal.community && row.id !== signal.id)
		.filter((row) => row.state !== 'merged')
		.sort((a, b) => b.id - a.id);
	const form = useForm({
		fields: { into },
		send: async () => {
			const chosen = Number(into.peek()) || others[0]?.id;
			if (!chosen) return;
			await call('signal.merge', { signal: signal.id, into: chosen });
			tell(t.mergeDone);
		},
	});
	if (!reply) return null;
	if (others.length === 0) return <p>{t.mergeNone}</p>;
	return (
		<Form form={form} action={t.mergeAct}>
			<Select
				label={t.mergeLabel}
				hint={t.mergeHint}
				choices={others.map(({ id, number, title }) => ({
					value: String(id),
					label: `#${number} ${title}`,
				}))}
				{...form.field('into')}
			/>
		</Form>
	);
}
