// SPDX-License-Identifier: Apache-2.0
/*
 * choose_people.tsx - members of a community to be ticked, and to be found among
 * many. Who is ticked stays in sight whatever is looked for, and so does who was
 * chosen before and could not be today: else nobody could untick them.
 */
import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { asCallError, load } from '../store/load';
import { memberOf } from '../store/names';
import { tables } from '../store/tables';
import type { Member } from '../wire/rows';
import { sentence, words } from '../words/en';
import { groups } from '../words/en/groups';
import { Choices, TextField } from './field';

const t = groups.choose;
const PAGE = 200;
const MANY = 8;

/* All its members are here once there is no `more`; or why they are not. */
function useEverybody(community: number) {
	const problem = useSignal<string | null>(null);
	const more = useSignal(true);
	useEffect(() => {
		let gone = false;
		const read = async (after: number | undefined) => {
			const { members } = await load('member.list', { community, after });
			const last = members.at(-1);
			if (gone) return;
			if (last && members.length === PAGE) await read(last.id);
			else more.value = false;
		};
		read(undefined).catch((failure) => {
			problem.value = sentence(asCallError(failure));
		});
		return () => {
			gone = true;
		};
	}, [community]);
	return { problem: problem.value, more: more.value };
}

/* One to be ticked; why they could not be, if they were not chosen already. */
type Person = Pick<Member, 'id' | 'display_name'> & Partial<Member> & { gone?: boolean };

const stranger = (id: number): Person => ({
	id,
	display_name: memberOf(id)?.display_name ?? words.formerMember,
	gone: true,
});

const fits = ({ display_name, organisation, profession, region }: Person, wanted: string) =>
	wanted
		.toLowerCase()
		.split(/\s+/)
		.every((word) =>
			[display_name, organisation, profession, region].join(' ').toLowerCase().includes(word),
		);

interface ChoosePeopleProps {
	name: string;
	label: string;
	error?: string | undefined;
	community: number;
	/* Who is not offered, unless chosen before; 0: everybody is. */
	without?: number;
	chosen: Signal<number[]>;
}

export function ChoosePeople(props: ChoosePeopleProps) {
	const { name, label, community, without = 0, chosen } = props;
	const { problem, more } = useEverybody(community);
	const wanted = useSignal('');
	const before = useMemo(() => chosen.peek(), []);
	const there = tables.membership
		.where((row) => row.community === community && !row.left_at)
		.map(({ member }) => member);
	const gone = [...new Set([...before, ...chosen.value])].filter((id) => !there.includes(id));
	const everybody = there
		.filter((id) => id !== without || before.includes(id))
		.flatMap<Person>((id) => tables.member.get(id) ?? [])
		.concat(more ? [] : gone.map(stranger))
		.sort((a, b) => a.display_name.localeCompare(b.display_name));
	const shown = everybody.filter((one) => chosen.value.includes(one.id) || fits(one, wanted.value));
	return (
		<div class="people">
			{everybody.length > MANY && (
				<TextField
					name={`${name}-find`}
					label={t.find}
					hint={t.findHint}
					type="search"
					value={wanted.value}
					onValue={(value) => (wanted.value = value)}
				/>
			)}
			<Choices
				name={name}
				label={label}
				error={props.error ?? problem}
				several
				values={chosen.value.map(String)}
				onValues={(values) => (chosen.value = values.map(Number))}
				choices={shown.map(({ id, display_name, profession, gone }) => ({
					value: String(id),
					label: display_name,
					hint: (gone && t.gone) || (profession ?? undefined),
				}))}
			/>
			{shown.length === 0 && everybody.length > 0 && <p class="quiet">{t.none}</p>}
		</div>
	);
}
