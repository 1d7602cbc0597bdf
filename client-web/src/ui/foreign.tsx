// SPDX-License-Identifier: Apache-2.0
/*
 * foreign.tsx - what two people may write at once.
 *
 * What was there when the writing began goes with what is sent, and the server
 * refuses if something else is there by then. Theirs is shown beside mine, which
 * stays in the form until I decide: nothing is lost and nothing is overwritten
 * unseen.
 */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Draft } from '../store/drafts';
import { memberOf } from '../store/names';
import { foreign as t } from '../words/en/foreign';
import { type Asking, AskText } from './asking';
import { Button } from './button';
import type { FormOf } from './form';
import { Html } from './html';
import { Notice } from './parts';
import { useRevision } from './revision';

/*
 * What was there when I began. Who has changed nothing follows what is there;
 * words of another day knew only what was there `before`.
 */
export function useSeen<T>(there: T, changed: boolean, before: T) {
	const seen = useSignal(changed ? before : there);
	useEffect(() => {
		if (!changed) seen.value = there;
	});
	return {
		get value(): T {
			return seen.value;
		},
		foreign: changed && seen.value !== there,
		decide() {
			seen.value = there;
		},
	};
}

/* The same of how often it was changed. */
export const useSeenRevision = (there: number, changed: boolean) =>
	useSeen(there, changed, Math.max(there - 1, 0));

interface ForeignProps {
	seen: { foreign: boolean; decide(): void };
	/* What it complains of is about what I had not seen. */
	form: Pick<FormOf<never>, 'problems'>;
	/* Who wrote it, as far as that is known. */
	by?: number | null;
	title?: ComponentChildren;
	/* One below the heading that it stands under. */
	heading?: 'h2' | 'h3';
	/* Takes back what I have written. */
	forget(): void;
	children: ComponentChildren;
}

/* Theirs, if they wrote meanwhile, and which of the two it shall be. */
export function Foreign(props: ForeignProps) {
	const { seen, form, by, title, heading: Heading = 'h3', forget, children } = props;
	if (!seen.foreign) return null;
	const mine = () => {
		seen.decide();
		form.problems.value = {};
	};
	const theirs = () => {
		forget();
		mine();
	};
	return (
		<Notice look="warn">
			<Heading>{title ?? t.now(by ? memberOf(by)?.display_name : undefined)}</Heading>
			{children}
			<p>{t.more}</p>
			<div class="row">
				<Button small onClick={theirs}>
					{t.theirs}
				</Button>
				<Button small onClick={mine}>
					{t.mine}
				</Button>
			</div>
		</Notice>
	);
}

interface Rewriting extends Omit<Asking, 'text' | 'above' | 'onSend'> {
	draft: Draft | null;
	/* What is there; null: nothing yet. */
	there: string | null;
	html: string | null;
	by: number | null;
	onSend(text: string, seen: string | undefined): Promise<boolean>;
}

/* Asks for a text that others may be writing anew as well. */
export function Rewrite({ draft, there, html, by, onSend, ...asking }: Rewriting) {
	const text = useRevision(draft, there ?? '');
	const seen = useSeen(there ?? '', text.value !== (there ?? ''), '');
	const forget = () => {
		text.forget();
		draft?.discard();
	};
	return (
		<AskText
			{...asking}
			text={text}
			above={(form) => (
				<Foreign seen={seen} form={form} by={by} forget={forget}>
					<Html html={html ?? ''} />
				</Foreign>
			)}
			onSend={(typed) => onSend(typed, seen.value || undefined)}
		/>
	);
}
