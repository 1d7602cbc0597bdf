// SPDX-License-Identifier: Apache-2.0
/*
 * scan_by_mail.tsx - a scan rated from a mail, without signing in: the page's
 * own items and marks, kept one by one as they are pressed.
 */
import { useLoad } from '../../store/load';
import { tables } from '../../store/tables';
import { PageWaiting } from '../../ui/page';
import { call } from '../../wire/calls';
import { scan as t } from '../../words/en/scan';
import { RateItems } from './scan_rate';

export function RateByMail({ token }: { token: string }) {
	const { reply, error, again } = useLoad('scan.by_mail', { token });
	const scan = reply && tables.scan.get(reply.scan.id);
	if (!reply || !scan) return <PageWaiting title={t.title} error={error} again={again} />;
	return (
		<RateItems
			scan={scan}
			ballot={reply.ballot}
			own={reply.member}
			kicker={scan.title}
			send={(item, rating, reason) => call('act.do', { token, item, rating, reason })}
		/>
	);
}
