/* SPDX-License-Identifier: Apache-2.0 */
/*
 * compose.c - a mail as the bytes of an Internet message, by GMime.
 *
 * The same row gives the same bytes each time, Message-ID and boundary
 * included, so that a mail which is sent again is known for what it is. GMime
 * encodes the bodies and puts it together; the bytes are judged once more here,
 * because whatever slips through would be read by the relay as it stands.
 */
#include <gmime/gmime.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/mail.h"
#include "soundings/secret.h"

#include "mail/letter.h"
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

/* A mail about a post is known by the post, so that answers find it; others by
 * their row and when it was written (a restored backup may count anew). */
static const char *
message_id(struct letter *l, const struct settings *s)
{
	const struct leased *m = &l->mail;

	if (m->post != 0)
		return id_of(l, s,
		    arena_printf(l->arena, "post %lld", (long long)m->post));
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

static void
set(GMimeMessage *m, const char *name, const char *value)
{
	g_mime_object_set_header(GMIME_OBJECT(m), name, value, "utf-8");
}

/* For addresses of things: GMime would encode a long one as if it were words.
 * The value is ASCII, folded where it may be. */
static void
set_raw(GMimeMessage *m, const char *name, const char *value)
{
	GMimeHeaderList *list = g_mime_object_get_header_list(GMIME_OBJECT(m));

	set(m, name, "");
	g_mime_header_set_raw_value(
	    g_mime_header_list_get_header(list, name), value);
}

static void
set_subject(GMimeMessage *m, struct letter *l)
{
	struct buffer b = { 0 };

	buffer_char(&b, ' ');
	words_text(&b, l->mail.subject, strlen("Subject: "));
	buffer_char(&b, '\n');
	set_raw(m, "Subject", buffer_string(&b));
	buffer_free(&b);
}

/* Appends "<at>" behind a name, on the next line if need be. */
static void
put_angle(struct buffer *b, size_t used, const char *at)
{
	const char *line = strrchr(buffer_string(b), '\n');

	used = line == NULL ? used + b->len : strlen(line + 1);
	buffer_printf(
	    b, "%s<%s>\n", used + strlen(at) + 3 > LINE_LEN ? "\n " : " ", at);
}

static void
set_person(
    GMimeMessage *m, const char *header, const char *name, const char *address)
{
	struct buffer b = { 0 };

	buffer_char(&b, ' ');
	if (name != NULL && *name != '\0') {
		words_phrase(&b, name, strlen(header) + 2);
		put_angle(&b, strlen(header) + 1, address);
	} else {
		buffer_printf(&b, "%s\n", address);
	}
	set_raw(m, header, buffer_string(&b));
	buffer_free(&b);
}

/* Where an answer goes: to the thing that the mail is about, as this member. */
static void
set_reply_to(GMimeMessage *m, struct letter *l, const struct settings *s)
{
	const char *address = answer_address(l->arena, s, l->mail.answer_to,
	    l->mail.member, l->mail.queued_at);

	if (address != NULL)
		set_raw(m, "Reply-To",
		    arena_printf(l->arena, " %s\n", address));
}

static void
set_thread(GMimeMessage *m, struct letter *l, const struct settings *s)
{
	const char *root;

	if (l->mail.answering != NULL) {
		root = arena_printf(l->arena, "<%s>", l->mail.answering);
		set(m, "In-Reply-To", root);
		set(m, "References", root);
	}
	if (l->mail.thread == 0)
		return;
	root = arena_printf(l->arena, "<%s>",
	    id_of(l, s,
		arena_printf(
		    l->arena, "thread %lld", (long long)l->mail.thread)));
	set(m, "In-Reply-To", root);
	set(m, "References", root);
}

/* "Name <label.host>", RFC 2919. */
static void
set_list_id(GMimeMessage *m, struct letter *l, const struct settings *s)
{
	const char *name = l->mail.community_name != NULL
			       ? l->mail.community_name
			       : arena_printf(l->arena, "%s %s", s->name,
				     l->mail.unsubscribe);
	const char *label = l->mail.community_slug != NULL
				? l->mail.community_slug
				: l->mail.unsubscribe;
	struct buffer b = { 0 };

	buffer_char(&b, ' ');
	words_phrase(&b, name, strlen("List-Id: "));
	put_angle(&b, strlen("List-Id:"),
	    arena_printf(
		l->arena, "%s.%s", label, host_of(l->arena, s->public_url)));
	set_raw(m, "List-Id", buffer_string(&b));
	buffer_free(&b);
}

/* RFC 2369 and 8058. Who may stop it by one click may also write. */
static void
set_list(GMimeMessage *m, struct letter *l, const struct settings *s)
{
	const char *stop = frame_unsubscribe(l, s);
	const char *slug = l->mail.community_slug;

	if (slug == NULL && stop == NULL)
		return;
	set_list_id(m, l, s);
	set_raw(m, "List-Help",
	    arena_printf(l->arena, " <%s/account>\n", s->public_url));
	set_raw(m, "List-Archive",
	    slug == NULL
		? arena_printf(l->arena, " <%s/>\n", s->public_url)
		: arena_printf(l->arena, " <%s/c/%s>\n", s->public_url, slug));
	set(m, "List-Post", "NO");
	if (stop == NULL)
		return;
	set_raw(m, "List-Unsubscribe",
	    arena_printf(l->arena,
		" <%s>,\n <mailto:%s?subject=unsubscribe%%20%s>\n", stop,
		s->mail_from, strrchr(stop, '/') + 1));
	set(m, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
	set(m, "Precedence", "list");
}

static void
set_headers(GMimeMessage *m, struct letter *l, const struct settings *s)
{
	char date[64];

	clock_rfc5322(date, sizeof(date), l->mail.queued_at);
	set(m, "Date", date);
	set_person(m, "From",
	    l->mail.from_name != NULL ? l->mail.from_name : s->name,
	    s->mail_from);
	set_person(m, "To", l->mail.to_name, l->mail.address);
	set_subject(m, l);
	g_mime_message_set_message_id(m, l->message_id);
	set_reply_to(m, l, s);
	set_thread(m, l, s);
	set(m, "Auto-Submitted",
	    l->mail.answering != NULL ? "auto-replied" : "auto-generated");
	set(m, "X-Auto-Response-Suppress", "All");
	set_list(m, l, s);
}

/* As a stream: g_mime_text_part_set_text would look for a smaller charset. */
static void
add_part(GMimeMultipart *all, const char *subtype, const char *text)
{
	GMimePart *part = g_mime_part_new_with_type("text", subtype);
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(
	    text, strlen(text));
	GMimeDataWrapper *content = g_mime_data_wrapper_new_with_stream(
	    stream, GMIME_CONTENT_ENCODING_DEFAULT);

	g_mime_object_set_content_type_parameter(
	    GMIME_OBJECT(part), "charset", "utf-8");
	g_mime_part_set_content(part, content);
	g_mime_part_set_content_encoding(
	    part, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
	g_mime_multipart_add(all, GMIME_OBJECT(part));
	g_object_unref(content);
	g_object_unref(stream);
	g_object_unref(part);
}

/* "=_" cannot occur in quoted-printable, so the boundary cannot in a part. */
static void
set_body(GMimeMessage *m, struct letter *l, const struct settings *s)
{
	GMimeMultipart *all = g_mime_multipart_new_with_subtype("alternative");

	g_mime_multipart_set_boundary(
	    all, arena_printf(l->arena, "=_%.26s", l->message_id));
	add_part(all, "plain", frame_text(l, s));
	add_part(all, "html", frame_html(l, s));
	g_mime_message_set_mime_part(m, GMIME_OBJECT(all));
	g_object_unref(all);
}

static void
write_bytes(GMimeMessage *m, struct buffer *b)
{
	GMimeFormatOptions *format = g_mime_format_options_new();
	GMimeStream *stream = g_mime_stream_mem_new();
	GByteArray *bytes;

	g_mime_format_options_set_newline_format(
	    format, GMIME_NEWLINE_FORMAT_DOS);
	g_mime_object_write_to_stream(GMIME_OBJECT(m), format, stream);
	bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	buffer_put(b, bytes->data, bytes->len);
	g_object_unref(stream);
	g_mime_format_options_free(format);
}

bool
compose_sound(const char *bytes, size_t len)
{
	size_t i, line = 0;

	for (i = 0; i < len; i++) {
		if (bytes[i] == '\0' || (unsigned char)bytes[i] > 0x7e)
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
mail_compose(
    const struct leased *mail, const struct settings *s, struct buffer *out)
{
	struct letter *l = letter_new(mail);
	bool good;

	compose_start();
	good = compose(l, s);
	buffer_put(out, l->bytes.at, l->bytes.len);
	letter_free(l);
	return good;
}

void
compose_start(void)
{
	g_mime_init();
}

bool
compose(struct letter *l, const struct settings *s)
{
	GMimeMessage *m;

	if (!address_valid(l->mail.address))
		return false;
	l->message_id = message_id(l, s);
	l->from = return_path(l, s);
	l->link = frame_link(l, s);
	m = g_mime_message_new(FALSE);
	set_headers(m, l, s);
	set_body(m, l, s);
	buffer_clear(&l->bytes);
	write_bytes(m, &l->bytes);
	g_object_unref(m);
	return compose_sound(l->bytes.at, l->bytes.len);
}
