// SPDX-License-Identifier: Apache-2.0
/* welcome.tsx - the communities of this server: the front page of guests. */
import { to } from '../../router';
import { useLoad } from '../../store/load';
import { me, myId, roleIn } from '../../store/session';
import { ButtonLink } from '../../ui/button';
import { Page, PageWaiting } from '../../ui/page';
import { Empty, Tag } from '../../ui/parts';
import type { Community } from '../../wire/rows';
import { people } from '../../words/en/people';

const t = people.welcome;

export default function Welcome() {
	const { reply, error, again } = useLoad('community.list', {});
	if (!reply) return <PageWaiting title={t.title} error={error} again={again} />;

	const guest = myId() === 0;
	const communities = [...reply.communities].sort((a, b) => a.name.localeCompare(b.name));
	return (
		<Page
			title={guest ? me.value?.server_name || t.title : t.title}
			lead={t.lead}
			actions={
				guest && (
					<ButtonLink look="main" href={to.signIn}>
						{t.signIn}
					</ButtonLink>
				)
			}
		>
			<h2 class={guest ? '' : 'hidden'}>{t.list}</h2>
			{communities.length === 0 ? (
				<Empty title={t.empty}>
					<p>{t.emptyMore}</p>
				</Empty>
			) : (
				<ul class="cards">
					{communities.map((community) => (
						<Card key={community.id} community={community} />
					))}
				</ul>
			)}
			{guest && <p class="quiet">{t.invited}</p>}
		</Page>
	);
}

function Card({ community }: { community: Community }) {
	return (
		<li class="card">
			<h3>
				<a href={to.community(community.slug)}>{community.name}</a>
			</h3>
			<p>{community.summary}</p>
			<p class="meta">
				<span>{t.members(community.member_count)}</span>
				{roleIn(community.id) && <Tag look="accent">{t.mine}</Tag>}
				{community.demonstration && <Tag>{t.demonstration}</Tag>}
			</p>
		</li>
	);
}
