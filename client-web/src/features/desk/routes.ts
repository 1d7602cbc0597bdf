// SPDX-License-Identifier: Apache-2.0
/* The address of a member's home page; guests have another at the same place. */
import { route } from '../../router';

export const desk = [route('/', 'member', () => import('./home'))];
