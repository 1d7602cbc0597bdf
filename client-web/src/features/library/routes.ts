// SPDX-License-Identifier: Apache-2.0
/* The addresses of the library. */
import { route } from '../../router';

export const library = [
	route('/c/:slug/library', 'member', () => import('./list')),
	route('/c/:slug/resources/new', 'member', () => import('./write')),
	route('/c/:slug/resources/:id', 'member', () => import('./write')),
];
