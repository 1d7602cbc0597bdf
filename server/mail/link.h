/* SPDX-License-Identifier: Apache-2.0 */
/*
 * link.h - how a mail server is reached: TLS, sign-in, no proxy.
 *
 * The same for the relay and for the mailbox, so that both are as careful.
 */
#ifndef MAIL_LINK_H
#define MAIL_LINK_H

#include <curl/curl.h>
#include <stdbool.h>

#include "soundings/settings.h"

enum { LINK_SECRET_LEN = 256 };

struct link {
	bool plain;          /* no TLS: a server on this machine */
	const char *user;    /* "": no sign-in */
	const char *ca_file; /* "": the system's */
	char password[LINK_SECRET_LEN];
};

/* Reads the settings and the password; fatal when that cannot be read. */
struct link link_relay(const struct settings *s);
struct link link_mailbox(const struct settings *s);
/* "smtp://relay:587/our.host": libcurl greets with what the path says. To be freed. */
char *link_relay_url(const struct settings *s);
/* What every transfer over it has in common. */
void link_set(const struct link *l, CURL *easy);
void link_forget(struct link *l);

#endif
