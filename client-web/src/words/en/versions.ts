// SPDX-License-Identifier: Apache-2.0
/* versions.ts - the sentences of versions, the ledger, comparisons. */
import { counted } from '../plural';

const comments = (n: number) => counted(n, { one: '# comment', other: '# comments' });

export const versions = {
	name: (n: number) => `Version ${n}`,
	inline: (n: number) => `version ${n}`,
	list: 'Versions',
	this: 'this one',
	compare: (n: number) => `Compare with version ${n}`,
	ledger: 'Where its comments went',
	next: {
		act: 'Add the next version',
		title: (title: string) => `Next version: ${title}`,
		lead: (n: number) =>
			`This will be version ${n}. Every comment on the versions before it is carried over: it gets its place in the new text, or waits for you to place it.`,
		older: (n: number) => `There is a newer version of this draft already: version ${n}.`,
		olderAct: 'Go to the newest version',
		added: 'The version is added, and the comments are carried over.',
		denied: 'New versions are added by coordinators.',
	},
	book: {
		title: (n: number) => `Comments in version ${n}`,
		waiting: 'Comments carried over',
		lead: (n: number) =>
			`Each comment on earlier versions has a place in version ${n}, or is kept as history. Nothing goes to the reviewers before all of them are accounted for.`,
		denied: 'This page is for coordinators.',
		first: 'This is the first version, so there was nothing to carry over.',
		nothing: 'There were no comments on the versions before this one.',
		complete: (n: number) =>
			counted(n, {
				one: 'The ledger is complete: the one comment is accounted for.',
				other: 'The ledger is complete: all # comments are accounted for.',
			}),
		incomplete: (n: number) =>
			counted(n, {
				one: '# comment waits for you to place it.',
				other: '# comments wait for you to place them.',
			}),
		arrived: (n: number) =>
			counted(n, {
				one: '# comment came after this version was added.',
				other: '# comments came after this version was added.',
			}),
		carry: 'Carry over what came since',
		carried: 'They are carried over.',
		goOn: (title: string, n: number) => `Let “${title}” go on with version ${n}`,
		goOnTitle: 'Go on with this version?',
		goOnBody: (n: number) =>
			`Reviewers see version ${n} from now on, with the comments in their new places. Those kept as history stand below the text. It cannot be taken back.`,
		goesOn: 'The review goes on with this version.',
		openRound: 'Open a review round on this version',
		filter: 'Show',
		states: {
			waits: 'To place',
			changed: 'Words changed',
			moved: 'Moved',
			same: 'Unchanged',
			history: 'Kept as history',
		},
		count: (label: string, n: number) => `${label} (${n})`,
		none: 'None.',
		noneWaits: 'Nothing waits.',
	},
	desk: {
		position: (n: number, all: number) => `Comment ${n} of ${all}`,
		previous: 'Previous comment',
		next: 'Next comment',
		by: (name: string) => `by ${name}`,
		old: (n: number) => `Where it was: version ${n}`,
		fresh: (n: number) => `Where it goes: version ${n}`,
		wholeWas: 'The comment was on the whole document.',
		guess: (percent: number) => `A place was found, but it is not sure (${percent} of 100).`,
		noGuess: 'These words were not found in the new version. The paragraphs near by are shown.',
		placed: (percent: number) => `Placed by the server, ${percent} of 100 sure.`,
		placedBy: (name: string) => `Placed by ${name}.`,
		kept: (name: string) => `Kept as history by ${name}.`,
		choose: (number: string) => `Place it on paragraph ${number}`,
		chosen: 'Chosen place',
		hint: 'Choose a paragraph, or mark words in one.',
		place: 'Place it here',
		placeOn: (number: string) => `Place it on paragraph ${number}`,
		placeWords: (words: string) => `Place it on “${words}”`,
		whole: 'Place it on the whole document',
		keep: 'The passage is gone: keep it as history',
		keepAll: (n: number) => `Keep all ${comments(n)} that are answered as history`,
		choosing: 'Choose a paragraph first.',
		done: 'Placed.',
		keptNow: 'Kept as history.',
	},
	diff: {
		waiting: 'Comparison',
		title: (old: number, now: number) => `What changed from version ${old} to version ${now}`,
		from: 'From',
		upto: 'to',
		none: 'Not a word has changed.',
		count: (n: number) => counted(n, { one: '# paragraph changed', other: '# paragraphs changed' }),
		position: (n: number, all: number) => `Change ${n} of ${all}`,
		previous: 'Previous change',
		next: 'Next change',
		keys: 'Keys: n for the next, p for the previous.',
		same: (n: number) =>
			counted(n, { one: '# paragraph without a change', other: '# paragraphs without a change' }),
		changes: {
			same: '',
			changed: 'changed',
			added: 'added',
			removed: 'removed',
			moved: 'moved here',
			left: 'moved away',
		},
		label: ({
			change,
			number,
			old_number,
		}: {
			change: 'same' | 'changed' | 'added' | 'removed' | 'moved' | 'left';
			number: string | null;
			old_number: string | null;
		}) => `Paragraph ${number ?? old_number}, ${versions.diff.changes[change]}`,
		movedFrom: (number: string) => `It stood at ${number} before.`,
		movedTo: (number: string) => `It stands at ${number} now.`,
		inserted: '[added: ',
		deleted: '[removed: ',
		end: '] ',
	},
} as const;
