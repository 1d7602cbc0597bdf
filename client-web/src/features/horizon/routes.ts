// SPDX-License-Identifier: Apache-2.0
/* The addresses of the horizon; each page is a chunk of its own. */
import { route } from '../../router';

export const horizon = [
	route('/c/:slug/horizon', 'member', () => import('./list')),
	route('/c/:slug/signals/new', 'member', () => import('./drop')),
	route('/c/:slug/polls/new', 'member', () => import('./ask')),
	route('/poll/:id', 'member', () => import('./poll')),
];
