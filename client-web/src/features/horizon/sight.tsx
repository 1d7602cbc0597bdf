// SPDX-License-Identifier: Apache-2.0
/* sight.tsx - who will see what of an answer to a poll. */
import type { Poll } from '../../wire/rows';
import { horizon } from '../../words/en/horizon';

const t = horizon.poll;

/* Who can see what, in plain words, before anybody answers. */
export function Sight({ poll }: { poll: Poll }) {
	if (!poll.anonymous)
		return (
			<p class="quiet small">
				{t.named} {poll.results === 'always' && t.namedLive}
			</p>
		);
	return (
		<details class="sight small">
			<summary>{t.anonymous(poll.least)}</summary>
			<ul>
				{t.sight(poll.least, poll.results === 'steps', poll.split).map((line) => (
					<li key={line}>{line}</li>
				))}
			</ul>
		</details>
	);
}
