// SPDX-License-Identifier: Apache-2.0
/*
 * scan_load.tsx - a scan and what the server says of it beside its rows: my
 * ratings, or the results. Asked for again when it is in another phase.
 */
import { useEffect, useRef } from 'preact/hooks';
import { useCommunity } from '../../store/community';
import { useLoad } from '../../store/load';
import { tables } from '../../store/tables';
import { PageWaiting } from '../../ui/page';
import { scan as t } from '../../words/en/scan';

export function useScanWith<M extends 'scan.ballot' | 'scan.results'>(id: number, method: M) {
	const page = useLoad('scan.page', { scan: id });
	const scan = tables.scan.get(id);
	const more = useLoad(method, scan ? { scan: id } : null);
	useCommunity(scan?.community ?? 0);
	const phase = scan && `${scan.phase} ${scan.round}`;
	const seen = useRef(phase);
	useEffect(() => {
		if (seen.current !== undefined && seen.current !== phase) more.again();
		seen.current = phase;
	}, [phase]);
	return {
		scan,
		reply: page.reply && more.reply,
		waiting: (
			<PageWaiting
				title={scan?.title ?? t.title}
				error={page.error ?? more.error}
				again={() => {
					page.again();
					more.again();
				}}
			/>
		),
	};
}
