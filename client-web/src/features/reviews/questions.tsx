// SPDX-License-Identifier: Apache-2.0
/* questions.tsx - what the round asks beside the text, and the answers. */
import { useRef } from 'preact/hooks';
import { Button } from '../../ui/button';
import type { Round } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { type Reader, useRemarks } from './clause';
import { narrow } from './narrow';
import { Remarks } from './remark';
import { draftsOf, Write } from './write';

export function Questions({ round, reader }: { round: Round; reader: Reader }) {
	if (round.questions.length === 0) return null;
	return (
		<section class="whole" aria-labelledby="questions">
			<h2 id="questions">{reviews.questions.title}</h2>
			<ol class="questions">
				{round.questions.map((question, i) => (
					<Question key={question} n={i + 1} question={question} reader={reader} />
				))}
			</ol>
		</section>
	);
}

function Question({ n, question, reader }: { n: number; question: string; reader: Reader }) {
	const ids = useRemarks(reader, -n);
	const heading = useRef<HTMLHeadingElement>(null);
	const { body } = draftsOf(reader.round, -n);
	const done = () => {
		reader.writing.value = null;
		heading.current?.focus({ preventScroll: true });
	};
	return (
		<li>
			<h3 ref={heading} tabIndex={-1}>
				{question}
			</h3>
			<Remarks ids={ids} place={reviews.question(n)} all={narrow.value} sought={reader.sought} />
			{reader.writing.value === -n ? (
				<Write round={reader.round} question={n} onDone={done} />
			) : (
				reader.open.value && (
					<Button onClick={() => (reader.writing.value = -n)}>
						{body?.text.value ? reviews.write.resume : reviews.questions.act}
						<span class="hidden">: {question}</span>
					</Button>
				)
			)}
		</li>
	);
}
