// SPDX-License-Identifier: Apache-2.0
/* invitations.tsx - inviting by pasted addresses, and what became of it. */
import { useSignal } from '@preact/signals';
import { to } from '../../router';
import { asCallError, useLoad } from '../../store/load';
import { coordinates, draftAt } from '../../store/session';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { now } from '../../ui/clock';
import { Choices, TextArea, TextField } from '../../ui/field';
import { deliver, Form, type Problems, useForm } from '../../ui/form';
import { announce, tell } from '../../ui/live';
import { OfCommunity, Page } from '../../ui/page';
import { Empty, Notice, Tag } from '../../ui/parts';
import { Time } from '../../ui/time';
import { call } from '../../wire/calls';
import type { Community, Invitation, Membership, Methods } from '../../wire/rows';
import { sentence } from '../../words/en';
import { people } from '../../words/en/people';
import '../../ui/cards.css';

const t = people.invitations;

type Sent = Methods['invitation.send']['out'];

export default function Invitations({ slug }: { slug: string }) {
	return (
		<OfCommunity slug={slug} title={t.title}>
			{(community) => (
				<Page
					title={t.title}
					kicker={<a href={to.people(slug)}>{community.name}</a>}
					lead={coordinates(community.id) && t.lead}
				>
					{coordinates(community.id) ? (
						<>
							<Inviting community={community} />
							<ByMail community={community} />
							<Sentbox community={community} />
						</>
					) : (
						<Notice look="warn">
							<p>{t.notYours}</p>
						</Notice>
					)}
				</Page>
			)}
		</OfCommunity>
	);
}

function Inviting({ community }: { community: Community }) {
	const draft = draftAt(`invitation:new:${community.id}`);
	const role = useSignal<Membership['role']>('member');
	const result = useSignal<Sent | null>(null);
	const form = useForm({
		fields: { addresses: draft, role },
		required: { addresses: t.addressesMissing },
		check: () => oddLine(draft?.value ?? ''),
		send: async () => {
			const reply = await deliver(draft, 'invitation.send', {
				community: community.id,
				addresses: form.text('addresses'),
				role: role.peek(),
			});
			if (!reply) return;
			result.value = reply;
			announce(reply.sent.length > 0 ? t.sentTitle(reply.sent.length) : t.noneSent);
		},
	});
	return (
		<>
			{result.value && <Result result={result.value} />}
			<Form form={form} action={t.act}>
				<TextArea label={t.addresses} hint={t.addressesHint} {...form.field('addresses')} />
				<Choices
					label={t.role}
					choices={[
						{ value: 'member', label: t.roleMember, hint: t.roleMemberHint },
						{ value: 'coordinator', label: t.roleCoordinator, hint: t.roleCoordinatorHint },
					]}
					{...form.choice('role')}
				/>
			</Form>
		</>
	);
}

/* Somebody who will never sign in: asked by mail, answers by mail. */
function ByMail({ community }: { community: Community }) {
	const name = useSignal('');
	const email = useSignal('');
	const sent = useSignal('');
	const form = useForm({
		fields: { display_name: name, email },
		required: { display_name: t.byMailNameMissing, email: t.byMailEmailMissing },
		send: async () => {
			await call('invitation.by_mail', {
				community: community.id,
				display_name: form.text('display_name'),
				email: form.text('email'),
			});
			sent.value = form.text('email');
			name.value = '';
			email.value = '';
			announce(t.byMailSent(sent.peek()));
		},
		suffix: '-by-mail',
	});
	return (
		<section aria-labelledby="by-mail">
			<h2 id="by-mail">{t.byMail}</h2>
			<p class="quiet read">{t.byMailLead}</p>
			{sent.value && (
				<Notice look="good">
					<p>{t.byMailSent(sent.value)}</p>
				</Notice>
			)}
			<Form form={form} action={t.byMailAct}>
				<TextField label={t.byMailName} {...form.field('display_name')} />
				<TextField label={t.byMailEmail} {...form.field('email')} />
			</Form>
		</section>
	);
}

/* The server reads the addresses and passes over all else, a slip too. */
function oddLine(text: string): Problems {
	const odd = text.split('\n').find((line) => line.trim() !== '' && !line.includes('@'));
	return odd ? { addresses: t.addressOdd(odd.trim()) } : {};
}

function Result({ result: { sent, skipped } }: { result: Sent }) {
	return (
		<section aria-label={t.sentTitle(sent.length)}>
			<Notice look={sent.length > 0 ? 'good' : 'warn'}>
				<h2>{sent.length > 0 ? t.sentTitle(sent.length) : t.noneSent}</h2>
				{sent.length > 0 && <p>{t.sentTo(sent)}</p>}
			</Notice>
			{skipped.length > 0 && (
				<Notice look="warn">
					<h2>{t.skippedTitle(skipped.length)}</h2>
					<ul>
						{skipped.map(({ email, why }) => (
							<li key={email}>
								<strong>{email}</strong>: {why}
							</li>
						))}
					</ul>
				</Notice>
			)}
		</section>
	);
}

function Sentbox({ community }: { community: Community }) {
	const { reply, error } = useLoad('invitation.list', { community: community.id });
	const all = tables.invitation
		.where((row) => row.community === community.id)
		.sort((a, b) => b.sent_at - a.sent_at || b.id - a.id);
	const open = all.filter((row) => stateOf(row) === 'open');
	const past = all.filter((row) => stateOf(row) !== 'open');
	if (error) return <p class="error">{sentence(error)}</p>;
	if (!reply) return null;
	return (
		<>
			<h2>{t.open}</h2>
			{open.length === 0 ? (
				<Empty title={t.openEmpty}>
					<p>{t.openEmptyMore}</p>
				</Empty>
			) : (
				<Table list={open} />
			)}
			{past.length > 0 && (
				<>
					<h2>{t.past}</h2>
					<Table list={past} />
				</>
			)}
		</>
	);
}

/* An invitation grows old without an event. */
function stateOf({ state, expires_at }: Invitation): keyof typeof t.states {
	return state === 'open' && expires_at <= now.value ? 'expired' : state;
}

function Table({ list }: { list: Invitation[] }) {
	return (
		<table class="cards-when-narrow">
			<thead>
				<tr>
					<th scope="col">{t.email}</th>
					<th scope="col">{t.state}</th>
					<th scope="col">{t.expires}</th>
					<th scope="col">
						<span class="hidden">{t.actions}</span>
					</th>
				</tr>
			</thead>
			<tbody>
				{list.map((invitation) => (
					<Row key={invitation.id} invitation={invitation} />
				))}
			</tbody>
		</table>
	);
}

function Row({ invitation }: { invitation: Invitation }) {
	const { email, role, expires_at, id } = invitation;
	const state = stateOf(invitation);
	const problem = useSignal('');
	const act = async (method: 'invitation.resend' | 'invitation.withdraw', done: string) => {
		try {
			await call(method, { invitation: id });
			problem.value = '';
			tell(done);
		} catch (failure) {
			problem.value = sentence(asCallError(failure));
			announce(problem.peek());
		}
	};
	return (
		<tr>
			<th scope="row">
				{email} {role === 'coordinator' && <Tag look="accent">{people.roles.coordinator}</Tag>}
			</th>
			<td data-label={t.state}>{t.states[state]}</td>
			<td data-label={t.expires}>
				<Time at={expires_at} />
			</td>
			<td>
				{state !== 'accepted' && (
					<Button
						look="quiet"
						small
						aria-label={t.resendOf(email)}
						onClick={() => void act('invitation.resend', t.resent(email))}
					>
						{t.resend}
					</Button>
				)}
				{state === 'open' && (
					<Button
						look="quiet"
						small
						aria-label={t.withdrawOf(email)}
						onClick={() => void act('invitation.withdraw', t.withdrawn(email))}
					>
						{t.withdraw}
					</Button>
				)}
				{problem.value && <p class="error">{problem.value}</p>}
			</td>
		</tr>
	);
}
