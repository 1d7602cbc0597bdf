// SPDX-License-Identifier: Apache-2.0
/*
 * frame.tsx - what stands around every page: one header, one navigation.
 *
 * Home is across communities; the other five words belong to the community
 * that is shown. Guests get no navigation: there is nothing behind it yet.
 */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { path, place, to } from './router';
import { current } from './store/community';
import { me, myCommunities, myId, signOut } from './store/session';
import { tables } from './store/tables';
import { Banners } from './ui/banner';
import { Button } from './ui/button';
import { Confirm } from './ui/dialog';
import { Chevron, Lens, Sounding } from './ui/icons';
import { later } from './ui/later';
import { Menu } from './ui/menu';
import type { Community } from './wire/rows';
import { words } from './words/en';

const Quick = later(() => import('./features/horizon/drop').then((part) => part.Quick));

export function Frame({ children }: { children: ComponentChildren }) {
	const signedIn = myId() !== 0;
	const community = signedIn ? current() : undefined;
	return (
		<>
			<a class="skip button" href="#main">
				{words.skip}
			</a>
			<Banners />
			<Header />
			{community && <Navigation community={community} />}
			<main id="main" tabIndex={-1}>
				{children}
			</main>
			<footer class="footer">
				<div class="footer-in">
					<p>{words.footer.role}</p>
				</div>
			</footer>
		</>
	);
}

function Header() {
	const known = me.value;
	return (
		<header class="header">
			<div class="header-in">
				<a class="brand" href={to.home}>
					<Sounding />
					<span class="brand-name">{known?.server_name || words.product}</span>
				</a>
				{known?.member && <Switcher />}
				<div class="header-end">
					{known?.member ? (
						<>
							<a class="link" href={`${to.home}#asks`}>
								{words.header.asks}
							</a>
							<DropSignal />
							<a class="link" href={to.search()}>
								<Lens />
								<span class="search-word">{words.header.search}</span>
							</a>
							<MyMenu />
						</>
					) : (
						known &&
						path.value !== to.signIn && (
							<a class="link" href={to.signIn}>
								{words.header.signIn}
							</a>
						)
					)}
				</div>
			</div>
		</header>
	);
}

/* In reach on every page; where no community is shown, the first of mine. */
function DropSignal() {
	const asking = useSignal(false);
	const community = current() ?? myCommunities()[0];
	if (!community) return null;
	return (
		<>
			<button
				type="button"
				class="link"
				aria-label={words.header.dropSignal}
				onClick={() => (asking.value = true)}
			>
				+<span class="search-word"> {words.header.signal}</span>
			</button>
			{asking.value && <Quick community={community} onClose={() => (asking.value = false)} />}
		</>
	);
}

function Switcher() {
	const mine = myCommunities();
	const shown = current();
	return (
		<Menu
			edge="start"
			label={<span class="switcher">{shown?.name ?? words.header.community}</span>}
			name={`${words.header.community}: ${shown?.name ?? ''}`}
		>
			{mine.length > 0 && <li class="heading">{words.header.yourCommunities}</li>}
			{mine.map((community) => (
				<li key={community.id}>
					<a
						href={to.community(community.slug)}
						aria-current={community.id === shown?.id ? 'true' : undefined}
					>
						{community.name}
					</a>
				</li>
			))}
			<li>
				<a href="/communities">{words.header.allCommunities}</a>
			</li>
			{mayCreate() && (
				<li>
					<a href={to.newCommunity}>{words.header.newCommunity}</a>
				</li>
			)}
		</Menu>
	);
}

/* Administrators, and people who already coordinate a community. */
export function mayCreate(): boolean {
	const id = myId();
	const coordinates = tables.membership.where(
		(row) => row.member === id && row.role === 'coordinator' && !row.left_at,
	);
	return me.value?.administrator === true || coordinates.length > 0;
}

function MyMenu() {
	const asking = useSignal(false);
	const name = tables.member.get(myId())?.display_name ?? me.value?.member?.display_name;
	const leave = async (anyway: boolean) => {
		asking.value = !(await signOut(anyway));
	};
	return (
		<>
			<Menu label={words.header.me} name={`${words.header.me}: ${name}`}>
				<li class="heading">{name}</li>
				<li>
					<a href={to.account}>{words.header.account}</a>
				</li>
				<li>
					<button type="button" onClick={() => void leave(false)}>
						{words.header.signOut}
					</button>
				</li>
			</Menu>
			{asking.value && (
				<Confirm
					title={words.unsaved.title}
					action={words.unsaved.anyway}
					danger
					onYes={() => leave(true)}
					onClose={() => (asking.value = false)}
				>
					<p>{words.unsaved.body}</p>
				</Confirm>
			)}
		</>
	);
}

function Navigation({ community }: { community: Community }) {
	const open = useSignal(false);
	const here = path.value;
	const room = roomOf(here);
	const { slug } = community;
	const rooms = [
		['home', to.home],
		['threads', to.threads(slug)],
		['reviews', to.reviews(slug)],
		['horizon', to.horizon(slug)],
		['library', to.library(slug)],
		['people', to.people(slug)],
	] as const;

	useEffect(() => {
		open.value = false;
	}, [place.value]);
	return (
		<nav class="nav" aria-label={words.nav.label}>
			<div class="nav-in">
				<span class="nav-toggle">
					<Button
						look="quiet"
						aria-expanded={open.value}
						onClick={() => (open.value = !open.value)}
					>
						{room ? words.nav[room] : words.header.menu}
						<Chevron />
					</Button>
				</span>
				<ul data-open={open.value}>
					{rooms.map(([name, href]) => (
						<li key={name}>
							<a href={href} aria-current={room === name ? 'page' : undefined}>
								{words.nav[name]}
							</a>
						</li>
					))}
				</ul>
			</div>
		</nav>
	);
}

type Room = Exclude<keyof typeof words.nav, 'label'>;

/* Which of the six words an address belongs to. */
export function roomOf(address: string): Room | null {
	if (address === '/') return 'home';
	const [, first = '', , third = ''] = address.split('/');
	const words: Record<string, Room> = {
		thread: 'threads',
		threads: 'threads',
		round: 'reviews',
		document: 'reviews',
		reviews: 'reviews',
		documents: 'reviews',
		clause: 'reviews',
		poll: 'horizon',
		signal: 'horizon',
		watch: 'horizon',
		horizon: 'horizon',
		polls: 'horizon',
		signals: 'horizon',
		scan: 'horizon',
		scans: 'horizon',
		library: 'library',
		resources: 'library',
		people: 'people',
		groups: 'people',
		invitations: 'people',
		mail: 'people',
	};
	return words[first === 'c' ? third : first] ?? null;
}
