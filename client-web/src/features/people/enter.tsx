// SPDX-License-Identifier: Apache-2.0
/*
 * enter.tsx - where a mailed sign-in link leads: one page, one button.
 *
 * Nothing happens by opening it, because mail scanners open links. The token
 * is behind the #, so it reaches no server log on the way.
 */
import { useSignal } from '@preact/signals';
import { navigate, place, to } from '../../router';
import { ButtonLink } from '../../ui/button';
import { Form, useSending } from '../../ui/form';
import { Page } from '../../ui/page';
import { Notice } from '../../ui/parts';
import { call } from '../../wire/calls';
import { people } from '../../words/en/people';
import { goIn } from './sign_in';

const t = people.enter;

export default function Enter() {
	const token = useSignal(place.peek().hash).value;
	const sending = useSending();
	const failed = Object.keys(sending.problems.value).length > 0;

	if (token === '')
		return (
			<Page title={t.title}>
				<Notice look="bad">
					<p>{t.broken}</p>
				</Notice>
				<ButtonLink href={to.signIn}>{t.another}</ButtonLink>
			</Page>
		);
	const send = async () => {
		await call('session.open_link', { token });
		navigate('/enter', { replace: true }); /* the token leaves the address */
		await goIn();
	};
	return (
		<Page title={t.title} lead={t.lead}>
			<Form
				sending={sending}
				action={t.act}
				onSend={send}
				also={failed && <ButtonLink href={to.signIn}>{t.another}</ButtonLink>}
			/>
		</Page>
	);
}
