// SPDX-License-Identifier: Apache-2.0
/*
 * originals.ts - which comments may be the one that others repeat.
 *
 * Those on the same place come first, for there it is looked for; the others
 * stand as in the text. One that is a duplicate itself is none.
 */
import { tables } from '../../store/tables';
import type { Comment } from '../../wire/rows';
import { commentsOf, keyOf, placeName, writerOf } from './room';

const SHOWN = 60;

export function originalsFor(comments: readonly number[]) {
	const [first] = comments.map((id) => tables.comment.get(id));
	if (!first) return [];
	const near = keyOf(first);
	const position = (row: Comment) => tables.clause.get(row.clause ?? 0)?.position ?? 0;
	return commentsOf(first.round)
		.filter((row) => !row.withdrawn_at && row.disposition !== 'duplicate')
		.filter(({ id }) => !comments.includes(id))
		.sort((a, b) => {
			const beside = Number(keyOf(b) === near) - Number(keyOf(a) === near);
			return beside || position(a) - position(b) || a.id - b.id;
		})
		.map((row) => ({
			value: String(row.id),
			label: `${placeName(row)}, ${writerOf(row).name}: ${excerpt(row.body)}`,
		}));
}

const excerpt = (text: string): string => {
	const words = text.replace(/\s+/g, ' ').trim();
	return words.length <= SHOWN ? words : `${words.slice(0, SHOWN).replace(/\s+\S*$/, '')}…`;
};
