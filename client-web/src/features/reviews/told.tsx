// SPDX-License-Identifier: Apache-2.0
/*
 * told.tsx - we asked, you said, we did: the page that everyone can read.
 *
 * It names nobody, and fewer than five people are not counted.
 */
import { to } from '../../router';
import { useLoad } from '../../store/load';
import { Html } from '../../ui/html';
import { Page, PageLost, PageWaiting } from '../../ui/page';
import { Time } from '../../ui/time';
import { reviews } from '../../words/en/reviews';
import { versions } from '../../words/en/versions';
import { idFrom } from './room';
import './finish.css';

const t = versions.public;

export default function ToldPage({ id }: { id: string }) {
	const round = idFrom(id);
	const { reply, error, again } = useLoad('feedback.get', round ? { round } : null);
	if (!round) return <PageLost />;
	if (!reply) return <PageWaiting title={t.waiting} error={error} again={again} />;
	const { feedback, outcomes } = reply;
	return (
		<Page
			title={t.title(reply.title)}
			kicker={<a href={to.community(reply.community_slug)}>{reply.community_name}</a>}
			lead={
				<p>
					{t.at} <Time at={feedback.published_at} />
				</p>
			}
		>
			<div class="told">
				<h2>{t.asked}</h2>
				<Html html={feedback.asked_html} />
				<h2>{t.said}</h2>
				<Html html={feedback.said_html} />
				<h2>{t.did}</h2>
				<Html html={feedback.did_html} />
				<h2>{t.numbers}</h2>
				<p>{t.comments(reply.comment_count, t.people(reply.people))}</p>
				{outcomes.length > 0 && (
					<table>
						<thead>
							<tr>
								<th scope="col">{t.answer}</th>
								<th scope="col">{t.count}</th>
							</tr>
						</thead>
						<tbody>
							{outcomes.map(({ disposition, count }) => (
								<tr key={disposition}>
									<th scope="row">
										{disposition ? reviews.dispositions[disposition] : t.notAnswered}
									</th>
									<td>{count}</td>
								</tr>
							))}
						</tbody>
					</table>
				)}
				<p class="quiet small">{t.role}</p>
			</div>
		</Page>
	);
}
