// SPDX-License-Identifier: Apache-2.0
/*
 * pages.ts - the pages that guests see: its name, its address, its h1.
 *
 * `wait` is something that shows when the page has what it needs: the h1 alone
 * stands before the content.
 */
const HOME = '/c/perinatal-mental-health-community';

export interface Place {
	name: string;
	path: string;
	title: RegExp;
	/* Text that only the finished page has. */
	wait?: RegExp;
}

export const forGuests: Place[] = [
	{ name: 'welcome', path: '/', title: /^Soundings$/, wait: /^Invited\?/ },
	{ name: 'sign-in', path: '/sign-in', title: /^Sign in$/ },
	{ name: 'enter', path: '/enter#token', title: /^Sign in with your link$/ },
	{ name: 'guest-front', path: HOME, title: /^Perinatal/, wait: /What is expected/ },
	{ name: 'nothing', path: '/no/such/page', title: /^There is nothing here$/ },
];
