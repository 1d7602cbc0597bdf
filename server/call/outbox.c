/* SPDX-License-Identifier: Apache-2.0 */
/*
 * outbox.c - a mail is written where its cause is written.
 *
 * Nothing is sent here: the row commits with the call or not at all, and mail/
 * takes it from there. Whether the reader wants it is asked here, to write
 * less, and again when it is sent.
 */
#include "soundings/outbox.h"

#include <stdlib.h>
#include <string.h>

#include "soundings/idna.h"
#include "soundings/sealed.h"
#include "soundings/secret.h"
#include "soundings/settings.h"

/* Which key sealed it; the next one will be 2. */
#define UNSUBSCRIBE_KEY "1-"

enum { LOCAL_MAX = 64, LABEL_MAX = 63, ADDRESS_MAX = 254, LINE_MAX_LEN = 998 };

/* An outgoing mail as its row. */
struct waiting {
	const char *kind;
	int64_t event, member;
	const char *address, *to_name, *from_name, *subject, *text, *html;
	int64_t community;
	const char *why, *unsubscribe;
	bool urgent;
	const char *link_path, *link_seed;
	int64_t thread, post, queued_at, settled_at;
	const char *state, *answer_to, *answering;
};

static const struct field waiting_stored[] = { F_TEXT(waiting, kind, 1, 40),
	F_REF(waiting, event), F_REF(waiting, member),
	F_TEXT(waiting, address, 3, ADDRESS_MAX),
	F_TEXT_OPT(waiting, to_name, 200), F_TEXT_OPT(waiting, from_name, 200),
	F_TEXT(waiting, subject, 1, 400),
	F_TEXT(waiting, text, 1, FIELD_INT_MAX),
	F_TEXT_OPT(waiting, html, FIELD_INT_MAX), F_REF(waiting, community),
	F_TEXT(waiting, why, 1, 400), F_TEXT_OPT(waiting, unsubscribe, 40),
	F_BOOL(waiting, urgent), F_TEXT_OPT(waiting, link_path, 400),
	F_TEXT_OPT(waiting, link_seed, 64), F_REF(waiting, thread),
	F_REF(waiting, post), F_TIME(waiting, queued_at),
	F_TIME(waiting, settled_at), F_TEXT(waiting, state, 1, 20),
	F_TEXT_OPT(waiting, answer_to, 40), F_TEXT_OPT(waiting, answering, 2000),
	F_END };

const char *const outbox_results[] = { "sent", "later", "held", "refused",
	"bounced", "letters", NULL };

static bool
letter_or_digit(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* RFC 5322 3.2.3, without the quoted form, which nobody has. */
static bool
atom_char(char c)
{
	return letter_or_digit(c) ||
	       (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

/* Atoms with single dots between them; by RFC 6531 other letters are of them. */
static bool
local_valid(const char *at, size_t len)
{
	size_t i;

	if (len == 0 || len > LOCAL_MAX || at[0] == '.' || at[len - 1] == '.')
		return false;
	for (i = 0; i < len; i++)
		if (((unsigned char)at[i] & 0x80) == 0 && !atom_char(at[i]) &&
		    (at[i] != '.' || at[i + 1] == '.'))
			return false;
	return idna_letters(at, len);
}

static bool
label_valid(const char *at, size_t len)
{
	size_t i;

	if (len == 0 || len > LABEL_MAX || at[0] == '-' || at[len - 1] == '-')
		return false;
	for (i = 0; i < len; i++)
		if (!letter_or_digit(at[i]) && at[i] != '-')
			return false;
	return true;
}

static bool
domain_valid(const char *domain)
{
	size_t labels = 0, n;

	if (strcmp(domain, "localhost") == 0)
		return true;
	for (;; domain += n + 1) {
		n = strcspn(domain, ".");
		if (!label_valid(domain, n))
			return false;
		labels++;
		if (domain[n] == '\0')
			return labels >= 2;
	}
}

bool
address_valid(const char *address)
{
	const char *at = strrchr(address, '@');

	return at != NULL && strlen(address) <= ADDRESS_MAX &&
	       local_valid(address, (size_t)(at - address)) &&
	       domain_valid(at + 1);
}

/* May it stand in a header? NULL may: it is not there. */
static bool
one_line(const char *text)
{
	if (text == NULL)
		return true;
	if (strlen(text) > LINE_MAX_LEN)
		return false;
	for (; *text != '\0'; text++)
		if ((unsigned char)*text < 0x20 || *text == 0x7f)
			return false;
	return true;
}

/* What people are called, and what they call things, as one line: a title with
 * a tab in it must not hold up anybody's mail. */
static const char *
as_line(struct call *c, const char *text)
{
	char *line;
	size_t len;

	if (text == NULL || one_line(text))
		return text;
	len = strlen(text) < LINE_MAX_LEN ? strlen(text) : LINE_MAX_LEN;
	line = arena_copy(c->arena, text, len);
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)line[i] < 0x20 || line[i] == 0x7f)
			line[i] = ' ';
	return line;
}

bool
address_suppressed(struct call *c, const char *address, const char *kind)
{
	char hash[SECRET_HASH_LEN + 1];

	secret_hash(SECRET_ADDRESS, address, hash);
	return db_number(c->db, SUPPRESSION_FIND, (const char *)hash, kind,
		   c->now) > 0;
}

/* A link to sign in is asked for by its reader, who is waiting for it: it is
 * tried even where other mail bounced. */
static bool
wanted(struct call *c, const struct waiting *w)
{
	if (strcmp(c->settings->mail_mode, "off") == 0)
		return false;
	return w->urgent ||
	       !address_suppressed(c, w->address,
		   w->unsubscribe != NULL ? w->unsubscribe : w->kind);
}

void
outbox_put(struct call *c, const struct outgoing *mail)
{
	struct waiting w = {
		.kind = mail->kind,
		.event = mail->event,
		.member = mail->member,
		.address = mail->to,
		.to_name = as_line(c, mail->to_name),
		.from_name = as_line(c, mail->from_name),
		.subject = as_line(c, mail->subject),
		.text = mail->text,
		.html = mail->html,
		.community = mail->community,
		.why = mail->why,
		.unsubscribe = mail->unsubscribe,
		.urgent = strcmp(mail->kind, "sign_in") == 0,
		.link_path = mail->link_path,
		.link_seed = mail->link_seed,
		.thread = mail->thread,
		.post = mail->post,
		.queued_at = c->now,
		.state = "queued",
		.answer_to = mail->answer_to,
		.answering = mail->answering,
	};

	if (!address_valid(mail->to)) {
		call_fail(c, E_INVALID,
		    "This is not an e-mail address to "
		    "which the server could send.");
		return;
	}
	if (!one_line(w.to_name) || !one_line(w.from_name) ||
	    !one_line(w.subject) || !one_line(w.link_path) ||
	    !one_line(w.why) || !one_line(w.answering)) {
		call_fail(c, E_INVALID,
		    "Names and titles that stand in a mail "
		    "must be one line.");
		return;
	}
	if (!wanted(c, &w)) {
		w.state = "suppressed";
		w.settled_at = c->now;
		w.text = "";
		w.html = NULL;
		w.link_seed = NULL;
	}
	db_put(c->db, OUTBOX_INSERT, waiting_stored, &w);
}

const char *
answer_address(struct arena *a, const struct settings *s, const char *answer_to,
    int64_t member, int64_t at)
{
	struct sealed to = { .member = member, .at = at };
	char *end;

	if (answer_to == NULL || member == 0 ||
	    strcmp(s->mail_in, "off") == 0)
		return NULL;
	to.verb = answer_to[0];
	to.thing = strtoll(answer_to + 1, &end, 10);
	if (*end == '.')
		to.choice = strtoll(end + 1, NULL, 10);
	return sealed_address(a, s->mail_from, &to);
}

const char *
unsubscribe_token(struct arena *a, int64_t member, const char *kind)
{
	const char *what = arena_printf(
	    a, UNSUBSCRIBE_KEY "%lld-%s", (long long)member, kind);
	char mac[SECRET_MAC_LEN + 1];

	secret_mac(SECRET_UNSUBSCRIBE, what, mac);
	return arena_printf(a, "%s-%s", what, mac);
}

/* Read loosely, then made again and compared: there is one form of each. */
bool
unsubscribe_read(
    struct arena *a, const char *token, int64_t *member, const char **kind)
{
	const char *from, *to;
	char *end;

	if (strncmp(token, UNSUBSCRIBE_KEY, strlen(UNSUBSCRIBE_KEY)) != 0)
		return false;
	*member = strtoll(token + strlen(UNSUBSCRIBE_KEY), &end, 10);
	if (*member <= 0 || *end != '-')
		return false;
	from = end + 1;
	to = strchr(from, '-');
	if (to == NULL)
		return false;
	*kind = arena_copy(a, from, (size_t)(to - from));
	return secret_equal(token, unsubscribe_token(a, *member, *kind));
}
