// SPDX-License-Identifier: Apache-2.0
/* The addresses of the people room; each page is a chunk of its own. */
import { route } from '../../router';

export const people = [
	route('/', 'guest', () => import('./welcome')),
	route('/communities', 'anyone', () => import('./welcome')),
	route('/communities/new', 'member', () => import('./create')),
	route('/c/:slug', 'anyone', () => import('./front')),
	route('/c/:slug/people', 'member', () => import('./list')),
	route('/c/:slug/groups', 'member', () => import('./groups')),
	route('/c/:slug/invitations', 'member', () => import('./invitations')),
	route('/c/:slug/mail', 'member', () => import('./community_mail')),
	route('/sign-in', 'anyone', () => import('./sign_in')),
	route('/enter', 'anyone', () => import('./enter')),
	route('/join', 'anyone', () => import('./join')),
	route('/account', 'member', () => import('./account')),
	route('/account/mail', 'member', () => import('./mail')),
	route('/account/digest', 'member', () => import('./preview')),
	route('/act', 'anyone', () => import('./act')),
	route('/unsubscribe/:token', 'anyone', () => import('./unsubscribe')),
];
