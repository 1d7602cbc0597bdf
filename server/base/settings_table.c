/* SPDX-License-Identifier: Apache-2.0 */
/*
 * settings_table.c - every setting: its name, default, rule and explanation.
 *
 * The commented configuration file is printed from here; deploy/soundings.conf
 * is that print, and a unit test holds them together. A default that depends
 * on another setting is filled in by settings.c; the value here is then what
 * it comes to when nothing is set.
 */
#include "settings_table.h"

#include "soundings/settings.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "host:port" with a port of 0 to 65535; 0 takes any that is free. */
static bool
is_host_port(const char *value)
{
	const char *colon = strrchr(value, ':');
	const char *port = colon ? colon + 1 : "";
	size_t len = strlen(port);

	return colon && colon > value && !strpbrk(value, " \t/") && len > 0 &&
	       len <= 5 && strspn(port, "0123456789") == len &&
	       strtol(port, NULL, 10) <= 65535;
}

static bool
is_host_port_or_none(const char *value)
{
	return *value == '\0' || is_host_port(value);
}

static bool
is_given(const char *value)
{
	return *value != '\0';
}

static bool
is_url_with(const char *value, const char *scheme)
{
	size_t len = strlen(scheme);

	return strncmp(value, scheme, len) == 0 && value[len] != '\0' &&
	       value[len] != '/' && !strpbrk(value, " \t\"<>\\");
}

static bool
is_public_url(const char *value)
{
	size_t len = strlen(value);

	return (is_url_with(value, "http://") ||
		   is_url_with(value, "https://")) &&
	       value[len - 1] != '/' && !strpbrk(value, "?#");
}

static bool
is_relay_or_none(const char *value)
{
	return *value == '\0' || is_url_with(value, "smtp://") ||
	       is_url_with(value, "smtps://");
}

static bool
is_postgres_or_none(const char *value)
{
	return *value == '\0' || strncmp(value, "postgres:", 9) == 0 ||
	       strncmp(value, "postgresql:", 11) == 0;
}

/* Another engine's address is no path of a file. */
static bool
is_store(const char *value)
{
	return is_given(value) &&
	       (is_postgres_or_none(value) || strstr(value, "://") == NULL ||
		strncmp(value, "sqlite:", 7) == 0);
}

static bool
is_address_or_none(const char *value)
{
	struct in6_addr to;

	return *value == '\0' || inet_pton(AF_INET, value, &to) == 1 ||
	       inet_pton(AF_INET6, value, &to) == 1;
}

static bool
is_mail_address(const char *value)
{
	const char *at = strchr(value, '@');

	return at && at > value && at[1] != '\0' && !strchr(at + 1, '@') &&
	       !strpbrk(value, " \t<>\",;:\\");
}

static bool
is_log_level(const char *value)
{
	return strcmp(value, "debug") == 0 || strcmp(value, "info") == 0 ||
	       strcmp(value, "warn") == 0;
}

static bool
is_mail_mode(const char *value)
{
	return strcmp(value, "relay") == 0 || strcmp(value, "directory") == 0 ||
	       strcmp(value, "off") == 0;
}

static bool
is_mail_in(const char *value)
{
	return strcmp(value, "off") == 0 || strcmp(value, "pipe") == 0 ||
	       strcmp(value, "imap") == 0;
}

static bool
is_imap_or_none(const char *value)
{
	return *value == '\0' || is_url_with(value, "imap://") ||
	       is_url_with(value, "imaps://");
}

/* Names that need no quoting in IMAP, but for blanks. */
static bool
is_mailbox_or_none(const char *value)
{
	static const char good[] = "abcdefghijklmnopqrstuvwxyz"
				   "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789./_- ";

	return strlen(value) <= 100 && strspn(value, good) == strlen(value);
}

static bool
is_mailbox(const char *value)
{
	return *value != '\0' && is_mailbox_or_none(value);
}

static bool
is_mail_tls(const char *value)
{
	return strcmp(value, "require") == 0 || strcmp(value, "off") == 0;
}

/* The offset of a member, refused by the compiler if it is not of that type. */
#define AT(m, t)                                                               \
	(offsetof(struct settings, m) +                                        \
	    0 * sizeof(char[_Generic(((struct settings *)0)->m, t : 1)]))
#define TEXT(m, d)                                                             \
	.name = #m, .type = SETTING_TEXT, .offset = AT(m, const char *),       \
	.value = (d)
#define CHECKED(m, d, check, sentence)                                         \
	TEXT(m, d), .valid = (check), .must = (sentence)
#define NUMBER(m, d, lo, hi)                                                   \
	.name = #m, .type = SETTING_NUMBER, .offset = AT(m, int64_t),          \
	.value = (d), .min = (lo), .max = (hi)
#define SIZE(m, d, lo, hi)                                                     \
	.name = #m, .type = SETTING_SIZE, .offset = AT(m, int64_t),            \
	.value = (d), .min = (lo), .max = (hi)
#define YES_NO(m, d)                                                           \
	.name = #m, .type = SETTING_YES_NO, .offset = AT(m, bool), .value = (d)

const struct setting settings_table[] = {
	{ CHECKED(listen, "localhost:8080", is_host_port, "must be host:port"),
	    .comment =
		"Where the server listens, as host:port. It speaks plain "
		"HTTP: for other\nmachines put nginx or Caddy with TLS "
		"in front of it." },
	{ CHECKED(public_url, "http://localhost:8080", is_public_url,
	      "must be http://... or https://... without a slash at the end"),
	    .comment =
		"The address that people type. Links in mail are made of "
		"it, and browsers\nmay sign in from nowhere else." },
	{ CHECKED(name, "Soundings", is_given, "must not be empty"),
	    .comment = "What this server is called, in mail and page titles." },
	{ CHECKED(data, "./data", is_given, "must not be empty"),
	    .comment = "The directory of the database, the master key and the "
		       "mail that is written\nto files. Back up all of it." },
	{ CHECKED(store, "sqlite:./data/soundings.db", is_store,
	      "must be sqlite:PATH or postgres:..."),
	    .derived = true,
	    .comment =
		"The database. sqlite:PATH is a file; when not set it is "
		"soundings.db in `data`.\nPostgreSQL, which several "
		"servers may share: postgres://USER@HOST/NAME, or\n"
		"postgres:KEY=VALUE ... in libpq's words. A host that is "
		"not this machine must\nprove who it is (sslmode=verify-full) "
		"unless you write another sslmode.\nKeep the password in a "
		"file: passfile=/etc/soundings/pgpass." },
	{ CHECKED(store_replica, "", is_postgres_or_none,
	      "must be postgres:... or empty"),
	    .comment =
		"A copy of a PostgreSQL `store` that follows it by streaming "
		"replication, written\nthe same way. What is only read is read "
		"there, if it is not behind; what it does\nnot have yet, and "
		"everything while it is away, is read from `store`." },
	{ CHECKED(
	      control, "./data/control.sock", is_given, "must not be empty"),
	    .derived = true,
	    .comment = "The Unix socket of `soundings ctl`. When not set: "
		       "control.sock in `data`." },
	{ CHECKED(client, SHARE_FOLDER "/client", is_given,
	      "must not be empty"),
	    .derived = true,
	    .comment = "The directory of the built web client. When not set: "
		       "./build/client if it is\nthere, else the one that was "
		       "installed." },
	{ CHECKED(metrics_listen, "", is_host_port_or_none,
	      "must be host:port or empty"),
	    .comment = "Where /metrics is served for Prometheus, as host:port. "
		       "Empty: nowhere. It has\nno sign-in: keep it on a "
		       "private address." },
	{ CHECKED(trusted_proxy, "", is_address_or_none,
	      "must be an IPv4 or IPv6 address or empty"),
	    .comment = "The address of the proxy in front, whose "
		       "X-Forwarded-For is believed.\nEmpty: nobody's is." },
	{ CHECKED(
	      log_level, "info", is_log_level, "must be debug, info or warn"),
	    .comment = "The least important lines to log: debug, info or warn. "
		       "The log is JSON lines\non stderr." },
	{ NUMBER(readers, "2", 0, 16),
	    .comment = "Threads that read the database, 0 to 16. With 0 all "
		       "calls run one by one." },
	{ SIZE(storage_floor, "64M", 0, INT64_C(1024) * 1024 * 1024 * 1024),
	    .comment =
		"The room that stays free on the disk of the database. With "
		"less, changes are\nrefused and reading goes on, so that the "
		"server can still stop in good order.\n0 turns it off." },
	{ SIZE(body_max, "20M", 64 * 1024, INT64_C(1024) * 1024 * 1024),
	    .comment =
		"The largest file that a member may upload, 64K to 1G." },
	{ CHECKED(mail_mode, "directory", is_mail_mode,
	      "must be relay, directory or off"),
	    .comment = "What becomes of mail: `relay` sends it, `directory` "
		       "writes each mail to a\nfile, `off` drops it." },
	{ CHECKED(mail_directory, "./data/mail", is_given, "must not be empty"),
	    .derived = true,
	    .comment = "Where `mail_mode = directory` writes. When not set: "
		       "mail in `data`." },
	{ CHECKED(mail_from, "soundings@localhost", is_mail_address,
	      "must be a plain mail address"),
	    .comment = "The address that all mail comes from." },
	{ CHECKED(mail_relay, "", is_relay_or_none,
	      "must be smtp://host:port or smtps://host:port"),
	    .comment =
		"The relay for `mail_mode = relay`: smtp://host:587 "
		"(STARTTLS) or\nsmtps://host:465 (TLS from the start)." },
	{ TEXT(mail_user, ""),
	    .comment = "The user name at the relay. Empty: no sign-in." },
	{ TEXT(mail_password_file, ""),
	    .comment =
		"A file, readable by the server only, whose first line is "
		"the password." },
	{ TEXT(mail_ca_file, ""),
	    .comment = "Certificates to check the relay and the mailbox with "
		       "(PEM). Empty: those of the\nsystem." },
	{ TEXT(mail_dkim_key_file, ""),
	    .comment =
		"An RSA key (PEM, 2048 bits or more) to sign mail with, where "
		"the relay does not.\nEmpty: the relay signs." },
	{ TEXT(mail_dkim_selector, ""),
	    .comment = "Under which name its public half stands: "
		       "NAME._domainkey.DOMAIN." },
	{ CHECKED(mail_tls, "require", is_mail_tls, "must be require or off"),
	    .comment = "`require`: no mail leaves without TLS and a good "
		       "certificate. `off`: only for\na relay on this "
		       "machine." },
	{ CHECKED(mail_in, "off", is_mail_in, "must be off, pipe or imap"),
	    .comment =
		"How answers by mail come in: `imap` when the server fetches "
		"them from a mailbox,\n`pipe` when your mail server hands them "
		"to `soundings mail-in`, `off` when they do\nnot: then no mail "
		"says that it may be answered (docs/mail.md)." },
	{ CHECKED(mail_imap, "", is_imap_or_none,
	      "must be imap://host:port or imaps://host:port"),
	    .comment =
		"The mail server for `mail_in = imap`: imaps://host:993 (TLS "
		"from the start) or\nimap://host:143 (STARTTLS)." },
	{ TEXT(mail_imap_user, ""),
	    .comment = "The user name there." },
	{ TEXT(mail_imap_password_file, ""),
	    .comment =
		"A file, readable by the server only, whose first line is "
		"the password." },
	{ CHECKED(mail_imap_box, "INBOX", is_mailbox,
	      "must be letters, digits, blanks and . / _ -"),
	    .comment =
		"The mailbox that answers come to. Best one of its own: of "
		"what was there before,\nonly answers to mails of this server "
		"are looked at." },
	{ CHECKED(mail_imap_done, "", is_mailbox_or_none,
	      "must be letters, digits, blanks and . / _ -"),
	    .comment =
		"The mailbox that mails are moved to once they were dealt "
		"with; it must be there.\nEmpty: they stay." },
	{ CHECKED(mail_imap_tls, "require", is_mail_tls,
	      "must be require or off"),
	    .comment = "`require`: no password leaves without TLS and a good "
		       "certificate. `off`: only for\na mail server on this "
		       "machine." },
	{ NUMBER(mail_imap_seconds, "30", 1, 3600),
	    .comment = "Seconds between two looks into the mailbox, 1 to "
		       "3600." },
	{ TEXT(mail_authserv, ""),
	    .comment =
		"The name under which your own mail server writes "
		"Authentication-Results. When it\nsays there that DMARC "
		"failed, a mail waits for its owner's yes. Empty: not "
		"looked at." },
	{ NUMBER(mail_connections, "2", 1, 8),
	    .comment = "Connections to the relay at a time, 1 to 8." },
	{ NUMBER(mail_per_minute, "0", 0, 100000),
	    .comment =
		"Mails that each server sends in a minute at most, for relays "
		"that take no\nmore; who waits for a link to sign in is first. 0: "
		"as many as there are." },
	{ CHECKED(demo_folder, SHARE_FOLDER "/demo", is_given,
	      "must name a directory"),
	    .comment = "The directory that `soundings demo` loads." },
	{ YES_NO(demo, "no"),
	    .comment =
		"yes: a demonstration, in which everybody may sign in as "
		"the made-up members.\nNever with real people." },
	{ 0 }
};

static void
print_comment(const char *comment)
{
	fputs("# ", stdout);
	for (const char *p = comment; *p; p++) {
		putchar(*p);
		if (*p == '\n')
			fputs("# ", stdout);
	}
	putchar('\n');
}

void
settings_print(void)
{
	fputs("# soundings.conf - settings of the Soundings server\n"
	      "#\n"
	      "# Lines are `name = value`; what follows the first = is the "
	      "value, up to the end\n"
	      "# of the line. Lines that begin with # are comments. Every "
	      "setting is shown with\n"
	      "# its default. SOUNDINGS_NAME in the environment overrides the "
	      "setting `name`.\n",
	    stdout);
	for (const struct setting *s = settings_table; s->name; s++) {
		putchar('\n');
		print_comment(s->comment);
		printf("#%s =%s%s\n", s->name, *s->value ? " " : "", s->value);
	}
}
