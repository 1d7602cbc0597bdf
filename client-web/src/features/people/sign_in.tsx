// SPDX-License-Identifier: Apache-2.0
/*
 * sign_in.tsx - by password, or by a one-time link that comes by mail.
 *
 * Shown at its own address and in place of any page that needs a member; then
 * the address stays and the page appears after signing in.
 */
import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { navigate, place, to } from '../../router';
import { begin, ended, myId } from '../../store/session';
import { Button } from '../../ui/button';
import { PasswordField, TextField } from '../../ui/field';
import { Form, type Problems, useForm } from '../../ui/form';
import { Page } from '../../ui/page';
import { Notice } from '../../ui/parts';
import { call } from '../../wire/calls';
import { people } from '../../words/en/people';

const t = people.signIn;

export default function SignIn() {
	const email = useSignal('');
	const way = useSignal<'password' | 'link' | 'sent'>('password');
	const elsewhere = place.value.path !== to.signIn;

	useEffect(() => {
		if (myId() !== 0 && !ended.peek() && !elsewhere) navigate(to.home, { replace: true });
	}, []);
	return (
		<Page title={way.value === 'sent' ? t.sentTitle : t.title}>
			{elsewhere && way.value !== 'sent' && <Notice>{t.needed}</Notice>}
			{way.value === 'password' && <ByPassword email={email} />}
			{way.value === 'link' && <ByLink email={email} sent={() => (way.value = 'sent')} />}
			{way.value === 'sent' && (
				<div class="read">
					<p role="status">{t.sent(email.value)}</p>
					<p class="quiet">{t.sentMore}</p>
					{/[^ -~].*@/u.test(email.value) && <p>{t.sentLetters}</p>}
					<Button onClick={() => (way.value = 'link')}>{t.sendAgain}</Button>
				</div>
			)}
			{way.value !== 'sent' && (
				<section class="form">
					<hr />
					{way.value === 'password' ? (
						<>
							<h2>{t.linkInstead}</h2>
							<p>{t.linkHint}</p>
							<Button onClick={() => (way.value = 'link')}>{t.sendLink}</Button>
						</>
					) : (
						<Button look="quiet" onClick={() => (way.value = 'password')}>
							{t.usePassword}
						</Button>
					)}
				</section>
			)}
		</Page>
	);
}

function ByPassword({ email }: { email: Signal<string> }) {
	const password = useSignal('');
	const form = useForm({
		fields: { email, password },
		required: { email: t.emailMissing, password: t.passwordMissing },
		check: () => addressProblem(email.peek()),
		send: async () => {
			await call('session.sign_in', { email: form.text('email'), password: password.peek() });
			await goIn();
		},
	});
	return (
		<Form form={form} action={t.act}>
			<EmailField {...form.field('email')} />
			<PasswordField
				label={t.password}
				autocomplete="current-password"
				{...form.field('password')}
			/>
		</Form>
	);
}

function ByLink({ email, sent }: { email: Signal<string>; sent(): void }) {
	const form = useForm({
		fields: { email },
		required: { email: t.emailMissing },
		check: () => addressProblem(email.peek()),
		send: async () => {
			await call('session.send_link', { email: form.text('email') });
			sent();
		},
	});
	return (
		<Form form={form} action={t.sendLink}>
			<EmailField hint={t.linkHint} {...form.field('email')} />
		</Form>
	);
}

type EmailProps = Omit<Parameters<typeof TextField>[0], 'label'>;

const EmailField = (props: EmailProps) => (
	<TextField label={t.email} type="email" autocomplete="username" spellcheck={false} {...props} />
);

const addressProblem = (email: string): Problems =>
	email.trim() === '' || email.includes('@') ? {} : { email: t.emailOdd };

/* Signed in: to where the person wanted to go, else home. */
export async function goIn(fallback: string = to.home) {
	const { path, query } = place.peek();
	const next = query.get('next');
	await begin();
	if (next?.startsWith('/') && !next.startsWith('//')) navigate(next, { replace: true });
	else if (['/sign-in', '/enter', '/join'].includes(path)) navigate(fallback, { replace: true });
}
