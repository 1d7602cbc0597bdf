// SPDX-License-Identifier: Apache-2.0
/* routes.ts - every address of the client: one line a room. */
import { desk } from './features/desk/routes';
import { horizon } from './features/horizon/routes';
import { library } from './features/library/routes';
import { people } from './features/people/routes';
import { reviews } from './features/reviews/routes';
import { threads } from './features/threads/routes';
import type { Route } from './router';

export const routes: readonly Route[] = [
	...people,
	...threads,
	...reviews,
	...desk,
	...horizon,
	...library,
];
