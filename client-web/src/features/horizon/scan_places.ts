// SPDX-License-Identifier: Apache-2.0
/* scan_places.ts - the addresses of scans; of other rooms only the home page leads there. */
export const places = {
	newScan: (slug: string) => `/c/${slug}/scans/new`,
	scan: (id: number) => `/scan/${id}`,
	scanRate: (id: number) => `/scan/${id}/rate`,
	scanReport: (id: number) => `/scan/${id}/report`,
} as const;
