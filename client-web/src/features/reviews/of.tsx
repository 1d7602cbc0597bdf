// SPDX-License-Identifier: Apache-2.0
/*
 * of.tsx - what coordinators do with a draft or a round, a page each.
 *
 * Their addresses are known here and not in routes.ts, which everybody loads:
 * these pages are for few.
 */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { PageLost } from '../../ui/page';
import { Skeleton } from '../../ui/skeleton';

type Shown = ComponentType<{ id: string }>;

const pages: Record<string, () => Promise<{ default: Shown }>> = {
	coverage: () => import('./coverage'),
	edits: () => import('./edits'),
	finish: () => import('./finish'),
	ledger: () => import('./ledger'),
	next: () => import('./next'),
	plan: () => import('./replan'),
};

export default function Of({ id, page }: { id: string; page: string }) {
	const [shown, show] = useState<{ page: string; Shown: Shown } | null>(null);
	useEffect(() => {
		void pages[page]?.().then((made) => show({ page, Shown: made.default }));
	}, [page]);
	if (!(page in pages)) return <PageLost />;
	return shown?.page === page ? <shown.Shown id={id} /> : <Skeleton />;
}
