// SPDX-License-Identifier: Apache-2.0
/*
 * page.tsx - one page: its h1, its title in the tab, and its states.
 *
 * After a navigation the h1 takes the focus, so that a screen reader says where
 * one is; at the first load nothing moves. Loaded is how a page shows "not yet"
 * and "cannot" without each writing it anew.
 */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { focusDue } from '../router';
import { useSlug } from '../store/community';
import type { CallError } from '../wire/envelope';
import type { Community } from '../wire/rows';
import { sentence, words } from '../words/en';
import { Button, ButtonLink } from './button';
import { Notice } from './parts';
import { Skeleton } from './skeleton';

interface PageProps {
	title: string;
	/* A line above the title: where one is. */
	kicker?: ComponentChildren;
	/* A line or two below it. */
	lead?: ComponentChildren;
	actions?: ComponentChildren;
	children?: ComponentChildren;
}

export function Page({ title, kicker, lead, actions, children }: PageProps) {
	const heading = useRef<HTMLHeadingElement>(null);

	/* As soon as it is there: a key pressed in the same moment is for what has the focus. */
	useLayoutEffect(() => {
		document.title = words.titleOf(title);
		if (!focusDue.peek()) return;
		focusDue.value = false;
		heading.current?.focus({ preventScroll: true });
	}, [title]);
	/* "Not yet" and the page itself are two Pages: the second takes the focus over. */
	useLayoutEffect(() => {
		const element = heading.current;
		return () => {
			if (element && document.activeElement === element) focusDue.value = true;
		};
	}, []);
	return (
		<>
			<div class="page-head">
				{kicker && <p class="kicker">{kicker}</p>}
				<h1 ref={heading} tabIndex={-1}>
					{title}
				</h1>
				{lead && <div class="lead">{lead}</div>}
				{actions && <div class="page-actions">{actions}</div>}
			</div>
			{children}
		</>
	);
}

/* A page that waits for its first answer, or did not get it. */
export function PageWaiting({
	title,
	error,
	again,
}: {
	title: string;
	error: CallError | null;
	again(): void;
}) {
	if (error?.kind === 'not_found') return <PageLost />;
	return (
		<Page title={title}>
			{error ? (
				<Notice look="bad">
					<p>{sentence(error)}</p>
					<Button onClick={again}>{words.lookAgain}</Button>
				</Notice>
			) : (
				<Skeleton />
			)}
		</Page>
	);
}

/* The page of a community, by the short name in its address, once that is known. */
export function OfCommunity({
	slug,
	title,
	children,
}: {
	slug: string;
	title: string;
	children(community: Community): ComponentChildren;
}) {
	const { community, missing, error, again } = useSlug(slug);
	if (missing) return <PageLost />;
	if (!community) return <PageWaiting title={title} error={error} again={again} />;
	return <>{children(community)}</>;
}

export function PageLost() {
	return (
		<Page title={words.pageLost.title}>
			<p>{words.pageLost.body}</p>
			<ButtonLink href="/">{words.pageLost.home}</ButtonLink>
		</Page>
	);
}
