// SPDX-License-Identifier: Apache-2.0
/* whole.tsx - what is said about the draft as a whole, at its end. */
import { useRef } from 'preact/hooks';
import { Button } from '../../ui/button';
import { reviews } from '../../words/en/reviews';
import { type Reader, useRemarks } from './clause';
import { narrow } from './narrow';
import { Remarks } from './remark';
import { WHOLE } from './room';
import { draftsOf, Write } from './write';

export function Whole({ reader }: { reader: Reader }) {
	const ids = useRemarks(reader, WHOLE);
	const heading = useRef<HTMLHeadingElement>(null);
	const { body } = draftsOf(reader.round, WHOLE);
	const open = reader.open.value;
	const writing = reader.writing.value === WHOLE;
	if (ids.length === 0 && !open && !writing) return null;
	const done = () => {
		reader.writing.value = null;
		heading.current?.focus({ preventScroll: true });
	};
	return (
		<section class="whole" aria-labelledby="whole">
			<h2 id="whole" ref={heading} tabIndex={-1}>
				{reviews.reader.whole}
			</h2>
			<Remarks ids={ids} place={reviews.whole} all={narrow.value} sought={reader.sought} />
			{writing ? (
				<Write round={reader.round} onDone={done} />
			) : (
				open && (
					<Button
						onClick={() => {
							reader.writing.value = WHOLE;
						}}
					>
						{body?.text.value ? reviews.write.resume : reviews.reader.wholeAct}
					</Button>
				)
			)}
		</section>
	);
}
