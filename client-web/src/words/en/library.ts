// SPDX-License-Identifier: Apache-2.0
/* library.ts - the sentences of the library. */
import { counted } from '../plural';

export const library = {
	title: 'Library',
	lead: 'Learning and guidance that this community points to. The things themselves stay with their providers.',
	formats: {
		'e-learning': 'E-learning',
		module: 'Courses and modules',
		webinar: 'Webinars',
		film: 'Films',
		framework: 'Frameworks',
		guidance: 'Guidance',
	},
	lifecycles: {
		planned: 'Planned',
		pilot: 'Pilot',
		open: 'Open',
		closed: 'No longer open',
	},
	contents: 'In this library',
	/* "11 parts, 20–30 minutes each" */
	extent: (parts: number | null, min: number | null, max: number | null): string | null => {
		const time = span(min ?? max, max ?? min);
		if (parts === null || parts <= 1) return time;
		const several = counted(parts, { one: '# part', other: '# parts' });
		return time ? `${several}, ${time} each` : several;
	},
	audience: 'For',
	level: (name: string) => `Level: ${name}`,
	openNamed: (title: string) => `Open it at the provider: ${title}`,
	empty: 'Nothing in the library yet',
	emptyMore: 'Courses, films, frameworks and guidance that coordinators add appear here.',
	emptyAct: 'Ask in a thread for something you miss',
	change: 'Change',
	changeNamed: (title: string) => `Change what stands here about ${title}`,
	writing: {
		add: 'Add a resource',
		change: 'Change a resource',
		lead: 'Facts and a link. The thing itself stays with its provider.',
		denied: 'The library is kept by coordinators. You can ask in a thread for something you miss.',
		name: 'Title',
		titleMissing: 'Write the title',
		provider: 'Provider',
		providerHint: 'Who offers it, as its readers know them.',
		providerMissing: 'Write who offers it',
		url: 'Link',
		urlHint: 'The page of the provider; it begins with https://.',
		format: 'What is it?',
		lifecycle: 'Can one use it?',
		audience: 'Whom is it for?',
		audienceHint: 'For example: health visitors, students.',
		level: 'Level',
		levelHint: 'As the provider or your framework calls it, for example: Enhanced.',
		parts: 'How many parts has it?',
		partsHint: 'Modules, sessions, films. Leave it out for one.',
		from: 'Minutes, at least',
		fromHint: 'Of each part.',
		until: 'Minutes, at most',
		numberWrong: 'Write a number, or nothing',
		note: 'What else should people know?',
		noteHint: 'What it asks for beforehand, whether it costs something, why it is good.',
		act: 'Add it to the library',
		save: 'Save',
		added: 'It stands in the library.',
		changed: 'It is changed.',
		foreign: 'Somebody has changed it meanwhile. It stands now like this:',
	},
	vocabularies: {
		title: 'Words used here',
		lead: 'Lists of words by which this community sorts what it has.',
		demonstration: 'Demonstration',
		count: (n: number) => counted(n, { one: '# word', other: '# words' }),
		add: 'Add a list of words',
		name: 'Name of the list',
		nameHint: 'For example: Levels.',
		nameMissing: 'Give the list a name',
		terms: 'Words',
		termsHint: 'One a line, in the order in which they are to stand.',
		termsMissing: 'Write at least one word',
		note: 'Where does it come from?',
		noteHint: 'Everyone reads the list on the front page.',
		act: 'Add the list',
		added: 'The list is added.',
		change: 'Change the list',
		termsHintAgain:
			'One a line, in their order. Take a line out, and the word is offered no more; what is sorted by it keeps it.',
		save: 'Save the list',
		changed: 'The list is changed.',
	},
} as const;

function span(min: number | null, max: number | null): string | null {
	if (min === null || max === null) return null;
	if (min >= 90) {
		const hours = [...new Set([Math.round(min / 60), Math.round(max / 60)])];
		return hours.length === 1
			? counted(hours[0] ?? 0, { one: '# hour', other: '# hours' })
			: `${hours.join('–')} hours`;
	}
	return min === max
		? counted(min, { one: '# minute', other: '# minutes' })
		: `${min}–${max} minutes`;
}
