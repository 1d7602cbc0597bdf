/* SPDX-License-Identifier: Apache-2.0 */
/*
 * settings.c - the configuration file and the environment, read once.
 *
 * Whatever is wrong ends the start with its line and name: a server that runs
 * with a misspelt setting does something else than its administrator thinks.
 * The values are the process's own and are never freed.
 */
#include "soundings/settings.h"

#include "soundings/arena.h"
#include "soundings/base.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "settings_table.h"

#define PREFIX "SOUNDINGS_"
#define SETTINGS_MAX 64

static struct settings values;
static struct arena *texts;

struct reading {
	const char *path;
	int line;
	int lines[SETTINGS_MAX]; /* where each was set; 0: not yet */
};

static const struct setting *
setting_find(const char *name)
{
	for (const struct setting *s = settings_table; s->name; s++)
		if (strcmp(s->name, name) == 0)
			return s;
	return NULL;
}

static void *
setting_at(const struct setting *s)
{
	return (char *)&values + s->offset;
}

/* Digits, and for sizes K, M or G behind them; -1 when it is not that. */
static int64_t
parse_number(const struct setting *s, const char *text)
{
	static const char units[] = "KMG";
	const char *unit;
	char *end;
	long long n;

	errno = 0;
	n = strtoll(text, &end, 10);
	if (end == text || errno != 0 || !isdigit((unsigned char)text[0]) ||
	    n > s->max)
		return -1;
	if (s->type == SETTING_SIZE && *end != '\0' &&
	    (unit = strchr(units, *end)) != NULL) {
		for (const char *u = units; u <= unit && n <= s->max; u++)
			n *= 1024;
		end++;
	}
	return *end == '\0' ? n : -1;
}

/* NULL, or what the value must be. */
static const char *
set_number(const struct setting *s, const char *text)
{
	int64_t n = parse_number(s, text);

	if (n < s->min || n > s->max)
		return arena_printf(texts, "must be a number from %lld to %lld",
		    (long long)s->min, (long long)s->max);
	*(int64_t *)setting_at(s) = n;
	return NULL;
}

static const char *
set_yes_no(const struct setting *s, const char *text)
{
	bool yes = strcmp(text, "yes") == 0 || strcmp(text, "true") == 0;

	if (!yes && strcmp(text, "no") != 0 && strcmp(text, "false") != 0)
		return "must be yes or no";
	*(bool *)setting_at(s) = yes;
	return NULL;
}

static const char *
set_text(const struct setting *s, const char *text)
{
	for (const char *p = text; *p; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			return "must not hold control characters";
	if (s->valid && !s->valid(text))
		return s->must;
	*(const char **)setting_at(s) = arena_text(texts, text);
	return NULL;
}

static const char *
setting_set(const struct setting *s, const char *text)
{
	switch (s->type) {
	case SETTING_NUMBER:
	case SETTING_SIZE:
		return set_number(s, text);
	case SETTING_YES_NO:
		return set_yes_no(s, text);
	case SETTING_TEXT:
		break;
	}
	return set_text(s, text);
}

static char *
trim(char *text)
{
	char *end = text + strlen(text);

	while (end > text && isspace((unsigned char)end[-1]))
		end--;
	*end = '\0';
	while (isspace((unsigned char)*text))
		text++;
	return text;
}

static void
read_line(struct reading *r, char *line)
{
	char *name = trim(line), *value;
	const struct setting *s;
	const char *must;

	if (*name == '\0' || *name == '#')
		return;
	value = strchr(name, '=');
	if (!value || value == name)
		fatal("%s:%d: a line must be `name = value`", r->path, r->line);
	*value++ = '\0';
	name = trim(name);
	s = setting_find(name);
	if (!s)
		fatal("%s:%d: there is no setting %s", r->path, r->line, name);
	if (r->lines[s - settings_table] > 0)
		fatal("%s:%d: %s was already set in line %d", r->path, r->line,
		    name, r->lines[s - settings_table]);
	r->lines[s - settings_table] = r->line;
	must = setting_set(s, trim(value));
	if (must)
		fatal("%s:%d: %s %s", r->path, r->line, name, must);
}

static void
read_file(const char *path)
{
	struct reading r = { .path = path };
	FILE *file = fopen(path, "re");
	char *line = NULL;
	size_t room = 0;
	ssize_t len;

	if (!file)
		fatal("configuration file %s: %s", path, strerror(errno));
	while ((len = getline(&line, &room, file)) >= 0) {
		r.line++;
		if (strlen(line) != (size_t)len)
			fatal("%s:%d: holds a NUL character", path, r.line);
		read_line(&r, line);
	}
	if (ferror(file))
		fatal("configuration file %s: %s", path, strerror(errno));
	free(line);
	fclose(file);
}

/* "LISTEN=..." is the setting listen; the name is made lower case. */
static void
read_variable(const char *variable)
{
	const char *equals = strchr(variable, '=');
	const struct setting *s;
	const char *must;
	char *name;

	if (!equals || strncmp(variable, "CONFIG=", 7) == 0)
		return;
	name = arena_copy(texts, variable, (size_t)(equals - variable));
	for (char *p = name; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	s = setting_find(name);
	if (!s)
		fatal(PREFIX "%.*s in the environment: there is no setting %s",
		    (int)(equals - variable), variable, name);
	must = setting_set(s, equals + 1);
	if (must)
		fatal(PREFIX "%.*s in the environment: %s",
		    (int)(equals - variable), variable, must);
}

static void
read_environment(void)
{
	for (char **e = environ; *e; e++)
		if (strncmp(*e, PREFIX, strlen(PREFIX)) == 0)
			read_variable(*e + strlen(PREFIX));
}

static const char *
in_data(const char *name)
{
	return arena_printf(texts, "%s/%s", values.data, name);
}

/* Defaults that hang on other settings or on what is there. */
static void
fill_in(void)
{
	if (!values.store)
		values.store =
		    arena_printf(texts, "sqlite:%s/soundings.db", values.data);
	if (!values.control)
		values.control = in_data("control.sock");
	if (!values.mail_directory)
		values.mail_directory = in_data("mail");
	if (!values.client && access("./build/client", F_OK) == 0)
		values.client = "./build/client";
	if (!values.client)
		values.client = setting_find("client")->value;
}

static void
set_defaults(void)
{
	const char *must;

	for (const struct setting *s = settings_table; s->name; s++) {
		invariant(s - settings_table < SETTINGS_MAX);
		if (s->derived)
			continue;
		must = setting_set(s, s->value);
		invariant(must == NULL);
	}
}

/* Does the address name this machine? */
static bool
is_here(const char *url)
{
	static const char *const here[] = { "localhost", "127.0.0.1", "[::1]" };
	const char *host = strstr(url, "://");

	for (size_t i = 0; host && i < COUNT(here); i++) {
		size_t len = strlen(here[i]);

		if (strncmp(host + 3, here[i], len) == 0 &&
		    strchr(":/", host[3 + len]) != NULL)
			return true;
	}
	return false;
}

static void
check_inbox(void)
{
	if (strcmp(values.mail_in, "imap") != 0)
		return;
	if (*values.mail_imap == '\0')
		fatal("setting mail_imap: must be given with mail_in = imap");
	if (*values.mail_imap_user == '\0')
		fatal("setting mail_imap_user: must be given with mail_in = "
		      "imap");
	if (*values.mail_imap_password_file == '\0')
		fatal("setting mail_imap_password_file: must be given with "
		      "mail_in = imap");
	if (strcmp(values.mail_imap_tls, "off") == 0 &&
	    !is_here(values.mail_imap))
		fatal("setting mail_imap_tls: may be off only for a mail "
		      "server on this machine");
}

static void
check_together(void)
{
	bool relay = strcmp(values.mail_mode, "relay") == 0;

	if (relay && *values.mail_relay == '\0')
		fatal("setting mail_relay: must be given with mail_mode = "
		      "relay");
	if (relay && strcmp(values.mail_tls, "off") == 0 && !is_here(values.mail_relay))
		fatal("setting mail_tls: may be off only for a relay on this "
		      "machine");
	if (*values.mail_user != '\0' && *values.mail_password_file == '\0')
		fatal("setting mail_password_file: must be given with "
		      "mail_user");
	check_inbox();
}

const struct settings *
settings_read(const char *path)
{
	if (!texts)
		texts = arena_new();
	values = (struct settings){ 0 };
	set_defaults();
	if (path)
		read_file(path);
	read_environment();
	fill_in();
	check_together();
	return &values;
}
