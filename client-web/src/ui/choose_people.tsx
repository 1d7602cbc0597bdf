// SPDX-License-Identifier: Apache-2.0
/*
 * choose_people.tsx - members of a community to be ticked, and to be found among
 * many. Who is ticked stays in sight whatever is looked for.
 */
import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { asCallError, load } from '../store/load';
import { tables } from '../store/tables';
import type { Member } from '../wire/rows';
import { sentence } from '../words/en';
import { groups } from '../words/en/groups';
import { Choices, TextField } from './field';

const t = groups.choose;
const PAGE = 200;
const MANY = 8;

/* All its members are here once this is null; else why they are not. */
function useEverybody(community: number) {
	const problem = useSignal<string | null>(null);
	useEffect(() => {
		let gone = false;
		const read = async (after: number | undefined) => {
			const { members } = await load('member.list', { community, after });
			const last = members.at(-1);
			if (!gone && last && members.length === PAGE) await read(last.id);
		};
		read(undefined).catch((failure) => {
			problem.value = sentence(asCallError(failure));
		});
		return () => {
			gone = true;
		};
	}, [community]);
	return problem.value;
}

const fits = ({ display_name, organisation, profession, region }: Member, wanted: string) =>
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
	/* Who is not offered; 0: everybody is. */
	without?: number;
	chosen: Signal<number[]>;
}

export function ChoosePeople(props: ChoosePeopleProps) {
	const { name, label, community, without = 0, chosen } = props;
	const problem = useEverybody(community);
	const wanted = useSignal('');
	const everybody = tables.membership
		.where((row) => row.community === community && !row.left_at && row.member !== without)
		.flatMap(({ member }) => tables.member.get(member) ?? [])
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
				choices={shown.map(({ id, display_name, profession }) => ({
					value: String(id),
					label: display_name,
					hint: profession ?? undefined,
				}))}
			/>
			{shown.length === 0 && everybody.length > 0 && <p class="quiet">{t.none}</p>}
		</div>
	);
}
