// SPDX-License-Identifier: Apache-2.0
/*
 * playwright.config.ts - no second try: a test that fails now and
 * then has found something.
 */
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { build } from './lib/server';

export default defineConfig({
	testDir: __dirname,
	outputDir: join(build, 'web'),
	reporter: [[join(__dirname, 'lib/tap.ts')]],
	workers: 2,
	retries: 0,
	forbidOnly: true,
	/* So long because machines are slow at times; what is awaited is the fact. */
	timeout: 600_000,
	expect: { timeout: 30_000 },
	use: {
		actionTimeout: 30_000,
		navigationTimeout: 60_000,
		locale: 'en-GB',
		timezoneId: 'Europe/London',
		viewport: { width: 1280, height: 900 },
		launchOptions: {
			executablePath: '/usr/bin/chromium',
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
			],
		},
	},
});
