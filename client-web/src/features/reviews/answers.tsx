// SPDX-License-Identifier: Apache-2.0
/* answers.tsx - the page on which coordinators run a round and answer it. */
import { to } from '../../router';
import { useCommunity } from '../../store/community';
import { useLoad } from '../../store/load';
import { coordinates } from '../../store/session';
import { tables } from '../../store/tables';
import { ButtonLink } from '../../ui/button';
import { Page, PageLost, PageWaiting } from '../../ui/page';
import { Notice } from '../../ui/parts';
import { Relative, Time } from '../../ui/time';
import { reviews } from '../../words/en/reviews';
import { versions } from '../../words/en/versions';
import { Ending } from './ending';
import { Matrix } from './matrix';
import { closing, idFrom, isOpen, nameOf } from './room';
import { Themes } from './themes';
import './reviews.css';
import './answers.css';

const t = reviews.answers;

/* Why nothing can be answered here any more. */
function Archived({ round }: { round: number }) {
	const archive = tables.archive.get(round);
	if (!archive) return null;
	return (
		<Notice>
			<p>
				{versions.finish.archivedBy(nameOf(archive.archived_by))},{' '}
				<Relative at={archive.archived_at} />. {t.archived}
			</p>
		</Notice>
	);
}

export default function AnswersPage({ id }: { id: string }) {
	const round = idFrom(id);
	const { reply, error, again } = useLoad('round.page', round ? { round } : null);
	const row = tables.round.get(round);
	useLoad('member.list', row && coordinates(row.community) ? { community: row.community } : null);
	useCommunity(row?.community ?? 0);
	if (!round) return <PageLost />;
	if (!row || !reply) return <PageWaiting title={t.waiting} error={error} again={again} />;
	return (
		<Page
			title={t.title(row.title)}
			kicker={<a href={to.round(row.id)}>{t.read}</a>}
			lead={
				<p>
					{isOpen(row) ? reviews.list.closes : reviews.list.closedAt}{' '}
					<Time at={closing(row)} zone={row.zone} />
				</p>
			}
		>
			{coordinates(row.community) ? (
				<>
					<Archived round={row.id} />
					<Ending round={row} />
					<Themes round={row} />
					<Matrix round={row} />
				</>
			) : (
				<Notice>
					<p>{t.denied}</p>
					<ButtonLink href={to.round(row.id)}>{t.read}</ButtonLink>
				</Notice>
			)}
		</Page>
	);
}
