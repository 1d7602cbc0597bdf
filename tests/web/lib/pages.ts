// SPDX-License-Identifier: Apache-2.0
/*
 * pages.ts - every page of the client: its name, its address, its h1.
 *
 * `wait` is something that shows when the page has what it needs: the h1 alone
 * stands before the content.
 */
const HOME = '/c/perinatal-mental-health-community';

export interface Place {
	name: string;
	/* Its address, or that of the first link of the page before it. */
	path?: string;
	link?: RegExp;
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

export const forCoordinators: Place[] = [
	{ name: 'communities', path: '/communities', title: /^Communities of practice$/, wait: /^Communities on this/ },
	{ name: 'front', path: HOME, title: /^Perinatal/, wait: /The words it works with/ },
	{ name: 'create', path: '/communities/new', title: /^Create a community$/ },
	{ name: 'account', path: '/account', title: /^My account$/, wait: /^Signed in/ },
	{ name: 'people', path: `${HOME}/people`, title: /^People$/, wait: /members$/ },
	{ name: 'groups', path: `${HOME}/groups`, title: /^Groups$/, wait: /^They are no secret/ },
	{ name: 'invitations', path: `${HOME}/invitations`, title: /^Invite people$/ },
	{ name: 'thread-new', path: `${HOME}/threads/new`, title: /^Start a thread$/ },
	{ name: 'threads', path: `${HOME}/threads`, title: /^Threads$/, wait: /started by/ },
	{ name: 'thread', link: /^\/thread\/\d+$/, title: /./, wait: /^Started by/ },
	{ name: 'home', path: '/', title: /^Home$/ },
	{ name: 'search', path: '/search?q=newcomers', title: /^Search: newcomers$/, wait: /found/ },
	{ name: 'horizon', path: `${HOME}/horizon`, title: /^Horizon$/, wait: /^Signals$/ },
	{ name: 'poll', link: /^\/poll\/\d+$/, title: /./, wait: /^Your vote$|^Results$/ },
	{ name: 'poll-new', path: `${HOME}/polls/new`, title: /^Ask a poll$/ },
	{ name: 'scan-new', path: `${HOME}/scans/new`, title: /^Open a scan$/, wait: /^Items from the register/ },
	{ name: 'signal-new', path: `${HOME}/signals/new`, title: /^Drop a signal$/ },
	{ name: 'watch', path: `${HOME}/watch`, title: /^Watch list$/, wait: /No cycle has been closed/ },
	{ name: 'library', path: `${HOME}/library`, title: /^Library$/, wait: /^Words used here$/ },
	{ name: 'resource-new', path: `${HOME}/resources/new`, title: /^Add a resource$/ },
	{ name: 'document-new', path: `${HOME}/documents/new`, title: /^Add a draft$/ },
	{ name: 'reviews', path: `${HOME}/reviews`, title: /^Reviews$/, wait: /^Open now$/ },
	{ name: 'round', link: /^\/round\/\d+$/, title: /./, wait: /^What is asked$/ },
	{ name: 'answers', link: /^\/round\/\d+\/answers$/, title: /^Answers: / },
];
