// SPDX-License-Identifier: Apache-2.0
/*
 * triage.tsx - sorting a signal, and joining it with another; for coordinators.
 */
import { useSignal } from '@preact/signals';
import { useLoad } from '../../store/load';
import { tables } from '../../store/tables';
import { Choices, Select, TextArea, TextField } from '../../ui/field';
import { Form, useForm } from '../../ui/form';
import { announce } from '../../ui/live';
import { call } from '../../wire/calls';
import type { Signal } from '../../wire/rows';
import { horizon } from '../../words/en/horizon';
import { tagsIn } from './drop';

const t = horizon.signal;
const states = ['watch', 'aside', 'new'] as const;
const soon = Object.keys(horizon.horizons) as Signal['horizon'][];
const sures = Object.keys(horizon.sures) as Signal['sure'][];

export function Triage({ signal }: { signal: Signal }) {
	const state = useSignal<(typeof states)[number]>(
		signal.state === 'merged' ? 'new' : signal.state,
	);
	const when = useSignal<Signal['horizon']>(signal.horizon);
	const sure = useSignal<Signal['sure']>(signal.sure);
	const tags = useSignal(signal.tags.join(', '));
	const note = useSignal(signal.note ?? '');
	const form = useForm({
		fields: { state, horizon: when, sure, tags, note },
		send: async () => {
			await call('signal.triage', {
				signal: signal.id,
				state: state.peek(),
				horizon: when.peek(),
				sure: sure.peek(),
				tags: tagsIn([], tags.peek()),
				note: form.text('note') || undefined,
			});
			announce(t.saved);
		},
	});
	return (
		<details class="more">
			<summary>{t.triage}</summary>
			<Form form={form} action={t.save}>
				<Choices
					label={t.state}
					choices={states.map((value) => ({ value, label: horizon.states[value] }))}
					{...form.choice('state')}
				/>
				<Select
					label={horizon.dropping.horizon}
					choices={soon.map((value) => ({ value, label: horizon.horizons[value] }))}
					{...form.field('horizon')}
				/>
				<Select
					label={horizon.dropping.sure}
					choices={sures.map((value) => ({ value, label: horizon.sures[value] }))}
					{...form.field('sure')}
				/>
				<TextField
					label={horizon.dropping.tags}
					hint={horizon.dropping.ownTagsHint}
					optional
					{...form.field('tags')}
				/>
				<TextArea
					label={t.note}
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
			announce(t.mergeDone);
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
