// SPDX-License-Identifier: Apache-2.0
/*
 * main.tsx - starts the client: asks who is here, then shows the page of the
 * address. A page that needs a member shows the sign-in page in its place, and
 * itself after it, at the same address.
 */
import { useSignal } from '@preact/signals';
import { type ComponentType, render } from 'preact';
import { useEffect } from 'preact/hooks';
import { Frame } from './frame';
import { match, place, type Route, startRouter } from './router';
import { routes } from './routes';
import { begin, me, myId, startError } from './store/session';
import { watchVersion } from './store/version';
import { Button } from './ui/button';
import { Page, PageLost } from './ui/page';
import { Skeleton } from './ui/skeleton';
import { sentence, words } from './words/en';

type PageOf = ComponentType<Record<string, string>>;

const pages = new Map<Route, PageOf>();

function App() {
	return (
		<Frame>
			<Shown />
		</Frame>
	);
}

function Shown() {
	if (startError.value) return <NoStart />;
	if (!me.value) return <Skeleton />;
	const signedIn = myId() !== 0;
	const found = match(routes, place.value.path, signedIn);
	if (!found) return <PageLost />;
	if (found.route.who === 'member' && !signedIn)
		return <Load key="sign-in" route={signIn} params={{}} />;
	return <Load key={place.value.path} route={found.route} params={found.params} />;
}

const signIn = routes.find((route) => route.path === '/sign-in') as Route;

function Load({ route, params }: { route: Route; params: Record<string, string> }) {
	const failed = useSignal(false);
	const loaded = useSignal<PageOf | null>(pages.get(route) ?? null);

	useEffect(() => {
		if (loaded.peek()) return;
		route.load().then(
			(module) => {
				pages.set(route, module.default);
				loaded.value = module.default;
			},
			() => {
				failed.value = true;
			},
		);
	}, [route]);
	if (failed.value) return <PageBroken />;
	const Loaded = loaded.value;
	return Loaded ? <Loaded {...params} /> : <Skeleton />;
}

function PageBroken() {
	return (
		<Page title={words.pageBroken.title}>
			<p>{words.pageBroken.body}</p>
			<Button onClick={() => location.reload()}>{words.pageBroken.reload}</Button>
		</Page>
	);
}

function NoStart() {
	return (
		<Page title={words.noStart.title}>
			<p>{words.noStart.body}</p>
			<p>{startError.value && sentence(startError.value)}</p>
			<Button onClick={() => void begin()}>{words.lookAgain}</Button>
		</Page>
	);
}

startRouter();
watchVersion();
void begin();
render(<App />, document.getElementById('app') as HTMLElement);
