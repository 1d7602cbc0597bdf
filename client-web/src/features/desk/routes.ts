// SPDX-License-Identifier: Apache-2.0
/* A member's home page - guests have another at the same place - and search. */
import { route } from '../../router';

export const desk = [
	route('/', 'member', () => import('./home')),
	route('/search', 'member', () => import('./search')),
];
