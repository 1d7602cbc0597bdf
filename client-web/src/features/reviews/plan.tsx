// SPDX-License-Identifier: Apache-2.0
/*
 * plan.tsx - rounds that are to open, for coordinators, who alone know of them.
 *
 * They are no rows of the stream, because few look at them: who does loads the
 * list, and again when the server says that something in it has changed.
 */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { navigate, to } from '../../router';
import { useLoad } from '../../store/load';
import { coordinates } from '../../store/session';
import { tables, watch } from '../../store/tables';
import { Button, ButtonLink } from '../../ui/button';
import { Confirm } from '../../ui/dialog';
import { tell } from '../../ui/live';
import { List, Notice, Tag } from '../../ui/parts';
import { Time } from '../../ui/time';
import { call } from '../../wire/calls';
import type { Document, Methods } from '../../wire/rows';
import { plans as t } from '../../words/en/plans';
import { nameOf, newestOf, versionsOf } from './room';

export type Plan = Methods['plan.list']['out']['plans'][number];

/* Null: not known yet, or not for our eyes. */
export function usePlans(community: number): readonly Plan[] | null {
	const runs = coordinates(community);
	const { reply, again } = useLoad('plan.list', runs ? { community } : null);
	useEffect(() => watch(({ method }) => method.startsWith('plan.') && again()), [again]);
	return runs ? (reply?.plans ?? null) : null;
}

export const planOf = (plans: readonly Plan[] | null, document: Document): Plan | undefined =>
	plans?.find((plan) => plan.document === document.id);

/* One that waits on a version before this one. */
export const olderPlan = (plans: readonly Plan[] | null, document: Document): Plan | undefined =>
	plans?.find((plan) =>
		versionsOf(document).some(
			({ id, version }) => id === plan.document && version < document.version,
		),
	);

export const replanOf = (document: number): string => `${to.document(document)}/plan`;

export const titleOf = (plan: Plan): string =>
	plan.opening.title || (tables.document.get(plan.document)?.title ?? '');

export function Times({ plan: { opens_at, opening, refusal } }: { plan: Plan }) {
	return (
		<>
			{refusal ? t.wasToOpen : t.opens} <Time at={opens_at} zone={opening.zone} />
			<br />
			{t.closes} <Time at={opening.closes_at} zone={opening.zone} />
		</>
	);
}

export function PlanList({ plans }: { plans: readonly Plan[] }) {
	return (
		<>
			<h2>{t.list}</h2>
			<List label={t.list}>
				{plans.map((plan) => (
					<li key={plan.id}>
						<h3 class="item-title">
							<a href={to.document(plan.document)}>{titleOf(plan)}</a>
						</h3>
						<p class="closes">
							<Times plan={plan} />
						</p>
						<p class="meta">
							{plan.refusal && <Tag look="warn">{t.refusedTag}</Tag>}
							<span>{t.by(nameOf(plan.planned_by))}</span>
						</p>
					</li>
				))}
			</List>
		</>
	);
}

/* The one that waits on a draft, and what can be done with it. */
export function PlanCard({ plan }: { plan: Plan }) {
	const asking = useSignal<'open' | 'withdraw' | null>(null);
	const seen = { plan: plan.id, revision: plan.revision };
	const done = () => {
		asking.value = null;
	};
	const open = async () => {
		const round = await call('plan.open', seen);
		tell(t.opened);
		navigate(to.round(round.id));
	};
	const withdraw = async () => {
		await call('plan.withdraw', seen);
		tell(t.withdrawn);
	};
	return (
		<Notice look={plan.refusal ? 'warn' : 'plain'}>
			<h2>{t.title}</h2>
			<Refused plan={plan} />
			<Overtaken plan={plan} />
			<p>
				<strong>{titleOf(plan)}</strong>, {t.by(nameOf(plan.planned_by))}
			</p>
			<p>
				<Times plan={plan} />
			</p>
			<p class="quiet small">{t.alone}</p>
			<div class="row">
				<ButtonLink href={replanOf(plan.document)}>{t.change}</ButtonLink>
				<Button onClick={() => (asking.value = 'open')}>{t.open}</Button>
				<Button look="quiet" onClick={() => (asking.value = 'withdraw')}>
					{t.withdraw}
				</Button>
			</div>
			{asking.value === 'open' && (
				<Confirm title={t.openTitle} action={t.open} onYes={open} onClose={done}>
					<p>{t.openBody}</p>
				</Confirm>
			)}
			{asking.value === 'withdraw' && (
				<Confirm title={t.withdrawTitle} action={t.withdraw} danger onYes={withdraw} onClose={done}>
					<p>{t.withdrawBody}</p>
				</Confirm>
			)}
		</Notice>
	);
}

/* The server will refuse it for that, and says so once it has. */
function Overtaken({ plan }: { plan: Plan }) {
	const document = tables.document.get(plan.document);
	const newest = document && newestOf(document);
	if (plan.refusal || !newest || newest.id === plan.document) return null;
	return newest.added_at < plan.planned_at ? null : <p>{t.newer(newest.version)}</p>;
}

function Refused({ plan: { refusal, refused_at, opening } }: { plan: Plan }) {
	if (refusal === null || refused_at === null) return null;
	return (
		<>
			<p>
				<strong>
					{t.refused} <Time at={refused_at} zone={opening.zone} />.
				</strong>{' '}
				{refusal}
			</p>
			<p>{t.refusedNext}</p>
		</>
	);
}
