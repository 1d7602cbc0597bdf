// SPDX-License-Identifier: Apache-2.0
/* The addresses of the people room; each page is a chunk of its own. */
import { route } from '../../router';

export const people = [
	route('/', 'guest', () => import('./welcome')),
	route('/communities', 'anyone', () => import('./welcome')),
	route('/sign-in', 'anyone', () => import('./sign_in')),
];
