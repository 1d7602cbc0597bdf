// SPDX-License-Identifier: Apache-2.0
/*
 * stretch.ts - which posts of a thread are on screen.
 *
 * A stretch is a run without gaps: it grows at both ends by pages, and at its
 * end by what happens live. What arrives while the reader is not at the end
 * stays out until asked for. `first` is the number of the first post, known
 * when the stretch touches either end of the thread.
 */
import { type Signal, useComputed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { asCallError, load } from '../../store/load';
import { myId } from '../../store/session';
import { generation, tables } from '../../store/tables';
import type { CallError } from '../../wire/envelope';
import type { Methods, Post } from '../../wire/rows';

interface Ends {
	low: number;
	/* The last id shown; later ones wait. */
	high: number;
	before: boolean;
	after: boolean;
	first: number | null;
}

type Page = Methods['thread.page']['out'];

export interface Stretch {
	posts: Signal<Post[]>;
	/* Posts that arrived after the last one shown. */
	waiting: Signal<Post[]>;
	ends: Signal<Ends | null>;
	error: Signal<CallError | null>;
	/* The read mark when the thread was opened: what was new then stays marked. */
	mark: Signal<number>;
	/* How many were unread then; null: more than are on screen. */
	unread: Signal<number | null>;
	/* My posts that were mails, of which something was cut off. */
	byMail: Signal<ReadonlySet<number>>;
	again(): void;
	earlier(): Promise<void>;
	later(): Promise<void>;
	/* Shows what waits. */
	reveal(): void;
	/* Makes sure that this post is on screen. */
	goTo(post: number): Promise<void>;
	/* The same for the first post after the mark; answers its id, 0 if there is none. */
	firstUnread(): Promise<number>;
}

export function useStretch(thread: number): Stretch {
	const ends = useSignal<Ends | null>(null);
	const error = useSignal<CallError | null>(null);
	const mark = useSignal(0);
	const unread = useSignal<number | null>(0);
	const byMail = useSignal<ReadonlySet<number>>(new Set());

	const posts = useComputed(() => {
		const at = ends.value;
		if (!at) return [];
		return inOrder((post) => post.thread === thread && post.id >= at.low && post.id <= at.high);
	});
	const waiting = useComputed(() => {
		const at = ends.value;
		if (!at || at.after) return [];
		return inOrder((post) => post.thread === thread && post.id > at.high);
	});

	const fetch = async (params: { before?: number; after?: number }): Promise<Page | null> => {
		try {
			const page = await load('thread.page', { thread, ...params });
			error.value = null;
			if (page.by_mail.length > 0) byMail.value = new Set([...byMail.peek(), ...page.by_mail]);
			return page;
		} catch (failure) {
			error.value = asCallError(failure);
			return null;
		}
	};
	const begin = async () => {
		const page = await fetch({});
		if (!page) return;
		mark.value = page.mark;
		unread.value = unreadOn(page);
		ends.value = endsOf(page);
	};
	const from = async (after: number) => {
		const page = await fetch({ after });
		if (page && page.posts.length > 0) ends.value = endsOf(page);
	};
	const holds = (post: number) => {
		const at = ends.peek();
		return at !== null && post >= at.low && post <= at.high;
	};

	useEffect(() => {
		ends.value = null;
		void begin();
	}, [thread]);
	useEffect(() => generation.subscribe((n) => n > 0 && ends.peek() && void begin()), [thread]);

	return {
		posts,
		waiting,
		ends,
		error,
		mark,
		unread,
		byMail,
		again: () => void begin(),
		earlier: async () => {
			const at = ends.peek();
			const page = at && (await fetch({ before: at.low }));
			const low = page?.posts[0]?.id;
			if (!at || !page || low === undefined) return;
			const first = at.first === null ? null : at.first - page.posts.length;
			ends.value = { ...at, low, before: page.more_before, first: page.more_before ? first : 1 };
		},
		later: async () => {
			const at = ends.peek();
			const page = at && (await fetch({ after: at.high }));
			const high = page?.posts.at(-1)?.id;
			if (!at || !page) return;
			ends.value = { ...at, high: high ?? at.high, after: page.more_after };
		},
		reveal: () => {
			const at = ends.peek();
			const last = waiting.peek().at(-1);
			if (at && last) ends.value = { ...at, high: last.id };
		},
		goTo: async (post) => {
			if (!holds(post)) await from(post - 1);
		},
		firstUnread: async () => {
			const mine = myId();
			const isNew = (post: Post) => post.id > mark.peek() && post.author !== mine;
			const at = ends.peek();
			if (at?.before && at.low > mark.peek()) await from(mark.peek());
			return posts.peek().find(isNew)?.id ?? 0;
		},
	};
}

const inOrder = (test: (post: Post) => boolean): Post[] =>
	tables.post.where(test).sort((a, b) => a.id - b.id);

function endsOf(page: Page): Ends {
	const n = page.posts.length;
	const atEnd = page.thread.post_count - n + 1;
	return {
		low: page.posts[0]?.id ?? 0,
		high: page.posts.at(-1)?.id ?? 0,
		before: page.more_before,
		after: page.more_after,
		first: !page.more_before ? 1 : page.more_after ? null : atEnd,
	};
}

function unreadOn({ posts, mark, more_before }: Page): number | null {
	const first = posts[0]?.id ?? 0;
	if (more_before && first > mark) return null;
	return posts.filter((post) => post.id > mark && post.author !== myId()).length;
}
