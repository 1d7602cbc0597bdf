// SPDX-License-Identifier: Apache-2.0
/*
 * sign_in.tsx - by password, or by a one-time link that comes by mail.
 *
 * Shown at its own address and in place of any page that needs a member; then
 * the address stays and the page appears after signing in.
 */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { navigate, place, to } from '../../router';
import { begin, ended, myId } from '../../store/session';
import { Button } from '../../ui/button';
import { PasswordField, TextField } from '../../ui/field';
import { Form, missing, type Problems, useSending } from '../../ui/form';
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
			{way.value === 'password' && (
				<ByPassword email={email.value} setEmail={(value) => (email.value = value)} />
			)}
			{way.value === 'link' && (
				<ByLink
					email={email.value}
					setEmail={(value) => (email.value = value)}
					sent={() => (way.value = 'sent')}
				/>
			)}
			{way.value === 'sent' && (
				<div class="read">
					<p role="status">{t.sent(email.value)}</p>
					<p class="quiet">{t.sentMore}</p>
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

interface Address {
	email: string;
	setEmail(email: string): void;
}

function ByPassword({ email, setEmail }: Address) {
	const password = useSignal('');
	const sending = useSending();

	const send = async () => {
		await call('session.sign_in', { email: email.trim(), password: password.peek() });
		await goIn();
	};
	const check = () => ({
		...addressProblem(email),
		...missing({ password: [password.peek(), t.passwordMissing] }),
	});
	return (
		<Form sending={sending} action={t.act} check={check} onSend={send}>
			<EmailField email={email} setEmail={setEmail} problems={sending.problems.value} />
			<PasswordField
				name="password"
				label={t.password}
				error={sending.problems.value.password}
				autocomplete="current-password"
				value={password.value}
				onValue={(value) => (password.value = value)}
			/>
		</Form>
	);
}

function ByLink({ email, setEmail, sent }: Address & { sent(): void }) {
	const sending = useSending();
	const send = async () => {
		await call('session.send_link', { email: email.trim() });
		sent();
	};
	return (
		<Form sending={sending} action={t.sendLink} check={() => addressProblem(email)} onSend={send}>
			<EmailField
				email={email}
				setEmail={setEmail}
				problems={sending.problems.value}
				hint={t.linkHint}
			/>
		</Form>
	);
}

function EmailField({
	email,
	setEmail,
	problems,
	hint,
}: Address & { problems: Problems; hint?: string }) {
	return (
		<TextField
			name="email"
			label={t.email}
			hint={hint}
			error={problems.email}
			type="email"
			autocomplete="username"
			spellcheck={false}
			value={email}
			onValue={setEmail}
		/>
	);
}

function addressProblem(email: string): Problems {
	if (email.trim() === '') return { email: t.emailMissing };
	if (!email.includes('@')) return { email: t.emailOdd };
	return {};
}

/* Signed in: to where the person wanted to go, else home. */
export async function goIn(fallback: string = to.home) {
	const { path, query } = place.peek();
	const next = query.get('next');
	await begin();
	if (next?.startsWith('/') && !next.startsWith('//')) navigate(next, { replace: true });
	else if (['/sign-in', '/enter', '/join'].includes(path)) navigate(fallback, { replace: true });
}
