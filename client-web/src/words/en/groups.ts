// SPDX-License-Identifier: Apache-2.0
/* groups.ts - the sentences about groups of a community, and about choosing people. */
import { counted } from '../plural';

export const groups = {
	title: 'Groups',
	lead: 'A working group, a panel: some members of this community under one name. A review round can be opened for a group.',
	open: 'They are no secret: every member sees which groups there are and who is in them.',
	link: 'Groups',
	empty: 'There is no group yet.',
	emptyMore: 'When a coordinator makes one, it stands here with the people in it.',
	mine: 'You are in it',
	people: (n: number) => counted(n, { one: '# person', other: '# people' }),
	nobody: 'Nobody is in it yet.',
	add: 'Add a group',
	change: 'Change',
	changeTitle: 'Change the group',
	fill: 'Choose people',
	remove: 'Remove',
	leave: 'Leave the group',
	name: 'Name',
	nameHint: 'For example: Inpatient pathway group',
	nameMissing: 'Give the group a name',
	purpose: 'What it is for',
	purposeHint: 'A sentence. Members read it.',
	purposeMissing: 'Say what the group is for',
	act: 'Add it',
	save: 'Save',
	added: 'The group is there. Choose its people now.',
	changed: 'Saved. Members see it now.',
	filled: (name: string, n: number) =>
		`${counted(n, { one: '# person is', other: '# people are' })} in ${name} now.`,
	fillHint:
		'Whoever you add is also asked in the rounds that are open for this group. Whoever you take out keeps what they were asked.',
	leaveTitle: (name: string) => `Leave ${name}?`,
	leaveBody:
		'Rounds that ask you already go on asking you. A coordinator can put you into the group again.',
	left: (name: string) => `You are no longer in ${name}.`,
	removeTitle: (name: string) => `Remove ${name}?`,
	removeBody:
		'It can be chosen no more, and it does not come back. Rounds that were opened for it go on as they are, and ask whom they asked.',
	removed: (name: string) => `${name} is removed.`,

	choose: {
		find: 'Find a person',
		findHint: 'By name, organisation, profession or region',
		none: 'Nobody fits.',
		gone: 'No longer in this community, so nobody can choose them any more.',
	},
};
