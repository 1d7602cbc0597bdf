// SPDX-License-Identifier: Apache-2.0
/*
 * watch.tsx - the watch list: how each signal stood when the last cycle was
 * closed, how it stands now, and what moved.
 */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { to } from '../../router';
import { useLoad } from '../../store/load';
import { coordinates } from '../../store/session';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { Confirm } from '../../ui/dialog';
import { Checkbox, Select } from '../../ui/field';
import { tell } from '../../ui/live';
import { OfCommunity, Page, PageWaiting } from '../../ui/page';
import { Empty, Tag } from '../../ui/parts';
import { Time } from '../../ui/time';
import { call } from '../../wire/calls';
import type { Community, Signal } from '../../wire/rows';
import { horizon } from '../../words/en/horizon';
import './horizon.css';
import { movedSince, type Stood } from './moved';
import '../../ui/cards.css';

const t = horizon.watch;

export default function Watch({ slug }: { slug: string }) {
	return (
		<OfCommunity slug={slug} title={t.title}>
			{(community) => <WatchList community={community} />}
		</OfCommunity>
	);
}

function WatchList({ community: { id, slug } }: { community: Community }) {
	const { reply, error, again } = useLoad('signal.watch', { community: id });
	/* Beside the last one, so that the page stays while an earlier one comes. */
	const since = useSignal(0);
	const earlier = useLoad(
		'signal.watch',
		since.value ? { community: id, since: since.value } : null,
	);
	const only = useSignal(false);
	const cycles = tables.cycle.where((row) => row.community === id).length;
	useEffect(() => {
		if (reply && cycles > reply.cycles.length) again();
	}, [cycles]);
	if (!reply) return <PageWaiting title={t.title} error={error} again={again} />;
	const stood = (since.value && earlier.reply?.stood) || reply.stood;
	const last =
		reply.cycles.find((one) => stood !== reply.stood && one.id === since.value) ?? reply.cycles[0];
	const then = new Map(stood.map((one) => [one.signal, one]));
	const rows = tables.signal
		.where((row) => row.community === id)
		.filter((row) => row.state === 'watch' || then.get(row.id)?.state === 'watch')
		.filter((row) => !only.value || !last || movedSince(then.get(row.id), row).length > 0)
		.sort((a, b) => b.id - a.id);
	return (
		<Page
			title={t.title}
			kicker={<a href={to.horizon(slug)}>{horizon.title}</a>}
			lead={t.lead}
			actions={coordinates(id) && <CloseCycle community={id} />}
		>
			<p>
				{last ? (
					<>
						{t.since(last.number)} <Time at={last.closed_at} />.
					</>
				) : (
					t.noCycle
				)}
			</p>
			{reply.cycles.length > 1 && (
				<Select
					name="since"
					label={t.compare}
					value={String(since.value || reply.cycles[0]?.id)}
					onValue={(cycle) => {
						since.value = Number(cycle);
					}}
					choices={reply.cycles.map(({ id: cycle, number }) => ({
						value: String(cycle),
						label: t.cycle(number),
					}))}
				/>
			)}
			{last && (
				<Checkbox
					name="only"
					label={t.only}
					checked={only.value}
					onChecked={(on) => {
						only.value = on;
					}}
				/>
			)}
			{rows.length === 0 ? (
				<Empty title={t.none}>
					<p>{t.noneMore}</p>
				</Empty>
			) : (
				<Rows rows={rows} then={then} compared={last !== undefined} />
			)}
		</Page>
	);
}

function CloseCycle({ community }: { community: number }) {
	const asking = useSignal(false);
	const close = async () => {
		const { number } = await call('cycle.close', { community });
		tell(t.closed(number));
	};
	return (
		<>
			<Button onClick={() => (asking.value = true)}>{t.close}</Button>
			{asking.value && (
				<Confirm
					title={t.closeTitle}
					action={t.close}
					onYes={close}
					onClose={() => (asking.value = false)}
				>
					<p>{t.closeBody}</p>
				</Confirm>
			)}
		</>
	);
}

const standing = ({ state, horizon: when, sure }: Pick<Signal, 'state' | 'horizon' | 'sure'>) =>
	[horizon.states[state], horizon.horizons[when], sure !== 'unknown' && horizon.sures[sure]]
		.filter(Boolean)
		.join(' · ');

function Rows({
	rows,
	then,
	compared,
}: {
	rows: Signal[];
	then: Map<number, Stood>;
	compared: boolean;
}) {
	return (
		<table class="cards-when-narrow">
			<caption class="hidden">{t.title}</caption>
			<thead>
				<tr>
					<th scope="col">{t.signal}</th>
					{compared && <th scope="col">{t.before}</th>}
					<th scope="col">{t.now}</th>
					{compared && <th scope="col">{t.moved}</th>}
				</tr>
			</thead>
			<tbody>
				{rows.map((row) => {
					const was = then.get(row.id);
					const moved = movedSince(was, row);
					return (
						<tr key={row.id}>
							<th scope="row">
								<a href={to.signal(row.id)}>{row.title}</a>
							</th>
							{compared && <td data-label={t.before}>{was ? standing(was) : '–'}</td>}
							<td data-label={t.now}>
								{standing(row)}
								{row.note && <p class="small">{row.note}</p>}
							</td>
							{compared && (
								<td data-label={t.moved}>
									{moved.length === 0 && <span class="quiet">{t.nothing}</span>}
									{moved.map((word) => (
										<Tag key={word} look="accent">
											{word}
										</Tag>
									))}
								</td>
							)}
						</tr>
					);
				})}
			</tbody>
		</table>
	);
}
