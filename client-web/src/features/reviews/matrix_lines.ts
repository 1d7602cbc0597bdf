// SPDX-License-Identifier: Apache-2.0
/* matrix_lines.ts - the comments of a round as the matrix sorts and filters them. */
import { memberOf } from '../../store/names';
import { tables } from '../../store/tables';
import type { Clause, Comment } from '../../wire/rows';
import type { Line } from './matrix_view';
import { commentsOf, writerOf } from './room';

/* In which groups everybody is. */
function groupsOfAll(): Map<number, number[]> {
	const found = new Map<number, number[]>();
	for (const { group, member } of tables.group_member.where((row) => !row.left_at)) {
		if (tables.group.get(group)?.removed_at) continue;
		found.set(member, [...(found.get(member) ?? []), group]);
	}
	return found;
}

/* Its heading; of an answer to a question that, from -1 down. */
function sectionOf(clause: Clause | undefined, question: number | null): number {
	if (!clause) return question === null ? 0 : -question;
	return clause.kind === 'heading' ? clause.id : (clause.section ?? 0);
}

function lineOf(comment: Comment, groups: ReadonlyMap<number, number[]>): Line {
	const clause = comment.clause === null ? undefined : tables.clause.get(comment.clause);
	const handling = tables.handling.get(comment.id);
	const { id, name } = writerOf(comment);
	const member = id ? memberOf(id) : undefined;
	return {
		id: comment.id,
		position: clause?.position ?? (comment.question ?? 0) - 1000,
		start: comment.start ?? 0,
		section: sectionOf(clause, comment.question),
		kind: comment.kind ?? '',
		theme: handling?.theme ?? 0,
		responder: handling?.responder ?? 0,
		writer: name,
		profession: member?.profession ?? '',
		region: member?.region ?? '',
		groups: groups.get(id) ?? [],
		disposition: comment.disposition ?? '',
		supports: comment.supports - comment.opposes,
		words: `${comment.body} ${comment.proposed ?? ''} ${comment.reason ?? ''}`.toLowerCase(),
	};
}

export function linesOf(round: number): Line[] {
	const groups = groupsOfAll();
	return commentsOf(round)
		.filter((row) => !row.withdrawn_at)
		.map((row) => lineOf(row, groups));
}
