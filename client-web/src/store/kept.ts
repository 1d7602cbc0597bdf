// SPDX-License-Identifier: Apache-2.0
/*
 * kept.ts - what is typed on a page that a mail leads to, where nobody has
 * signed in: kept in this browser until the server has what was made of it.
 *
 * The vault's drafts of nobody, each under the words behind the # of its link:
 * who opens the page again finds the text, who has not the link does not. It
 * goes after two weeks, for it may be somebody else's computer.
 */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { vault } from './session';

const NOBODY = 0;
const KEPT_FOR = 14 * 86_400_000;

async function find(place: string): Promise<string> {
	const all = await (await vault).drafts(NOBODY);
	const old = Date.now() - KEPT_FOR;
	for (const draft of all) if (draft.typed_at < old) await (await vault).drop(NOBODY, draft.place);
	return all.find((one) => one.place === place && one.typed_at >= old)?.body ?? '';
}

async function keep(place: string, body: string) {
	if (body === '') return (await vault).drop(NOBODY, place);
	const row = { member: NOBODY, place, body, typed_at: Date.now(), saved_at: null, base_at: 0 };
	return (await vault).keep(row);
}

/* A text for a form's field; `found` is called once when there is one from before.
 * '' as a place keeps nothing: a secret ballot leaves no trace. */
export function useKept(place: string, found?: () => void) {
	const text = useSignal('');
	useEffect(() => {
		if (place === '') return;
		void find(place).then((body) => {
			if (body === '' || text.peek() !== '') return;
			text.value = body;
			found?.();
		});
	}, [place]);
	return {
		get value() {
			return text.value;
		},
		/* '' forgets it: the server has it. */
		set value(body: string) {
			text.value = body;
			if (place !== '') void keep(place, body);
		},
	};
}
