/* SPDX-License-Identifier: Apache-2.0 */
/*
 * talk.c - the subcommands' end of the control socket; plain blocking I/O.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "soundings/base.h"
#include "soundings/record.h"

#include "ctl/ctl.h"

struct talk {
	int fd;
	struct buffer in;
};

struct talk *
talk_open(const char *path)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	struct talk *t = need_zeroed(1, sizeof(*t));

	if (strlen(path) >= sizeof(to.sun_path))
		fatal("setting control: the path %s is too long for a socket",
		    path);
	memcpy(to.sun_path, path, strlen(path) + 1);
	t->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (t->fd < 0 ||
	    connect(t->fd, (struct sockaddr *)&to, sizeof(to)) != 0)
		fatal("no server answers on %s (%s); start it with "
		      "`soundings serve`", path, strerror(errno));
	return t;
}

void
talk_close(struct talk *t)
{
	close(t->fd);
	buffer_free(&t->in);
	free(t);
}

static void
send_all(struct talk *t, const char *at, size_t len)
{
	ssize_t n;

	while (len > 0) {
		n = send(t->fd, at, len, MSG_NOSIGNAL);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			fatal("the server went away");
		at += n;
		len -= (size_t)n;
	}
}

/* Waits for a whole line and returns its length. */
static size_t
wait_line(struct talk *t)
{
	size_t seen = 0;
	char *end;
	ssize_t n;

	for (;;) {
		if (t->in.len > seen) {
			end = memchr(t->in.at + seen, '\n', t->in.len - seen);
			if (end != NULL)
				return (size_t)(end - t->in.at);
			seen = t->in.len;
		}
		n = recv(t->fd, buffer_reserve(&t->in, 65536), 65536, 0);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			fatal("the server went away");
		t->in.len += (size_t)n;
	}
}

struct json *
talk_call(struct talk *t, const char *method, const char *params,
    const char *token)
{
	struct buffer out = { 0 };
	const char *why = NULL;
	struct json *answer;
	size_t len;

	buffer_text(&out, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":");
	json_put_text(&out, method);
	buffer_printf(&out, ",\"params\":%s", params);
	if (token != NULL) {
		buffer_text(&out, ",\"token\":");
		json_put_text(&out, token);
	}
	buffer_text(&out, "}\n");
	send_all(t, out.at, out.len);
	buffer_free(&out);
	len = wait_line(t);
	answer = json_parse(t->in.at, len, &why);
	if (answer == NULL)
		fatal("the server answered something that is not JSON: %s",
		    why);
	memmove(t->in.at, t->in.at + len + 1, t->in.len - len - 1);
	t->in.len -= len + 1;
	return answer;
}
