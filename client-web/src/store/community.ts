// SPDX-License-Identifier: Apache-2.0
/*
 * community.ts - which community a page is about.
 *
 * Addresses carry the community's short name (/c/SLUG/threads) or only the id
 * of a thing (/thread/12), whose row names the community. `current` is the one
 * that header and navigation show; a page of a thing sets it by useCommunity.
 */
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Community } from '../wire/rows';
import { useLoad } from './load';
import { myCommunities } from './session';
import { tables } from './tables';

const shown = signal(0);

/* The community last shown, else the first of mine; undefined for a new guest. */
export function current(): Community | undefined {
	return tables.community.get(shown.value) ?? myCommunities()[0];
}

/* Tells the frame which community this page is about. 0: not known yet. */
export function useCommunity(id: number) {
	useEffect(() => {
		if (id) shown.value = id;
	}, [id]);
}

/* The community of an address; asks the server for those that are not mine. */
export function useSlug(slug: string) {
	const [known] = tables.community.where((row) => row.slug === slug);
	const { reply, error, again } = useLoad('community.list', known ? null : {});
	const listed = reply?.communities.find((row) => row.slug === slug);
	const community = known ?? listed;
	useCommunity(community?.id ?? 0);
	return { community, missing: !community && reply !== null, error, again };
}
