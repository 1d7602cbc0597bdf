// SPDX-License-Identifier: Apache-2.0
/* thread_list.ts - the sentences about threads where none of them is open. */
import { counted } from '../plural';

export const threadList = {
	list: {
		title: 'Threads',
		label: 'Threads, latest talk first',
		open: 'Start a thread',
		empty: 'No thread yet.',
		emptyMore: 'A thread is a question, a thought or a piece of news that others can answer.',
		unread: (n: number) =>
			counted(n, { one: '# new', other: n >= 100 ? '100 or more new' : '# new' }),
		unreadIn: (n: number, title: string) =>
			counted(n, { one: `# new post in ${title}`, other: `# new posts in ${title}` }),
		announcement: 'Announcement',
		meeting: 'Meeting',
		closed: 'Closed',
		outcome: 'Has an outcome',
		by: (name: string) => `started by ${name}`,
		last: 'last post',
		more: 'Show older threads',
		arrived: (n: number) => counted(n, { one: 'One new thread', other: '# new threads' }),
		showArrived: 'Show',
	},
	open: {
		title: 'Start a thread',
		kind: 'What is it?',
		discussion: 'A discussion',
		discussionHint: 'Everybody may answer.',
		announcement: 'An announcement',
		announcementHint: 'News from the coordinators, marked as such. Everybody may answer.',
		meeting: 'A meeting',
		meetingHint: 'With a time and a place. Everybody is asked whether they come.',
		name: 'Title',
		nameHint: 'Say what it is about, so that people see whether it concerns them.',
		nameMissing: 'Write a title',
		body: 'First post',
		bodyMissing: 'Write the first post',
		act: 'Start the thread',
		opened: 'Your thread is open.',
	},
} as const;
