// SPDX-License-Identifier: Apache-2.0
/*
 * group_write.tsx - naming a group, saying what it is for, choosing its people.
 *
 * What was ticked when the dialog opened is compared with what is ticked when
 * it is saved: whom another coordinator puts in meanwhile stays in.
 */
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { draftAt } from '../../store/session';
import { ChoosePeople } from '../../ui/choose_people';
import { Dialog } from '../../ui/dialog';
import { TextArea, TextField } from '../../ui/field';
import { Foreign, useSeenRevision } from '../../ui/foreign';
import { deliver, Form, useForm } from '../../ui/form';
import { tell } from '../../ui/live';
import { useRevision } from '../../ui/revision';
import { call } from '../../wire/calls';
import type { Group, Member } from '../../wire/rows';
import { groups as t } from '../../words/en/groups';

interface WritingProps {
	community: number;
	/* The group that is changed; without it, another is added. */
	was?: Group;
	onClose(made?: number): void;
}

function useGroup(community: number, was: Group | undefined) {
	const at = was ? `group:${was.id}` : `group:new:${community}`;
	const drafts = { name: draftAt(at), purpose: draftAt(`${at}:purpose`) };
	const there = { name: was?.name ?? '', purpose: was?.purpose ?? '' };
	const fields = {
		name: useRevision(drafts.name, there.name),
		purpose: useRevision(drafts.purpose, there.purpose),
	};
	return {
		drafts,
		fields,
		changed: fields.name.value !== there.name || fields.purpose.value !== there.purpose,
		forget() {
			for (const name of ['name', 'purpose'] as const) {
				fields[name].forget();
				drafts[name]?.discard();
			}
		},
	};
}

export function Writing({ community, was, onClose }: WritingProps) {
	const { drafts, fields, changed, forget } = useGroup(community, was);
	const seen = useSeenRevision(was?.revision ?? 0, changed);
	const form = useForm({
		fields,
		required: { name: t.nameMissing, purpose: t.purposeMissing },
		send: async () => {
			const said = { name: form.text('name'), purpose: form.text('purpose') };
			const also = [drafts.purpose];
			const sent = was
				? await deliver(
						drafts.name,
						'group.change',
						{ id: was.id, revision: seen.value, ...said },
						also,
					)
				: await deliver(drafts.name, 'group.add', { community, ...said }, also);
			if (!sent) return;
			tell(was ? t.changed : t.added);
			onClose(sent.id);
		},
		suffix: '-group',
		inline: true,
	});
	return (
		<Dialog title={was ? t.changeTitle : t.add} onClose={() => onClose()}>
			{was && (
				<Foreign seen={seen} form={form} by={was.changed_by} forget={forget}>
					<p>{was.name}</p>
					<p>{was.purpose}</p>
				</Foreign>
			)}
			<Form form={form} action={was ? t.save : t.act} onCancel={() => onClose()}>
				<TextField label={t.name} hint={t.nameHint} maxLength={80} {...form.field('name')} />
				<TextArea
					label={t.purpose}
					hint={t.purposeHint}
					rows={2}
					maxLength={400}
					{...form.field('purpose')}
				/>
			</Form>
		</Dialog>
	);
}

interface FillingProps {
	group: Group;
	people: Member[];
	onClose(): void;
}

export function Filling({ group, people, onClose }: FillingProps) {
	const before = useMemo(() => people.map(({ id }) => id), []);
	const chosen = useSignal(before);
	const form = useForm({
		send: async () => {
			const now = chosen.peek();
			const fresh = now.filter((id) => !before.includes(id));
			/* First: a full group has no room for one who comes for another. */
			for (const member of before.filter((id) => !now.includes(id)))
				await call('group.leave', { group: group.id, member });
			if (fresh.length > 0) await call('group.fill', { group: group.id, members: fresh });
			tell(t.filled(group.name, now.length));
			onClose();
		},
		suffix: '-people',
		inline: true,
	});
	return (
		<Dialog title={group.name} onClose={onClose}>
			<Form form={form} action={t.save} onCancel={onClose}>
				<p class="quiet">{t.fillHint}</p>
				<ChoosePeople
					name="group-people"
					label={t.people(chosen.value.length)}
					community={group.community}
					chosen={chosen}
				/>
			</Form>
		</Dialog>
	);
}
