// SPDX-License-Identifier: Apache-2.0
/*
 * list.tsx - the library of a community: what there is to learn, by format,
 * and the words by which it is sorted. Every link leads away to the provider.
 */
import { to } from '../../router';
import { useLoad } from '../../store/load';
import { coordinates } from '../../store/session';
import { tables } from '../../store/tables';
import { ButtonLink } from '../../ui/button';
import { OfCommunity, Page, PageWaiting } from '../../ui/page';
import { Empty, List } from '../../ui/parts';
import type { Community, Resource } from '../../wire/rows';
import { library } from '../../words/en/library';
import { Entry } from './entry';
import { Words } from './words';
import './library.css';

const t = library;

export default function Library({ slug }: { slug: string }) {
	return (
		<OfCommunity slug={slug} title={t.title}>
			{(community) => <Shelves community={community} />}
		</OfCommunity>
	);
}

type Format = Resource['format'];
const formats = Object.keys(t.formats) as Format[];

function Shelves({ community }: { community: Community }) {
	const { reply, error, again } = useLoad('resource.list', { community: community.id });
	useLoad('community.get', { community: community.id });
	const resources = tables.resource
		.where((row) => row.community === community.id)
		.sort((a, b) => a.title.localeCompare(b.title));
	const vocabularies = tables.vocabulary
		.where((row) => row.community === community.id)
		.sort((a, b) => a.id - b.id);
	if (!reply && resources.length === 0)
		return <PageWaiting title={t.title} error={error} again={again} />;
	const runs = coordinates(community.id);
	const shelves = formats
		.map((format) => ({ format, on: resources.filter((row) => row.format === format) }))
		.filter(({ on }) => on.length > 0);
	return (
		<Page
			title={t.title}
			kicker={community.name}
			lead={t.lead}
			actions={
				runs && (
					<ButtonLink look="main" href={to.newResource(community.slug)}>
						{t.writing.add}
					</ButtonLink>
				)
			}
		>
			{shelves.length === 0 && (
				<Empty title={t.empty}>
					<p>{t.emptyMore}</p>
					<ButtonLink href={to.newThread(community.slug)}>{t.emptyAct}</ButtonLink>
				</Empty>
			)}
			{shelves.length > 1 && <Contents shelves={shelves} words={vocabularies.length > 0} />}
			{shelves.map(({ format, on }) => (
				<Shelf
					key={format}
					format={format}
					resources={on}
					change={runs ? community.slug : undefined}
				/>
			))}
			{(runs || vocabularies.length > 0) && (
				<Words community={community.id} list={vocabularies} runs={runs} />
			)}
		</Page>
	);
}

function Contents({
	shelves,
	words,
}: {
	shelves: { format: Format; on: Resource[] }[];
	words: boolean;
}) {
	return (
		<nav class="shelf-nav" aria-label={t.contents}>
			<ul>
				{shelves.map(({ format, on }) => (
					<li key={format}>
						<a href={`#format-${format}`}>{t.formats[format]}</a>{' '}
						<span class="quiet small">{on.length}</span>
					</li>
				))}
				{words && (
					<li>
						<a href="#words">{t.vocabularies.title}</a>
					</li>
				)}
			</ul>
		</nav>
	);
}

interface ShelfProps {
	format: Format;
	resources: Resource[];
	/* The community in which one may put them right. */
	change: string | undefined;
}

function Shelf({ format, resources, change }: ShelfProps) {
	const id = `format-${format}`;
	return (
		<section aria-labelledby={id}>
			<h2 id={id} tabIndex={-1}>
				{t.formats[format]}
			</h2>
			<List label={t.formats[format]}>
				{resources.map((resource) => (
					<Entry
						key={resource.id}
						resource={resource}
						change={change && to.changeResource(change, resource.id)}
					/>
				))}
			</List>
		</section>
	);
}
