// SPDX-License-Identifier: Apache-2.0
/*
 * router.ts - which page an address shows, and going from one to the next.
 *
 * Plain links do the work: a click on <a href="/thread/12"> is taken over, so
 * everything has a real address, opens in a new tab and works with Back. After
 * a navigation the new page's h1 takes the focus (ui/Page does it); on Back
 * the scroll position returns as soon as the page is tall enough.
 */
import { computed, signal } from '@preact/signals';
import type { ComponentType } from 'preact';

type Names<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
	? Name | Names<Rest>
	: P extends `${string}:${infer Name}`
		? Name
		: never;
export type Params<P extends string> = { [N in Names<P>]: string };

export type Who = 'anyone' | 'guest' | 'member';

export interface Route {
	path: string;
	who: Who;
	load(): Promise<{ default: ComponentType<Record<string, string>> }>;
}

/*
 * One line in a room's routes.ts. `who`: 'member' shows the sign-in page to
 * guests; 'guest' is passed over for members.
 */
export function route<P extends string>(
	path: P,
	who: Who,
	load: () => Promise<{ default: ComponentType<Params<P>> }>,
): Route {
	return { path, who, load: load as Route['load'] };
}

export interface Place {
	path: string;
	query: URLSearchParams;
	hash: string;
}

const here = (): Place => ({
	path: location.pathname,
	query: new URLSearchParams(location.search),
	hash: location.hash.slice(1),
});

export const place = signal<Place>(here());
/* Raised by a navigation, taken down by the page whose h1 got the focus. */
export const focusDue = signal(false);

let leaving: (() => boolean) | null = null;

/* Asks `may` before the page is left by a link; null lifts it. */
export function beforeLeaving(may: (() => boolean) | null) {
	leaving = may;
}

export function navigate(href: string, { replace = false } = {}) {
	const url = new URL(href, location.href);
	if (url.origin !== location.origin) {
		location.assign(url);
		return;
	}
	if (leaving && !leaving()) return;
	keepTransport(url);
	if (replace) history.replaceState(null, '', url);
	else {
		rememberScroll();
		history.pushState(null, '', url);
	}
	const samePage = url.pathname === place.peek().path;
	place.value = here();
	if (samePage && url.hash) return;
	focusDue.value = true;
	scrollTo(0, 0);
}

/* ?transport=poll stays with the tab that asked for it. */
function keepTransport(url: URL) {
	const transport = place.peek().query.get('transport');
	if (transport) url.searchParams.set('transport', transport);
}

export function match(
	routes: readonly Route[],
	path: string,
	signedIn: boolean,
): { route: Route; params: Record<string, string> } | null {
	for (const route of routes) {
		if (signedIn && route.who === 'guest') continue;
		const params = paramsOf(route.path, path);
		if (params && !(route.path === '/' && route.who === 'member' && !signedIn))
			return { route, params };
	}
	return null;
}

function paramsOf(pattern: string, path: string): Record<string, string> | null {
	const want = pattern.split('/');
	const have = path.replace(/(.)\/$/, '$1').split('/');
	if (want.length !== have.length) return null;
	const params: Record<string, string> = {};
	for (const [i, part] of want.entries()) {
		const value = have[i] ?? '';
		if (part.startsWith(':') && value !== '') params[part.slice(1)] = decoded(value);
		else if (part !== value) return null;
	}
	return params;
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

function rememberScroll() {
	history.replaceState({ ...history.state, scroll: scrollY }, '');
}

/* Scrolls back once the page is tall enough; gives up when the person scrolls. */
function returnTo(y: number) {
	const grown = new ResizeObserver(() => {
		if (document.documentElement.scrollHeight >= y + innerHeight || y === 0) done(true);
	});
	const stop = () => done(false);
	const timer = setTimeout(() => done(true), 3000);
	function done(scroll: boolean) {
		grown.disconnect();
		clearTimeout(timer);
		removeEventListener('wheel', stop);
		removeEventListener('touchstart', stop);
		removeEventListener('keydown', stop);
		if (scroll) scrollTo(0, y);
	}
	addEventListener('wheel', stop, { passive: true });
	addEventListener('touchstart', stop, { passive: true });
	addEventListener('keydown', stop);
	grown.observe(document.body);
}

function clicked(event: MouseEvent) {
	if (event.defaultPrevented || event.button !== 0) return;
	if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
	const link = (event.target as Element).closest?.('a');
	if (!link?.href || link.target || link.hasAttribute('download')) return;
	const url = new URL(link.href);
	if (url.origin !== location.origin || url.pathname.startsWith('/files/')) return;
	const inPage = url.pathname === location.pathname && url.search === location.search && url.hash;
	if (inPage && document.getElementById(url.hash.slice(1))) return;
	event.preventDefault();
	navigate(url.href);
}

/* Called once by main.tsx. */
export function startRouter() {
	history.scrollRestoration = 'manual';
	document.addEventListener('click', clicked);
	addEventListener('popstate', ({ state }) => {
		const before = place.peek().path;
		place.value = here();
		if (place.peek().path === before && location.hash) return;
		focusDue.value = true;
		returnTo(state?.scroll ?? 0);
	});
	let timer: ReturnType<typeof setTimeout> | undefined;
	addEventListener(
		'scroll',
		() => {
			clearTimeout(timer);
			timer = setTimeout(rememberScroll, 150);
		},
		{ passive: true },
	);
}

export const path = computed(() => place.value.path);

/* The addresses of things; mails and feeds use the same. */
export const to = {
	home: '/',
	signIn: '/sign-in',
	account: '/account',
	accountMail: '/account/mail',
	digest: '/account/digest',
	search: (words = '') => (words === '' ? '/search' : `/search?q=${encodeURIComponent(words)}`),
	newCommunity: '/communities/new',
	community: (slug: string) => `/c/${slug}`,
	people: (slug: string) => `/c/${slug}/people`,
	groups: (slug: string) => `/c/${slug}/groups`,
	invitations: (slug: string) => `/c/${slug}/invitations`,
	communityMail: (slug: string) => `/c/${slug}/mail`,
	threads: (slug: string) => `/c/${slug}/threads`,
	newThread: (slug: string) => `/c/${slug}/threads/new`,
	thread: (id: number) => `/thread/${id}`,
	post: (thread: number, id: number) => `/thread/${thread}#post-${id}`,
	reviews: (slug: string) => `/c/${slug}/reviews`,
	newDocument: (slug: string) => `/c/${slug}/documents/new`,
	document: (id: number) => `/document/${id}`,
	newRound: (document: number) => `/document/${document}/round`,
	round: (id: number) => `/round/${id}`,
	horizon: (slug: string) => `/c/${slug}/horizon`,
	newPoll: (slug: string, thread?: number, post?: number) =>
		`/c/${slug}/polls/new${thread ? `?thread=${thread}` : ''}${post ? `&post=${post}` : ''}`,
	poll: (id: number) => `/poll/${id}`,
	scanRate: (id: number) => `/scan/${id}/rate`,
	newSignal: (slug: string, post?: number) =>
		`/c/${slug}/signals/new${post ? `?post=${post}` : ''}`,
	signal: (id: number) => `/signal/${id}`,
	watch: (slug: string) => `/c/${slug}/watch`,
	library: (slug: string) => `/c/${slug}/library`,
	newResource: (slug: string) => `/c/${slug}/resources/new`,
	changeResource: (slug: string, id: number) => `/c/${slug}/resources/${id}`,
} as const;
