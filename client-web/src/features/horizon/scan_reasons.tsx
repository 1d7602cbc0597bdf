// SPDX-License-Identifier: Apache-2.0
/*
 * scan_reasons.tsx - why panellists rated an item so: those first who lie
 * outside the middle half of the panel, each tail by itself. The server says
 * which only where enough people are in it; the others stand together.
 */
import type { Methods } from '../../wire/rows';
import { scan } from '../../words/en/scan';

const t = scan.reasons;

type Given = Methods['scan.results']['out']['reasons'];
const tails = ['low', 'high', null] as const;

export function Reasons({ reasons }: { reasons: Given }) {
	const parts = tails
		.map((tail) => ({ tail, given: reasons.filter((one) => one.tail === tail) }))
		.filter(({ given }) => given.length > 0);
	const apart = parts.some(({ tail }) => tail !== null);
	return (
		<>
			{parts.map(({ tail, given }) => (
				<div key={tail}>
					{apart && (
						<p>
							<strong>{t.tails[tail ?? 'others']}</strong>
						</p>
					)}
					<ul class="scan-reasons">
						{given.map(({ reason, round }, i) => (
							<li key={`${round}-${i}`} class="as-written">
								{reason}
							</li>
						))}
					</ul>
				</div>
			))}
		</>
	);
}
