/* SPDX-License-Identifier: Apache-2.0 */
/*
 * link.c - how a mail server is reached: TLS, sign-in, no proxy.
 *
 * TLS is required and verified; whether it may be off is settings.c's to say.
 * A proxy of the environment is not used: it would be told where we connect to.
 */
#include "mail/link.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"

#define CONNECT_SECONDS 30L

/* The first line of the file. */
static void
read_password(struct link *l, const char *setting, const char *path)
{
	FILE *f = fopen(path, "re");

	if (f == NULL || fgets(l->password, LINK_SECRET_LEN, f) == NULL)
		fatal("setting %s: cannot read %s", setting, path);
	fclose(f);
	l->password[strcspn(l->password, "\r\n")] = '\0';
}

struct link
link_relay(const struct settings *s)
{
	struct link l = { .plain = strcmp(s->mail_tls, "off") == 0,
		.user = s->mail_user, .ca_file = s->mail_ca_file };

	if (*l.user != '\0')
		read_password(&l, "mail_password_file", s->mail_password_file);
	return l;
}

struct link
link_mailbox(const struct settings *s)
{
	struct link l = { .plain = strcmp(s->mail_imap_tls, "off") == 0,
		.user = s->mail_imap_user, .ca_file = s->mail_ca_file };

	read_password(
	    &l, "mail_imap_password_file", s->mail_imap_password_file);
	return l;
}

char *
link_relay_url(const struct settings *s)
{
	const char *host = strstr(s->public_url, "://") + 3;
	size_t relay = strlen(s->mail_relay), len;
	char *url;

	while (relay > 0 && s->mail_relay[relay - 1] == '/')
		relay--;
	len = relay + strlen(host) + 2;
	url = need(len);
	snprintf(url, len, "%.*s/%.*s", (int)relay, s->mail_relay,
	    (int)strcspn(host, ":/"), host);
	return url;
}

void
link_set(const struct link *l, CURL *easy)
{
	curl_easy_setopt(easy, CURLOPT_PROXY, "");
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
	curl_easy_setopt(easy, CURLOPT_USE_SSL,
	    (long)(l->plain ? CURLUSESSL_NONE : CURLUSESSL_ALL));
	curl_easy_setopt(
	    easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
	if (*l->ca_file != '\0')
		curl_easy_setopt(easy, CURLOPT_CAINFO, l->ca_file);
	if (*l->user != '\0') {
		curl_easy_setopt(easy, CURLOPT_USERNAME, l->user);
		curl_easy_setopt(easy, CURLOPT_PASSWORD, l->password);
	}
}

void
link_forget(struct link *l)
{
	explicit_bzero(l->password, LINK_SECRET_LEN);
}
