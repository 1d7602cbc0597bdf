// SPDX-License-Identifier: Apache-2.0
/*
 * by_mail.tsx - under a post of mine that was a mail: what was cut off it.
 *
 * Only its author sees it: quoted words can hold other people's addresses.
 */
import { useSignal } from '@preact/signals';
import { asCallError } from '../../store/load';
import { Button } from '../../ui/button';
import { call } from '../../wire/calls';
import { sentence } from '../../words/en';
import { threads } from '../../words/en/threads';

const t = threads.byMail;

export function ByMail({ post }: { post: number }) {
	const cut = useSignal<string | null>(null);
	const why = useSignal<string | null>(null);
	const show = async () => {
		try {
			cut.value = (await call('mail.cut', { thing: post })).cut;
		} catch (error) {
			why.value = sentence(asCallError(error));
		}
	};
	if (cut.value !== null)
		return (
			<section class="mail-cut" aria-label={t.cut}>
				<p class="quiet small">{t.onlyYou}</p>
				<pre>{cut.value}</pre>
				<Button look="quiet" small onClick={() => (cut.value = null)}>
					{t.hide}
				</Button>
			</section>
		);
	return (
		<p class="quiet small">
			{t.came}{' '}
			<Button look="quiet" small onClick={() => void show()}>
				{t.show}
			</Button>
			{why.value && <span class="error">{why.value}</span>}
		</p>
	);
}
