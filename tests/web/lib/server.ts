// SPDX-License-Identifier: Apache-2.0
/*
 * server.ts - a Soundings server of one's own, with the demonstration in it.
 *
 * What tests/lib/server.py is for the talks: scratch folder, private port, the
 * real program, ended by its process id. It can stop and start again on the
 * same port, as a server does that is updated.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(__dirname, '../../..');
const START_MS = 60_000;

export const build = process.env.BUILD || join(root, 'build');

/* By what their addresses begin with. */
export type Role = 'coordinator' | 'daniel.okafor' | 'member';

export class Server {
	readonly folder = mkdtempSync(join(tmpdir(), 'soundings-web-'));
	readonly mail = join(this.folder, 'data/mail');
	private readonly log = join(this.folder, 'log');
	private process: ChildProcess | null = null;

	private constructor(private readonly port: number) {
		mkdirSync(join(this.folder, 'data'), { mode: 0o700 });
	}

	static async withDemonstration(): Promise<Server> {
		const server = new Server(await freePort());
		await server.start();
		await server.run('demo');
		return server;
	}

	get origin(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	async start() {
		const log = openSync(this.log, 'a');
		const started = spawn(program(), ['serve'], {
			env: this.environment(),
			stdio: ['ignore', log, log],
		});
		closeSync(log);
		this.process = started;
		process.once('exit', this.kill);
		const until = Date.now() + START_MS;
		while (!(await this.healthy())) {
			if (started.exitCode !== null) throw new Error(`the server ended:\n${this.words()}`);
			if (Date.now() > until) throw new Error(`the server was not ready:\n${this.words()}`);
			await new Promise((go) => setTimeout(go, 20));
		}
	}

	/* SIGTERM; throws when the server does not end well. */
	async stop() {
		const running = this.process;
		if (!running) return;
		const ended = running.exitCode === null ? once(running, 'exit') : null;
		running.kill('SIGTERM');
		await ended;
		process.removeListener('exit', this.kill);
		this.process = null;
		if (running.exitCode !== 0)
			throw new Error(`the server ended with ${running.exitCode}:\n${this.words()}`);
	}

	async end() {
		await this.stop();
		rmSync(this.folder, { recursive: true, force: true });
	}

	/* A command of the same program; its words. */
	async run(...words: string[]): Promise<string> {
		const { stdout } = await promisify(execFile)(program(), words, { env: this.environment() });
		return stdout;
	}

	/* A fresh one-time link for one of the demonstration people. */
	async link(role: Role): Promise<string> {
		const links = await this.run('demo', 'links');
		const found = new RegExp(`${role}@\\S+\\s+(http\\S+)`).exec(links)?.[1];
		if (!found) throw new Error(`no link for the ${role} in: ${links}`);
		return found;
	}

	/* Speaks for somebody else, without a browser. */
	async speaker(email: string, name: string) {
		const issued = await this.run(
			'ctl',
			'session.issue',
			`email=${email}`,
			`display_name=${name}`,
		);
		const { token } = JSON.parse(issued) as { token: string };
		return async (method: string, params: object): Promise<Record<string, unknown>> => {
			const answer = await fetch(`${this.origin}/rpc`, {
				method: 'POST',
				headers: {
					Origin: this.origin,
					Cookie: `__Host-sid=${token}`,
					'Content-Type': 'application/json',
				},
				body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
			});
			const { result, error } = (await answer.json()) as {
				result?: Record<string, unknown>;
				error?: { message: string };
			};
			if (!result) throw new Error(`${method}: ${error?.message}`);
			return result;
		};
	}

	private readonly kill = () => {
		this.process?.kill('SIGKILL');
	};

	private async healthy(): Promise<boolean> {
		try {
			return (await fetch(`${this.origin}/healthz`)).ok;
		} catch {
			return false;
		}
	}

	/* The last it has written to its log. */
	words(): string {
		return readFileSync(this.log, 'utf8').slice(-4000);
	}

	private environment(): NodeJS.ProcessEnv {
		const mine = Object.entries(process.env).filter(([name]) => !name.startsWith('SOUNDINGS'));
		return {
			...Object.fromEntries(mine),
			SOUNDINGS_LISTEN: `127.0.0.1:${this.port}`,
			SOUNDINGS_PUBLIC_URL: this.origin,
			SOUNDINGS_DATA: join(this.folder, 'data'),
			SOUNDINGS_CONTROL: join(this.folder, 'control'),
			SOUNDINGS_CLIENT: process.env.CLIENT || join(root, 'build/client'),
			SOUNDINGS_DEMO: 'yes',
			SOUNDINGS_DEMO_FOLDER: join(root, 'db/demo'),
			SOUNDINGS_MAIL_MODE: 'directory',
			SOUNDINGS_MAIL_IN: 'pipe',
			SOUNDINGS_LOG_LEVEL: 'warn',
		};
	}
}

function program(): string {
	const path = process.env.SOUNDINGS;
	if (!path) throw new Error('SOUNDINGS names no server: start the specs by tests/web/run');
	return path;
}

async function freePort(): Promise<number> {
	const socket = createServer().listen(0, '127.0.0.1');
	await once(socket, 'listening');
	const address = socket.address();
	socket.close();
	await once(socket, 'close');
	if (!address || typeof address === 'string') throw new Error('no free port');
	return address.port;
}
