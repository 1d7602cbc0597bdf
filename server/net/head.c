/* SPDX-License-Identifier: Apache-2.0 */
/*
 * head.c - reading request heads.
 *
 * Our own reader, because what libwebsockets 4.1 lets through cannot be seen
 * afterwards: lines that end in LF, folded lines, a space before the colon,
 * headers that come twice. Whoever stands in front of us may read those in
 * another way, so they are all refused. It reads bytes and nothing else.
 */
#include "net/head.h"

#include <string.h>
#include <strings.h>

#include "soundings/base.h"
#include "soundings/text.h"

#define HEADERS_MAX 64
#define DIGITS_MAX  12

static const struct {
	const char *name;
	int twice; /* the status when it comes twice; 0: it is a list, and the
		      last counts, as it is from nearest to us */
} headers[HEADER_COUNT] = {
	[HEADER_ACCEPT_ENCODING] = { "accept-encoding", 0 },
	[HEADER_CONNECTION] = { "connection", 400 },
	[HEADER_CONTENT_LENGTH] = { "content-length", 400 },
	[HEADER_CONTENT_TYPE] = { "content-type", 400 },
	[HEADER_COOKIE] = { "cookie", 400 },
	[HEADER_EXPECT] = { "expect", 400 },
	[HEADER_FETCH_SITE] = { "sec-fetch-site", 400 },
	[HEADER_FORWARDED_FOR] = { "x-forwarded-for", 0 },
	[HEADER_HOST] = { "host", 400 },
	[HEADER_IF_NONE_MATCH] = { "if-none-match", 0 },
	[HEADER_ORIGIN] = { "origin", 403 },
	[HEADER_TRANSFER_ENCODING] = { "transfer-encoding", 400 },
	[HEADER_UPGRADE] = { "upgrade", 400 },
	[HEADER_USER_AGENT] = { "user-agent", 400 },
	[HEADER_WS_KEY] = { "sec-websocket-key", 400 },
	[HEADER_WS_PROTOCOL] = { "sec-websocket-protocol", 400 },
	[HEADER_WS_VERSION] = { "sec-websocket-version", 400 },
};

static const struct {
	const char *name;
	enum verb verb;
} verbs[] = {
	{ "GET", VERB_GET },
	{ "HEAD", VERB_HEAD },
	{ "POST", VERB_POST },
	{ "PUT", VERB_OTHER },
	{ "DELETE", VERB_OTHER },
	{ "PATCH", VERB_OTHER },
	{ "OPTIONS", VERB_OTHER },
	{ "TRACE", VERB_OTHER },
	{ "CONNECT", VERB_OTHER },
};

int64_t
head_len(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\0')
			return -1;
		if (text[i] != '\n')
			continue;
		if (i == 0 || text[i - 1] != '\r')
			return -1;
		if (i >= 3 && text[i - 2] == '\n')
			return (int64_t)i + 1;
	}
	return 0;
}

static bool
is_token_char(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') ||
	    (c != '\0' && strchr("!#$%&'*+-.^_`|~", c) != NULL);
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 32);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Takes the text up to the next `end` off *at; NULL: there is none. */
static char *
take_until(char **at, char end)
{
	char *start = *at;
	char *stop = strchr(start, end);

	if (stop == NULL)
		return NULL;
	*stop = '\0';
	*at = stop + 1;
	return start;
}

/* Takes one line off *at; the CR LF is there, head_len has seen it. */
static char *
take_line(char **at)
{
	char *line = take_until(at, '\n');

	invariant(line != NULL);
	(*at)[-2] = '\0';
	return line;
}

static enum verb
verb_of(const char *name)
{
	for (size_t i = 0; i < COUNT(verbs); i++)
		if (strcmp(verbs[i].name, name) == 0)
			return verbs[i].verb;
	return VERB_UNKNOWN;
}

/* Decodes %41 in place. No escape may make a character that has a meaning. */
static bool
decode_path(char *path)
{
	char *to = path;

	for (const char *from = path; *from != '\0'; from++) {
		int high, low;

		*to = *from;
		if (*from == '%') {
			high = hex_digit(from[1]);
			low = high < 0 ? -1 : hex_digit(from[2]);
			if (low < 0)
				return false;
			*to = (char)(high * 16 + low);
			if ((unsigned char)*to < ' ' || *to == 127 ||
			    *to == '/' || *to == '\\')
				return false;
			from += 2;
		}
		to++;
	}
	*to = '\0';
	return utf8_valid(path, strlen(path));
}

/* Segments that mean another place than they say: "", "." and "..". */
static bool
is_plain_path(const char *path)
{
	while (*path == '/') {
		size_t n = strcspn(++path, "/");

		if ((n == 0 && path[n] == '/') || (n == 1 && path[0] == '.') ||
		    (n == 2 && path[0] == '.' && path[1] == '.'))
			return false;
		path += n;
	}
	return *path == '\0';
}

static int
read_target(struct head *h, char *target)
{
	char *query;

	if (strlen(target) > TARGET_MAX)
		return 414;
	if (target[0] != '/')
		return 400;
	for (const char *p = target; *p != '\0'; p++)
		if (*p <= ' ' || *p == 127 || *p == '#' || (*p & 0x80) != 0)
			return 400;
	query = strchr(target, '?');
	h->query = "";
	if (query != NULL) {
		*query = '\0';
		h->query = query + 1;
	}
	h->path = target;
	return decode_path(target) && is_plain_path(target) ? 0 : 400;
}

static int
read_version(struct head *h, const char *version)
{
	if (strcmp(version, "HTTP/1.1") == 0)
		h->minor = 1;
	else if (strcmp(version, "HTTP/1.0") == 0)
		h->minor = 0;
	else
		return strncmp(version, "HTTP/", 5) == 0 ? 505 : 400;
	return 0;
}

static int
read_request_line(struct head *h, char *line)
{
	char *verb = take_until(&line, ' ');
	char *target = verb != NULL ? take_until(&line, ' ') : NULL;
	int refused;

	if (target == NULL || verb[0] == '\0')
		return 400;
	for (const char *p = verb; *p != '\0'; p++)
		if (!is_token_char((unsigned char)*p))
			return 400;
	refused = read_version(h, line);
	if (refused != 0)
		return refused;
	h->verb = verb_of(verb);
	return read_target(h, target);
}

static void
trim(char **value)
{
	char *end;

	*value += strspn(*value, " \t");
	end = *value + strlen(*value);
	while (end > *value && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	*end = '\0';
}

static int
read_header(struct head *h, char *line)
{
	char *value = line;
	char *name = take_until(&value, ':');

	if (name == NULL || name[0] == '\0')
		return 400;
	for (const char *p = name; *p != '\0'; p++)
		if (!is_token_char((unsigned char)*p))
			return 400; /* a space before the colon, a folded line */
	trim(&value);
	for (const char *p = value; *p != '\0'; p++)
		if ((unsigned char)*p < ' ' ? *p != '\t' : *p == 127)
			return 400;
	for (size_t i = 0; i < HEADER_COUNT; i++) {
		if (strcasecmp(headers[i].name, name) != 0)
			continue;
		if (h->value[i] != NULL && headers[i].twice != 0)
			return headers[i].twice;
		h->value[i] = value;
		break;
	}
	return 0;
}

/* Digits and nothing else. */
static int
read_body_len(struct head *h)
{
	const char *text = h->value[HEADER_CONTENT_LENGTH];

	h->body_len = -1;
	if (h->value[HEADER_TRANSFER_ENCODING] != NULL)
		return text != NULL ? 400 : 501;
	if (text == NULL)
		return 0;
	if (text[0] == '\0' || strspn(text, "0123456789") != strlen(text))
		return 400;
	if (strlen(text) > DIGITS_MAX)
		return 413;
	h->body_len = 0;
	for (; *text != '\0'; text++)
		h->body_len = h->body_len * 10 + (*text - '0');
	return 0;
}

int
head_read(struct head *h, char *text, size_t len)
{
	char *at = text;
	size_t count = 0;
	int refused;

	memset(h, 0, sizeof(*h));
	text[len - 2] = '\0'; /* the empty line */
	refused = read_request_line(h, take_line(&at));
	while (refused == 0 && *at != '\0')
		refused = ++count > HEADERS_MAX
		    ? 431
		    : read_header(h, take_line(&at));
	if (refused == 0)
		refused = read_body_len(h);
	h->keep_alive = h->minor == 1
	    ? !head_lists(h->value[HEADER_CONNECTION], "close")
	    : head_lists(h->value[HEADER_CONNECTION], "keep-alive");
	return refused;
}

bool
head_lists(const char *list, const char *word)
{
	size_t len = strlen(word);

	while (list != NULL && *list != '\0') {
		size_t n;

		list += strspn(list, ", \t");
		n = strcspn(list, ",");
		if (n >= len && strncasecmp(list, word, len) == 0 &&
		    strspn(list + len, " \t") == n - len)
			return true;
		list += n;
	}
	return false;
}
