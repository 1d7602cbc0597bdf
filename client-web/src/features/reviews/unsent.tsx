// SPDX-License-Identifier: Apache-2.0
/*
 * unsent.tsx - comments that somebody began and can send here no more: the
 * round has closed or is paused, or goes on with a version without that
 * paragraph.
 *
 * Their forms are gone, and words that nobody sees are lost to who wrote them.
 */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLoad } from '../../store/load';
import { tables, watch } from '../../store/tables';
import { Button } from '../../ui/button';
import { Confirm } from '../../ui/dialog';
import { tell } from '../../ui/live';
import { Notice } from '../../ui/parts';
import type { Draft, Round } from '../../wire/rows';
import { reviews } from '../../words/en/reviews';
import type { Reader } from './clause';
import { isOpen, placeWords, takesComments } from './room';
import { draftsOf } from './write';

const t = reviews.unsent;

/* Clauses, questions or the whole, of whose comments there are drafts. */
const keysIn = (places: readonly string[], round: number): number[] =>
	places.flatMap((place) => {
		const said = /^comment:(\d+):(-?\d+)$/.exec(place);
		return said && Number(said[1]) === round ? [Number(said[2])] : [];
	});

export function Unsent({ round, reader }: { round: Round; reader: Reader }) {
	const first = tables.document.get(round.document)?.version === 1;
	const { reply, again } = useLoad('draft.list', first && takesComments(round) ? null : {});
	const writing = reader.writing.value;
	/* What is begun is known to the server a moment later. */
	useEffect(() => {
		if (reply) again();
	}, [writing, reader.open.value]);
	useEffect(
		() =>
			watch(({ method, params }) => {
				const { place } = (params.row ?? {}) as Partial<Draft>;
				if (method !== 'draft.saved' || !place) return;
				if (keysIn([place], round.id).some((key) => key !== reader.writing.peek())) again();
			}),
		[round.id, reader, again],
	);
	const goneFrom = (key: number) => key > 0 && tables.clause.get(key)?.document !== round.document;
	const rows = keysIn(reply?.drafts.map(({ place }) => place) ?? [], round.id).filter(
		(key) =>
			key !== writing &&
			(goneFrom(key) || !takesComments(round)) &&
			draftsOf(round.id, key).body?.text.value,
	);
	if (rows.length === 0) return null;
	return (
		<Notice look="warn">
			<h2>{t.title}</h2>
			<p>{!isOpen(round) ? t.closed : takesComments(round) ? t.elsewhere : t.paused}</p>
			{rows.map((key) => (
				<One key={key} round={round.id} clause={key} gone={goneFrom(key)} />
			))}
		</Notice>
	);
}

function One({ round, clause, gone }: { round: number; clause: number; gone: boolean }) {
	const asking = useSignal(false);
	const drafts = draftsOf(round, clause);
	const drop = async () => {
		for (const draft of Object.values(drafts)) if (draft?.text.peek()) draft.discard();
		tell(t.dropped);
	};
	return (
		<>
			<p class="small">{gone ? t.onOld : t.on(placeWords(clause))}</p>
			<blockquote class="quoted-reason">{drafts.body?.text.value}</blockquote>
			{drafts.proposed?.text.value.trim() && (
				<p>
					{reviews.comment.proposed}: {drafts.proposed.text.value}
				</p>
			)}
			<Button small look="quiet" onClick={() => (asking.value = true)}>
				{t.drop}
			</Button>
			{asking.value && (
				<Confirm
					title={t.dropTitle}
					action={t.drop}
					danger
					onYes={drop}
					onClose={() => (asking.value = false)}
				>
					<p>{t.dropBody}</p>
				</Confirm>
			)}
		</>
	);
}
