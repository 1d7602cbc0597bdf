// SPDX-License-Identifier: Apache-2.0
/*
 * post.ts - one request by POST /rpc, and files by POST /files.
 *
 * Used by guests, for everything that sets the cookie, and by everybody while
 * no WebSocket is open. A proxy's 502 or 504 is Lost like a cut cable: it says
 * nothing about whether the server acted.
 */
import { type Answer, CallError, type Envelope, Lost, opened } from './envelope';

const PATIENCE = 30_000;

export async function post(request: Envelope, timeout = PATIENCE): Promise<unknown> {
	return opened(
		(await send('/rpc', 'application/json', JSON.stringify(request), timeout)) as Answer,
	);
}

/* Sends a file; the answer's id is what methods such as document.add take. */
export async function postFile(
	file: File,
): Promise<{ id: number; name: string; size: number; type: string }> {
	const path = `/files?name=${encodeURIComponent(file.name)}`;
	return (await send(path, 'application/octet-stream', file, 4 * PATIENCE)) as never;
}

async function send(path: string, type: string, body: BodyInit, timeout: number) {
	let response: Response;
	try {
		response = await fetch(path, {
			method: 'POST',
			headers: { 'Content-Type': type },
			body,
			signal: AbortSignal.timeout(timeout),
		});
		if (response.ok) return await response.json();
	} catch (error) {
		throw new Lost(String(error));
	}
	throw await refusal(response);
}

/* What a status of the transport itself means to a person. */
async function refusal(response: Response): Promise<Error> {
	const answer = (await response.json().catch(() => null)) as Answer | null;
	if (answer?.error) {
		try {
			opened(answer);
		} catch (error) {
			return error as CallError;
		}
	}
	switch (response.status) {
		case 413:
			return new CallError('invalid', '', null, 'too_large');
		case 415:
			return new CallError('invalid', '', null, 'wrong_type');
		case 429:
			return new CallError('busy', '');
		case 401:
		case 403:
			return new CallError('denied', '');
		case 404:
			return new CallError('not_found', '');
		default:
			return new Lost(`status ${response.status}`);
	}
}
