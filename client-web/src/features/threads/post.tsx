// SPDX-License-Identifier: Apache-2.0
/*
 * post.tsx - one post: who, when, what; and what can be done with it.
 *
 * A post that was withdrawn keeps its place. The excerpt of the post that it
 * answers is a link to it, whether it is on screen or not.
 */
import { useSignal } from '@preact/signals';
import { to } from '../../router';
import { memberOf } from '../../store/names';
import { coordinates, myId } from '../../store/session';
import { tables } from '../../store/tables';
import { Button } from '../../ui/button';
import { Confirm } from '../../ui/dialog';
import { Html } from '../../ui/html';
import { later } from '../../ui/later';
import { tell } from '../../ui/live';
import { Menu } from '../../ui/menu';
import { Relative } from '../../ui/time';
import { call } from '../../wire/calls';
import type { Post, Thread } from '../../wire/rows';
import { words } from '../../words/en';
import { threads } from '../../words/en/threads';

const t = threads.post;
const ByMail = later(() => import('./by_mail').then((part) => part.ByMail));
const Edit = later(() => import('./edit').then((part) => part.Edit));
const History = later(() => import('./history').then((part) => part.History));

interface PostProps {
	post: Post;
	number: number | null;
	thread: Thread;
	/* It was a mail of mine, of which something was cut off. */
	byMail: boolean;
	onReply(): void;
}

export function PostView({ post, number, thread, byMail, onReply }: PostProps) {
	const editing = useSignal(false);
	const author = memberOf(post.author);
	const name = author?.display_name ?? words.formerMember;
	const work = [author?.profession, author?.organisation].filter(Boolean).join(', ');
	return (
		<article class="post" id={`post-${post.id}`} tabIndex={-1} aria-label={t.label(number, name)}>
			<header class="post-head">
				<span class="post-author">{name}</span>
				{post.author === myId() && <span class="quiet small">({t.you})</span>}
				{work && <span class="post-work">{work}</span>}
				<span class="post-when">
					<Relative at={post.posted_at} />
					{number !== null && (
						<a
							class="post-number"
							href={to.post(thread.id, post.id)}
							aria-label={`${t.link} ${number}`}
						>
							{number}
						</a>
					)}
				</span>
			</header>
			{post.reply_to && <Quoted id={post.reply_to} thread={thread.id} />}
			{post.withdrawn_at ? (
				<p class="quiet">{t.withdrawn}</p>
			) : editing.value ? (
				<Edit post={post} onDone={() => (editing.value = false)} />
			) : (
				<Html html={post.body_html} />
			)}
			{byMail && !post.withdrawn_at && <ByMail post={post.id} />}
			{!editing.value && (
				<Actions
					post={post}
					name={name}
					number={number}
					thread={thread}
					onReply={onReply}
					onEdit={() => (editing.value = true)}
				/>
			)}
			<span class="post-end" data-post={post.id} />
		</article>
	);
}

function Quoted({ id, thread }: { id: number; thread: number }) {
	const post = tables.post.get(id);
	const href = to.post(thread, id);
	if (!post)
		return (
			<p class="quoted">
				<a href={href}>{t.inReplyToEarlier}</a>
			</p>
		);
	const name = memberOf(post.author)?.display_name ?? words.formerMember;
	return (
		<p class="quoted">
			<a href={href}>{t.inReplyTo(name)}</a>
			<span class="excerpt">{post.withdrawn_at ? t.withdrawn : excerpt(post.body)}</span>
		</p>
	);
}

/* The first words of a Markdown text without its marks. */
export function excerpt(body: string): string {
	const plain = body
		.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
		.replace(/^\s*(?:[#>]+|[-*+]|\d+\.)\s+/gm, '')
		.replace(/[*_`~]+/g, '')
		.replace(/\s+/g, ' ')
		.trim();
	if (plain.length <= 140) return plain;
	return `${plain.slice(0, 140).replace(/\s+\S*$/, '')}…`;
}

interface ActionsProps extends Omit<PostProps, 'byMail'> {
	name: string;
	onEdit(): void;
}

function Actions({ post, name, number, thread, onReply, onEdit }: ActionsProps) {
	const asking = useSignal(false);
	const history = useSignal(false);
	const mine = post.author === myId();
	const runs = coordinates(thread.community);
	const open = !thread.closed_at;
	const gone = post.withdrawn_at !== null;
	const mayEdit = mine && open && !gone;
	const mayWithdraw = (mine || runs) && !gone;
	const slug = tables.community.get(thread.community)?.slug;
	const toPoll = runs && open && !gone && slug && to.newPoll(slug, thread.id, post.id);
	const toSignal = !gone && slug && to.newSignal(slug, post.id);
	const hasHistory = post.edit_count > 0 && (!gone || mine || runs);
	return (
		<div class="post-actions">
			{open && !gone && (
				<Button look="quiet" small onClick={onReply} aria-label={t.replyTo(name)}>
					{t.reply}
				</Button>
			)}
			{(mayEdit || mayWithdraw || toSignal) && (
				<Menu label={t.more} name={t.moreOf(number, name)} edge="start" small>
					{mayEdit && (
						<li>
							<button type="button" onClick={onEdit}>
								{t.edit}
							</button>
						</li>
					)}
					{toSignal && (
						<li>
							<a href={toSignal}>{t.toSignal}</a>
						</li>
					)}
					{toPoll && (
						<li>
							<a href={toPoll}>{t.toPoll}</a>
						</li>
					)}
					{mayWithdraw && (
						<li>
							<button type="button" onClick={() => (asking.value = true)}>
								{t.withdraw}
							</button>
						</li>
					)}
				</Menu>
			)}
			{hasHistory && (
				<Button
					look="quiet"
					small
					onClick={() => (history.value = true)}
					aria-label={t.historyOf(name)}
				>
					{t.edited(post.edit_count)}
				</Button>
			)}
			{history.value && <History post={post} name={name} onClose={() => (history.value = false)} />}
			{asking.value && <Withdraw post={post} onDone={() => (asking.value = false)} />}
		</div>
	);
}

function Withdraw({ post, onDone }: { post: Post; onDone(): void }) {
	const withdraw = async () => {
		await call('post.withdraw', { post: post.id });
		tell(t.withdrawn_now);
	};
	return (
		<Confirm title={t.withdrawTitle} action={t.withdraw} danger onYes={withdraw} onClose={onDone}>
			<p>{t.withdrawBody}</p>
		</Confirm>
	);
}
