// SPDX-License-Identifier: Apache-2.0
/*
 * banner.tsx - what concerns the whole page: no connection, signed out, a new
 * version; under them, what was just done. Over the lower edge, without stealing
 * the focus; said once to readers.
 */
import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { place, to } from '../router';
import { ended } from '../store/session';
import { outdated } from '../store/version';
import { link } from '../wire/stream';
import { words } from '../words/en';
import { Button, ButtonLink } from './button';
import { announce, Live } from './live';

export function Banners() {
	const away = useRef(false);
	useSignalEffect(() => {
		if (link.value === 'lost') {
			away.current = true;
			announce(words.banner.lost);
		} else if (away.current && (link.value === 'live' || link.value === 'polling')) {
			away.current = false;
			announce(words.banner.backAgain);
		}
	});
	useSignalEffect(() => {
		if (ended.value) announce(words.banner.ended);
	});
	return (
		<div class="bars">
			{link.value === 'lost' && <p class="bar">{words.banner.lost}</p>}
			{ended.value && place.value.path !== to.signIn && (
				<div class="bar">
					<span>{words.banner.ended}</span>
					<ButtonLink small href={signInAndBack()}>
						{words.banner.signIn}
					</ButtonLink>
				</div>
			)}
			{outdated.value && (
				<div class="bar">
					<span>{words.banner.outdated}</span>
					<Button small onClick={() => location.reload()}>
						{words.banner.reload}
					</Button>
				</div>
			)}
			<Live />
		</div>
	);
}

function signInAndBack(): string {
	const { path, hash } = place.value;
	return `${to.signIn}?next=${encodeURIComponent(path + (hash && `#${hash}`))}`;
}
