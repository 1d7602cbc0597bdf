// SPDX-License-Identifier: Apache-2.0
/*
 * html.tsx - the only door through which the server's HTML enters the page.
 *
 * The server renders Markdown itself and lets no foreign HTML through; here it
 * passes the Trusted Types policy `soundings`, which is the only one that the
 * content policy allows. Never give this anything that a browser made.
 */
import { useEffect, useMemo, useRef } from 'preact/hooks';

interface Policy {
	createHTML(html: string): string;
}
interface Factory {
	createPolicy(name: string, rules: Policy): Policy;
}

const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
const rules: Policy = { createHTML: (html) => html };
const policy = factory ? factory.createPolicy('soundings', rules) : rules;

export function Html({ html, class: more = '' }: { html: string; class?: string }) {
	const trusted = useMemo(() => ({ __html: policy.createHTML(html) }), [html]);
	const box = useRef<HTMLDivElement>(null);

	/* What scrolls sideways must be reachable by keyboard. */
	useEffect(() => {
		for (const wide of box.current?.querySelectorAll<HTMLElement>('table, pre') ?? [])
			if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
	}, [html]);
	return <div ref={box} class={`prose ${more}`} dangerouslySetInnerHTML={trusted} />;
}
