// SPDX-License-Identifier: Apache-2.0
/*
 * replan.tsx - changing a round that is to open, in the form that planned it.
 *
 * The form stays as it was begun, whatever others do to the plan meanwhile: the
 * server says so when it is sent, and nothing that was typed is lost.
 */
import { useRef } from 'preact/hooks';
import { to } from '../../router';
import { useCommunity } from '../../store/community';
import { useLoad } from '../../store/load';
import { coordinates } from '../../store/session';
import { tables } from '../../store/tables';
import { Page, PageLost, PageWaiting } from '../../ui/page';
import { plans as t } from '../../words/en/plans';
import { Opening } from './open';
import { type Plan, planOf, usePlans } from './plan';
import { idFrom } from './room';

export default function Replan({ id }: { id: string }) {
	const document = idFrom(id);
	const { error, again } = useLoad('document.get', document ? { document } : null);
	const row = tables.document.get(document);
	const begun = useRef<Plan | undefined>(undefined);
	useCommunity(row?.community ?? 0);
	const plans = usePlans(row?.community ?? 0);
	if (row) begun.current ??= planOf(plans, row);
	if (!document || (row && !coordinates(row.community))) return <PageLost />;
	if (!row || !plans) return <PageWaiting title={t.changeTitle} error={error} again={again} />;
	if (!begun.current) return <PageLost />;
	return (
		<Page title={t.changeTitle} kicker={<a href={to.document(row.id)}>{row.title}</a>}>
			<Opening document={row} plan={begun.current} />
		</Page>
	);
}
