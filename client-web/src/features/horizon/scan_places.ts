// SPDX-License-Identifier: Apache-2.0
/* scan_places.ts - the addresses of scans to which no other room leads. */
export const places = {
	newScan: (slug: string) => `/c/${slug}/scans/new`,
	scan: (id: number) => `/scan/${id}`,
	scanReport: (id: number) => `/scan/${id}/report`,
} as const;
