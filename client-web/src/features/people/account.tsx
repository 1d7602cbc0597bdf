// SPDX-License-Identifier: Apache-2.0
/*
 * account.tsx - what one says of oneself, how one signs in, which mail one
 * gets, and where one is signed in. Four forms, each saved by itself.
 */
import { useSignal } from '@preact/signals';
import { begin, me, myId, signOut } from '../../store/session';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { zones } from '../../ui/closing';
import { PasswordField, Select, TextField } from '../../ui/field';
import { Form, type Problems, useForm } from '../../ui/form';
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

export const hereZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

function Profile() {
	const row = tables.member.get(myId()) ?? me.value?.member;
	const name = useSignal(row?.display_name ?? '');
	const organisation = useSignal(row?.organisation ?? '');
	const profession = useSignal(row?.profession ?? '');
	const region = useSignal(row?.region ?? '');
	const zone = useSignal(me.value?.time_zone ?? hereZone());
	const saved = useSignal(false);
	const form = useForm({
		fields: { display_name: name, profession, organisation, region, time_zone: zone },
		required: { display_name: t.nameMissing },
		send: async () => {
			saved.value = false;
			await call('member.set_profile', {
				display_name: form.text('display_name'),
				organisation: form.text('organisation'),
				profession: form.text('profession'),
				region: form.text('region'),
				time_zone: zone.peek(),
			});
			await begin();
			saved.value = true;
			announce(t.profileSaved);
		},
	});
	return (
		<section aria-labelledby="profile">
			<h2 id="profile">{t.profile}</h2>
			<p class="quiet">{t.profileHint}</p>
			{saved.value && <Saved>{t.profileSaved}</Saved>}
			<Form form={form} action={t.saveProfile}>
				<TextField label={t.name} autocomplete="name" {...form.field('display_name')} />
				<TextField
					label={t.profession}
					hint={t.professionHint}
					optional
					{...form.field('profession')}
				/>
				<TextField
					label={t.organisation}
					optional
					autocomplete="organization"
					{...form.field('organisation')}
				/>
				<TextField label={t.region} optional {...form.field('region')} />
				<Select
					label={t.zone}
					hint={t.zoneHint}
					choices={zones(zone.value)}
					{...form.field('time_zone')}
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
	const form = useForm({
		fields: { current, password: fresh },
		required: has ? { current: t.currentMissing } : {},
		check: (): Problems => (fresh.peek().length < 12 ? { password: t.freshShort } : {}),
		send: async () => {
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
		},
	});
	return (
		<section aria-labelledby="password">
			<h2 id="password">{t.password}</h2>
			<p class="quiet">{has ? t.passwordHas : t.passwordNone}</p>
			{saved.value && <Saved>{t.passwordSaved}</Saved>}
			<Form form={form} action={has ? t.changePassword : t.setPassword}>
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
						label={t.current}
						autocomplete="current-password"
						{...form.field('current')}
					/>
				)}
				<PasswordField
					label={t.fresh}
					hint={t.freshHint}
					autocomplete="new-password"
					{...form.field('password')}
				/>
			</Form>
		</section>
	);
}
