// SPDX-License-Identifier: Apache-2.0
/*
 * community_mail.tsx - a coordinator's page: whom mail does not reach, and who
 * was mailed what, and why.
 */
import { to } from '../../router';
import { useLoad } from '../../store/load';
import { coordinates } from '../../store/session';
import { OfCommunity, Page } from '../../ui/page';
import { Empty, List, Notice } from '../../ui/parts';
import { Skeleton } from '../../ui/skeleton';
import type { Community } from '../../wire/rows';
import { sentence } from '../../words/en';
import { people } from '../../words/en/people';
import { Log } from './mail_log';
import { TryAgain, Why } from './unreached';

const t = people.communityMail;

export default function CommunityMail({ slug }: { slug: string }) {
	return (
		<OfCommunity slug={slug} title={t.title}>
			{(community) => (
				<Page
					title={t.title}
					kicker={<a href={to.people(slug)}>{community.name}</a>}
					lead={coordinates(community.id) && t.lead}
				>
					{coordinates(community.id) ? (
						<>
							<Missed community={community} />
							<section aria-labelledby="log">
								<h2 id="log">{t.log}</h2>
								<p class="quiet read">{t.logLead}</p>
								<Log community={community.id} mine={false} />
							</section>
						</>
					) : (
						<Notice look="warn">
							<p>{t.notYours}</p>
						</Notice>
					)}
				</Page>
			)}
		</OfCommunity>
	);
}

function Missed({ community }: { community: Community }) {
	const { reply, error, again } = useLoad('bounced.list', { community: community.id });
	return (
		<section aria-labelledby="missed">
			<h2 id="missed">{t.missed}</h2>
			{error && <p class="error">{sentence(error)}</p>}
			{!reply && !error && <Skeleton lines={2} />}
			{reply?.members.length === 0 && (
				<Empty title={t.allReached}>
					<p>{t.allReachedMore}</p>
				</Empty>
			)}
			{reply && reply.members.length > 0 && (
				<>
					<p class="quiet read">{t.missedLead}</p>
					<List label={t.missed}>
						{reply.members.map((one) => (
							<li key={one.member} class="row apart">
								<div class="read">
									<h3 class="item-title">{one.name}</h3>
									<Why of={one} />
								</div>
								<TryAgain of={one} mine={false} done={again} />
							</li>
						))}
					</List>
				</>
			)}
		</section>
	);
}
