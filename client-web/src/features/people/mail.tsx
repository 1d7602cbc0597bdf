// SPDX-License-Identifier: Apache-2.0
/*
 * mail.tsx - which mail comes when: each kind with a plain sentence of what will
 * arrive, hours at which it may, and what came lately with the reason.
 *
 * A choice is saved as it is made. A community follows "everywhere" until it is
 * given a choice of its own.
 */
import { useSignal } from '@preact/signals';
import { to } from '../../router';
import { asCallError, useLoad } from '../../store/load';
import { me } from '../../store/session';
import { tables } from '../../store/tables';
import { Choices, Select } from '../../ui/field';
import { Form, type Problems, useForm } from '../../ui/form';
import { announce, tell } from '../../ui/live';
import { Page } from '../../ui/page';
import { Notice } from '../../ui/parts';
import { Skeleton } from '../../ui/skeleton';
import { call } from '../../wire/calls';
import type { Methods } from '../../wire/rows';
import { sentence } from '../../words/en';
import { people } from '../../words/en/people';
import { Saved } from './account';
import { Log } from './mail_log';
import { TryAgain, Why } from './unreached';
import './mail.css';

const t = people.mail;

type Wishes = Methods['notice.wishes']['out'];
type Kind = Wishes['usual'][number]['kind'];
type Way = Wishes['usual'][number]['way'];

export default function Mail() {
	const { reply, error, again } = useLoad('notice.wishes', {});
	return (
		<Page title={t.title} lead={t.lead} kicker={<a href={to.account}>{t.account}</a>}>
			<Stopped />
			{error && <p class="error">{sentence(error)}</p>}
			{!reply && !error && <Skeleton lines={6} />}
			{reply && <Kinds wishes={reply} again={again} />}
			{reply && <Hours wishes={reply} />}
			<Lately />
		</Page>
	);
}

/* No mail goes to this member any more: what they chose below is of no use. */
function Stopped() {
	const { reply, again } = useLoad('bounced.notice', {});
	if (!reply?.mine) return null;
	return (
		<Notice look="warn">
			<h2>{t.stopped}</h2>
			<Why of={reply.mine} />
			<p>{t.stoppedMore}</p>
			<TryAgain of={reply.mine} mine done={again} />
		</Notice>
	);
}

function mine() {
	const self = me.value?.member?.id;
	return tables.membership
		.where((row) => row.member === self && !row.left_at)
		.map((row) => tables.community.get(row.community))
		.filter((row) => row !== undefined)
		.sort((a, b) => a.name.localeCompare(b.name));
}

function Kinds({ wishes, again }: { wishes: Wishes; again(): void }) {
	const problem = useSignal('');
	const places = mine();
	const wishOf = (kind: Kind, community: number | null) =>
		wishes.wishes.find((row) => row.kind === kind && row.community === community)?.way;
	const choose = async (kind: Kind, community: number | null, way: string) => {
		try {
			await call('notice.wish', { kind, community, way: way as Way | 'usual' });
			problem.value = '';
			tell(t.saved);
			again();
		} catch (failure) {
			problem.value = sentence(asCallError(failure));
		}
	};
	return (
		<section aria-labelledby="kinds">
			<h2 id="kinds">{t.kinds}</h2>
			{problem.value && <p class="error">{problem.value}</p>}
			{wishes.usual.map(({ kind, way, ways }) => {
				const everywhere = wishOf(kind, null) ?? way;
				const choices = ways.map((value) => ({ value, label: t.ways[value as Way] }));
				return (
					<fieldset class="mail-kind" key={kind}>
						<legend>{t.kind[kind].name}</legend>
						<p class="quiet read">{t.kind[kind].arrives[everywhere]}</p>
						<div class="mail-ways">
							<Select
								name={`${kind}-everywhere`}
								label={places.length > 1 ? t.everywhere : t.how}
								value={everywhere}
								onValue={(value) => void choose(kind, null, value)}
								choices={choices}
							/>
							{places.length > 1 &&
								places.map((place) => (
									<Select
										key={place.id}
										name={`${kind}-${place.id}`}
										label={place.name}
										value={wishOf(kind, place.id) ?? 'usual'}
										onValue={(value) => void choose(kind, place.id, value)}
										choices={[{ value: 'usual', label: t.asEverywhere }, ...choices]}
									/>
								))}
						</div>
					</fieldset>
				);
			})}
		</section>
	);
}

const hours = (from: number, until: number) =>
	Array.from({ length: until - from + 1 }, (_, i) => ({
		value: String(from + i),
		label: `${String(from + i).padStart(2, '0')}:00`,
	}));

function Hours({ wishes }: { wishes: Wishes }) {
	const from = useSignal(String(wishes.awake_from));
	const until = useSignal(String(wishes.awake_to));
	const days = useSignal([...wishes.awake_days]);
	const saved = useSignal(false);
	const form = useForm({
		fields: { awake_from: from, awake_to: until },
		check: (): Problems => (days.peek().length === 0 ? { awake_days: t.daysMissing } : {}),
		send: async () => {
			saved.value = false;
			await call('notice.awake', {
				awake_from: Number(from.peek()),
				awake_to: Number(until.peek()),
				awake_days: [...days.peek()].sort().join(''),
			});
			saved.value = true;
			announce(t.saved);
		},
	});
	return (
		<section aria-labelledby="hours">
			<h2 id="hours">{t.hours}</h2>
			<p class="quiet read">{t.hoursLead}</p>
			{saved.value && <Saved>{t.saved}</Saved>}
			<Form form={form} action={t.saveHours}>
				<Choices
					name="awake_days"
					label={t.days}
					error={form.problems.value.awake_days}
					several
					values={days.value}
					onValues={(values) => (days.value = values)}
					choices={people.account.days.map((label, i) => ({ value: String(i + 1), label }))}
				/>
				<Select label={t.from} choices={hours(0, 23)} {...form.field('awake_from')} />
				<Select label={t.until} choices={hours(1, 24)} {...form.field('awake_to')} />
			</Form>
		</section>
	);
}

function Lately() {
	const places = mine();
	const place = useSignal('');
	const shown = Number(place.value || places[0]?.id || 0);
	if (shown === 0) return null;
	return (
		<section aria-labelledby="lately">
			<h2 id="lately">{t.lately}</h2>
			<p class="quiet read">{t.latelyLead}</p>
			{places.length > 1 && (
				<Select
					name="place"
					label={t.community}
					value={String(shown)}
					onValue={(value) => (place.value = value)}
					choices={places.map(({ id, name }) => ({ value: String(id), label: name }))}
				/>
			)}
			<Log community={shown} mine />
		</section>
	);
}
