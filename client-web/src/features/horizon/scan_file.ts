// SPDX-License-Identifier: Apache-2.0
/*
 * scan_file.ts - a report as one file that needs no server: what the page
 * shows, with its styles inside and without its buttons.
 */
const escaped = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

const styles = (): string =>
	[...document.styleSheets]
		.flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText))
		.join('\n');

export function fileOf(title: string, report: Element): Blob {
	const copy = report.cloneNode(true) as Element;
	for (const part of copy.querySelectorAll('button, .picture-files, .pic-said')) part.remove();
	for (const link of copy.querySelectorAll('a')) link.replaceWith(link.textContent ?? '');
	const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${styles()}</style>`;
	const body = `<main><h1>${escaped(title)}</h1>${new XMLSerializer().serializeToString(copy)}</main>`;
	return new Blob(
		[`<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`],
		{ type: 'text/html' },
	);
}
