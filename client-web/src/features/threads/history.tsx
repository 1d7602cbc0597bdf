// SPDX-License-Identifier: Apache-2.0
/* history.tsx - what a post said before it was edited, newest first, as typed. */

import { useLoad } from '../../store/load';
import { memberOf } from '../../store/names';
import { Dialog } from '../../ui/dialog';
import { Skeleton } from '../../ui/skeleton';
import { Time } from '../../ui/time';
import type { Post } from '../../wire/rows';
import { sentence } from '../../words/en';
import { threads } from '../../words/en/threads';

const t = threads.post;

export function History({ post, name, onClose }: { post: Post; name: string; onClose(): void }) {
	const { reply, error } = useLoad('post.history', { post: post.id });
	const author = memberOf(post.author)?.display_name ?? name;
	return (
		<Dialog title={t.historyOf(author)} onClose={onClose}>
			{error && <p class="error">{sentence(error)}</p>}
			{!reply && !error && <Skeleton lines={3} />}
			{reply?.versions.length === 0 && <p>{t.historyNone}</p>}
			{reply && (
				<ol class="versions" reversed>
					{[...reply.versions].reverse().map(({ body, at }) => (
						<li key={at}>
							<p class="quiet small">
								{t.historyUntil} <Time at={at} />
							</p>
							<p class="as-typed">{body}</p>
						</li>
					))}
				</ol>
			)}
		</Dialog>
	);
}
