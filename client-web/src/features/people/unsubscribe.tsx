// SPDX-License-Identifier: Apache-2.0
/* unsubscribe.tsx - where the link in a mail leads: one page, one button, no sign-in. */
import { useSignal } from '@preact/signals';
import { to } from '../../router';
import { ButtonLink } from '../../ui/button';
import { Form, useForm } from '../../ui/form';
import { announce } from '../../ui/live';
import { Page } from '../../ui/page';
import { call } from '../../wire/calls';
import { people } from '../../words/en/people';

const t = people.unsubscribe;

export default function Unsubscribe({ token }: { token: string }) {
	const done = useSignal(false);
	const form = useForm({
		send: async () => {
			await call('notice.unsubscribe', { token });
			done.value = true;
			announce(t.doneBody);
		},
	});
	if (done.value)
		return (
			<Page title={t.done}>
				<p class="lead">{t.doneBody}</p>
				<ButtonLink href={to.account}>{t.account}</ButtonLink>
			</Page>
		);
	return (
		<Page title={t.title} lead={t.lead}>
			<Form form={form} action={t.act} />
		</Page>
	);
}
