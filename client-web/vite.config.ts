// SPDX-License-Identifier: Apache-2.0
/*
 * How the client is built: hashed names under /assets/, no inlined files (the
 * content policy forbids data: scripts and styles), no polyfills. What all
 * rooms stand on is one chunk, which compresses better than ten; what only
 * some forms need comes with them. The manifest is read and removed by
 * scripts/pack.js.
 */
import { defineConfig } from 'vitest/config';

const server = process.env.SOUNDINGS_SERVER ?? 'http://localhost:8080';

export default defineConfig({
	build: {
		outDir: process.env.CLIENT_OUT ?? '../build/client',
		emptyOutDir: true,
		manifest: 'manifest.json',
		target: 'es2022',
		cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
		assetsInlineLimit: 0,
		/* A room need not name what the first load has brought. */
		modulePreload: {
			polyfill: false,
			resolveDependencies: (_, files, { hostType }) =>
				files.filter((file) => hostType === 'html' || !/\/(base|rolldown-runtime)-/.test(file)),
		},
		reportCompressedSize: false,
		rolldownOptions: {
			output: {
				/* All names are in the first load; the default has eight. */
				chunkFileNames: 'assets/[name]-[hash:7].js',
				assetFileNames: 'assets/[name]-[hash:6][extname]',
				codeSplitting: {
					groups: [
						{
							name: 'base',
							test: /node_modules|src\/(wire|store(?!\/kept)|ui(?!\/(asking|cards|choose_people|closing|field|foreign|revision|save))|router|words\/(en|plural)\.ts)/,
						},
						/* Each chunk has its name in the first load. */
						{
							name: 'scan_words',
							test: /src\/(words\/en\/scan|features\/horizon\/scan_(places|state))/,
						},
					],
				},
			},
		},
	},
	/* The streams of the talks are there only once the talks were held; how long
	 * a test may take says nothing, for machines are slow at times. */
	test: {
		include: [process.env.STREAMS ? 'test/replay.ts' : 'test/*.test.ts'],
		testTimeout: 300_000,
		hookTimeout: 300_000,
	},
	server: {
		proxy: {
			'/rpc': server,
			'/files': server,
			'/ws': { target: server, ws: true },
		},
	},
});
