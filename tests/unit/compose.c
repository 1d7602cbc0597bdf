/* SPDX-License-Identifier: Apache-2.0 */
/*
 * compose.c - mails as bytes: headers, links, footers, and what never gets out.
 *
 * That a strict parser finds nothing to blame is tested in tests/mail, on what
 * a server has sent.
 */
#include "unit.h"

#include "mail/letter.h"
#include "mail/quoted.h"
#include "soundings/base.h"
#include "soundings/secret.h"
#include "soundings/text.h"

static const struct settings settings = {
	.public_url = "https://club.example.org",
	.name = "Soundings",
	.mail_from = "post@club.example.org",
};

/* 2026-11-21 04:11:00 UTC */
#define THEN INT64_C(1795234260000)

BEFORE_ALL
{
	char path[300];

	snprintf(path, sizeof(path), "%s/key", unit_directory());
	secret_start(path);
}

static struct leased
plain_mail(void)
{
	return (struct leased){
		.id = 12,
		.kind = "sign_in",
		.address = "ann@example.org",
		.subject = "Sign in",
		.text = "Open this:\n\n{{link}}\n\nBye.",
		.why = "you asked for it",
		.link_path = "/enter",
		.link_seed = "seed",
		.queued_at = THEN,
	};
}

static struct leased
list_mail(void)
{
	return (struct leased){
		.id = 13,
		.kind = "digest",
		.member = 42,
		.address = "ann@example.org",
		.to_name = "Ann O'Neill",
		.subject = "2 things wait for you",
		.text = "Waiting\n",
		.html = "<h2>Waiting</h2>\n",
		.why = "you asked for a digest",
		.unsubscribe = "digest",
		.queued_at = THEN,
	};
}

/* The value of a header, unfolded; NULL: it is not there. */
static const char *
header(struct letter *l, const char *name)
{
	const char *head = buffer_string(&l->bytes), *end, *at;
	struct buffer b = { 0 };
	const char *out;

	end = strstr(head, "\r\n\r\n");
	at = strcasestr(head, arena_printf(l->arena, "\r\n%s: ", name));
	if (strncasecmp(head, name, strlen(name)) == 0)
		at = head - 2;
	if (at == NULL || at > end)
		return NULL;
	for (at += strlen(name) + 4; at < end; at++) {
		if (strncmp(at, "\r\n", 2) != 0)
			buffer_char(&b, *at);
		else if (at[2] != ' ' && at[2] != '\t')
			break;
		else
			at++;
	}
	out = arena_copy(l->arena, buffer_string(&b), b.len);
	buffer_free(&b);
	return out;
}

static struct letter *
composed(struct leased m)
{
	struct letter *l = letter_new(&m);

	YES(compose(l, &settings));
	return l;
}

TEST(a_mail_has_the_headers_that_it_needs)
{
	struct letter *l = composed(plain_mail());

	EQ_TEXT("Sat, 21 Nov 2026 04:11:00 +0000", header(l, "Date"));
	EQ_TEXT("Soundings <post@club.example.org>", header(l, "From"));
	EQ_TEXT("ann@example.org", header(l, "To"));
	EQ_TEXT("Sign in", header(l, "Subject"));
	EQ_TEXT("1.0", header(l, "MIME-Version"));
	EQ_TEXT("auto-generated", header(l, "Auto-Submitted"));
	EQ_TEXT("All", header(l, "X-Auto-Response-Suppress"));
	HAS_TEXT("multipart/alternative", header(l, "Content-Type"));
	HAS_TEXT("@club.example.org>", header(l, "Message-ID"));
	HAS_TEXT("text/plain; charset=utf-8", buffer_string(&l->bytes));
	HAS_TEXT("text/html; charset=utf-8", buffer_string(&l->bytes));
	EQ_TEXT(NULL, header(l, "Precedence"));
	EQ_TEXT(NULL, header(l, "List-Id"));
	EQ_TEXT(NULL, header(l, "List-Unsubscribe"));
	EQ_TEXT(NULL, header(l, "In-Reply-To"));
	letter_free(l);
}

TEST(list_mail_says_how_to_stop_it)
{
	struct letter *l = composed(list_mail());
	const char *token = unsubscribe_token(l->arena, 42, "digest");

	EQ_TEXT("list", header(l, "Precedence"));
	EQ_TEXT(
	    "Soundings digest <digest.club.example.org>", header(l, "List-Id"));
	EQ_TEXT("NO", header(l, "List-Post"));
	EQ_TEXT("<https://club.example.org/account>", header(l, "List-Help"));
	EQ_TEXT("<https://club.example.org/>", header(l, "List-Archive"));
	EQ_TEXT(
	    "List-Unsubscribe=One-Click", header(l, "List-Unsubscribe-Post"));
	EQ_TEXT(
	    arena_printf(l->arena,
		"<https://club.example.org/unsubscribe/"
		"%s>, <mailto:post@club.example.org?subject=unsubscribe%%20%s>",
		token, token),
	    header(l, "List-Unsubscribe"));
	EQ_TEXT("Ann O'Neill <ann@example.org>", header(l, "To"));
	letter_free(l);
}

TEST(a_community_gives_its_mail_a_list)
{
	struct leased m = plain_mail();
	struct letter *l;

	m.community = 5;
	m.community_name = "Perinatal \xc3\xa9quipe";
	m.community_slug = "perinatal";
	m.from_name = "Ann via Perinatal";
	l = composed(m);
	HAS_TEXT(" <perinatal.club.example.org>", header(l, "List-Id"));
	HAS_TEXT("=?utf-8?B?", header(l, "List-Id"));
	EQ_TEXT("<https://club.example.org/c/perinatal>",
	    header(l, "List-Archive"));
	EQ_TEXT("Ann via Perinatal <post@club.example.org>", header(l, "From"));
	EQ_TEXT(NULL, header(l, "List-Unsubscribe"));
	letter_free(l);
}

TEST(a_name_cannot_add_a_header)
{
	static const char *const names[] = { "Club\r\nBcc: x@y.z",
		"Club\nBcc: x@y.z", "Club\r\n\r\nbody", "Club <x.y>",
		"Club, \"the\" (first)" };

	for (size_t i = 0; i < COUNT(names); i++) {
		struct leased m = plain_mail();
		struct letter *l;

		m.community = 5;
		m.community_name = names[i];
		m.community_slug = "club";
		CASE("%s", names[i]);
		l = composed(m);
		EQ_TEXT(NULL, header(l, "Bcc"));
		HAS_TEXT(" <club.club.example.org>", header(l, "List-Id"));
		EQ_TEXT("NO", header(l, "List-Post"));
		letter_free(l);
	}
}

TEST(the_same_row_makes_the_same_bytes)
{
	struct letter *a = composed(list_mail()), *b = composed(list_mail());
	struct leased m = list_mail();
	struct letter *c, *d;

	EQ_TEXT(buffer_string(&a->bytes), buffer_string(&b->bytes));
	EQ_TEXT(a->from, b->from);
	m.id = 14;
	c = composed(m);
	NO(strcmp(a->message_id, c->message_id) == 0);
	NO(strcmp(a->from, c->from) == 0);
	m = list_mail();
	m.queued_at++;
	d = composed(m);
	NO(strcmp(a->message_id, d->message_id) == 0);
	letter_free(a);
	letter_free(b);
	letter_free(c);
	letter_free(d);
}

TEST(a_mail_about_a_post_is_known_by_it_and_points_at_its_thread)
{
	struct leased m = plain_mail();
	struct letter *a, *b, *c;

	m.thread = 100;
	m.post = 101;
	a = composed(m);
	m.id = 99;
	m.post = 102;
	b = composed(m);
	NO(strcmp(a->message_id, b->message_id) == 0);
	EQ_TEXT(header(a, "References"), header(b, "References"));
	EQ_TEXT(header(a, "References"), header(a, "In-Reply-To"));
	HAS_TEXT("@club.example.org>", header(a, "References"));
	m.parent = 101;
	m.post = 103;
	c = composed(m);
	EQ_TEXT(header(a, "Message-ID"), header(c, "In-Reply-To"));
	HAS_TEXT(header(a, "References"), header(c, "References"));
	HAS_TEXT(header(a, "Message-ID"), header(c, "References"));
	letter_free(a);
	letter_free(b);
	letter_free(c);
}

TEST(bounces_come_back_to_this_mail)
{
	struct letter *l = composed(plain_mail());
	struct settings long_name = settings;

	YES(strncmp(l->from, "post+b12-", 9) == 0);
	EQ_TEXT("@club.example.org", strchr(l->from, '@'));
	EQ_INT(9 + SECRET_MAC_LEN, strchr(l->from, '@') - l->from);
	YES(address_valid(l->from));
	long_name.mail_from =
	    "a-very-long-name-of-a-mailbox-for-mail@example.org";
	YES(compose(l, &long_name));
	EQ_TEXT(long_name.mail_from, l->from);
	letter_free(l);
}

/* Joins the soft line breaks of quoted-printable and decodes "=3D". */
static const char *
decoded(struct letter *l)
{
	const char *p = buffer_string(&l->bytes);
	struct buffer b = { 0 };
	const char *out;
	unsigned code;

	for (; *p != '\0'; p++) {
		if (strncmp(p, "=\r\n", 3) == 0)
			p += 2;
		else if (*p == '=' && sscanf(p + 1, "%2X", &code) == 1)
			buffer_char(&b, (char)code), p += 2;
		else
			buffer_char(&b, *p);
	}
	out = arena_copy(l->arena, buffer_string(&b), b.len);
	buffer_free(&b);
	return out;
}

TEST(the_link_is_made_of_its_seed_in_both_parts)
{
	struct leased m = plain_mail();
	struct letter *l = composed(m);
	char token[SECRET_TOKEN_LEN + 1];
	const char *link;

	secret_derived_token(SECRET_LINK, "seed", token);
	link = arena_printf(
	    l->arena, "https://club.example.org/enter#%s", token);
	HAS_TEXT(
	    arena_printf(l->arena, "\r\n\r\n%s\r\n\r\n", link), decoded(l));
	HAS_TEXT(arena_printf(l->arena, "<a href=\"%s\"", link), decoded(l));
	HAS_TEXT(">Sign in</a>", decoded(l));
	LACKS_TEXT("{{link}}", decoded(l));
	LACKS_TEXT("seed", decoded(l));
	letter_free(l);

	m.link_seed = NULL;
	m.text = "Look at {{link}} there.";
	m.link_path = "/round/4?a=1&b=2";
	l = composed(m);
	HAS_TEXT("Look at https://club.example.org/round/4?a=1&b=2 there.",
	    decoded(l));
	HAS_TEXT("<a href=\"https://club.example.org/round/4?a=1&amp;b=2\">",
	    decoded(l));
	letter_free(l);
}

TEST(both_parts_say_why_and_how_to_stop_it)
{
	struct letter *l = composed(list_mail());
	const char *all = decoded(l);
	const char *stop = frame_unsubscribe(l, &settings);

	HAS_TEXT("\r\n-- \r\nYou get this mail because you asked for a digest."
		 "\r\n",
	    all);
	HAS_TEXT(arena_printf(l->arena,
		     "Stop mail of this kind (The digest): %s\r\n", stop),
	    all);
	HAS_TEXT(">Stop mail of this kind (The digest)</a>", all);
	HAS_TEXT(
	    "<p>You get this mail because you asked for a digest.</p>", all);
	HAS_TEXT(arena_printf(l->arena, "<a href=\"%s\">Stop", stop), all);
	HAS_TEXT("<h2>Waiting</h2>", all);
	HAS_TEXT("<html lang=\"en\">", all);
	letter_free(l);
}

TEST(plain_words_become_paragraphs_and_links)
{
	struct leased m = plain_mail();
	struct letter *l;

	m.text = "One <b>\ntwo\n\n\nhttps://x.org/?a=1&b=2 and that\n";
	m.link_path = NULL;
	l = composed(m);
	HAS_TEXT(
	    "<p>One &lt;b&gt;<br>\r\ntwo</p>\r\n<p><a href=\""
	    "https://x.org/?a=1&amp;b=2\">https://x.org/?a=1&amp;b=2</a> and "
	    "that</p>",
	    decoded(l));
	letter_free(l);
}

TEST(strange_words_stay_words)
{
	static const char *const words[] = {
		"Caf\xc3\xa9",
		"\xf0\x9f\x8c\x8a tides",
		"\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
		"\"quoted\" \\ and (comment), <angle>; list: of@things",
		"=?utf-8?q?fake?=",
		" leading and trailing ",
		"a\tb",
		"Ann <evil@example.com>",
		"Bcc: x@example.com",
		"\xe2\x80\xae"
		"txet",
		"x,y",
		"@",
		".",
	};

	for (size_t i = 0; i < COUNT(words); i++) {
		struct leased m = list_mail();
		struct letter *l;

		m.subject = m.to_name = m.from_name = words[i];
		m.text = words[i];
		CASE("%s", words[i]);
		l = composed(m);
		HAS_TEXT("<post@club.example.org>", header(l, "From"));
		HAS_TEXT("<ann@example.org>", header(l, "To"));
		EQ_TEXT(NULL, header(l, "Bcc"));
		letter_free(l);
	}
}

TEST(long_lines_are_folded_and_bodies_stay_seven_bit)
{
	struct leased m = list_mail();
	char line[3000], title[700];
	struct letter *l;

	for (size_t i = 0; i + 2 < sizeof(line); i += 2)
		memcpy(line + i, "\xc3\xa9", 2);
	line[sizeof(line) - 2] = line[sizeof(line) - 1] = '\0';
	m.text = line;
	snprintf(title, sizeof(title), "%.600s", line);
	m.subject = title;
	m.to_name = m.from_name = m.subject;
	l = composed(m);
	YES(compose_sound(l->bytes.at, l->bytes.len));
	letter_free(l);
}

TEST(what_is_quoted_printable_reads_as_it_was)
{
	static const struct {
		const char *in, *out;
	} row[] = {
		{ "", "" },
		{ "a", "a\r\n" },
		{ "a\n\nb\n", "a\r\n\r\nb\r\n" },
		{ "1 = 1", "1 =3D 1\r\n" },
		{ "end \ntab\t\n ", "end=20\r\ntab=09\r\n=20\r\n" },
		{ ".\n..\na.", "=2E\r\n=2E.\r\na.\r\n" },
		{ "From me\nFromage", "=46rom me\r\nFromage\r\n" },
		{ "\xc3\xa9\r\x7f", "=C3=A9=0D=7F\r\n" },
	};
	char line[400];

	for (size_t i = 0; i < COUNT(row); i++) {
		struct buffer b = { 0 };

		CASE("%s", row[i].in);
		quoted_put(&b, row[i].in);
		EQ_TEXT(row[i].out, buffer_string(&b));
		buffer_free(&b);
	}
	for (size_t len = 70; len < 160; len++) {
		struct buffer b = { 0 };

		memset(line, '.', len);
		line[len] = '\0';
		quoted_put(&b, line);
		for (const char *p = buffer_string(&b); *p != '\0';
		     p = strchr(p, '\n') + 1) {
			YES(strcspn(p, "\r") <= 76);
			NO(*p == '.');
		}
		buffer_free(&b);
	}
}

TEST(bytes_that_would_smuggle_are_not_sound)
{
	static const struct {
		const char *bytes;
		size_t len;
		bool sound;
	} row[] = {
		{ "a: b\r\n\r\nc\r\n", 11, true },
		{ "", 0, false },
		{ "a\r\n\0\r\n", 6, false },
		{ "a\n", 2, false },
		{ "a\n.\n", 4, false },
		{ "a\n.\r\nb\r\n", 8, false },
		{ "a\r.\r\nb\r\n", 8, false },
		{ "a\r\r\n", 4, false },
		{ "a\r", 2, false },
		{ "a", 1, false },
		{ "\xc3\xa9\r\n", 4, false },
		{ "\x7f\r\n", 3, false },
	};
	char line[1002];

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("row %zu", i);
		EQ_INT(row[i].sound, compose_sound(row[i].bytes, row[i].len));
	}
	memset(line, 'a', sizeof(line));
	memcpy(line + 998, "\r\n", 2);
	YES(compose_sound(line, 1000));
	line[998] = 'a';
	memcpy(line + 999, "\r\n", 2);
	NO(compose_sound(line, 1001));
}

TEST(no_mail_is_made_for_an_address_that_breaks_out)
{
	static const char *const bad[] = { "ann@example.org\r\nRCPT TO:<b@c.d>",
		"ann@example.org>\r\nDATA", "<ann@example.org>", "ann", "" };

	for (size_t i = 0; i < COUNT(bad); i++) {
		struct leased m = plain_mail();
		struct letter *l;

		m.address = bad[i];
		l = letter_new(&m);
		NO(compose(l, &settings));
		letter_free(l);
	}
}
