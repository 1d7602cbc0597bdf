/* SPDX-License-Identifier: Apache-2.0 */
/*
 * in_spawn.c - has a mail read by a child process, and believes it little.
 *
 * The child is this program started anew rather than forked: a fork of a server
 * with threads may stop at a lock that nobody will open. Whatever goes wrong
 * with it, a crash, a limit or an answer that is none, the mail is damaged.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/wait.h>
#include <unistd.h>
#include <fcntl.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/reply.h"

#include "mail/in.h"

enum {
	WAIT_MS = 20000, /* of real time; its own time is limited too */
	ANSWER_MAX = 32 * 1024 * 1024,
};

struct child {
	pid_t pid;
	int to, from; /* -1: closed */
};

static bool
start(struct child *c)
{
	static const char *const words[] = { "soundings", "mail-parse", NULL };
	posix_spawn_file_actions_t actions;
	char *const nothing[] = { NULL };
	int in[2], out[2];
	int r;

	if (pipe2(in, O_CLOEXEC) != 0)
		return false;
	if (pipe2(out, O_CLOEXEC) != 0) {
		close(in[0]);
		close(in[1]);
		return false;
	}
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
	r = posix_spawn(&c->pid, "/proc/self/exe", &actions, NULL,
	    (char *const *)(uintptr_t)words, nothing);
	posix_spawn_file_actions_destroy(&actions);
	close(in[0]);
	close(out[1]);
	c->to = in[1];
	c->from = out[0];
	if (r == 0)
		return true;
	close(c->to);
	close(c->from);
	return false;
}

static void
shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void
give(struct child *c, const char *bytes, size_t len, size_t *given)
{
	ssize_t n = *given == len ? 0 : write(c->to, bytes + *given,
					    len - *given);

	if (n > 0)
		*given += (size_t)n;
	if (*given == len || (n < 0 && errno != EAGAIN && errno != EINTR))
		shut(&c->to);
}

static void
take(struct child *c, struct buffer *answer)
{
	ssize_t n = read(c->from, buffer_reserve(answer, 65536), 65536);

	if (n > 0)
		answer->len += (size_t)n;
	else if (n == 0 || (errno != EAGAIN && errno != EINTR))
		shut(&c->from);
}

/* Writes and reads at once, so that neither side waits for the other. False:
 * too slow or too much. */
static bool
talk(struct child *c, const char *bytes, size_t len, struct buffer *answer)
{
	int64_t until = clock_monotonic() + WAIT_MS;
	size_t given = 0;

	fcntl(c->to, F_SETFL, O_NONBLOCK);
	while (c->from >= 0) {
		struct pollfd two[] = { { c->from, POLLIN, 0 },
			{ c->to, POLLOUT, 0 } };
		int64_t left = until - clock_monotonic();

		if (left <= 0 || answer->len > ANSWER_MAX)
			return false;
		if (poll(two, 2, (int)left) < 0 && errno != EINTR)
			return false;
		if (two[1].revents != 0)
			give(c, bytes, len, &given);
		if (two[0].revents != 0)
			take(c, answer);
	}
	return true;
}

static const struct incoming *
plain(struct arena *a, const char *kind)
{
	struct incoming *in = arena_get(a, sizeof(*in));

	in->kind = kind;
	in->from = in->kept = in->trimmed = "";
	in->subject = in->to = in->authentication = "";
	in->bounce_class = "none";
	return in;
}

static const struct incoming *
ask_child(struct arena *a, const char *bytes, size_t len)
{
	const struct incoming *in = NULL;
	struct buffer answer = { 0 };
	struct child c;
	int status = 0;

	if (!start(&c))
		return NULL;
	if (!talk(&c, bytes, len, &answer))
		kill(c.pid, SIGKILL);
	shut(&c.to);
	shut(&c.from);
	while (waitpid(c.pid, &status, 0) < 0 && errno == EINTR)
		;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		in = in_form_read(a, buffer_string(&answer), answer.len);
	buffer_free(&answer);
	return in;
}

/* Our own mail come back: from our address, or by a list of ours. */
static bool
is_ours(const struct incoming *in, const struct settings *s)
{
	const char *host = strstr(s->public_url, "://");
	const char *angle = in->list_id == NULL ? NULL
						: strrchr(in->list_id, '<');
	size_t len, n;

	if (strcasecmp(in->from, s->mail_from) == 0)
		return true;
	if (angle == NULL || host == NULL)
		return false;
	host += 3;
	len = strcspn(host, ":/?#");
	n = strcspn(angle + 1, ">");
	return n > len && angle[n - len] == '.' &&
	       strncasecmp(angle + 1 + n - len, host, len) == 0;
}

static const struct incoming *
with_kind(struct arena *a, const struct incoming *in, const char *kind)
{
	struct incoming *other = arena_get(a, sizeof(*other));

	*other = *in;
	other->kind = kind;
	return other;
}

static const struct incoming *
read_small(struct arena *a, const struct settings *s, const char *bytes,
    size_t len)
{
	const struct incoming *in = ask_child(a, bytes, len);

	if (in == NULL)
		return plain(a, "damaged");
	return is_ours(in, s) ? with_kind(a, in, "loop") : in;
}

/* Up to the empty line, or as much of it as is taken at all. */
static size_t
header_len(const char *bytes, size_t len)
{
	size_t most = len < IN_HEADERS_MAX ? len : IN_HEADERS_MAX, i;

	for (i = 0; i + 2 < most; i++)
		if (bytes[i] == '\n' &&
		    (bytes[i + 1] == '\n' ||
			(bytes[i + 1] == '\r' && bytes[i + 2] == '\n')))
			return i + 1;
	return most;
}

const struct incoming *
incoming_read_large(struct arena *a, const struct settings *s,
    const char *header, size_t len)
{
	static const char *const words[] = { "reply", "empty", "damaged",
		"locked", "calendar" };
	const struct incoming *in =
	    read_small(a, s, header, header_len(header, len));

	for (size_t i = 0; i < COUNT(words); i++)
		if (strcmp(in->kind, words[i]) == 0)
			return with_kind(a, in, "large");
	return in;
}

const struct incoming *
incoming_read(struct arena *a, const struct settings *s, const char *bytes,
    size_t len)
{
	return len > INCOMING_MAX ? incoming_read_large(a, s, bytes, len)
				  : read_small(a, s, bytes, len);
}

const char *
incoming_refusal(const char *kind)
{
	static const struct {
		const char *kind, *why;
	} reasons[] = {
		{ "auto", "This looks like an automatic answer, and those are "
			  "not published." },
		{ "bounce", "This mail says that another mail could not be "
			    "delivered; it is not published." },
		{ "receipt", "This mail only says that another mail was "
			     "opened; it is not published." },
		{ "complaint", "This mail reports another mail as unwanted; it "
			       "is not published." },
		{ "list", "This mail came through a mailing list; please "
			  "answer from your own address." },
		{ "loop", "This mail came from this server itself." },
		{ "empty", REPLY_NO_WORDS },
		{ "locked", "The mail is encrypted and cannot be read here; "
			    "please send it unencrypted." },
		{ "calendar", "Answers of a calendar cannot be read here. Please "
			      "press one of the buttons in our mail to say "
			      "whether you come." },
		{ "damaged", "The mail is damaged and could not be read." },
		{ "large", "The mail is larger than 10 MB or has too many "
			   "parts; please send the words alone, and upload "
			   "the files." },
	};

	for (size_t i = 0; i < COUNT(reasons); i++)
		if (strcmp(reasons[i].kind, kind) == 0)
			return reasons[i].why;
	return NULL;
}
