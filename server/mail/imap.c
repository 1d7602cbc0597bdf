/* SPDX-License-Identifier: Apache-2.0 */
/*
 * imap.c - one mailbox, read by libcurl.
 *
 * libcurl signs in and selects; what it has no words for (STATUS, a list of
 * UIDs, MOVE) is asked as a command of our own, whose untagged answers it hands
 * over line by line. The multi interface is used for one thing: a transfer that
 * can be broken off when the server stops.
 */
#include "mail/imap.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/incoming.h"

#include "mail/link.h"

enum {
	ANSWER_SECONDS = 60,
	WHOLE_SECONDS = 600, /* of one mail */
	ANSWERS_MAX = 8 * 1024 * 1024,
	WHY_LEN = CURL_ERROR_SIZE + 200,
};

struct imap {
	CURLM *multi;
	CURL *easy;
	struct link link;
	const char *box, *done;
	char *base; /* "imaps://host:993" */
	bool selected; /* the connection is in the mailbox */
	bool denied;   /* it answered, and does not let us */
	atomic_bool stopping;
	char error[CURL_ERROR_SIZE], why[WHY_LEN];
};

struct taking_in {
	struct buffer *to;
	size_t most; /* what is beyond is read and forgotten */
};

static size_t
on_bytes(char *at, size_t size, size_t count, void *user)
{
	struct taking_in *t = user;
	size_t len = size * count, n = t->most - t->to->len;

	buffer_put(t->to, at, len < n ? len : n);
	return len;
}

struct imap *
imap_new(const struct settings *s)
{
	struct imap *m = need_zeroed(1, sizeof(*m));
	size_t len = strlen(s->mail_imap);

	while (len > 0 && s->mail_imap[len - 1] == '/')
		len--;
	m->base = need(len + 1);
	memcpy(m->base, s->mail_imap, len);
	m->base[len] = '\0';
	m->link = link_mailbox(s);
	m->box = s->mail_imap_box;
	m->done = s->mail_imap_done;
	curl_global_init(CURL_GLOBAL_DEFAULT);
	m->multi = curl_multi_init();
	m->easy = curl_easy_init();
	curl_multi_setopt(m->multi, CURLMOPT_MAXCONNECTS, 1L);
	return m;
}

void
imap_free(struct imap *m)
{
	curl_easy_cleanup(m->easy);
	curl_multi_cleanup(m->multi);
	curl_global_cleanup();
	link_forget(&m->link);
	free(m->base);
	free(m);
}

/* Everything anew for each transfer: nothing of the one before must last. */
static void
prepare(struct imap *m, const char *url, const char *command,
    struct taking_in *t)
{
	CURL *easy = m->easy;

	curl_easy_reset(easy);
	link_set(&m->link, easy);
	curl_easy_setopt(easy, CURLOPT_URL, url);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "imap,imaps");
	curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, command);
	curl_easy_setopt(
	    easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)ANSWER_SECONDS);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT, (long)WHOLE_SECONDS);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_bytes);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, m->error);
	m->error[0] = '\0';
	m->denied = false;
}

static void
explain(struct imap *m, CURLcode code)
{
	const char *words = *m->error != '\0' ? m->error
					      : curl_easy_strerror(code);

	m->denied = code == CURLE_LOGIN_DENIED || code == CURLE_QUOTE_ERROR;
	if (code == CURLE_LOGIN_DENIED)
		snprintf(m->why, WHY_LEN,
		    "the mail server refused the sign-in: look at "
		    "mail_imap_user and mail_imap_password_file");
	else if (code == CURLE_QUOTE_ERROR)
		snprintf(m->why, WHY_LEN,
		    "the mail server refused a command: are the mailboxes of "
		    "mail_imap_box and mail_imap_done there?");
	else
		snprintf(m->why, WHY_LEN, "%s", words);
}

/* Moves the transfer to its end, or until we are told to stop. */
static CURLcode
transfer(struct imap *m)
{
	CURLcode code = CURLE_ABORTED_BY_CALLBACK;
	CURLMsg *said;
	int running = 1, left;

	curl_multi_add_handle(m->multi, m->easy);
	while (running > 0 && !imap_stopped(m)) {
		curl_multi_perform(m->multi, &running);
		if (running > 0)
			curl_multi_poll(m->multi, NULL, 0, 1000, NULL);
	}
	while ((said = curl_multi_info_read(m->multi, &left)) != NULL)
		if (said->msg == CURLMSG_DONE)
			code = said->data.result;
	curl_multi_remove_handle(m->multi, m->easy);
	return code;
}

static enum imap_end
finish(struct imap *m)
{
	CURLcode code = transfer(m);

	if (code == CURLE_OK)
		return IMAP_DONE;
	explain(m, code);
	return code == CURLE_REMOTE_FILE_NOT_FOUND ? IMAP_GONE : IMAP_FAILED;
}

/* The mailbox, and in it a mail unless uid is 0, as libcurl writes it: it looks
 * itself whether the validity still holds. */
static void
url_of(struct imap *m, const struct mailbox *box, int64_t uid,
    struct buffer *url)
{
	char *name = curl_easy_escape(m->easy, m->box, 0);

	m->selected = true;
	buffer_printf(url, "%s/%s;UIDVALIDITY=%lld", m->base, name,
	    (long long)box->validity);
	if (uid != 0)
		buffer_printf(url, "/;UID=%lld", (long long)uid);
	curl_free(name);
}

/* The number behind a word of an answer; 0: it is not there. */
static int64_t
number_after(const char *answer, const char *word)
{
	const char *at = strstr(answer, word);

	return at == NULL ? 0 : strtoll(at + strlen(word), NULL, 10);
}

enum imap_end
imap_state(struct imap *m, struct mailbox *box)
{
	struct buffer url = { 0 }, command = { 0 }, answer = { 0 };
	struct taking_in t = { &answer, ANSWERS_MAX };
	enum imap_end end;

	buffer_printf(&url, "%s/", m->base);
	buffer_printf(&command, "STATUS \"%s\" (UIDNEXT UIDVALIDITY)", m->box);
	prepare(m, buffer_string(&url), buffer_string(&command), &t);
	curl_easy_setopt(
	    m->easy, CURLOPT_FRESH_CONNECT, m->selected ? 1L : 0L);
	m->selected = false;
	end = finish(m);
	box->validity = number_after(buffer_string(&answer), "UIDVALIDITY ");
	box->next = number_after(buffer_string(&answer), "UIDNEXT ");
	if (end == IMAP_DONE && (box->validity < 1 || box->next < 1)) {
		snprintf(m->why, WHY_LEN, "the mail server did not say how "
					  "the mailbox counts");
		end = IMAP_FAILED;
	}
	buffer_free(&url);
	buffer_free(&command);
	buffer_free(&answer);
	return end == IMAP_DONE ? IMAP_DONE : IMAP_FAILED;
}

static int
by_uid(const void *one, const void *other)
{
	const struct imap_entry *a = one, *b = other;

	return (a->uid > b->uid) - (a->uid < b->uid);
}

/* Lines like "* 3 FETCH (UID 7 RFC822.SIZE 1234)". */
static struct list
read_entries(struct arena *a, const char *answer, int64_t after)
{
	static const char mark[] = "(UID ";
	struct list list = { 0 };
	struct imap_entry *entry, one;
	const char *line;
	size_t n = 0;

	for (line = strstr(answer, mark); line; line = strstr(line + 1, mark))
		n++;
	list.at = entry = arena_get(a, n * sizeof(*entry));
	for (line = strstr(answer, mark); line; line = strstr(line + 1, mark)) {
		one.uid = number_after(line, mark);
		one.size = number_after(line, "RFC822.SIZE ");
		if (one.uid > after)
			entry[list.count++] = one;
	}
	qsort(entry, list.count, sizeof(*entry), by_uid);
	return list;
}

enum imap_end
imap_list(struct imap *m, struct arena *a, const struct mailbox *box,
    int64_t after, struct list *found)
{
	struct buffer url = { 0 }, command = { 0 }, answer = { 0 };
	struct taking_in t = { &answer, ANSWERS_MAX };
	enum imap_end end;

	url_of(m, box, 0, &url);
	buffer_printf(&command, "UID FETCH %lld:%lld (UID RFC822.SIZE)",
	    (long long)after + 1, (long long)box->next - 1);
	prepare(m, buffer_string(&url), buffer_string(&command), &t);
	end = finish(m);
	if (end == IMAP_DONE)
		*found = read_entries(a, buffer_string(&answer), after);
	buffer_free(&url);
	buffer_free(&command);
	buffer_free(&answer);
	return end;
}

static enum imap_end
fetch(struct imap *m, const struct mailbox *box, int64_t uid,
    const char *section, struct buffer *mail)
{
	struct buffer url = { 0 };
	struct taking_in t = { mail, INCOMING_MAX + 1 };
	enum imap_end end;

	url_of(m, box, uid, &url);
	buffer_text(&url, section);
	prepare(m, buffer_string(&url), NULL, &t);
	end = finish(m);
	buffer_free(&url);
	return end;
}

enum imap_end
imap_fetch(struct imap *m, const struct mailbox *box, int64_t uid,
    struct buffer *mail)
{
	return fetch(m, box, uid, "", mail);
}

enum imap_end
imap_fetch_header(struct imap *m, const struct mailbox *box, int64_t uid,
    struct buffer *mail)
{
	return fetch(m, box, uid, "/;SECTION=HEADER", mail);
}

enum imap_end
imap_move(struct imap *m, const struct mailbox *box, int64_t uid)
{
	struct buffer url = { 0 }, command = { 0 }, answer = { 0 };
	struct taking_in t = { &answer, ANSWERS_MAX };
	enum imap_end end;

	url_of(m, box, 0, &url);
	buffer_printf(&command, "UID MOVE %lld \"%s\"", (long long)uid,
	    m->done);
	prepare(m, buffer_string(&url), buffer_string(&command), &t);
	end = finish(m);
	buffer_free(&url);
	buffer_free(&command);
	buffer_free(&answer);
	return end;
}

const char *
imap_trouble(const struct imap *m)
{
	return m->denied ? "inbox.denied" : "inbox.away";
}

const char *
imap_why(const struct imap *m)
{
	return m->why;
}

void
imap_pause(struct imap *m, int64_t ms)
{
	int64_t until = clock_monotonic() + ms, left = ms;

	while (left > 0 && !imap_stopped(m)) {
		curl_multi_poll(m->multi, NULL, 0, (int)left, NULL);
		left = until - clock_monotonic();
	}
}

void
imap_stop(struct imap *m)
{
	atomic_store(&m->stopping, true);
	curl_multi_wakeup(m->multi);
}

bool
imap_stopped(const struct imap *m)
{
	return atomic_load(&m->stopping);
}
