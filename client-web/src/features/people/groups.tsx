// SPDX-License-Identifier: Apache-2.0
/*
 * groups.tsx - the groups of a community and who is in them.
 *
 * Everybody reads the same page; coordinators have the buttons to keep it, and
 * whoever is in a group the one to leave it.
 */
import { useSignal } from '@preact/signals';
import { to } from '../../router';
import { useLoad } from '../../store/load';
import { memberOf } from '../../store/names';
import { coordinates, myId } from '../../store/session';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { Confirm } from '../../ui/dialog';
import { tell } from '../../ui/live';
import { OfCommunity, Page, PageWaiting } from '../../ui/page';
import { Empty, Tag } from '../../ui/parts';
import { call } from '../../wire/calls';
import type { Community, Group, Member } from '../../wire/rows';
import { groups as t } from '../../words/en/groups';
import { listed } from '../../words/plural';
import { Filling, Writing } from './group_write';

export default function Groups({ slug }: { slug: string }) {
	return (
		<OfCommunity slug={slug} title={t.title}>
			{(community) => <OfThisCommunity community={community} />}
		</OfCommunity>
	);
}

const peopleIn = (group: number): Member[] =>
	tables.group_member
		.where((row) => row.group === group && !row.left_at)
		.flatMap(({ member }) => memberOf(member) ?? [])
		.sort((a, b) => a.display_name.localeCompare(b.display_name));

type Doing = 'change' | 'fill' | 'remove' | 'leave';
type Do = (what: Doing, group: number) => void;

function OfThisCommunity({ community }: { community: Community }) {
	const { reply, error, again } = useLoad('group.list', { community: community.id });
	const adding = useSignal(false);
	const doing = useSignal<{ what: Doing; group: number } | null>(null);
	const open: Do = (what, group) => (doing.value = { what, group });
	if (!reply) return <PageWaiting title={t.title} error={error} again={again} />;
	const runs = coordinates(community.id);
	const all = tables.group
		.where((row) => row.community === community.id && !row.removed_at)
		.sort((a, b) => a.name.localeCompare(b.name));
	const group = all.find(({ id }) => id === doing.value?.group);
	return (
		<Page
			title={t.title}
			kicker={<a href={to.people(community.slug)}>{community.name}</a>}
			lead={
				<>
					<p>{t.lead}</p>
					<p>{t.open}</p>
				</>
			}
			actions={
				runs && (
					<Button look="main" onClick={() => (adding.value = true)}>
						{t.add}
					</Button>
				)
			}
		>
			{all.length === 0 ? (
				<Empty title={t.empty}>
					<p>{t.emptyMore}</p>
				</Empty>
			) : (
				<ul class="cards">
					{all.map((row) => (
						<OneGroup key={row.id} group={row} runs={runs} open={open} />
					))}
				</ul>
			)}
			{adding.value && (
				<Writing
					community={community.id}
					onClose={(made) => {
						adding.value = false;
						if (made) open('fill', made);
					}}
				/>
			)}
			{group && doing.value && (
				<Doings group={group} what={doing.value.what} onClose={() => (doing.value = null)} />
			)}
		</Page>
	);
}

function OneGroup({ group, runs, open }: { group: Group; runs: boolean; open: Do }) {
	const people = peopleIn(group.id);
	const mine = people.some(({ id }) => id === myId());
	const buttons: Doing[] = runs ? ['fill', 'change', 'remove'] : [];
	if (mine) buttons.push('leave');
	return (
		<li class="card">
			<h2>{group.name}</h2>
			<p>{group.purpose}</p>
			<p class="meta">
				<span>{t.people(people.length)}</span>
				{mine && <Tag look="accent">{t.mine}</Tag>}
			</p>
			<p>{people.length > 0 ? listed(people.map((one) => one.display_name)) : t.nobody}</p>
			{buttons.length > 0 && (
				<div class="row">
					{buttons.map((what) => (
						<Button
							key={what}
							small
							look={what === 'remove' || what === 'leave' ? 'quiet' : 'plain'}
							onClick={() => open(what, group.id)}
						>
							{t[what]}
							<span class="hidden">: {group.name}</span>
						</Button>
					))}
				</div>
			)}
		</li>
	);
}

function Doings({ group, what, onClose }: { group: Group; what: Doing; onClose(): void }) {
	const { name } = group;
	if (what === 'fill')
		return <Filling group={group} people={peopleIn(group.id)} onClose={onClose} />;
	if (what === 'change')
		return <Writing community={group.community} was={group} onClose={onClose} />;
	const removes = what === 'remove';
	return (
		<Confirm
			title={removes ? t.removeTitle(name) : t.leaveTitle(name)}
			action={t[what]}
			danger={removes}
			onYes={async () => {
				await call(removes ? 'group.remove' : 'group.leave', { group: group.id });
				tell(removes ? t.removed(name) : t.left(name));
			}}
			onClose={onClose}
		>
			<p>{removes ? t.removeBody : t.leaveBody}</p>
		</Confirm>
	);
}
