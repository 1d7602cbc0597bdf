/* SPDX-License-Identifier: Apache-2.0 */
/*
 * compose.c - a mail as the bytes of an Internet message.
 *
 * The same row gives the same bytes each time, Message-ID and boundary
 * included, so that a mail which is sent again is known for what it is. All that
 * we send has the same plain form, so it is written here and not by a library
 * for every form (half of the time that sending took went there); the bytes are
 * judged once more, because whatever slips through would be read by the relay as
 * it stands. All is ASCII, but for an address that is not (RFC 6532).
 */
#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/idna.h"
#include "soundings/mail.h"
#include "soundings/secret.h"

#include "mail/letter.h"
#include "mail/quoted.h"
#include "mail/words.h"

enum { LINE_LEN = 76, LINE_LEN_MAX = 998, LOCAL_LEN_MAX = 64 };

static const char *
domain_of(const char *address)
{
	return strrchr(address, '@') + 1;
}

/* The host of public_url, for names that are unique in the world. */
static const char *
host_of(struct arena *a, const char *url)
{
	const char *from = strstr(url, "://") + 3;

	return arena_copy(a, from, strcspn(from, ":/"));
}

/* An id for References and Message-ID; `what` names a thing for ever. */
static const char *
id_of(struct letter *l, const struct settings *s, const char *what)
{
	char mac[SECRET_MAC_LEN + 1];

	secret_mac(SECRET_MESSAGE_ID, what, mac);
	return arena_printf(l->arena, "%s@%s", mac, domain_of(s->mail_from));
}

static const char *
post_id(struct letter *l, const struct settings *s, int64_t post)
{
	return id_of(l, s,
	    arena_printf(l->arena, "post %lld", (long long)post));
}

/* A mail about a post is known by the post, so that answers find it; others by
 * their row and when it was written (a restored backup may count anew). */
static const char *
message_id(struct letter *l, const struct settings *s)
{
	const struct leased *m = &l->mail;

	if (m->post != 0)
		return post_id(l, s, m->post);
	return id_of(l, s,
	    arena_printf(l->arena, "mail %lld %lld", (long long)m->id,
		(long long)m->queued_at));
}

/* Bounces come back to an address of this mail only, sealed (VERP). What
 * answers a mail has no sender, so that nothing answers it (RFC 3834). */
static const char *
return_path(struct letter *l, const struct settings *s)
{
	const char *what = arena_printf(
	    l->arena, "%lld", (long long)l->mail.id);
	int local = (int)strcspn(s->mail_from, "@");
	char mac[SECRET_MAC_LEN + 1];

	if (l->mail.answering != NULL)
		return "";
	secret_mac(SECRET_VERP, what, mac);
	if ((size_t)local + strlen(what) + strlen(mac) + 3 > LOCAL_LEN_MAX)
		return s->mail_from;
	return arena_printf(l->arena, "%.*s+b%s-%s@%s", local, s->mail_from,
	    what, mac, domain_of(s->mail_from));
}

/* Headers are written with LF and get their CRs at the end. */
static void
put(struct buffer *b, const char *name, const char *value)
{
	buffer_printf(b, "%s: %s\n", name, value);
}

static void
put_subject(struct buffer *b, struct letter *l)
{
	buffer_text(b, "Subject: ");
	words_text(b, l->mail.subject, strlen("Subject: "));
	buffer_char(b, '\n');
}

/* "Name: words <at>", the last on the next line if need be. */
static void
put_angled(
    struct buffer *b, const char *name, const char *words, const char *at)
{
	const char *line;

	buffer_printf(b, "%s: ", name);
	words_phrase(b, words, strlen(name) + 2);
	line = strrchr(buffer_string(b), '\n') + 1;
	buffer_printf(b, "%s<%s>\n",
	    strlen(line) + strlen(at) + 3 > LINE_LEN ? "\n " : " ", at);
}

static void
put_person(
    struct buffer *b, const char *header, const char *name, const char *address)
{
	if (name != NULL && *name != '\0')
		put_angled(b, header, name, address);
	else
		put(b, header, address);
}

/* Where an answer goes: to the thing that the mail is about, as this member. */
static void
put_reply_to(struct buffer *b, struct letter *l, const struct settings *s)
{
	const char *address = answer_address(l->arena, s, l->mail.answer_to,
	    l->mail.member, l->mail.queued_at);

	if (address != NULL)
		put(b, "Reply-To", address);
}

/* RFC 5322, 3.6.4: the thread's root, and the post that is answered. */
static void
put_thread(struct buffer *b, struct letter *l, const struct settings *s)
{
	const char *root = l->mail.answering, *parent;

	if (l->mail.thread != 0)
		root = id_of(l, s,
		    arena_printf(l->arena, "thread %lld",
			(long long)l->mail.thread));
	if (root == NULL)
		return;
	root = arena_printf(l->arena, "<%s>", root);
	if (l->mail.parent == 0) {
		put(b, "In-Reply-To", root);
		put(b, "References", root);
		return;
	}
	parent = arena_printf(l->arena, "<%s>",
	    post_id(l, s, l->mail.parent));
	put(b, "In-Reply-To", parent);
	put(b, "References", arena_printf(l->arena, "%s\n %s", root, parent));
}

/* "Name <label.host>", RFC 2919. */
static void
put_list_id(struct buffer *b, struct letter *l, const struct settings *s)
{
	const char *name = l->mail.community_name != NULL
			       ? l->mail.community_name
			       : arena_printf(l->arena, "%s %s", s->name,
				     l->mail.unsubscribe);
	const char *label = l->mail.community_slug != NULL
				? l->mail.community_slug
				: l->mail.unsubscribe;

	put_angled(b, "List-Id", name,
	    arena_printf(
		l->arena, "%s.%s", label, host_of(l->arena, s->public_url)));
}

/* RFC 2369 and 8058. Who may stop it by one click may also write. */
static void
put_list(struct buffer *b, struct letter *l, const struct settings *s)
{
	const char *stop = frame_unsubscribe(l, s);
	const char *slug = l->mail.community_slug;

	if (slug == NULL && stop == NULL)
		return;
	put_list_id(b, l, s);
	buffer_printf(b, "List-Help: <%s/account>\n", s->public_url);
	if (slug == NULL)
		buffer_printf(b, "List-Archive: <%s/>\n", s->public_url);
	else
		buffer_printf(
		    b, "List-Archive: <%s/c/%s>\n", s->public_url, slug);
	put(b, "List-Post", "NO");
	if (stop == NULL)
		return;
	buffer_printf(b,
	    "List-Unsubscribe: <%s>,\n <mailto:%s?subject=unsubscribe%%20%s>\n",
	    stop, s->mail_from, strrchr(stop, '/') + 1);
	put(b, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
	put(b, "Precedence", "list");
}

static void
put_headers(struct buffer *b, struct letter *l, const struct settings *s)
{
	char date[64];

	clock_rfc5322(date, sizeof(date), l->mail.queued_at);
	put(b, "Date", date);
	put_person(b, "From",
	    l->mail.from_name != NULL ? l->mail.from_name : s->name,
	    s->mail_from);
	put_person(b, "To", l->mail.to_name, l->mail.address);
	put_subject(b, l);
	buffer_printf(b, "Message-ID: <%s>\n", l->message_id);
	put_reply_to(b, l, s);
	put_thread(b, l, s);
	put(b, "Auto-Submitted",
	    l->mail.answering != NULL ? "auto-replied" : "auto-generated");
	put(b, "X-Auto-Response-Suppress", "All");
	put_list(b, l, s);
}

/* With CRLF for LF. A CR that is there already makes the mail unsound. */
static void
put_head(struct buffer *b, const char *head)
{
	size_t len;

	for (; *head != '\0'; head += len + 1) {
		len = strcspn(head, "\n");
		buffer_put(b, head, len);
		buffer_text(b, "\r\n");
	}
}

static void
put_part(struct buffer *b, const char *boundary, const char *subtype,
    const char *text)
{
	buffer_printf(b,
	    "--%s\r\nContent-Type: text/%s; charset=utf-8\r\n"
	    "Content-Transfer-Encoding: quoted-printable\r\n\r\n",
	    boundary, subtype);
	quoted_put(b, text);
}

/* "=_" cannot occur in quoted-printable, so the boundary cannot in a part. */
static void
put_body(struct buffer *b, struct letter *l, const struct settings *s)
{
	const char *boundary = arena_printf(
	    l->arena, "=_%.26s", l->message_id);

	buffer_printf(b,
	    "MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n"
	    " boundary=\"%s\"\r\n\r\n",
	    boundary);
	put_part(b, boundary, "plain", frame_text(l, s));
	buffer_text(b, "\r\n");
	put_part(b, boundary, "html", frame_html(l, s));
	buffer_printf(b, "\r\n--%s--\r\n", boundary);
}

/* `most`: the highest byte that may stand in it. */
static bool
is_sound(const char *bytes, size_t len, unsigned char most)
{
	size_t i, line = 0;

	for (i = 0; i < len; i++) {
		if (bytes[i] == '\0' || bytes[i] == 0x7f ||
		    (unsigned char)bytes[i] > most)
			return false;
		if (bytes[i] == '\n')
			return false;
		if (bytes[i] != '\r') {
			if (++line > LINE_LEN_MAX)
				return false;
			continue;
		}
		if (i + 1 == len || bytes[++i] != '\n')
			return false;
		line = 0;
	}
	return len > 0 && line == 0;
}

bool
compose_sound(const char *bytes, size_t len)
{
	return is_sound(bytes, len, 0x7e);
}

bool
mail_compose(
    const struct leased *mail, const struct settings *s, struct buffer *out)
{
	struct letter *l = letter_new(mail);
	bool good;

	good = compose(l, s);
	buffer_put(out, l->bytes.at, l->bytes.len);
	letter_free(l);
	return good;
}

bool
compose(struct letter *l, const struct settings *s)
{
	struct buffer head = { 0 };
	size_t len;

	if (!address_valid(l->mail.address))
		return false;
	l->letters = !idna_plain(l->mail.address);
	l->message_id = message_id(l, s);
	l->from = return_path(l, s);
	l->link = frame_link(l, s);
	put_headers(&head, l, s);
	buffer_clear(&l->bytes);
	put_head(&l->bytes, buffer_string(&head));
	buffer_free(&head);
	len = l->bytes.len;
	put_body(&l->bytes, l, s);
	return is_sound(l->bytes.at, len, l->letters ? 0xff : 0x7e) &&
	       compose_sound(l->bytes.at + len, l->bytes.len - len);
}
