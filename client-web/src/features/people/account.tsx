// SPDX-License-Identifier: Apache-2.0
/*
 * account.tsx - what one says of oneself, how one signs in, which mail one
 * gets, and where one is signed in. Four forms, each saved by itself.
 */
import { useSignal } from '@preact/signals';
import { begin, me, myId, signOut } from '../../store/session';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { PasswordField, Select, TextField } from '../../ui/field';
import { Form, missing, type Problems, useSending } from '../../ui/form';
import { announce } from '../../ui/live';
import { Page } from '../../ui/page';
import { Notice } from '../../ui/parts';
import { call } from '../../wire/calls';
import { people } from '../../words/en/people';
import { Digest } from './digest';
import { Sessions } from './sessions';

const t = people.account;

export default function Account() {
	return (
		<Page title={t.title} lead={me.value?.email}>
			<Profile />
			<Password />
			<Digest />
			<Sessions />
			<h2>{t.signOut}</h2>
			<p>
				<Button onClick={() => void signOut()}>{t.signOutHere}</Button>
			</p>
		</Page>
	);
}

/* What is chosen from: every zone that the browser knows, and the one in use. */
export function zones(current: string) {
	const names = new Set([current, 'UTC', ...Intl.supportedValuesOf('timeZone')]);
	return [...names].sort().map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}

export const hereZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

function Profile() {
	const row = tables.member.get(myId()) ?? me.value?.member;
	const name = useSignal(row?.display_name ?? '');
	const organisation = useSignal(row?.organisation ?? '');
	const profession = useSignal(row?.profession ?? '');
	const region = useSignal(row?.region ?? '');
	const zone = useSignal(me.value?.time_zone ?? hereZone());
	const saved = useSignal(false);
	const sending = useSending();
	const problems = sending.problems.value;

	const send = async () => {
		saved.value = false;
		await call('member.set_profile', {
			display_name: name.peek().trim(),
			organisation: organisation.peek().trim(),
			profession: profession.peek().trim(),
			region: region.peek().trim(),
			time_zone: zone.peek(),
		});
		await begin();
		saved.value = true;
		announce(t.profileSaved);
	};
	return (
		<section aria-labelledby="profile">
			<h2 id="profile">{t.profile}</h2>
			<p class="quiet">{t.profileHint}</p>
			{saved.value && <Saved>{t.profileSaved}</Saved>}
			<Form
				sending={sending}
				action={t.saveProfile}
				check={() => missing({ display_name: [name.peek(), t.nameMissing] })}
				onSend={send}
			>
				<TextField
					name="display_name"
					label={t.name}
					error={problems.display_name}
					autocomplete="name"
					value={name.value}
					onValue={(value) => (name.value = value)}
				/>
				<TextField
					name="profession"
					label={t.profession}
					hint={t.professionHint}
					error={problems.profession}
					optional
					value={profession.value}
					onValue={(value) => (profession.value = value)}
				/>
				<TextField
					name="organisation"
					label={t.organisation}
					error={problems.organisation}
					optional
					autocomplete="organization"
					value={organisation.value}
					onValue={(value) => (organisation.value = value)}
				/>
				<TextField
					name="region"
					label={t.region}
					error={problems.region}
					optional
					value={region.value}
					onValue={(value) => (region.value = value)}
				/>
				<Select
					name="time_zone"
					label={t.zone}
					hint={t.zoneHint}
					error={problems.time_zone}
					value={zone.value}
					onValue={(value) => (zone.value = value)}
					choices={zones(zone.value)}
				/>
			</Form>
		</section>
	);
}

export function Saved({ children }: { children: string }) {
	return (
		<Notice look="good">
			<p>{children}</p>
		</Notice>
	);
}

function Password() {
	const has = me.value?.has_password === true;
	const current = useSignal('');
	const fresh = useSignal('');
	const saved = useSignal(false);
	const sending = useSending();
	const problems = sending.problems.value;

	const check = () => {
		const found: Problems = has ? missing({ current: [current.peek(), t.currentMissing] }) : {};
		if (fresh.peek().length < 12) found.password = t.freshShort;
		return found;
	};
	const send = async () => {
		saved.value = false;
		await call('member.set_password', {
			password: fresh.peek(),
			current: has ? current.peek() : undefined,
		});
		current.value = '';
		fresh.value = '';
		await begin();
		saved.value = true;
		announce(t.passwordSaved);
	};
	return (
		<section aria-labelledby="password">
			<h2 id="password">{t.password}</h2>
			<p class="quiet">{has ? t.passwordHas : t.passwordNone}</p>
			{saved.value && <Saved>{t.passwordSaved}</Saved>}
			<Form
				sending={sending}
				action={has ? t.changePassword : t.setPassword}
				check={check}
				onSend={send}
			>
				<input
					class="hidden"
					type="text"
					autocomplete="username"
					value={me.value?.email ?? ''}
					readOnly
					tabIndex={-1}
					aria-hidden="true"
				/>
				{has && (
					<PasswordField
						name="current"
						label={t.current}
						error={problems.current}
						autocomplete="current-password"
						value={current.value}
						onValue={(value) => (current.value = value)}
					/>
				)}
				<PasswordField
					name="password"
					label={t.fresh}
					hint={t.freshHint}
					error={problems.password}
					autocomplete="new-password"
					value={fresh.value}
					onValue={(value) => (fresh.value = value)}
				/>
			</Form>
		</section>
	);
}
