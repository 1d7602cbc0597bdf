/* SPDX-License-Identifier: Apache-2.0 */
/*
 * relay.c - deliveries to the SMTP relay, by libcurl's multi interface.
 *
 * libcurl speaks the protocol and keeps the connections; how far a delivery has
 * come is read from the commands it reports, because its error codes do not
 * tell a recipient that was refused from a server that fell silent. TLS is
 * required and verified; without TLS only a relay on this machine is spoken to.
 */
#include "mail/relay.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "soundings/base.h"

#include "mail/link.h"
#include "mail/verdict.h"

enum {
	ANSWER_SECONDS = 600, /* RFC 5321 4.5.3.2 */
	WHOLE_SECONDS = 1200, /* well within a lease */
	MAILS_PER_CONNECTION = 100,
};

struct delivery {
	struct letter *letter; /* NULL: free */
	CURL *easy;            /* kept: it remembers what it learnt */
	struct curl_slist *to;
	enum stage stage;
	char said[REPLY_LEN]; /* the relay's last line */
	bool over;            /* we said goodbye: what follows is no answer */
	bool modern;          /* the relay knows SMTPUTF8 */
	bool unable;          /* it does not, and the letter needs it */
	size_t sent;          /* bytes of the letter */
	char error[CURL_ERROR_SIZE];
};

struct relay {
	CURLM *multi;
	char *url;
	struct link link;
	struct delivery delivery[8];
	size_t most, busy, total;
};

struct relay *
relay_new(const struct settings *s)
{
	struct relay *r = need_zeroed(1, sizeof(*r));

	if (*s->mail_relay == '\0')
		fatal("setting mail_relay: must be given with mail_mode = "
		      "relay");
	r->link = link_relay(s);
	curl_global_init(CURL_GLOBAL_DEFAULT);
	r->multi = curl_multi_init();
	r->url = link_relay_url(s);
	r->most = (size_t)s->mail_connections;
	curl_multi_setopt(
	    r->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)r->most);
	return r;
}

void
relay_free(struct relay *r)
{
	size_t i;

	for (i = 0; i < r->most; i++)
		curl_easy_cleanup(r->delivery[i].easy);
	curl_multi_cleanup(r->multi);
	curl_global_cleanup();
	link_forget(&r->link);
	free(r->url);
	free(r);
}

bool
relay_ready(const struct relay *r)
{
	return r->busy < r->most;
}

bool
relay_idle(const struct relay *r)
{
	return r->busy == 0;
}

/* Which of our commands goes out. Lines of the AUTH exchange match none. */
static void
note_command(struct delivery *d, const char *line, size_t len)
{
	static const struct {
		const char *verb;
		enum stage stage;
	} known[] = {
		{ "EHLO", STAGE_HELLO },
		{ "HELO", STAGE_HELLO },
		{ "STARTTLS", STAGE_TLS },
		{ "AUTH", STAGE_AUTH },
		{ "MAIL FROM", STAGE_MAIL },
		{ "RCPT TO", STAGE_RCPT },
		{ "DATA", STAGE_DATA },
	};
	size_t i, n;

	if (len >= 4 && strncmp(line, "QUIT", 4) == 0)
		d->over = true;
	for (i = 0; i < COUNT(known); i++) {
		n = strlen(known[i].verb);
		if (len < n || strncmp(line, known[i].verb, n) != 0)
			continue;
		d->stage = known[i].stage;
		d->said[0] = '\0';
	}
	/* The goodbye was to another connection, which made room for this. */
	if (len >= 4 && strncmp(line, "EHLO", 4) == 0)
		d->over = d->modern = false;
}

static void
note_reply(struct delivery *d, const char *line, size_t len)
{
	size_t n = 0;

	if (d->over)
		return;
	while (n < len && n + 1 < sizeof(d->said) &&
	       (unsigned char)line[n] >= 0x20 && (unsigned char)line[n] < 0x7f)
		n++;
	memcpy(d->said, line, n);
	d->said[n] = '\0';
	if (d->stage == STAGE_HELLO && n >= 12 &&
	    strncasecmp(d->said + 4, "SMTPUTF8", 8) == 0)
		d->modern = true;
	if (d->stage == STAGE_DATA && strncmp(d->said, "354", 3) == 0) {
		d->stage = STAGE_DOT;
		d->said[0] = '\0';
	}
}

static int
on_report(CURL *easy, curl_infotype type, char *data, size_t len, void *user)
{
	(void)easy;
	if (type == CURLINFO_HEADER_OUT)
		note_command(user, data, len);
	else if (type == CURLINFO_HEADER_IN)
		note_reply(user, data, len);
	return 0;
}

/* The relay has said what it knows, and nothing was asked of it. libcurl would
 * send such an address to one that does not know it as well, and who knows what
 * that makes of it. */
static int
on_request(void *user, char *to, char *from, int to_port, int from_port)
{
	struct delivery *d = user;

	(void)to, (void)from, (void)to_port, (void)from_port;
	d->unable = d->letter->letters && !d->modern;
	return d->unable ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

static size_t
on_read(char *to, size_t size, size_t count, void *user)
{
	struct delivery *d = user;
	size_t n = d->letter->bytes.len - d->sent;

	if (n > size * count)
		n = size * count;
	memcpy(to, d->letter->bytes.at + d->sent, n);
	d->sent += n;
	return n;
}

static void
set_once(struct relay *r, struct delivery *d)
{
	CURL *easy = d->easy = curl_easy_init();

	link_set(&r->link, easy);
	curl_easy_setopt(easy, CURLOPT_URL, r->url);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(
	    easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)ANSWER_SECONDS);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT, (long)WHOLE_SECONDS);
	curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(easy, CURLOPT_READFUNCTION, on_read);
	curl_easy_setopt(easy, CURLOPT_READDATA, d);
	curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
	curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, on_report);
	curl_easy_setopt(easy, CURLOPT_DEBUGDATA, d);
	curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, on_request);
	curl_easy_setopt(easy, CURLOPT_PREREQDATA, d);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, d->error);
	curl_easy_setopt(easy, CURLOPT_PRIVATE, d);
}

void
relay_send(struct relay *r, struct letter *l)
{
	struct delivery *d = r->delivery;

	while (d->letter != NULL)
		d++;
	if (d->easy == NULL)
		set_once(r, d);
	d->letter = l;
	d->stage = STAGE_CONNECT;
	d->said[0] = d->error[0] = '\0';
	d->sent = 0;
	d->over = d->modern = d->unable = false;
	d->to = curl_slist_append(NULL, l->mail.address);
	/* What a relay knows it says once, as the connection is made. */
	curl_easy_setopt(
	    d->easy, CURLOPT_FRESH_CONNECT, l->letters ? 1L : 0L);
	curl_easy_setopt(d->easy, CURLOPT_MAIL_FROM, l->from);
	curl_easy_setopt(d->easy, CURLOPT_MAIL_RCPT, d->to);
	curl_easy_setopt(
	    d->easy, CURLOPT_INFILESIZE_LARGE, (curl_off_t)l->bytes.len);
	r->total++;
	curl_easy_setopt(d->easy, CURLOPT_FORBID_REUSE,
	    r->total % MAILS_PER_CONNECTION == 0 ? 1L : 0L);
	curl_multi_add_handle(r->multi, d->easy);
	r->busy++;
}

/* The first line that says why: the relay's, else libcurl's. */
static void
explain(struct delivery *d, const char *otherwise)
{
	const char *why = d->said;

	if (*why == '\0')
		why = *d->error != '\0' ? d->error : otherwise;
	snprintf(d->letter->reply, REPLY_LEN, "%s: %.150s",
	    stage_name(d->stage), why);
}

static struct letter *
end(struct relay *r, struct delivery *d, CURLcode code)
{
	struct letter *l = d->letter;

	l->result = verdict(code == CURLE_OK, d->stage, d->said);
	explain(d, curl_easy_strerror(code));
	if (d->unable) {
		l->result = "letters";
		snprintf(l->reply, REPLY_LEN, "the relay takes no address with "
		    "letters other than a to z before the @ (SMTPUTF8)");
	}
	curl_multi_remove_handle(r->multi, d->easy);
	curl_slist_free_all(d->to);
	d->to = NULL;
	d->letter = NULL;
	r->busy--;
	return l;
}

struct letter *
relay_move(struct relay *r)
{
	struct letter *ended = NULL, *l;
	struct delivery *d;
	CURLMsg *m;
	int left;

	curl_multi_perform(r->multi, &left);
	while ((m = curl_multi_info_read(r->multi, &left)) != NULL) {
		if (m->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(
		    m->easy_handle, CURLINFO_PRIVATE, (char **)&d);
		l = end(r, d, m->data.result);
		l->next = ended;
		ended = l;
	}
	return ended;
}

void
relay_wait(struct relay *r, int ms)
{
	curl_multi_poll(r->multi, NULL, 0, ms, NULL);
}

void
relay_wake(struct relay *r)
{
	curl_multi_wakeup(r->multi);
}

struct letter *
relay_abandon(struct relay *r)
{
	struct letter *broken = NULL, *l;
	size_t i;

	for (i = 0; i < r->most; i++) {
		if (r->delivery[i].letter == NULL)
			continue;
		l = end(r, &r->delivery[i], CURLE_ABORTED_BY_CALLBACK);
		l->next = broken;
		broken = l;
	}
	return broken;
}
