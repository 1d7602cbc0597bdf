// SPDX-License-Identifier: Apache-2.0
/* entry.tsx - one resource as it stands on its shelf. */
import { Tag } from '../../ui/parts';
import type { Resource } from '../../wire/rows';
import { library } from '../../words/en/library';

const t = library;

interface EntryProps {
	resource: Resource;
	/* Where one puts it right, if one may. */
	change?: string | undefined;
}

export function Entry({ resource, change }: EntryProps) {
	const { title, provider, url, level, audience, note, lifecycle } = resource;
	const extent = t.extent(resource.item_count, resource.minutes_min, resource.minutes_max);
	return (
		<li class="entry" id={`resource-${resource.id}`}>
			<h3 class="item-title">
				{url ? (
					<a href={url} target="_blank" rel="noopener noreferrer" aria-label={t.openNamed(title)}>
						{title}
					</a>
				) : (
					title
				)}
			</h3>
			<p class="meta">
				<span>{provider}</span>
				{extent && <span class="extent">{extent}</span>}
				{level && <Tag look="accent">{t.level(level)}</Tag>}
				{lifecycle !== 'open' && <Tag look="warn">{t.lifecycles[lifecycle]}</Tag>}
			</p>
			{audience && (
				<p class="entry-for">
					<span class="quiet">{t.audience}</span> {audience}
				</p>
			)}
			{note && <p class="quiet">{note}</p>}
			{change && (
				<a class="small" href={change} aria-label={t.changeNamed(title)}>
					{t.change}
				</a>
			)}
		</li>
	);
}
