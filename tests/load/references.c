/* SPDX-License-Identifier: Apache-2.0 */
/*
 * references.c - the least a client must say to each server that ours is
 * measured against.
 *
 * All who hear get the same bytes as from Soundings, header included; the
 * last client of the crowd hears nothing and speaks. None of these servers
 * stores, checks or renders anything: that is their head start.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crowd.h"

#define TOPIC "thread"

/* What is sent, all of it letters. */
static const char *
filler(void)
{
	static char text[2048];

	if (text[0] == 0)
		memset(text, 'x', sizeof(text) - 1);
	return text;
}

/* What fits into a frame behind the header of a WebSocket. */
static size_t
payload_len(const struct crowd *crowd)
{
	size_t header = crowd->frame < 128 ? 2 : 4;

	if (crowd->frame < 64 || crowd->frame > 2000)
		give_up(
		    "frames of %zu bytes are not provided for", crowd->frame);
	return crowd->frame - header;
}

/* Counts a copy that is as long as it should be; others are lost. */
static void
count_copy(struct crowd *crowd, struct client *c, size_t len)
{
	if (len == payload_len(crowd))
		client_copied(crowd, c);
}

/* The broadcaster: bytes and no protocol. */

static size_t
broadcaster_greet(
    const struct crowd *crowd, struct client *c, char *out, size_t room)
{
	(void)crowd;
	(void)room;
	out[0] = c->role;
	return 1;
}

static void
broadcaster_bytes(struct crowd *crowd, struct client *c, size_t len)
{
	c->bytes += (int64_t)len;
	while ((c->posted + 1) * (int64_t)crowd->frame <= c->bytes)
		client_copied(crowd, c);
}

static void
broadcaster_say(struct crowd *crowd, struct client *speaker)
{
	(void)crowd;
	client_send_raw(speaker, "x", 1);
}

/* nchan: WebSockets hear, HTTP speaks. */

static size_t
nchan_greet(const struct crowd *crowd, struct client *c, char *out, size_t room)
{
	c->deaf = c->role == 'T'; /* it would hear "202 Accepted" only */
	return c->deaf ? 0 : upgrade_request(crowd, out, room, "/sub", "");
}

static void
nchan_heard(struct crowd *crowd, struct client *c, const char *text, size_t len)
{
	(void)text;
	count_copy(crowd, c, len);
}

static void
nchan_say(struct crowd *crowd, struct client *speaker)
{
	char request[4096];
	size_t len = payload_len(crowd);
	int n = snprintf(request, sizeof(request),
	    "POST /pub HTTP/1.1\r\nHost: 127.0.0.1\r\n"
	    "Content-Length: %zu\r\n\r\n%.*s",
	    len, (int)len, filler());

	client_send_raw(speaker, request, (size_t)n);
}

/* mosquitto: MQTT 3.1.1, a packet in each frame, at most once (QoS 0). */

static size_t
mosquitto_greet(
    const struct crowd *crowd, struct client *c, char *out, size_t room)
{
	(void)c;
	return upgrade_request(
	    crowd, out, room, "/mqtt", "Sec-WebSocket-Protocol: mqtt\r\n");
}

/* CONNECT: a clean session, no keep-alive, a name of 8 letters. */
static void
mosquitto_upgraded(struct crowd *crowd, struct client *c)
{
	char packet[32] = "\x10\x14\0\4MQTT\4\2\0\0\0\x08";

	(void)crowd;
	snprintf(packet + 14, sizeof(packet) - 14, "c%07zu", c->index);
	client_send_bytes(c, packet, 22);
}

static void
mosquitto_heard(
    struct crowd *crowd, struct client *c, const char *packet, size_t len)
{
	static const char subscribe[] = "\x82\x0b\0\1\0\6" TOPIC;

	switch ((unsigned char)packet[0] >> 4) {
	case 2: /* CONNACK */
		if (len < 4 || packet[3] != 0)
			give_up("mosquitto does not want client %zu", c->index);
		if (c->role == 'T')
			client_opened(crowd, c);
		else
			client_send_bytes(c, subscribe, sizeof(subscribe));
		break;
	case 9: /* SUBACK */
		client_opened(crowd, c);
		break;
	case 3: /* PUBLISH */
		count_copy(crowd, c, len);
		break;
	}
}

static void
mosquitto_say(struct crowd *crowd, struct client *speaker)
{
	char packet[4096] = { 0x30 };
	size_t whole = payload_len(crowd), at = 1, rest;

	rest = whole < 130 ? whole - 2 : whole - 3; /* after the length */
	if (rest < 128) {
		packet[at++] = (char)rest;
	} else {
		packet[at++] = (char)(rest % 128 | 128);
		packet[at++] = (char)(rest / 128);
	}
	memcpy(packet + at, "\0\6" TOPIC, 8);
	memcpy(packet + at + 8, filler(), rest - 8);
	client_send_bytes(speaker, packet, at + rest);
}

/* ws: plain WebSockets. */

static size_t
ws_greet(const struct crowd *crowd, struct client *c, char *out, size_t room)
{
	return upgrade_request(
	    crowd, out, room, c->role == 'T' ? "/speak" : "/hear", "");
}

static void
ws_heard(struct crowd *crowd, struct client *c, const char *text, size_t len)
{
	(void)text;
	count_copy(crowd, c, len);
}

static void
ws_say(struct crowd *crowd, struct client *speaker)
{
	(void)crowd;
	client_send(speaker, "x", 1);
}

/* socket.io: Engine.IO 4 packets, of WebSocket alone. */

static size_t
socket_io_greet(
    const struct crowd *crowd, struct client *c, char *out, size_t room)
{
	(void)c;
	return upgrade_request(
	    crowd, out, room, "/socket.io/?EIO=4&transport=websocket", "");
}

static void
socket_io_upgraded(struct crowd *crowd, struct client *c)
{
	(void)crowd;
	client_send(c, "40", 2); /* CONNECT */
}

static void
socket_io_heard(
    struct crowd *crowd, struct client *c, const char *text, size_t len)
{
	if (len == 1 && text[0] == '2') /* ping */
		client_send(c, "3", 1);
	else if (len > 2 && memcmp(text, "40", 2) == 0)
		client_opened(crowd, c);
	else if (len > 2 && memcmp(text, "42", 2) == 0)
		count_copy(crowd, c, len);
}

static void
socket_io_say(struct crowd *crowd, struct client *speaker)
{
	(void)crowd;
	client_send(speaker, "42[\"say\"]", 9);
}

static const struct protocol references[] = {
	{ .name = "broadcaster",
	    .greet = broadcaster_greet,
	    .bytes = broadcaster_bytes,
	    .say = broadcaster_say },
	{ .name = "nchan",
	    .greet = nchan_greet,
	    .heard = nchan_heard,
	    .say = nchan_say },
	{ .name = "mosquitto",
	    .greet = mosquitto_greet,
	    .upgraded = mosquitto_upgraded,
	    .heard = mosquitto_heard,
	    .say = mosquitto_say },
	{ .name = "ws", .greet = ws_greet, .heard = ws_heard, .say = ws_say },
	{ .name = "socket.io",
	    .greet = socket_io_greet,
	    .upgraded = socket_io_upgraded,
	    .heard = socket_io_heard,
	    .say = socket_io_say },
};

const struct protocol *
protocol_find(const char *name)
{
	size_t count = sizeof(references) / sizeof(references[0]);

	if (strcmp(name, soundings.name) == 0)
		return &soundings;
	for (size_t i = 0; i < count; i++)
		if (strcmp(name, references[i].name) == 0)
			return &references[i];
	give_up("no server is called %s", name);
}
