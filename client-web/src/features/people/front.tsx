// SPDX-License-Identifier: Apache-2.0
/*
 * front.tsx - the front page of one community: for guests all there is, for
 * members the text that they accepted. Guests see no names.
 */
import { to } from '../../router';
import { useLoad } from '../../store/load';
import { myId, roleIn } from '../../store/session';
import { tables } from '../../store/tables';
import { ButtonLink } from '../../ui/button';
import { OfCommunity, Page } from '../../ui/page';
import { Notice, Tag } from '../../ui/parts';
import { Relative } from '../../ui/time';
import type { Community, Vocabulary } from '../../wire/rows';
import { people } from '../../words/en/people';
import { versions } from '../../words/en/versions';
import { About } from './about';

const t = people.front;

export default function Front({ slug }: { slug: string }) {
	return (
		<OfCommunity slug={slug} title={slug}>
			{(community) => <Shown community={community} />}
		</OfCommunity>
	);
}

function Shown({ community }: { community: Community }) {
	useLoad('community.get', { community: community.id });
	const live = tables.community.get(community.id) ?? community;
	const vocabularies = tables.vocabulary
		.where((row) => row.community === community.id)
		.sort((a, b) => a.id - b.id);
	const role = roleIn(community.id);
	return (
		<Page title={live.name} lead={live.summary} actions={<Ways community={live} role={role} />}>
			<p class="meta">
				<span>{people.welcome.members(live.member_count)}</span>
				{role && <span>{t.you(people.roles[role])}</span>}
				{live.demonstration && <Tag>{people.welcome.demonstration}</Tag>}
			</p>
			{live.demonstration && (
				<Notice look="warn">
					<p>{t.demonstration}</p>
				</Notice>
			)}
			<About remit={live.remit} expectations={live.expectations} />
			{vocabularies.length > 0 && <Vocabularies list={vocabularies} />}
			<Told community={community.id} />
			{!role && <p class="quiet">{t.join}</p>}
		</Page>
	);
}

/* What came of its reviews, as far as it was published. */
function Told({ community }: { community: number }) {
	const { reply } = useLoad('feedback.list', { community });
	if (!reply || reply.published.length === 0) return null;
	return (
		<section class="read">
			<h2>{versions.public.list}</h2>
			<ul>
				{reply.published.map(({ id, title, published_at }) => (
					<li key={id}>
						<a href={`${to.round(id)}/told`}>{title}</a>{' '}
						<span class="quiet small">
							<Relative at={published_at} />
						</span>
					</li>
				))}
			</ul>
		</section>
	);
}

function Ways({
	community: { slug },
	role,
}: {
	community: Community;
	role: 'member' | 'coordinator' | null;
}) {
	if (!role)
		return myId() === 0 ? (
			<ButtonLink look="main" href={`${to.signIn}?next=${encodeURIComponent(to.community(slug))}`}>
				{t.signIn}
			</ButtonLink>
		) : null;
	return (
		<>
			<ButtonLink look="main" href={to.home}>
				{t.asks}
			</ButtonLink>
			<ButtonLink href={to.threads(slug)}>{t.threads}</ButtonLink>
			<ButtonLink href={to.people(slug)}>{t.people}</ButtonLink>
			{role === 'coordinator' && <ButtonLink href={to.invitations(slug)}>{t.invite}</ButtonLink>}
		</>
	);
}

function Vocabularies({ list }: { list: Vocabulary[] }) {
	return (
		<section class="read">
			<h2>{t.vocabularies}</h2>
			{list.map((vocabulary) => (
				<details key={vocabulary.id}>
					<summary>
						{vocabulary.name} · {t.termCount(vocabulary.terms.length)}
					</summary>
					{vocabulary.note && <p class="quiet">{vocabulary.note}</p>}
					{vocabulary.demonstration && <p class="quiet">{t.demonstrationTerms}</p>}
					<ol>
						{vocabulary.terms.map((term) => (
							<li key={term}>{term}</li>
						))}
					</ol>
				</details>
			))}
		</section>
	);
}
