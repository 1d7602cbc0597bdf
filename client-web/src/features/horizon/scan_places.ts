// SPDX-License-Identifier: Apache-2.0
/* scan_places.ts - the addresses of scans; no other room leads there. */
export const places = {
	newScan: (slug: string) => `/c/${slug}/scans/new`,
	scan: (id: number) => `/scan/${id}`,
	scanRate: (id: number) => `/scan/${id}/rate`,
	scanReport: (id: number) => `/scan/${id}/report`,
} as const;
