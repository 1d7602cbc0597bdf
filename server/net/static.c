/* SPDX-License-Identifier: Apache-2.0 */
/*
 * static.c - the web client.
 *
 * Read once at start: a release is small, and a file that changes under a
 * running server would not fit the others. The build brings compressed
 * variants (NAME.br, NAME.gz). Addresses without a dot are pages of the client
 * itself, which finds its way from index.html.
 */
#include "net/static.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "soundings/base.h"
#include "soundings/log.h"

#define FILES_MAX   2000
#define FILE_BYTES  (16 * 1024 * 1024)
#define DEPTH_MAX   8
#define ETAG_DIGITS 24

enum coding { CODING_PLAIN, CODING_BR, CODING_GZ, CODING_COUNT };

static const struct {
	const char *suffix; /* of the file */
	const char *name;   /* in the headers */
} codings[CODING_COUNT] = {
	[CODING_PLAIN] = { "", NULL },
	[CODING_BR] = { ".br", "br" },
	[CODING_GZ] = { ".gz", "gzip" },
};

static const struct {
	const char *suffix, *type;
} types[] = {
	{ ".html", "text/html; charset=utf-8" },
	{ ".js", "text/javascript; charset=utf-8" },
	{ ".css", "text/css; charset=utf-8" },
	{ ".json", "application/json; charset=utf-8" },
	{ ".map", "application/json; charset=utf-8" },
	{ ".webmanifest", "application/manifest+json; charset=utf-8" },
	{ ".txt", "text/plain; charset=utf-8" },
	{ ".svg", "image/svg+xml; charset=utf-8" },
	{ ".png", "image/png" },
	{ ".jpg", "image/jpeg" },
	{ ".ico", "image/x-icon" },
	{ ".webp", "image/webp" },
	{ ".woff2", "font/woff2" },
};

struct file {
	char *path; /* "/assets/index-B7x.js" */
	struct blob body;
	char etag[ETAG_DIGITS + 3]; /* in quotes */
};

struct client {
	struct file files[FILES_MAX]; /* by path */
	size_t count;
};

static const char missing[] =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">"
    "<title>Soundings</title>"
    "<h1>The server runs; its web client is not built yet</h1>"
    "<p>Run <code>deploy/client</code> in the source directory, or set "
    "<code>client</code> in the configuration to the directory of a built "
    "client, and start the server again.</p></html>\n";

static bool
ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), end_len = strlen(end);

	return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

/* The whole file; false when it is none of ours to serve. */
static bool
read_file(int fd, struct blob *out)
{
	struct stat st;
	char *at;
	size_t len = 0;
	ssize_t n;

	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) ||
	    st.st_size > FILE_BYTES)
		return false;
	at = need((size_t)st.st_size + 1);
	while (len < (size_t)st.st_size &&
	    (n = read(fd, at + len, (size_t)st.st_size - len)) > 0)
		len += (size_t)n;
	*out = (struct blob){ at, len };
	return true;
}

static void
add_file(struct client *c, int directory, const char *name, const char *path)
{
	char digest[SECRET_HASH_LEN + 1];
	int fd = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	struct file f = { 0 };

	if (c->count == FILES_MAX)
		fatal("setting client: more than %d files are there",
		    FILES_MAX);
	if (fd < 0)
		return;
	if (read_file(fd, &f.body)) {
		f.path = need(strlen(path) + 1);
		memcpy(f.path, path, strlen(path) + 1);
		secret_digest(f.body.at, f.body.len, digest);
		snprintf(f.etag, sizeof(f.etag), "\"%.*s\"", ETAG_DIGITS,
		    digest);
		c->files[c->count++] = f;
	}
	close(fd);
}

static void
add_directory(struct client *c, int fd, const char *path, int depth)
{
	DIR *directory = fdopendir(fd);
	struct dirent *entry;
	char below[PATH_MAX];
	int sub;

	if (directory == NULL) {
		close(fd);
		return;
	}
	while ((entry = readdir(directory)) != NULL) {
		if (entry->d_name[0] == '.' || depth == DEPTH_MAX)
			continue;
		snprintf(below, sizeof(below), "%s/%s", path, entry->d_name);
		sub = openat(fd, entry->d_name,
		    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (sub >= 0)
			add_directory(c, sub, below, depth + 1);
		else
			add_file(c, fd, entry->d_name, below);
	}
	closedir(directory);
}

static int
by_path(const void *a, const void *b)
{
	const struct file *x = a, *y = b;

	return strcmp(x->path, y->path);
}

struct client *
client_load(const char *directory)
{
	struct client *c = need_zeroed(1, sizeof(*c));
	int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0)
		add_directory(c, fd, "", 0);
	if (c->count == 0)
		log_line(LOG_WARN, "client.missing",
		    LOG_T("setting", "client"), LOG_T("folder", directory));
	qsort(c->files, c->count, sizeof(c->files[0]), by_path);
	return c;
}

void
client_free(struct client *c)
{
	for (size_t i = 0; i < c->count; i++) {
		free(c->files[i].path);
		free((void *)(uintptr_t)c->files[i].body.at);
	}
	free(c);
}

static const struct file *
find(const struct client *c, const char *path, enum coding coding)
{
	char name[TARGET_MAX + 8];
	struct file key = { .path = name };

	snprintf(name, sizeof(name), "%s%s", path, codings[coding].suffix);
	return bsearch(&key, c->files, c->count, sizeof(c->files[0]), by_path);
}

static const char *
type_of(const char *path)
{
	for (size_t i = 0; i < COUNT(types); i++)
		if (ends_with(path, types[i].suffix))
			return types[i].type;
	return "application/octet-stream";
}

/* "gzip" or "gzip;q=0.5", but not "gzip;q=0". */
static bool
accepts(const char *list, const char *coding)
{
	size_t len = strlen(coding);

	while (list != NULL && *list != '\0') {
		size_t n;

		list += strspn(list, ", \t");
		n = strcspn(list, ",");
		if (n >= len && strncmp(list, coding, len) == 0 &&
		    (n == len || strchr("; \t", list[len]) != NULL)) {
			const char *q = memmem(list, n, "q=0", 3);

			return q == NULL || strspn(q + 2, "0.") !=
			    strcspn(q + 2, ", \t;");
		}
		list += n;
	}
	return false;
}

/* The path of the file that is meant: pages of the client are index.html. */
static const char *
file_path(const char *path)
{
	const char *last = strrchr(path, '/');

	if (strchr(last, '.') == NULL ||
	    strncmp(path, "/unsubscribe/", 13) == 0)
		return "/index.html";
	return path;
}

static void
answer_missing(struct conn *c, bool page)
{
	struct answer a = { .status = 404 };
	const char *text = "There is no such file.\n";

	if (page) {
		a.status = 503;
		a.type = "text/html; charset=utf-8";
		text = missing;
	}
	a.body = (struct blob){ text, strlen(text) };
	conn_answer(c, &a);
}

static void
answer_file(struct conn *c, const char *path, const struct file *f,
    enum coding coding)
{
	static const char for_ever[] = "public, max-age=31536000, immutable";
	const char *have = c->head.value[HEADER_IF_NONE_MATCH];
	struct buffer headers = { 0 };
	struct answer a = { .status = 200, .type = type_of(path),
		.body = f->body, .cache = "no-cache" };

	if (strncmp(path, "/assets/", 8) == 0)
		a.cache = for_ever;
	buffer_printf(&headers, "ETag: %s\r\nVary: Accept-Encoding\r\n",
	    f->etag);
	if (codings[coding].name != NULL)
		buffer_printf(&headers, "Content-Encoding: %s\r\n",
		    codings[coding].name);
	if (have != NULL &&
	    (strstr(have, f->etag) != NULL || strcmp(have, "*") == 0)) {
		a.status = 304;
		a.body = (struct blob){ 0 };
	}
	a.headers = buffer_string(&headers);
	conn_answer_lent(c, &a, NULL);
	buffer_free(&headers);
}

void
static_answer(struct conn *c)
{
	static const enum coding best[] = { CODING_BR, CODING_GZ, CODING_PLAIN };
	const char *path = file_path(c->head.path);
	const char *accept = c->head.value[HEADER_ACCEPT_ENCODING];
	const struct file *f;

	for (size_t i = 0; i < COUNT(best); i++) {
		const char *name = codings[best[i]].name;

		if (name != NULL && !accepts(accept, name))
			continue;
		f = find(c->net->client, path, best[i]);
		if (f != NULL) {
			answer_file(c, path, f, best[i]);
			return;
		}
	}
	answer_missing(c, strcmp(path, "/index.html") == 0);
}
