// SPDX-License-Identifier: Apache-2.0
/*
 * signal.tsx - one signal: what was seen, what it has to do with, what became of
 * it; and for coordinators how it is sorted or joined with another.
 *
 * The history comes with the page and is asked for again when the signal moves.
 */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { to } from '../../router';
import { useCommunity } from '../../store/community';
import { useLoad } from '../../store/load';
import { memberOf } from '../../store/names';
import { coordinates } from '../../store/session';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { attempt, Form, useForm } from '../../ui/form';
import { Cross } from '../../ui/icons';
import { tell } from '../../ui/live';
import { Page, PageLost, PageWaiting } from '../../ui/page';
import { List, Notice } from '../../ui/parts';
import { Relative } from '../../ui/time';
import { call } from '../../wire/calls';
import type { Methods, Signal, SignalLink } from '../../wire/rows';
import { words } from '../../words/en';
import { horizon } from '../../words/en/horizon';
import { Facts, Marks } from './card';
import './horizon.css';
import { Merge, stood, Triage } from './triage';

const t = horizon.signal;

type Reply = Methods['signal.page']['out'];

export default function SignalPage({ id }: { id: string }) {
	const number = Number(id);
	if (!Number.isSafeInteger(number) || number <= 0) return <PageLost />;
	return <Noted id={number} />;
}

function Noted({ id }: { id: number }) {
	const { reply, error, again } = useLoad('signal.page', { signal: id });
	const signal = tables.signal.get(id);
	const links = tables.signal_link.where((row) => row.signal === id && !row.removed);
	const joined = tables.signal.where((row) => row.merged_into === id).length;
	const turn = JSON.stringify([signal, links.length, joined]);
	const seen = useRef(turn);
	useCommunity(signal?.community ?? 0);
	useEffect(() => {
		if (seen.current === turn) return;
		seen.current = turn;
		again();
	}, [turn, again]);
	if (!signal || !reply)
		return <PageWaiting title={signal?.title ?? t.waiting} error={error} again={again} />;
	return <Shown signal={signal} links={links} reply={reply} />;
}

function Shown({ signal, links, reply }: { signal: Signal; links: SignalLink[]; reply: Reply }) {
	const community = tables.community.get(signal.community);
	const runs = coordinates(signal.community);
	const merged = tables.signal.where((row) => row.merged_into === signal.id);
	const who = memberOf(signal.added_by)?.display_name ?? words.formerMember;
	const alone = signal.merged_into === null;
	return (
		<Page
			title={signal.title}
			kicker={community && <a href={to.horizon(community.slug)}>{horizon.title}</a>}
		>
			<p class="meta">
				<span>{t.number(signal.number)}</span>
				<span>{t.by(who)}</span>
				<Relative at={signal.added_at} />
				{reply.thread && signal.post && (
					<a href={to.post(reply.thread, signal.post)}>{t.fromPost}</a>
				)}
			</p>
			<Marks signal={signal} />
			{signal.merged_into && (
				<Notice look="accent">
					<p>
						{t.mergedInto} <a href={to.signal(signal.merged_into)}>{t.seeIt}</a>
					</p>
				</Notice>
			)}
			{signal.changing && <p class="as-written read">{signal.changing}</p>}
			<Facts signal={signal} />
			{merged.length > 0 && <Merged signals={merged} />}
			<Links signal={signal} links={links} runs={runs} alone={alone} />
			{runs && alone && (
				<>
					<Triage
						key={signal.id}
						signal={signal}
						last={reply.steps.find(({ kind }) => kind === 'triaged')}
					/>
					<Merge signal={signal} />
				</>
			)}
			<History steps={reply.steps} />
		</Page>
	);
}

function Merged({ signals }: { signals: Signal[] }) {
	return (
		<section aria-labelledby="merged">
			<h2 id="merged">{t.merged}</h2>
			<List>
				{signals.map(({ id, title, changing }) => (
					<li key={id}>
						<h3 class="item-title">
							<a class="plain" href={to.signal(id)}>
								{title}
							</a>
						</h3>
						{changing && <p class="as-written">{changing}</p>}
					</li>
				))}
			</List>
		</section>
	);
}

const hrefs = {
	thread: to.thread,
	document: to.document,
	poll: to.poll,
	resource: null,
} as const;

/* Of what kind and which: "https://host/thread/12#post-3" is thread 12. */
export function targetOf(
	address: string,
): { kind: 'thread' | 'document' | 'poll'; target: number } | null {
	const found = /\/(thread|document|poll)\/(\d+)/.exec(address);
	if (!found) return null;
	return { kind: found[1] as 'thread', target: Number(found[2]) };
}

interface LinksProps {
	signal: Signal;
	links: SignalLink[];
	runs: boolean;
	alone: boolean;
}

function Links({ signal, links, runs, alone }: LinksProps) {
	return (
		<section aria-labelledby="links">
			<h2 id="links">{t.links}</h2>
			{links.length === 0 && <p class="quiet">{t.noLinks}</p>}
			<ul class="signal-links">
				{links.map(({ id, kind, target, title }) => {
					const href = hrefs[kind]?.(target);
					return (
						<li key={id}>
							<span class="quiet">{t.kinds[kind]}:</span>{' '}
							{href ? <a href={href}>{title}</a> : title}
							{runs && (
								<Button
									look="quiet"
									small
									aria-label={t.unlink(title)}
									onClick={() =>
										attempt(async () => {
											await call('signal.unlink', { link: id });
											return t.unlinked;
										})
									}
								>
									<Cross />
								</Button>
							)}
						</li>
					);
				})}
			</ul>
			{alone && <AddLink signal={signal} />}
		</section>
	);
}

function AddLink({ signal }: { signal: Signal }) {
	const address = useSignal('');
	const form = useForm({
		fields: { address },
		check: (): Record<string, string> =>
			targetOf(address.value) ? {} : { address: t.linkMissing },
		send: async () => {
			const target = targetOf(address.value);
			if (!target) return;
			await call('signal.link', { signal: signal.id, ...target });
			address.value = '';
			tell(t.linked);
		},
		inline: true,
	});
	return (
		<Form form={form} action={t.link} small>
			<TextField label={t.linkLabel} hint={t.linkHint} {...form.field('address')} />
		</Form>
	);
}

function History({ steps }: { steps: Reply['steps'] }) {
	return (
		<section aria-labelledby="history">
			<h2 id="history">{t.history}</h2>
			{steps.length === 0 && <p class="quiet">{t.noHistory}</p>}
			<ol class="signal-steps">
				{steps.map(({ id, kind, name, detail, other, at }) => (
					<li key={id}>
						{t.steps[kind](name, kind === 'triaged' ? stood(detail ?? '') : (detail ?? ''))}
						{other && (
							<>
								{' '}
								(<a href={to.signal(other)}>{t.seeIt}</a>)
							</>
						)}{' '}
						<span class="quiet small">
							<Relative at={at} />
						</span>
					</li>
				))}
			</ol>
		</section>
	);
}
