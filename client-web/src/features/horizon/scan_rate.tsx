// SPDX-License-Identifier: Apache-2.0
/*
 * scan_rate.tsx - rating the items of a round, one a page or all in a list.
 *
 * Items come in an order of my own, the same each time: the first of a list
 * are rated otherwise than the last. One can stop at any item and go on where
 * one was. From the second round on my earlier answer stands beside what the
 * panel said.
 */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useMemo } from 'preact/hooks';
import { place } from '../../router';
import { me } from '../../store/session';
import { tables } from '../../store/tables';
import { Button, ButtonLink } from '../../ui/button';
import { Page, PageLost } from '../../ui/page';
import { Notice } from '../../ui/parts';
import { Remaining } from '../../ui/time';
import { call } from '../../wire/calls';
import type { Methods, Scan, ScanItem } from '../../wire/rows';
import { scan as all } from '../../words/en/scan';
import './scan.css';
import { useScanWith } from './scan_load';
import { places } from './scan_places';
import { Rating } from './scan_rating';
import { Ratings, type Send } from './scan_saving';
import { criteriaOf, isRating, minutesFor } from './scan_state';

const t = all.rating;
export type Ballot = Methods['scan.ballot']['out'];

export default function RatePage({ id }: { id: string }) {
	const number = Number(id);
	if (!Number.isSafeInteger(number) || number <= 0) return <PageLost />;
	return <Loaded id={number} />;
}

function Loaded({ id }: { id: number }) {
	const { scan, reply, waiting } = useScanWith(id, 'scan.ballot');
	if (!scan || !reply) return waiting;
	return isRating(scan) && reply.round === scan.round ? (
		<RateItems
			scan={scan}
			ballot={reply}
			own={me.peek()?.member?.id ?? 0}
			kicker={<a href={places.scan(id)}>{scan.title}</a>}
			send={(item, marks, reason) => call('scan.rate', { scan: id, item, marks, reason })}
		/>
	) : (
		<Page title={t.over} kicker={<a href={places.scan(id)}>{scan.title}</a>}>
			<p>{t.overBody}</p>
			<ButtonLink href={places.scan(id)}>{t.toScan}</ButtonLink>
		</Page>
	);
}

/* A number from two, spread evenly: no secret, only always the same. */
function mixed(a: number, b: number): number {
	let x = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b, 0xc2b2ae35);
	x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d);
	return (x ^ (x >>> 13)) >>> 0;
}

function inMyOrder(scan: Scan, ids: readonly number[], member: number): ScanItem[] {
	const own = mixed(member, scan.id);
	return ids
		.map((id) => tables.scan_item.get(id))
		.filter((item) => item !== undefined)
		.filter((item) => item.withdrawn_at === null)
		.sort((a, b) => mixed(own, a.id) - mixed(own, b.id));
}

interface RateProps {
	scan: Scan;
	ballot: Ballot;
	/* Who rates. */
	own: number;
	kicker: ComponentChildren;
	send: Send;
}

export function RateItems({ scan, ballot, own, kicker, send }: RateProps) {
	const criteria = criteriaOf(scan.id);
	const ratings = useMemo(() => new Ratings(send, criteria.length, ballot.mine), [scan.id, ballot]);
	const items = inMyOrder(scan, ballot.items, own);
	const done = items.filter((item) => ratings.whole(item.id)).length;
	const list = useSignal(place.peek().query.has('list'));
	const here = useSignal<number | null>(null);
	const first = items.findIndex((item) => !ratings.whole(item.id));
	const start = useMemo(() => Math.max(first, 0), [ballot]);
	const at = Math.min(here.value ?? start, items.length - 1);
	const item = items[at];

	const go = (next: number) => {
		here.value = next;
	};
	/* At once, not a frame later: the next digit may be on its way. */
	useLayoutEffect(() => {
		if (here.peek() === null) return;
		const heading = document.getElementById('item-now');
		heading?.focus({ preventScroll: true });
		heading?.scrollIntoView({ block: 'nearest' });
	}, [at]);
	return (
		<Page title={t.title(scan.round)} kicker={kicker}>
			<Progress scan={scan} done={done} of={items.length} criteria={criteria.length} />
			<div class="row apart scan-mode">
				<Secrecy />
				<Button
					small
					look="quiet"
					onClick={() => {
						list.value = !list.value;
					}}
				>
					{list.value ? t.one : t.asList}
				</Button>
			</div>
			{list.value
				? items.map((one) => (
						<Rating
							key={one.id}
							item={one}
							criteria={criteria}
							ratings={ratings}
							ballot={ballot}
							id={`item-${one.id}`}
							place={null}
						/>
					))
				: item && (
						<>
							<Rating
								key={item.id}
								item={item}
								criteria={criteria}
								ratings={ratings}
								ballot={ballot}
								id="item-now"
								place={t.item(at + 1, items.length)}
							/>
							<Steps at={at} of={items.length} first={first} onGo={go} />
						</>
					)}
			<Keys />
		</Page>
	);
}

function Progress({
	scan,
	done,
	of,
	criteria,
}: {
	scan: Scan;
	done: number;
	of: number;
	criteria: number;
}) {
	return (
		<>
			<p class="meta scan-meta">
				<progress class="scan-progress" value={done} max={of} aria-label={t.progress(done, of)} />
				<span>{t.progress(done, of)}</span>
				{done < of && <span>{t.left(minutesFor(of - done, criteria))}</span>}
				{scan.ends_at !== null && <Remaining until={scan.ends_at} />}
			</p>
			{done === of && of > 0 && (
				<Notice look="good">
					<p>{t.through}</p>
				</Notice>
			)}
		</>
	);
}

function Steps({
	at,
	of,
	first,
	onGo,
}: {
	at: number;
	of: number;
	first: number;
	onGo(at: number): void;
}) {
	return (
		<div class="row scan-steps">
			{at + 1 < of && (
				<Button look="main" id="next-item" onClick={() => onGo(at + 1)}>
					{t.next}
				</Button>
			)}
			{at > 0 && <Button onClick={() => onGo(at - 1)}>{t.back}</Button>}
			{first >= 0 && first !== at && first !== at + 1 && (
				<Button look="quiet" onClick={() => onGo(first)}>
					{t.nextOpen}
				</Button>
			)}
		</div>
	);
}

function Secrecy() {
	return (
		<details class="scan-secrecy">
			<summary>{t.secrecy}</summary>
			<ul>
				{t.secrecyList.map((line) => (
					<li key={line}>{line}</li>
				))}
			</ul>
		</details>
	);
}

function Keys() {
	return (
		<details>
			<summary>{t.keys}</summary>
			<dl class="scan-keys">
				{t.keyList.map(([key, does]) => (
					<div key={key}>
						<dt>
							<kbd>{key}</kbd>
						</dt>
						<dd>{does}</dd>
					</div>
				))}
			</dl>
		</details>
	);
}
