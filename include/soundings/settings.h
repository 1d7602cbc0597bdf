/* SPDX-License-Identifier: Apache-2.0 */
/*
 * settings.h - the configuration file, read once at start.
 *
 * `name = value` lines, '#' comments; an unknown name is an error with its
 * line. SOUNDINGS_NAME in the environment overrides. Secrets come from files.
 */
#ifndef SOUNDINGS_SETTINGS_H
#define SOUNDINGS_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

struct settings {
	const char *listen;          /* host:port, "localhost:8080" */
	const char *public_url;      /* as people type it; links are made of it */
	const char *data;            /* directory of database, key, mail */
	const char *store;           /* sqlite:PATH, or a PostgreSQL address */
	const char *store_replica;   /* a PostgreSQL address to read from; "" */
	const char *client;          /* directory of the built web client */
	const char *control;         /* Unix socket of `soundings ctl` */
	const char *metrics_listen;  /* host:port of /metrics; "" turns it off */
	const char *name;            /* of this server, in mail and titles */
	const char *log_level;       /* debug, info, warn */
	const char *trusted_proxy;   /* address whose X-Forwarded-For counts; "" */
	const char *mail_mode;       /* relay, directory, off */
	const char *mail_directory;  /* data/mail unless set */
	const char *mail_from;       /* address of all our mail */
	const char *mail_relay;      /* smtp://host:port or smtps:// */
	const char *mail_user;       /* "" : no authentication */
	const char *mail_password_file;
	const char *mail_ca_file;    /* "" : the system's */
	const char *mail_dkim_key_file; /* "" : the relay signs */
	const char *mail_dkim_selector;
	int64_t     mail_connections;/* at a time, 1-8 */
	int64_t     mail_per_minute; /* 0: as many as there are */
	const char *mail_tls;        /* require, off (loopback relays only) */
	const char *mail_in;         /* off, pipe, imap */
	const char *mail_imap;       /* imap://host:port or imaps:// */
	const char *mail_imap_user;
	const char *mail_imap_password_file;
	const char *mail_imap_box;   /* the mailbox that answers come to */
	const char *mail_imap_done;  /* where they are moved then; "": nowhere */
	const char *mail_imap_tls;   /* require, off (on this machine only) */
	int64_t     mail_imap_seconds; /* between two looks */
	const char *mail_authserv;   /* whose Authentication-Results count; "" */
	int64_t     readers;         /* reader threads, 0-16 */
	int64_t     storage_floor;   /* bytes that stay free on the disk */
	int64_t     body_max;        /* bytes of an upload */
	bool        demo;            /* says so on every page */
	const char *demo_folder;     /* what `soundings demo` loads */
};

/* Reads the file (NULL: defaults only) and the environment; fatal with the
 * line and the name when something is wrong. Values live for ever. */
const struct settings *settings_read(const char *path);
/* The commented file with every default, as `soundings config` prints it. */
void settings_print(void);

#endif
