// SPDX-License-Identifier: Apache-2.0
/*
 * search.tsx - finding things by their words, over all my communities.
 *
 * What is looked for stands in the address, so that Back, a bookmark and a link
 * in a mail show the same. The newest comes first; older ones by a button.
 */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { navigate, place, to } from '../../router';
import { asCallError, load } from '../../store/load';
import { myCommunities } from '../../store/session';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { idOf } from '../../ui/field';
import { Html } from '../../ui/html';
import { announce } from '../../ui/live';
import { Page } from '../../ui/page';
import { Empty, List, Notice, Tag } from '../../ui/parts';
import { Relative } from '../../ui/time';
import type { CallError } from '../../wire/envelope';
import type { Methods } from '../../wire/rows';
import { sentence } from '../../words/en';
import { search as t } from '../../words/en/search';
import './desk.css';

type Reply = Methods['search.find']['out'];
type Found = Reply['found'][number];

export default function Search() {
	const asked = place.value.query.get('q') ?? '';
	return (
		<Page title={asked === '' ? t.title : t.titleOf(asked)} lead={t.lead}>
			<Box key={asked} asked={asked} />
			{asked !== '' && <Results key={asked} asked={asked} />}
		</Page>
	);
}

function Box({ asked }: { asked: string }) {
	const id = idOf('words');
	return (
		<search>
			<form
				class="search-box"
				onSubmit={(event) => {
					event.preventDefault();
					const typed = new FormData(event.currentTarget).get('words');
					const words = String(typed ?? '').trim();
					if (words !== '') navigate(to.search(words));
				}}
			>
				<label class="label" for={id}>
					{t.label}
				</label>
				<span class="hint" id={`${id}-hint`}>
					{t.hint}
				</span>
				<div class="with-button">
					<input
						id={id}
						type="search"
						name="words"
						maxLength={200}
						defaultValue={asked}
						aria-describedby={`${id}-hint`}
					/>
					<Button look="main" type="submit">
						{t.act}
					</Button>
				</div>
			</form>
		</search>
	);
}

function Results({ asked }: { asked: string }) {
	const found = useSignal<Found[] | null>(null);
	const more = useSignal(false);
	const error = useSignal<CallError | null>(null);
	const busy = useSignal(false);

	const look = async (before: number | null) => {
		busy.value = true;
		try {
			const reply = await load('search.find', { words: asked, ...(before && { before }) });
			found.value = [...(found.peek() ?? []), ...reply.found];
			more.value = reply.more;
			error.value = null;
			announce(t.count(found.value.length, reply.more));
		} catch (failure) {
			error.value = asCallError(failure);
		} finally {
			busy.value = false;
		}
	};
	useEffect(() => void look(null), []);

	if (error.value) return <Notice look="bad">{sentence(error.value)}</Notice>;
	if (!found.value) return <p role="status">{t.looking}</p>;
	if (found.value.length === 0)
		return (
			<Empty title={t.nothing(asked)}>
				<p>{t.nothingMore}</p>
			</Empty>
		);
	return (
		<>
			<p class="meta">{t.count(found.value.length, more.value)}</p>
			<List label={t.results}>
				{found.value.map((one) => (
					<FoundRow key={one.id} found={one} />
				))}
			</List>
			{more.value && (
				<Button busy={busy.value} onClick={() => void look(found.value?.at(-1)?.id ?? null)}>
					{t.older}
				</Button>
			)}
		</>
	);
}

function FoundRow({ found }: { found: Found }) {
	return (
		<li>
			<h2 class="item-title">
				<a class="plain" href={addressOf(found)}>
					{found.heading}
				</a>
			</h2>
			<p class="meta">
				<Tag>{t.kinds[found.kind]}</Tag>
				{found.author_name && <span>{found.author_name}</span>}
				<Relative at={found.at} />
				{myCommunities().length > 1 && <span>{tables.community.get(found.community)?.name}</span>}
			</p>
			{found.excerpt !== '' && <Html class="excerpt" html={found.excerpt} />}
		</li>
	);
}

function addressOf({ kind, id, place, community }: Found): string {
	const slug = tables.community.get(community)?.slug ?? '';
	switch (kind) {
		case 'thread':
			return to.thread(id);
		case 'post':
			return to.post(place, id);
		case 'document':
			return to.document(id);
		case 'round':
			return to.round(id);
		case 'comment':
			return `${to.round(place)}#comment-${id}`;
		case 'poll':
			return to.poll(id);
		case 'signal':
			return to.signal(id);
		case 'resource':
			return to.library(slug);
	}
}
