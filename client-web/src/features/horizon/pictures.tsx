// SPDX-License-Identifier: Apache-2.0
/*
 * pictures.tsx - what stands beside the numbers of a poll: a bar, a bar in
 * parts, a row of columns. All are decoration: the numbers are in the table.
 */

export function Bar({ share }: { share: number }) {
	return (
		<svg class="share" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
			<rect class="share-all" width="100" height="1" />
			<rect class="share-part" width={100 * share} height="1" />
		</svg>
	);
}

/* Parts of a whole, one after the other. */
export function Stack({ counts, look }: { counts: number[]; look: 'likert' | 'time' }) {
	const all = counts.reduce((sum, count) => sum + count, 0) || 1;
	let x = 0;
	return (
		<svg class="share" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
			<rect class="share-all" width="100" height="1" />
			{counts.map((count, i) => {
				const width = (100 * count) / all;
				x += width;
				return (
					<rect
						key={i}
						class={look === 'time' ? `time-${i}` : `likert-${i}`}
						x={x - width}
						width={width}
						height="1"
					/>
				);
			})}
		</svg>
	);
}

/* How many gave each mark, and where the median lies. */
export function Columns({ counts, median }: { counts: number[]; median: number | null }) {
	const most = Math.max(1, ...counts);
	return (
		<svg class="columns" viewBox={`0 0 ${counts.length * 10} 24`} aria-hidden="true">
			{counts.map((count, i) => (
				<rect
					key={i}
					class={count > 0 ? 'share-part' : 'share-all'}
					x={i * 10 + 1}
					y={count > 0 ? 20 - (20 * count) / most : 19}
					width="8"
					height={count > 0 ? (20 * count) / most : 1}
				/>
			))}
			{median !== null && <path class="median" d={`M${(median - 0.5) * 10} 20l3 4h-6z`} />}
		</svg>
	);
}
