// SPDX-License-Identifier: Apache-2.0
/* The addresses of the horizon; each page is a chunk of its own. */
import { route } from '../../router';

export const horizon = [
	route('/c/:slug/horizon', 'member', () => import('./list')),
	route('/c/:slug/signals/new', 'member', () => import('./drop')),
	route('/c/:slug/polls/new', 'member', () => import('./ask')),
	route('/signal/:id', 'member', () => import('./signal')),
	route('/c/:slug/watch', 'member', () => import('./watch')),
	route('/poll/:id', 'member', () => import('./poll')),
	route('/c/:slug/scans/new', 'member', () => import('./scan_open')),
	route('/scan/:id', 'member', () => import('./scan')),
	route('/scan/:id/rate', 'member', () => import('./scan_rate')),
	route('/scan/:id/report', 'member', () => import('./scan_report')),
];
