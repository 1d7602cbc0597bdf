// SPDX-License-Identifier: Apache-2.0
/*
 * list.tsx - who is in a community, with what they say about themselves.
 *
 * Coordinators change roles here; nobody changes their own, so that a
 * community does not lose its last coordinator by a slip.
 */
import { useSignal } from '@preact/signals';
import { to } from '../../router';
import { load, useLoad } from '../../store/load';
import { coordinates, myId } from '../../store/session';
import { tables } from '../../store/tables';
import { Button, ButtonLink } from '../../ui/button';
import { Confirm } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { tell } from '../../ui/live';
import { OfCommunity, Page, PageWaiting } from '../../ui/page';
import { Tag } from '../../ui/parts';
import { call } from '../../wire/calls';
import type { Community, Member, Membership } from '../../wire/rows';
import { groups } from '../../words/en/groups';
import { people } from '../../words/en/people';
import '../../ui/cards.css';

const t = people.list;
const PAGE = 200;

interface Person {
	member: Member;
	membership: Membership;
}

export default function PeopleList({ slug }: { slug: string }) {
	return (
		<OfCommunity slug={slug} title={t.title}>
			{(community) => <People community={community} />}
		</OfCommunity>
	);
}

function People({ community }: { community: Community }) {
	const { reply, error, again } = useLoad('member.list', { community: community.id });
	const wanted = useSignal('');
	const last = useSignal(0);
	const ended = useSignal(false);
	if (!reply) return <PageWaiting title={t.title} error={error} again={again} />;

	const everybody = peopleOf(community.id);
	const shown = everybody.filter((person) => fits(person.member, wanted.value));
	const full = reply.members.length >= PAGE && !ended.value;
	const more = async () => {
		const after = last.peek() || (reply.members.at(-1)?.id ?? 0);
		const next = await load('member.list', { community: community.id, after });
		last.value = next.members.at(-1)?.id ?? 0;
		ended.value = next.members.length < PAGE;
	};
	return (
		<Page
			title={t.title}
			kicker={<a href={to.community(community.slug)}>{community.name}</a>}
			lead={t.lead(tables.community.get(community.id)?.member_count ?? everybody.length)}
			actions={
				<>
					{coordinates(community.id) && (
						<ButtonLink look="main" href={to.invitations(community.slug)}>
							{t.invite}
						</ButtonLink>
					)}
					<ButtonLink href={to.groups(community.slug)}>{groups.link}</ButtonLink>
					{coordinates(community.id) && (
						<ButtonLink href={to.communityMail(community.slug)}>{t.mail}</ButtonLink>
					)}
				</>
			}
		>
			{everybody.length > 8 && (
				<div class="form">
					<TextField
						name="find"
						label={t.find}
						hint={t.findHint}
						type="search"
						value={wanted.value}
						onValue={(value) => (wanted.value = value)}
					/>
				</div>
			)}
			{shown.length === 0 ? <p>{t.none}</p> : <Table people={shown} community={community} />}
			{full && (
				<p>
					<Button onClick={() => void more()}>{t.more}</Button>
				</p>
			)}
		</Page>
	);
}

function peopleOf(community: number): Person[] {
	const found: Person[] = [];
	for (const membership of tables.membership.where((row) => row.community === community)) {
		const member = tables.member.get(membership.member);
		if (member && !membership.left_at) found.push({ member, membership });
	}
	return found.sort(
		(a, b) =>
			a.membership.role.localeCompare(b.membership.role) ||
			a.member.display_name.localeCompare(b.member.display_name),
	);
}

function fits(member: Member, wanted: string): boolean {
	const { display_name, organisation, profession, region } = member;
	const text = [display_name, organisation, profession, region].join(' ').toLowerCase();
	return wanted
		.toLowerCase()
		.split(/\s+/)
		.every((word) => text.includes(word));
}

function Table({ people: list, community }: { people: Person[]; community: Community }) {
	const runs = coordinates(community.id);
	return (
		<table class="cards-when-narrow">
			<thead>
				<tr>
					<th scope="col">{t.name}</th>
					<th scope="col">{t.work}</th>
					<th scope="col">{t.region}</th>
					<th scope="col">{t.role}</th>
					{runs && (
						<th scope="col">
							<span class="hidden">{t.actions}</span>
						</th>
					)}
				</tr>
			</thead>
			<tbody>
				{list.map((person) => (
					<Row key={person.member.id} person={person} runs={runs} />
				))}
			</tbody>
		</table>
	);
}

function Row({ person: { member, membership }, runs }: { person: Person; runs: boolean }) {
	const work = [member.profession, member.organisation].filter(Boolean).join(', ');
	const me = member.id === myId();
	return (
		<tr>
			<th scope="row">
				{member.display_name} {me && <span class="quiet">({t.you})</span>}
			</th>
			<td>{work}</td>
			<td>{member.region}</td>
			<td>
				<Tag look={membership.role === 'coordinator' ? 'accent' : 'plain'}>
					{people.roles[membership.role]}
				</Tag>
			</td>
			{runs && <td>{!me && <RoleChange member={member} membership={membership} />}</td>}
		</tr>
	);
}

function RoleChange({ member, membership }: Person) {
	const asking = useSignal(false);
	const name = member.display_name;
	const up = membership.role === 'member';
	const change = async () => {
		const role = up ? 'coordinator' : 'member';
		await call('member.set_role', { community: membership.community, member: member.id, role });
		tell(t.changed(name, people.roles[role]));
	};
	return (
		<>
			<Button
				look="quiet"
				small
				aria-label={up ? t.makeCoordinatorOf(name) : t.makeMemberOf(name)}
				onClick={() => (asking.value = true)}
			>
				{up ? t.makeCoordinator : t.makeMember}
			</Button>
			{asking.value && (
				<Confirm
					title={up ? t.confirmUp(name) : t.confirmDown(name)}
					action={up ? t.makeCoordinator : t.makeMember}
					onYes={change}
					onClose={() => (asking.value = false)}
				>
					<p>{up ? t.confirmUpBody : t.confirmDownBody}</p>
				</Confirm>
			)}
		</>
	);
}
