/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mail_lmtp.c - LMTP (RFC 2033) on standard input and output: what a mail server
 * on this machine speaks to hand over many mails on one connection.
 *
 * Who listens, and starts this for each connection, is systemd or inetd: so
 * there is no socket in the server for it. Each recipient is answered for by
 * itself, once what the mail does is committed. Only a line of one dot between
 * two whole line ends (CR LF) ends a mail; whatever else looks like it is text.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sysexits.h>
#include <unistd.h>

#include "soundings/base.h"
#include "soundings/buffer.h"
#include "soundings/incoming.h"

#include "ctl/mail_in.h"

enum {
	LINE_LEN = 2048,      /* of a command; RFC 5321 asks for 512 */
	RECIPIENTS_MOST = 100,
	SILENCE_MOST = 600,   /* seconds (RFC 5321, 4.5.3.2) */
};

struct lmtp {
	const struct settings *settings;
	struct arena *arena;  /* of one mail */
	bool greeted;
	const char *from;     /* NULL: no mail has begun */
	const char *to[RECIPIENTS_MOST];
	size_t count;
};

static void
answer(const char *words)
{
	alarm(SILENCE_MOST);
	printf("%s\r\n", words);
	fflush(stdout);
}

/* The next command without its line end; false: there is none. What is too long
 * becomes a command that nobody knows. */
static bool
read_command(char line[LINE_LEN])
{
	size_t len = 0;
	int c;

	while ((c = getchar()) != EOF && c != '\n')
		if (len < LINE_LEN - 1)
			line[len++] = (char)c;
	if (len == LINE_LEN - 1 || memchr(line, '\0', len) != NULL)
		len = 0;
	if (len > 0 && line[len - 1] == '\r')
		len--;
	line[len] = '\0';
	return c != EOF;
}

static bool
is(const char *line, const char *verb)
{
	size_t len = strlen(verb);

	return strncasecmp(line, verb, len) == 0 &&
	       (line[len] == '\0' || line[len] == ' ');
}

/* What stands in the brackets of "MAIL FROM:<...> SIZE=1"; NULL: nothing does. */
static const char *
path_of(struct arena *a, const char *line, const char *verb)
{
	const char *at = line + strlen(verb);
	size_t len;

	if (strncasecmp(line, verb, strlen(verb)) != 0)
		return NULL;
	at += strspn(at, " ");
	len = strcspn(at, ">");
	return *at == '<' && at[len] == '>' ? arena_copy(a, at + 1, len - 1)
					     : NULL;
}

static void
reset(struct lmtp *l)
{
	arena_reset(l->arena);
	l->from = NULL;
	l->count = 0;
}

/* One byte more than is taken, so that a larger mail is seen to be one. */
static void
keep(struct buffer *mail, int c)
{
	if (mail->len <= INCOMING_MAX)
		buffer_char(mail, (char)c);
}

/* The mail up to the dot, with LF line ends; false: the peer is gone. */
static bool
read_data(struct buffer *mail)
{
	enum { BEGIN, DOT, DOT_CR, WORDS, CR } at = BEGIN;
	int c;

	while ((c = getchar()) != EOF) {
		if (at == DOT_CR && c == '\n')
			return true;
		if (at == BEGIN && c == '.') {
			at = DOT; /* the end, or was put before another */
			continue;
		}
		if (at == CR && c == '\n') {
			keep(mail, c);
			at = BEGIN;
			continue;
		}
		if (at == CR || at == DOT_CR)
			keep(mail, '\r');
		if (c == '\r') {
			at = at == DOT ? DOT_CR : CR;
			continue;
		}
		keep(mail, c);
		at = WORDS;
	}
	return false;
}

/* Its return path is written by whoever delivers last (RFC 5321, 4.4). */
static bool
take_data(struct lmtp *l)
{
	struct buffer mail = { 0 };
	bool whole;

	answer("354 The mail, and a dot.");
	buffer_printf(&mail, "Return-Path: <%s>\n", l->from);
	whole = read_data(&mail);
	alarm(0);
	for (size_t i = 0; whole && i < l->count; i++)
		answer(mail_in_take(l->settings, mail.at, mail.len, l->to[i])
			   ? "250 2.0.0 Dealt with."
			   : "451 4.3.0 Not now; bring it again.");
	buffer_free(&mail);
	reset(l);
	return whole;
}

static void
take_sender(struct lmtp *l, const char *line)
{
	const char *from = path_of(l->arena, line, "MAIL FROM:");

	if (from == NULL) {
		answer("501 5.5.4 MAIL FROM:<address>, please.");
	} else if (!l->greeted || l->from != NULL) {
		answer("503 5.5.1 Not here.");
	} else {
		l->from = from;
		answer("250 2.1.0 Yes.");
	}
}

static void
take_recipient(struct lmtp *l, const char *line)
{
	const char *to = path_of(l->arena, line, "RCPT TO:");

	if (to == NULL || *to == '\0') {
		answer("501 5.5.4 RCPT TO:<address>, please.");
	} else if (l->from == NULL) {
		answer("503 5.5.1 Who is it from?");
	} else if (l->count == RECIPIENTS_MOST) {
		answer("452 4.5.3 Too many at once.");
	} else {
		l->to[l->count++] = to;
		answer("250 2.1.5 Yes.");
	}
}

static void
greet(struct lmtp *l)
{
	reset(l);
	l->greeted = true;
	answer("250-soundings\r\n250-8BITMIME\r\n250-ENHANCEDSTATUSCODES\r\n"
	       "250-PIPELINING\r\n250-SMTPUTF8\r\n250 SIZE");
}

/* False: the conversation is over. */
static bool
obey(struct lmtp *l, const char *line)
{
	if (is(line, "QUIT")) {
		answer("221 2.0.0 Bye.");
		return false;
	}
	if (is(line, "DATA") && l->count > 0)
		return take_data(l);
	if (is(line, "LHLO")) {
		greet(l);
	} else if (strncasecmp(line, "MAIL", 4) == 0) {
		take_sender(l, line);
	} else if (strncasecmp(line, "RCPT", 4) == 0) {
		take_recipient(l, line);
	} else if (is(line, "DATA")) {
		answer("503 5.5.1 Nobody is to get it.");
	} else if (is(line, "RSET")) {
		reset(l);
		answer("250 2.0.0 Yes.");
	} else if (is(line, "NOOP")) {
		answer("250 2.0.0 Yes.");
	} else if (is(line, "VRFY")) {
		answer("252 2.5.2 Send it and see.");
	} else {
		answer("500 5.5.2 This is LMTP; that is no command of it.");
	}
	return true;
}

int
mail_lmtp(const struct settings *s)
{
	struct lmtp l = { .settings = s, .arena = arena_new() };
	char line[LINE_LEN];

	answer("220 soundings LMTP");
	while (read_command(line) && obey(&l, line))
		;
	arena_free(l.arena);
	return EX_OK;
}
