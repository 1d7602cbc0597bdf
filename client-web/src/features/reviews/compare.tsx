// SPDX-License-Identifier: Apache-2.0
/*
 * compare.tsx - what changed from one version to another, in the text itself.
 *
 * Changes are words first (a label before each, for those who do not see the
 * colour or the line), and places to go to: n and p, or the buttons. Long
 * stretches without a change are folded; they open by themselves when looked
 * for in the page.
 */
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { navigate, to } from '../../router';
import { useCommunity } from '../../store/community';
import { useLoad } from '../../store/load';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { Html } from '../../ui/html';
import { announce } from '../../ui/live';
import { Page, PageLost, PageWaiting } from '../../ui/page';
import { Tag } from '../../ui/parts';
import type { Document, Methods } from '../../wire/rows';
import { versions } from '../../words/en/versions';
import { narrow } from './narrow';
import { compareOf, idFrom, versionsOf } from './room';
import './reviews.css';
import './compare.css';

const t = versions.diff;
/* Unchanged paragraphs shown on either side of a change. */
const AROUND = 1;
const FOLD_FROM = 4;

type Block = Methods['version.compare']['out']['blocks'][number];

export default function ComparePage({ id, other }: { id: string; other: string }) {
	const now = idFrom(id);
	const old = idFrom(other);
	const { reply, error, again } = useLoad('version.compare', now && old ? { old, new: now } : null);
	const listed = useLoad('document.get', now ? { document: now } : null);
	const row = tables.document.get(now);
	const before = tables.document.get(old);
	useCommunity(row?.community ?? 0);
	if (!now || !old) return <PageLost />;
	if (!row || !before || !reply)
		return <PageWaiting title={t.waiting} error={error} again={again} />;
	return (
		<Page
			title={t.title(before.version, row.version)}
			kicker={<a href={to.document(row.id)}>{row.title}</a>}
		>
			{listed.reply && <Choose now={row} old={before} />}
			<Changes key={`${old}-${now}`} blocks={reply.blocks} />
		</Page>
	);
}

/* Other versions to compare with. */
function Choose({ now, old }: { now: Document; old: Document }) {
	const all = versionsOf(now);
	if (all.length < 3) return null;
	const pick = (from: number, upto: number) => {
		if (from !== upto) navigate(compareOf(upto, from), { replace: true });
	};
	const select = (label: string, value: number, onPick: (id: number) => void, not: number) => (
		<label>
			{label}{' '}
			<select value={value} onChange={(event) => onPick(Number(event.currentTarget.value))}>
				{all
					.filter(({ id }) => id !== not)
					.map(({ id, version }) => (
						<option key={id} value={id}>
							{versions.name(version)}
						</option>
					))}
			</select>
		</label>
	);
	return (
		<div class="compare-choose">
			{select(t.from, old.id, (id) => pick(id, now.id), now.id)}
			{select(t.upto, now.id, (id) => pick(old.id, id), old.id)}
		</div>
	);
}

function Changes({ blocks }: { blocks: readonly Block[] }) {
	const box = useRef<HTMLDivElement>(null);
	const at = useSignal(-1);
	const changed = blocks.filter(({ change }) => change !== 'same').length;
	const step = (by: 1 | -1) => {
		const all = [...(box.current?.querySelectorAll<HTMLElement>('[data-change]') ?? [])];
		if (all.length === 0) return;
		at.value =
			at.peek() < 0 && by < 0 ? all.length - 1 : (at.peek() + by + all.length) % all.length;
		all[at.value]?.focus({ preventScroll: true });
		all[at.value]?.scrollIntoView({ block: 'center' });
		announce(t.position(at.value + 1, all.length));
	};
	useLayoutEffect(() => {
		if (box.current) label(box.current);
		const pressed = (event: KeyboardEvent) => {
			if (event.ctrlKey || event.metaKey || event.altKey) return;
			if ((event.target as Element).closest?.('input, textarea, select, dialog')) return;
			if (event.key !== 'n' && event.key !== 'p') return;
			event.preventDefault();
			step(event.key === 'n' ? 1 : -1);
		};
		document.addEventListener('keydown', pressed);
		return () => document.removeEventListener('keydown', pressed);
	}, [blocks]);
	if (changed === 0) return <p>{t.none}</p>;
	return (
		<>
			<div class="compare-bar">
				<strong>{at.value < 0 ? t.count(changed) : t.position(at.value + 1, changed)}</strong>
				<Button small onClick={() => step(-1)} aria-keyshortcuts="p">
					{t.previous}
				</Button>
				<Button small onClick={() => step(1)} aria-keyshortcuts="n">
					{t.next}
				</Button>
				{!narrow.value && <span class="quiet small">{t.keys}</span>}
			</div>
			<div class="compare" ref={box}>
				{folded(blocks).map(({ fold, rows }) =>
					fold ? (
						<details key={`fold-${rows[0]?.clause}`}>
							<summary>{t.same(rows.length)}</summary>
							{rows.map(shown)}
						</details>
					) : (
						rows.map(shown)
					),
				)}
			</div>
		</>
	);
}

interface Stretch {
	fold: boolean;
	rows: Block[];
}

/* Long stretches without a change are put away. */
export function folded(blocks: readonly Block[]): Stretch[] {
	const near = blocks.map((_, i) =>
		blocks.slice(Math.max(0, i - AROUND), i + AROUND + 1).some(({ change }) => change !== 'same'),
	);
	const parts: Stretch[] = [];
	blocks.forEach((block, i) => {
		const fold = !near[i];
		const last = parts.at(-1);
		if (last?.fold === fold) last.rows.push(block);
		else parts.push({ fold, rows: [block] });
	});
	return parts.map(({ fold, rows }) => ({ fold: fold && rows.length >= FOLD_FROM, rows }));
}

const tagLooks = {
	same: 'plain',
	changed: 'accent',
	added: 'good',
	removed: 'bad',
	moved: 'accent',
	left: 'plain',
} as const;

function shown(block: Block) {
	const { change, clause, level, kind } = block;
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as part of a form
		<div
			key={`${change}-${clause}`}
			class={`clause is-${kind} is-${change}`}
			role="group"
			tabIndex={-1}
			aria-label={change === 'same' ? undefined : t.label(block)}
			data-change={change === 'same' ? undefined : change}
		>
			<span class="clause-number">
				{block.number ?? block.old_number}
				{change !== 'same' && (
					<>
						<br />
						<Tag look={tagLooks[change]}>{t.changes[change]}</Tag>
					</>
				)}
			</span>
			<div class={`clause-text level-${level}`}>
				{(change === 'moved' || change === 'left') && (
					<p class="quiet small">
						{change === 'moved'
							? t.movedFrom(block.old_number ?? '')
							: t.movedTo(block.number ?? '')}
					</p>
				)}
				<Html html={block.html} />
			</div>
		</div>
	);
}

/* Says before each change what it is, for those who hear the page. */
function label(box: HTMLElement) {
	for (const mark of box.querySelectorAll('.clause-text :is(ins, del)')) {
		if (mark.querySelector('.hidden')) continue;
		const before = document.createElement('span');
		const behind = document.createElement('span');
		before.className = behind.className = 'hidden';
		before.textContent = mark.tagName === 'INS' ? t.inserted : t.deleted;
		behind.textContent = t.end;
		mark.prepend(before);
		mark.append(behind);
	}
}
