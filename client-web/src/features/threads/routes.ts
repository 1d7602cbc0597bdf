// SPDX-License-Identifier: Apache-2.0
/* The addresses of the threads room; each page is a chunk of its own. */
import { route } from '../../router';

export const threads = [
	route('/c/:slug/threads', 'member', () => import('./list')),
	route('/c/:slug/threads/new', 'member', () => import('./open')),
	route('/thread/:id', 'member', () => import('./thread')),
];
