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
import { Form, useForm } from '../../ui/form';
import { Page } from '../../ui/page';
import { Notice } from '../../ui/parts';
import { call } from '../../wire/calls';
import { people } from '../../words/en/people';
import { goIn } from './sign_in';

const t = people.enter;

export default function Enter() {
	const token = useSignal(place.peek().hash).value;
	const form = useForm({
		send: async () => {
			await call('session.open_link', { token });
			navigate('/enter', { replace: true }); /* the token leaves the address */
			await goIn();
		},
	});
	const failed = Object.keys(form.problems.value).length > 0;

	if (token === '')
		return (
			<Page title={t.title}>
				<Notice look="bad">
					<p>{t.broken}</p>
				</Notice>
				<ButtonLink href={to.signIn}>{t.another}</ButtonLink>
			</Page>
		);
	return (
		<Page title={t.title} lead={t.lead}>
			<Form
				form={form}
				action={t.act}
				also={failed && <ButtonLink href={to.signIn}>{t.another}</ButtonLink>}
			/>
		</Page>
	);
}
