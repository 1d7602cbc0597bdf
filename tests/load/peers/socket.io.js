// SPDX-License-Identifier: Apache-2.0
/*
 * socket.io.js FRAME - a broadcaster as one writes it with socket.io.
 *
 * Whoever says `say` has one event sent to all others, as long as FRAME bytes
 * with the header. Prints its port; ends with standard input.
 */
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const around = 4 + '42["m",""]'.length;
const text = 'x'.repeat(Number(process.argv[2]) - around);
const http = createServer();
const server = new Server(http, { transports: ['websocket'], serveClient: false });

server.on('connection', (socket) => {
	socket.on('say', () => socket.broadcast.emit('m', text));
});
http.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () =>
	console.log(http.address().port),
);
process.stdin.on('end', () => process.exit(0)).resume();
