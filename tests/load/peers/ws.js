// SPDX-License-Identifier: Apache-2.0
/*
 * ws.js FRAME - a broadcaster as one writes it with npm ws.
 *
 * Whatever comes on /speak has one message sent to all on /hear, as long as
 * FRAME bytes with the header. Prints its port; ends with standard input.
 */
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const text = 'x'.repeat(Number(process.argv[2]) - 4);
const http = createServer();
const server = new WebSocketServer({ server: http, perMessageDeflate: false });
const hearing = new Set();

server.on('connection', (socket, request) => {
	if (request.url === '/hear') {
		hearing.add(socket);
		socket.on('close', () => hearing.delete(socket));
	} else {
		socket.on('message', () => {
			for (const one of hearing) one.send(text);
		});
	}
});
http.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () =>
	console.log(http.address().port),
);
process.stdin.on('end', () => process.exit(0)).resume();
