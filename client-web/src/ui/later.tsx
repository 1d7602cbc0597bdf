// SPDX-License-Identifier: Apache-2.0
/* later.tsx - a part of a page that is loaded when it is shown for the first time. */
import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';

export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
	const view = signal<ComponentType<P> | null>(null);
	let asked = false;
	return (props) => {
		if (!asked) {
			asked = true;
			void load().then((part) => (view.value = part));
		}
		const View = view.value;
		return View && <View {...props} />;
	};
}
