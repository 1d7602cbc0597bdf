// SPDX-License-Identifier: Apache-2.0
/* mail_log.tsx - what was decided about mail, to one or to all, and why. */
import { useSignal } from '@preact/signals';
import { useLoad } from '../../store/load';
import { Button } from '../../ui/button';
import { Empty, Tag } from '../../ui/parts';
import { Skeleton } from '../../ui/skeleton';
import { Time } from '../../ui/time';
import type { Methods } from '../../wire/rows';
import { sentence } from '../../words/en';
import { people } from '../../words/en/people';

const t = people.mail;

type Logged = Methods['notice.log']['out']['mails'][number];

export function Log({ community, mine }: { community: number; mine: boolean }) {
	const before = useSignal<{ before: number; after: number } | null>(null);
	const { reply, error } = useLoad('notice.log', { community, mine, ...before.value });
	if (error) return <p class="error">{sentence(error)}</p>;
	if (!reply) return <Skeleton lines={3} />;
	if (reply.mails.length === 0)
		return (
			<Empty title={t.nothing}>
				<p>{mine ? t.nothingMore : t.nothingOfAll}</p>
			</Empty>
		);
	const last = reply.mails.at(-1);
	return (
		<>
			<ul class="list read">
				{reply.mails.map((mail) => (
					<li key={`${mail.id}-${mail.member}-${mail.kind}`}>
						<p class="item-title">{mail.title ?? t.kind[mail.kind].name}</p>
						<p class="meta">
							<Tag look={mail.state === 'sent' ? 'good' : undefined}>{stateOf(mail)}</Tag>
							{!mine && <strong>{mail.name}</strong>}
							<Time at={mail.at} />
						</p>
						<p class="meta">
							<span>{(mine ? t.causes : t.causesOfAll)[mail.cause]}</span>
							<span>{(mine ? t.whys : t.whysOfAll)[mail.why]}</span>
						</p>
					</li>
				))}
			</ul>
			{reply.more && last && (
				<Button small onClick={() => (before.value = { before: last.id, after: last.member })}>
					{t.earlier}
				</Button>
			)}
		</>
	);
}

function stateOf(mail: Logged): string {
	if (mail.way === 'none') return t.done.none;
	if (mail.state && mail.way === 'digest') return t.done.digested;
	if (mail.way === 'digest') return t.done.digest;
	if (mail.secret) return t.done.secret;
	if (!mail.settled_at) return t.done.waits;
	if (!mail.state) return t.done.needless;
	return t.states[mail.state];
}
