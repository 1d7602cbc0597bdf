// SPDX-License-Identifier: Apache-2.0
/* scan_cards.tsx - the scans of a community, on the page of its horizon. */
import { useLoad } from '../../store/load';
import { coordinates } from '../../store/session';
import { tables } from '../../store/tables';
import { ButtonLink } from '../../ui/button';
import { Empty, List, Tag } from '../../ui/parts';
import { Remaining } from '../../ui/time';
import type { Community, Scan } from '../../wire/rows';
import { scan as t } from '../../words/en/scan';
import { places } from './scan_places';

export function Scans({ community: { id, slug } }: { community: Community }) {
	const { reply } = useLoad('scan.list', { community: id });
	const scans = tables.scan.where((row) => row.community === id).sort((a, b) => b.id - a.id);
	const may = coordinates(id);
	if (!reply || (scans.length === 0 && !may)) return null;
	return (
		<section aria-labelledby="scans">
			<h2 id="scans">{t.section}</h2>
			{scans.length === 0 ? (
				<Empty title={t.none}>
					<p>{t.noneMore}</p>
				</Empty>
			) : (
				<List label={t.sectionLabel}>
					{scans.map((scan) => (
						<Card key={scan.id} scan={scan} />
					))}
				</List>
			)}
			{may && (
				<p>
					<ButtonLink href={places.newScan(slug)}>{t.open}</ButtonLink>
				</p>
			)}
		</section>
	);
}

function Card({ scan }: { scan: Scan }) {
	return (
		<li>
			<h3 class="item-title">
				<a href={places.scan(scan.id)}>{scan.title}</a>
			</h3>
			<p class="meta">
				<Tag look={scan.phase === 'rate' ? 'accent' : 'plain'}>{t.phases[scan.phase]}</Tag>
				{scan.round > 0 && <span>{t.round(scan.round, scan.rounds)}</span>}
				<span>{t.items(scan.item_count)}</span>
				{scan.ends_at !== null && <Remaining until={scan.ends_at} />}
			</p>
		</li>
	);
}
