// SPDX-License-Identifier: Apache-2.0
/* open.tsx - opening a review round of a draft, at once or at a set time. */
import { type Signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { navigate, to } from '../../router';
import { useCommunity } from '../../store/community';
import type { Draft } from '../../store/drafts';
import { useLoad } from '../../store/load';
import { draftAt } from '../../store/session';
import { tables } from '../../store/tables';
import { DAY } from '../../ui/clock';
import { ClosingFields, useClosing } from '../../ui/closing';
import { Editor } from '../../ui/editor';
import { Choices, TextField } from '../../ui/field';
import { deliver, Form, type FormOf, useForm } from '../../ui/form';
import { tell } from '../../ui/live';
import { Page, PageLost, PageWaiting } from '../../ui/page';
import { useRevision } from '../../ui/revision';
import { Time } from '../../ui/time';
import { instantOf, localOf } from '../../ui/when';
import type { Document, Methods, Round } from '../../wire/rows';
import { plans as p } from '../../words/en/plans';
import { reviews } from '../../words/en/reviews';
import { circleOf, problemsOf, questionsOf, RuleFields, RulesAgreed, useRules } from './open_rules';
import type { Plan } from './plan';
import { idFrom } from './room';

const t = reviews.open;

export default function OpenRound({ id }: { id: string }) {
	const document = idFrom(id);
	const { error, again } = useLoad('document.get', document ? { document } : null);
	const row = tables.document.get(document);
	useCommunity(row?.community ?? 0);
	if (!document) return <PageLost />;
	if (!row) return <PageWaiting title={t.title} error={error} again={again} />;
	return (
		<Page title={t.title} kicker={<a href={to.document(row.id)}>{row.title}</a>}>
			<Opening document={row} />
		</Page>
	);
}

/* Where what is typed is kept: of a plan, if that is changed, else of a new round. */
export const draftsOf = (document: Document, plan?: Plan) => ({
	instructions: draftAt(plan ? `plan:${plan.id}` : `round:new:${document.id}`),
	title: plan ? draftAt(`plan:${plan.id}:title`) : null,
});

interface OpeningProps {
	document: Document;
	/* The one that is changed; else a new round, at once or at a set time. */
	plan?: Plan;
	above?(form: Pick<FormOf<never>, 'problems'>): ComponentChildren;
}

export function Opening({ document, plan, above }: OpeningProps) {
	const drafts = draftsOf(document, plan);
	const revised = useRevision(drafts.instructions, plan?.opening.instructions ?? '');
	const instructions = plan ? revised : drafts.instructions;
	const title = useRevision(drafts.title, plan?.opening.title ?? '');
	const closing = useClosing(plan?.opening, 0);
	const opens = useOpens(closing.fields.zone, plan);
	const ruling = useRules(document, plan?.opening);
	const form = useForm({
		fields: { title, instructions, ...opens.fields, ...closing.fields },
		required: { instructions: t.instructionsMissing },
		check: () => ({
			...opens.problems(closing.at),
			...closing.problems,
			...problemsOf(ruling, document),
		}),
		send: async () => {
			const opening = {
				document: document.id,
				title: form.text('title') || undefined,
				instructions: instructions?.value ?? '',
				closes_at: closing.at ?? 0,
				zone: form.text('zone'),
				...circleOf(ruling),
				questions: questionsOf(ruling),
				form: ruling.chosen.form.value as Round['form'],
				visibility: ruling.chosen.visibility.value as Round['visibility'],
				names: ruling.chosen.names.value as Round['names'],
			};
			if (plan) await change(drafts, plan, opens.at, opening);
			else if (opens.later) await planned(drafts.instructions, opens.at, opening);
			else await opened(drafts.instructions, opening);
		},
	});
	return (
		<Form form={form} action={plan ? p.changeAct : opens.later ? p.act : t.act}>
			{above?.(form)}
			<TextField
				label={t.name}
				hint={t.nameHint}
				optional
				maxLength={200}
				{...form.field('title')}
			/>
			<Editor label={t.instructions} hint={t.instructionsHint} {...form.editor('instructions')} />
			<OpensFields form={form} opens={opens} plan={plan} />
			<ClosingFields form={form} closing={closing} hint={t.closesHint} />
			<RuleFields ruling={ruling} document={document} problems={form.problems.value} />
			<RulesAgreed ruling={ruling} />
		</Form>
	);
}

type Wanted = Methods['round.open']['in'];

async function opened(draft: Draft | null, opening: Wanted) {
	const round = await deliver(draft, 'round.open', opening);
	if (!round) return;
	tell(t.opened);
	navigate(to.round(round.id), { replace: true });
}

async function planned(draft: Draft | null, opens_at: number, opening: Wanted) {
	if (!(await deliver(draft, 'plan.add', { opens_at, opening }))) return;
	tell(p.planned);
	navigate(to.document(opening.document), { replace: true });
}

type Drafts = ReturnType<typeof draftsOf>;

async function change(drafts: Drafts, { id, revision }: Plan, opens_at: number, opening: Wanted) {
	const wanted = { plan: id, revision, opens_at, opening };
	if (!(await deliver(drafts.instructions, 'plan.change', wanted, [drafts.title]))) return;
	tell(p.changed);
	navigate(to.document(opening.document), { replace: true });
}

/* Whether it opens at once, else when; in the zone in which it closes. */
function useOpens(zone: Signal<string>, plan?: Plan) {
	const when = useSignal(plan ? 'later' : 'now');
	const opens_at = useSignal(
		plan
			? localOf(plan.opens_at, plan.opening.zone)
			: localOf(Date.now() + 7 * DAY, zone.peek()).replace(/T.*/, 'T09:00'),
	);
	const at = instantOf(opens_at.value, zone.value);
	const later = when.value === 'later';
	return {
		fields: { when, opens_at },
		zone,
		later,
		at: at ?? 0,
		problems(closes_at: number | null): Record<string, string> {
			if (!later) return {};
			if (at === null) return { opens_at: p.opensMissing };
			if (at <= Date.now()) return { opens_at: p.opensPast };
			return closes_at !== null && closes_at <= at ? { closes_at: p.closesBefore } : {};
		},
	};
}

interface OpensProps {
	form: Pick<FormOf<'when' | 'opens_at'>, 'field' | 'choice'>;
	opens: ReturnType<typeof useOpens>;
	plan?: Plan | undefined;
}

function OpensFields({ form, opens: { later, at, zone }, plan }: OpensProps) {
	return (
		<>
			{!plan && (
				<Choices
					label={p.when}
					choices={[
						{ value: 'now', label: p.now, hint: p.nowHint },
						{ value: 'later', label: p.later, hint: p.laterHint },
					]}
					{...form.choice('when')}
				/>
			)}
			{later && (
				<>
					<TextField
						label={p.opensLabel}
						hint={p.opensHint}
						type="datetime-local"
						class="short"
						{...form.field('opens_at')}
					/>
					<p class="quiet closing-said" aria-live="polite">
						{at > 0 && (
							<>
								{p.willOpen} <Time at={at} zone={zone.value} />
							</>
						)}
					</p>
				</>
			)}
		</>
	);
}
