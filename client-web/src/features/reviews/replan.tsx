// SPDX-License-Identifier: Apache-2.0
/*
 * replan.tsx - changing a round that is to open, in the form that planned it.
 *
 * The form stays as it was begun, whatever others do to the plan meanwhile: what
 * they made of it is shown above, and who changes it decides. What is typed is
 * kept as a draft; what is chosen (times, people, rules) only as long as the page.
 */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { to } from '../../router';
import { useCommunity } from '../../store/community';
import { useLoad } from '../../store/load';
import { coordinates } from '../../store/session';
import { tables } from '../../store/tables';
import { Foreign, useSeen } from '../../ui/foreign';
import { Html } from '../../ui/html';
import { Page, PageLost, PageWaiting } from '../../ui/page';
import type { Document } from '../../wire/rows';
import { plans as t } from '../../words/en/plans';
import { reviews } from '../../words/en/reviews';
import { listed } from '../../words/plural';
import { draftsOf, Opening } from './open';
import { rulesIn } from './open_rules';
import { type Plan, planOf, Times, titleOf, usePlans } from './plan';
import { idFrom, nameOf } from './room';
import { rulesOf } from './rules';

export default function Replan({ id }: { id: string }) {
	const document = idFrom(id);
	const { error, again } = useLoad('document.get', document ? { document } : null);
	const row = tables.document.get(document);
	const last = useRef<Plan | undefined>(undefined);
	useCommunity(row?.community ?? 0);
	const plans = usePlans(row?.community ?? 0);
	/* Once it has opened or is taken back, as it was then: what is typed stays. */
	if (row && plans)
		last.current = last.current
			? (plans.find((plan) => plan.id === last.current?.id) ?? last.current)
			: planOf(plans, row);
	if (!document || (row && !coordinates(row.community))) return <PageLost />;
	if (!row || !plans) return <PageWaiting title={t.changeTitle} error={error} again={again} />;
	if (!last.current) return <PageLost />;
	return (
		<Page title={t.changeTitle} kicker={<a href={to.document(row.id)}>{row.title}</a>}>
			<Changing document={row} plan={last.current} />
		</Page>
	);
}

function Changing({ document, plan }: { document: Document; plan: Plan }) {
	const begun = useSignal({ plan, turn: 0 });
	const drafts = draftsOf(document, plan);
	/* Words of another day knew only what was there before. */
	const kept = Object.values(drafts).some((draft) => draft?.text.peek());
	const seen = useSeen(plan.revision, true, kept ? Math.max(plan.revision - 1, 0) : plan.revision);
	const forget = () => {
		for (const draft of Object.values(drafts)) draft?.discard();
		begun.value = { plan, turn: begun.value.turn + 1 };
	};
	return (
		<Opening
			key={begun.value.turn}
			document={document}
			plan={{ ...begun.value.plan, revision: seen.value }}
			above={(form) => (
				<Foreign seen={seen} form={form} by={plan.planned_by} heading="h2" forget={forget}>
					<Planned plan={plan} />
				</Foreign>
			)}
		/>
	);
}

/* All that it says, for who has to choose between it and their own. */
function Planned({ plan }: { plan: Plan }) {
	const { opening } = plan;
	const group = opening.group === null ? undefined : tables.group.get(opening.group);
	const asked = [...(group ? [group.name] : []), ...opening.asked.map(nameOf)];
	return (
		<>
			<p>
				<strong>{titleOf(plan)}</strong>
			</p>
			<p>
				<Times plan={plan} />
			</p>
			<Html html={plan.instructions_html} />
			<ul>
				{rulesOf(rulesIn(opening), opening.group !== null).map((rule) => (
					<li key={rule}>{rule}</li>
				))}
				{asked.length > 0 && (
					<li>
						{reviews.open.rule.audience}: {listed(asked)}
					</li>
				)}
				{opening.questions.map((question, i) => (
					<li key={i}>
						{reviews.open.question(i + 1)}: {question}
					</li>
				))}
			</ul>
		</>
	);
}
