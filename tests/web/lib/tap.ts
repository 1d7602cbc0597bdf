// SPDX-License-Identifier: Apache-2.0
/*
 * tap.ts - a Playwright reporter in the words of tests/run. Why a test failed
 * stands below its line, where one who reads only the summary finds it.
 */
import { basename } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { FullResult, Reporter, TestCase, TestError, TestResult } from '@playwright/test/reporter';

const MOST_LINES = 40;

export default class Tap implements Reporter {
	private count = 0;

	onTestEnd(test: TestCase, result: TestResult) {
		const name = `${basename(test.location.file, '.spec.ts')}: ${test.title}`;
		const number = ++this.count;
		if (result.status === 'skipped') {
			const why = test.annotations.find((one) => one.type === 'skip')?.description;
			this.say(`ok ${number} - ${name} # SKIP ${why ?? 'an earlier step failed'}`);
			return;
		}
		this.say(`${result.status === 'passed' ? '' : 'not '}ok ${number} - ${name}`);
		for (const error of result.errors) {
			this.tell(`${error.message ?? error.value}\n${error.snippet ?? ''}`);
			this.onError(error);
		}
	}

	/* Figures that a story prints, as TAP's comments. */
	onStdOut(chunk: string | Buffer) {
		for (const line of String(chunk).split('\n')) if (line.startsWith('# ')) this.say(line);
	}

	private tell(why: string) {
		const plain = stripVTControlCharacters(why).trim();
		for (const line of plain.split('\n').slice(0, MOST_LINES)) this.say(`# ${line}`);
	}

	onError(error: TestError) {
		process.stderr.write(`${error.stack ?? error.message}\n${error.snippet ?? ''}\n`);
	}

	onEnd({ status }: FullResult) {
		this.say(`1..${this.count}`);
		if (status !== 'passed') process.stderr.write(`the run ${status}\n`);
	}

	printsToStdio() {
		return true;
	}

	private say(line: string) {
		process.stdout.write(`${line}\n`);
	}
}
