// SPDX-License-Identifier: Apache-2.0
/*
 * drawer.tsx - where there is no margin: the comments on one clause, from below.
 *
 * Between the paragraphs they would tear the text apart. The clause stays in
 * sight above the drawer; n and p go on through all comments, from one clause
 * to the next, because whoever enlarges to 400 % has a phone's screen and a
 * keyboard.
 */
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import type { Clause } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import { type Reader, useRemarks } from './clause';
import { narrow } from './narrow';
import { Remarks } from './remark';
import { placeWords } from './room';

export function Drawer({ reader }: { reader: Reader }) {
	const { drawer, leaving } = reader;
	const gone = drawer.value === null;
	useEffect(() => {
		if (gone) leaving.next?.();
		leaving.next = null;
	}, [gone]);
	const clause = tables.clause.get(drawer.value?.clause ?? 0);
	if (!narrow.value || !clause) return null;
	return <Open key={clause.id} clause={clause} reader={reader} />;
}

function Open({ clause, reader }: { clause: Clause; reader: Reader }) {
	const ids = useRemarks(reader, clause.id);
	const wanted = reader.drawer.value?.comment;
	const place = placeWords(clause.id);
	const close = () => {
		reader.drawer.value = null;
	};

	useEffect(() => {
		document.getElementById(`clause-${clause.id}`)?.scrollIntoView({ block: 'start' });
	}, [clause.id]);
	useLayoutEffect(() => {
		if (wanted) document.getElementById(`comment-${wanted}`)?.focus();
	}, [wanted]);
	return (
		<Dialog title={reviews.comment.list(place)} low onClose={close}>
			<Remarks ids={ids} place={place} all />
			{reader.open.value && (
				<Button
					onClick={() => {
						close();
						reader.writing.value = clause.id;
					}}
				>
					{reviews.write.act}
				</Button>
			)}
		</Dialog>
	);
}

/* Shows a comment of the round, wherever comments are shown here. */
export function show(reader: Reader, comment: number) {
	const clause = tables.comment.get(comment)?.clause;
	if (narrow.peek() && clause) {
		reader.drawer.value = { clause, comment };
		return;
	}
	reader.drawer.value = null;
	reader.sought.value = { comment };
}
