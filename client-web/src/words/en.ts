// SPDX-License-Identifier: Apache-2.0
/*
 * en.ts - every sentence of the frame and of the general parts, in English.
 *
 * The sentences of each room stand in en/ROOM.ts and travel with its pages.
 * Sentences with values are functions, so that another language can order
 * words as it must. How they sound: plain, short, verbs on buttons; an error
 * says what happened, what was kept and what to do.
 */
import type { CallError } from '../wire/envelope';
import { counted } from './plural';

export const locale = 'en-GB';

export const words = {
	product: 'Soundings',
	skip: 'Skip to the main text',
	loading: 'Loading…',
	titleOf: (page: string) => `${page} – Soundings`,

	header: {
		signal: 'Signal',
		dropSignal: 'Drop a signal',
		label: 'Soundings',
		community: 'Community',
		yourCommunities: 'Your communities',
		allCommunities: 'All communities',
		newCommunity: 'Create a community',
		asks: 'My asks',
		search: 'Search',
		signIn: 'Sign in',
		me: 'Me',
		account: 'My account',
		signOut: 'Sign out',
		menu: 'Menu',
	},
	nav: {
		label: 'Community',
		home: 'Home',
		threads: 'Threads',
		reviews: 'Reviews',
		horizon: 'Horizon',
		library: 'Library',
		people: 'People',
	},
	footer: {
		role: 'Communities here advise. They have no steering, managerial or governance role.',
	},
	banner: {
		lost: 'No connection. We are trying again; what you type is kept on this device.',
		outdated: 'A new version of Soundings is ready. What you typed is kept.',
		reload: 'Load it now',
		ended:
			'You are signed out. What you typed is kept on this device and comes back when you sign in.',
		signIn: 'Sign in again',
		backAgain: 'Connected again.',
	},
	thread: {
		number: (n: number) => `#${n}`,
		posts: (n: number) => counted(n, { one: '# post', other: '# posts' }),
		patients: 'Please write nothing from which a patient could be recognised.',
	},
	unsaved: {
		title: 'Some of your text is only on this device',
		body: 'It could not be sent to the server. If you sign out now it is removed from this device and lost.',
		anyway: 'Sign out and lose it',
	},
	lookAgain: 'Try again',
	cancel: 'Cancel',
	close: 'Close',
	save: 'Save',
	optional: 'optional',
	show: 'Show',
	hide: 'Hide',
	pageLost: {
		title: 'There is nothing here',
		body: 'The address may be mistyped, or the thing may be for other eyes.',
		home: 'Go to the home page',
	},
	pageBroken: {
		title: 'This page could not be loaded',
		body: 'The connection failed, or a new version of Soundings has come. Nothing that you typed is lost.',
		reload: 'Load the page again',
	},
	noStart: {
		title: 'Soundings cannot be reached',
		body: 'The server did not answer. It may be restarting, or your network may block it.',
	},
	summary: {
		title: (n: number) =>
			counted(n, {
				one: 'There is one thing to put right',
				other: 'There are # things to put right',
			}),
	},
	errorPrefix: 'Error:',
	formerMember: 'a member',
	editor: {
		toolbar: 'Formatting',
		bold: 'Bold',
		italic: 'Italic',
		link: 'Link',
		quote: 'Quote',
		list: 'List',
		numbers: 'Numbered list',
		write: 'Write',
		preview: 'Preview',
		previewLabel: 'Preview of your text',
		previewEmpty: 'Nothing to preview yet.',
		previewFailed: 'The preview could not be made. Your text is kept.',
	},
	draft: {
		empty: '',
		kept: 'Kept on this device',
		saved: (time: string) => `Saved ${time}`,
		sending: 'Sending…',
		waiting: 'Not sent yet. It will be sent by itself when the connection is back.',
	},
	closing: {
		closes: 'Closes on',
		zone: 'Time zone',
		missing: 'Choose the date and time of the close',
		willClose: 'It will close on',
	},
	dialogClose: 'Close this dialog',
	time: {
		at: (when: string, zone: string) => `${when} (${zone})`,
		now: 'just now',
		yesterday: (time: string) => `yesterday, ${time}`,
		left: (span: string) => `${span} left`,
		over: 'over',
		minutes: (n: number) => counted(n, { one: '# minute', other: '# minutes' }),
		hours: (n: number) => counted(n, { one: '# hour', other: '# hours' }),
		days: (n: number) => counted(n, { one: '# day', other: '# days' }),
	},
	password: {
		what: 'the password',
	},
} as const;

/* What a failed call says to a person. The server's sentence, if it sent one. */
export function sentence(error: CallError): string {
	if (error.message) return capital(error.message);
	if (error.reason === 'too_large') return 'That is too large to be sent. Nothing was changed.';
	switch (error.kind) {
		case 'offline':
			return 'There is no connection at the moment. Nothing was lost; please try again shortly.';
		case 'busy':
			return 'The server is busy. Please try again in a minute.';
		case 'denied':
			return 'You may not do this here.';
		case 'not_found':
			return 'There is no such thing, or it is for other eyes.';
		default:
			return 'Something went wrong on our side. Please try again; if it stays, tell your coordinator.';
	}
}

function capital(text: string): string {
	const first = text.charAt(0).toUpperCase() + text.slice(1);
	return /[.!?…]$/.test(first) ? first : `${first}.`;
}
