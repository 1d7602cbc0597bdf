// SPDX-License-Identifier: Apache-2.0
/*
 * scan_state.ts - what follows from the rows of a scan: is it taking ratings,
 * what are its items, how long will rating take.
 */
import { tables } from '../../store/tables';
import { now } from '../../ui/clock';
import type { Criterion, Scan, ScanItem, Signal } from '../../wire/rows';

export const isRating = (scan: Scan): boolean =>
	scan.phase === 'rate' && (scan.ends_at === null || scan.ends_at > now.value);

export const criteriaOf = (scan: number): Criterion[] =>
	tables.criterion.where((row) => row.scan === scan).sort((a, b) => a.position - b.position);

/* The convention by which its quartiles are reckoned. */
export const quantileOf = (criterion: Criterion): Scan['quantile'] =>
	tables.scan.get(criterion.scan)?.quantile ?? 'type7';

export const itemsOf = (scan: number): ScanItem[] =>
	tables.scan_item.where((row) => row.scan === scan).sort((a, b) => a.position - b.position);

/* Of the register, the newest first; what was merged is rated as what it goes on in. */
export const signalsToRate = (community: number): Signal[] =>
	tables.signal
		.where((row) => row.community === community && row.merged_into === null)
		.sort((a, b) => b.id - a.id);

/* A quarter of a minute to read an item, some seconds for each criterion. */
export const minutesFor = (items: number, criteria: number): number =>
	Math.ceil((items * (15 + 6 * criteria)) / 60);

export const scaleOf = (criterion: Criterion): string[] =>
	criterion.kind === 'scale' ? ['1', '2', '3', '4', '5', '6', '7', '8', '9'] : criterion.steps;
