// SPDX-License-Identifier: Apache-2.0
/* skeleton.tsx - grey lines while a page loads; CSS shows them only after 300 ms. */
import { words } from '../words/en';

export function Skeleton({ lines = 5 }: { lines?: number }) {
	return (
		<div class="skeleton" aria-busy="true">
			<span class="hidden">{words.loading}</span>
			{Array.from({ length: lines }, (_, i) => (
				<span key={i} aria-hidden="true" />
			))}
		</div>
	);
}
