// SPDX-License-Identifier: Apache-2.0
/* matrix_row.tsx - one comment in the matrix, at a glance. */
import { tables } from '../../store/tables';
import { Html } from '../../ui/html';
import { Tag } from '../../ui/parts';
import { reviews } from '../../words/en/reviews';
import { keyOf, looks, nameOf, placeName, placeWords, writerOf } from './room';

const t = reviews.matrix;

interface RowProps {
	id: number;
	/* In the whole table, from 0. */
	index: number;
	current: boolean;
	/* The one row that Tab comes to. */
	reachable: boolean;
	chosen: boolean;
	onChoose(id: number): void;
	onLook(id: number): void;
}

export function MatrixRow({ id, index, current, reachable, chosen, onChoose, onLook }: RowProps) {
	const comment = tables.comment.get(id);
	if (!comment) return null;
	const { name } = writerOf(comment);
	const original = tables.comment.get(comment.duplicate_of ?? 0);
	const place = placeWords(keyOf(comment));
	const look = (event: MouseEvent) => {
		if (!(event.target as Element).closest('input, a, button')) onLook(id);
	};
	return (
		<tr
			id={`line-${id}`}
			class={`matrix-row${current ? ' current' : ''}${chosen ? ' chosen' : ''}`}
			aria-rowindex={index + 2}
			aria-label={t.row(name, place)}
			tabIndex={reachable ? 0 : -1}
			onClick={look}
		>
			<td class="matrix-pick">
				<input
					type="checkbox"
					tabIndex={-1}
					aria-label={t.choose(name, place)}
					checked={chosen}
					onChange={() => onChoose(id)}
				/>
			</td>
			<th scope="row">
				<span class="matrix-place">{placeName(comment)}</span>
				{comment.kind && <span class="quiet small">{reviews.kinds[comment.kind]}</span>}
			</th>
			<td>
				<p class="matrix-who small">
					<strong>{name}</strong>
					{comment.supports + comment.opposes > 0 && (
						<span class="quiet">{t.weight(comment.supports, comment.opposes)}</span>
					)}
					{comment.proposed !== null && <span class="quiet">{t.edit}</span>}
				</p>
				<div class="matrix-words">
					<Html html={comment.body_html} />
				</div>
			</td>
			<Handled id={id} />
			<td>
				{comment.disposition ? (
					<>
						<Tag look={looks[comment.disposition]}>{reviews.dispositions[comment.disposition]}</Tag>
						{original && (
							<p class="matrix-words small">
								{original.withdrawn_at
									? t.repeatsNothing
									: t.repeats(writerOf(original).name, placeName(original))}
							</p>
						)}
						<p class="matrix-words small">{comment.reason}</p>
					</>
				) : (
					<span class="quiet small">{t.open}</span>
				)}
			</td>
		</tr>
	);
}

function Handled({ id }: { id: number }) {
	const handling = tables.handling.get(id);
	const theme = handling?.theme ? tables.theme.get(handling.theme) : undefined;
	return (
		<td class="small matrix-handled">
			{theme && <span class="matrix-theme">{theme.title}</span>}
			{handling?.responder && <span class="quiet">{nameOf(handling.responder)}</span>}
		</td>
	);
}
