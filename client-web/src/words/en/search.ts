// SPDX-License-Identifier: Apache-2.0
/* search.ts - the sentences of the search page. */
import { counted } from '../plural';

export const search = {
	title: 'Search',
	titleOf: (words: string) => `Search: ${words}`,
	lead: 'Threads, posts, reviews, comments, polls, signals and resources of your communities.',
	label: 'What are you looking for?',
	hint: 'All words must be there. Put “quotes” around words that stand together, and a minus before a word that must not be there.',
	act: 'Search',
	looking: 'Looking…',
	results: 'What was found, newest first',
	count: (n: number, more: boolean) =>
		more
			? `The newest ${n} are shown; there are older ones.`
			: counted(n, { one: 'One was found.', other: '# were found, newest first.' }),
	nothing: (words: string) => `Nothing was found for “${words}”`,
	nothingMore:
		'Try fewer words, or another word for the same thing. What was said a second ago may take a moment.',
	older: 'Show older ones',
	kinds: {
		thread: 'Thread',
		post: 'Post',
		document: 'Draft',
		round: 'Review',
		comment: 'Comment',
		poll: 'Poll',
		signal: 'Signal',
		resource: 'Resource',
	},
} as const;
