// SPDX-License-Identifier: Apache-2.0
/*
 * join.tsx - accepting an invitation: read what it is, say who one is, one
 * button. Somebody with an account here is not asked for a name again.
 */
import { useSignal } from '@preact/signals';
import { navigate, place, to } from '../../router';
import { useLoad } from '../../store/load';
import { begin } from '../../store/session';
import { ButtonLink } from '../../ui/button';
import { PasswordField, TextField } from '../../ui/field';
import { Form, type Problems, useForm } from '../../ui/form';
import { Page, PageWaiting } from '../../ui/page';
import { Notice } from '../../ui/parts';
import { call } from '../../wire/calls';
import type { Methods } from '../../wire/rows';
import { sentence } from '../../words/en';
import { people } from '../../words/en/people';
import { About } from './about';

const t = people.join;

export default function Join() {
	const token = useSignal(place.peek().hash).value;
	const { reply, error, again } = useLoad('invitation.look', token ? { token } : null);

	if (!token || (error && error.kind !== 'offline'))
		return (
			<Page title={t.failed}>
				<div class="read">
					<p>{token && error ? sentence(error) : t.broken}</p>
					<p class="quiet">{t.failedWhy}</p>
					<ButtonLink href={to.signIn}>{people.signIn.act}</ButtonLink>
				</div>
			</Page>
		);
	if (!reply) return <PageWaiting title={t.waiting} error={error} again={again} />;
	return (
		<Page title={t.title(reply.name)} kicker={t.by(reply.invited_by)} lead={reply.summary}>
			<About remit={reply.remit} expectations={reply.expectations} />
			<Acceptance token={token} invitation={reply} />
		</Page>
	);
}

interface AcceptanceProps {
	token: string;
	invitation: Methods['invitation.look']['out'];
}

function Acceptance({ token, invitation: { known, email } }: AcceptanceProps) {
	const name = useSignal('');
	const password = useSignal('');
	const check = (): Problems => {
		const { length } = password.peek();
		return length > 0 && length < 12 ? { password: t.passwordShort } : {};
	};
	const form = useForm({
		fields: { display_name: name, password },
		required: known ? {} : { display_name: t.nameMissing },
		check,
		send: async () => {
			const about = {
				display_name: form.text('display_name'),
				password: password.peek() || undefined,
			};
			const { community } = await call('invitation.accept', { token, ...(known ? {} : about) });
			await begin();
			navigate(to.community(community.slug), { replace: true });
		},
	});
	return (
		<section>
			<h2>{t.about}</h2>
			{known ? (
				<Notice>
					<p>{t.known(email)}</p>
				</Notice>
			) : (
				<p>{t.as(email)}</p>
			)}
			<Form form={form} action={t.act}>
				{!known && (
					<>
						<TextField
							label={t.name}
							hint={t.nameHint}
							autocomplete="name"
							{...form.field('display_name')}
						/>
						<PasswordField
							label={t.password}
							hint={t.passwordHint}
							optional
							autocomplete="new-password"
							{...form.field('password')}
						/>
					</>
				)}
				<p class="quiet">{t.accept}</p>
			</Form>
		</section>
	);
}
