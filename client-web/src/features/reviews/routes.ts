// SPDX-License-Identifier: Apache-2.0
/* The addresses of the reviews room; each page is a chunk of its own. */
import { route } from '../../router';

export const reviews = [
	route('/c/:slug/reviews', 'member', () => import('./list')),
	route('/c/:slug/documents/new', 'member', () => import('./add')),
	route('/document/:id', 'member', () => import('./document')),
	route('/document/:id/round', 'member', () => import('./open')),
	route('/document/:id/since/:other', 'member', () => import('./compare')),
	route('/clause/:id', 'member', () => import('./trace')),
	route('/clause/:id/:words', 'member', () => import('./trace')),
	route('/round/:id/told', 'anyone', () => import('./told')),
	route('/round/:id', 'member', () => import('./reader')),
	route('/round/:id/answers', 'member', () => import('./answers')),
	route('/document/:id/:page', 'member', () => import('./of')),
	route('/round/:id/:page', 'member', () => import('./of')),
];
