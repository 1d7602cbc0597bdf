// SPDX-License-Identifier: Apache-2.0
/* desk.ts - the sentences of the home page. */
import { counted } from '../plural';

export const desk = {
	title: 'Home',
	lead: (asks: number, minutes: number) =>
		counted(asks, {
			one: `One thing waits for you; it takes about ${about(minutes)}.`,
			other: `# things wait for you; together they take about ${about(minutes)}.`,
		}),
	leadNothing: 'Nothing waits for you at the moment.',
	missed: {
		title: 'Mail',
		mine: 'No mail reaches you: what came back, and what you can do.',
		of: (count: number, community: string) =>
			counted(count, {
				one: `Mail does not reach one member of ${community}`,
				other: `Mail does not reach # members of ${community}`,
			}),
	},
	asks: {
		title: 'Waiting for you',
		review: 'Review',
		poll: 'Poll',
		scan: 'Scan',
		meeting: 'Meeting',
		minutes: (n: number) => `about ${about(n)}`,
		closes: 'Closes',
		begins: 'Begins',
		read: 'Read and comment',
		vote: 'Vote',
		rate: 'Rate',
		come: 'Say whether you come',
		/* The button's full name: what it does, and to what. */
		actNamed: (act: string, title: string) => `${act}: ${title}`,
		empty: 'You are up to date',
		emptyMore:
			'Drafts to comment on, polls to vote in, scans to rate and meetings you are asked to appear here, with the time they take and the day they close or begin.',
		emptyAct: 'See all threads',
		arrived: 'Something new waits for you.',
	},
	answers: {
		title: 'Answers to you',
		on: (clause: string) => `Your comment on ${clause}`,
		onAll: 'Your comment on the whole text',
		onIn: (what: string, review: string) => `${what} in “${review}”`,
		reason: 'Reason:',
		empty: 'No answer yet',
		emptyMore:
			'When coordinators decide on a comment of yours, what they decided and why appears here.',
		emptyAct: 'See the reviews',
		arrived: 'There is a new answer to a comment of yours.',
	},
	moved: {
		title: 'Your signals',
		triaged: 'The coordinators have sorted it.',
		merged: 'It goes on in another signal:',
		joined: 'Another signal was joined with it:',
		other: 'see that one',
	},
	fresh: {
		title: 'New',
		label: 'Threads with posts that you have not read',
		empty: 'You have read everything',
		emptyMore: 'Threads with posts that you have not read appear here.',
		emptyAct: 'Start a thread',
	},
	nowhere: {
		title: 'You belong to no community yet',
		more: 'What a community asks of you and what is new in it appears here once a coordinator has invited you.',
		act: 'See the communities',
	},
} as const;

function about(minutes: number): string {
	if (minutes < 90) return counted(minutes, { one: '# minute', other: '# minutes' });
	return counted(Math.round(minutes / 60), { one: '# hour', other: '# hours' });
}
