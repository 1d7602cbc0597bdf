/* SPDX-License-Identifier: Apache-2.0 */
/*
 * in_bounce.c - does the mail say that another one could not be delivered, to
 * whom, and is that for good?
 *
 * Reports by the book (RFC 3464) are read as such. Others come from mail
 * systems with their own words; they count only when a mail system is the
 * sender as well, so that no person who writes about a bounce becomes one.
 */
#include <string.h>
#include <strings.h>

#include "soundings/base.h"
#include "soundings/idna.h"
#include "soundings/reply.h"

#include "mail/in.h"

enum { WORDS_LEN = 6000, ADDRESS_MAX = 320, FIELD_LINES = 2000 };

/* What a report says of one recipient. */
struct delivery {
	const char *original, *final, *action, *status, *diagnostic;
};

/* --- reports by the book ------------------------------------------------ */

/* The value of a field in one block of a report, folded lines joined; "". */
static const char *
field_of(struct arena *a, const char *block, size_t len, const char *name)
{
	size_t n = strlen(name), i = 0, end;
	struct buffer b = { 0 };
	bool mine = false;
	const char *out;

	while (i < len) {
		const char *line = block + i;

		end = strcspn(line, "\n");
		end = end < len - i ? end : len - i;
		if (*line != ' ' && *line != '\t') {
			if (mine)
				break;
			mine = end > n && strncasecmp(line, name, n) == 0 &&
			       line[n] == ':';
			if (mine)
				buffer_put(&b, line + n + 1, end - n - 1);
		} else if (mine) {
			buffer_put(&b, line, end);
		}
		i += end + 1;
	}
	out = arena_copy(a, buffer_string(&b), b.len);
	buffer_free(&b);
	return out + strspn(out, " \t");
}

/* Does a wide sign of Chinese or Japanese stand before p, such as their colon?
 * No address has one. */
static bool
is_behind_wide(const char *from, const char *p)
{
	return p - from >= 3 && (strncmp(p - 3, "\xef\xbc", 2) == 0 ||
				    strncmp(p - 3, "\xe3\x80", 2) == 0);
}

/* Address characters around the "@" at `at`; "": none. */
static const char *
address_at(struct arena *a, const char *from, const char *at)
{
	static const char ends[] = " \t\n<>()[]\"',;:";
	const char *begin = at, *end = at + 1;

	while (begin > from && strchr(ends, begin[-1]) == NULL &&
	    !is_behind_wide(from, begin) && at - begin < ADDRESS_MAX)
		begin--;
	while (*end != '\0' && strchr(ends, *end) == NULL &&
	    end - at < ADDRESS_MAX)
		end++;
	while (end > at + 1 && (end[-1] == '.' || end[-1] == '!'))
		end--;
	if (begin == at || end == at + 1 || strchr(at + 1, '.') == NULL)
		return "";
	return arena_copy(a, begin, (size_t)(end - begin));
}

/* The address in "rfc822; <ann@example.org>"; "" when there is none. */
static const char *
address_in(struct arena *a, const char *value)
{
	const char *text = strchr(value, ';'), *at;

	text = idna_unescaped(a, text == NULL ? value : text + 1);
	at = strchr(text, '@');
	return at == NULL ? "" : address_at(a, text, at);
}

static struct delivery
read_block(struct arena *a, const char *block, size_t len)
{
	return (struct delivery){
		.original = address_in(
		    a, field_of(a, block, len, "Original-Recipient")),
		.final = address_in(
		    a, field_of(a, block, len, "Final-Recipient")),
		.action = reply_bare(a, field_of(a, block, len, "Action")),
		.status = field_of(a, block, len, "Status"),
		.diagnostic = field_of(a, block, len, "Diagnostic-Code"),
	};
}

static size_t
block_len(const char *text)
{
	const char *end = strstr(text, "\n\n");

	return end == NULL ? strlen(text) : (size_t)(end - text);
}

static bool
is_action(const struct delivery *d, const char *action)
{
	return strncmp(d->action, action, strlen(action)) == 0;
}

/* The first recipient that it did not reach, or else the first that waits.
 * False: nobody. */
static bool
find_delivery(struct arena *a, const char *status, struct delivery *found)
{
	bool any = false;
	struct delivery d;
	size_t len;

	for (const char *p = status; *p != '\0'; p += len) {
		p += strspn(p, "\n \t");
		len = block_len(p);
		if (len == 0)
			break;
		d = read_block(a, p, len);
		if (*d.final == '\0' && *d.original == '\0' &&
		    *d.action == '\0' && *d.status == '\0')
			continue;
		if (is_action(&d, "delivered") || is_action(&d, "relayed") ||
		    is_action(&d, "expanded") || *d.status == '2')
			continue;
		if (is_action(&d, "delayed")) {
			if (!any)
				*found = d;
			any = true;
			continue;
		}
		*found = d;
		return true;
	}
	return any;
}

/* --- what mail systems say in their own words ---------------------------- */

static const char *const robots[] = { "mailer-daemon", "mailer_daemon",
	"mailerdaemon", "mail-daemon", "maildaemon", "postmaster", "mdaemon",
	"mail delivery s", "mail delivery agent", "mail administrator",
	"system administrator", "systemadministrator",
	"microsoft exchange", "microsoft outlook", "microsoftexchange",
	"internet mail delivery", "mail system", "delivery subsystem",
	"mailsystem", "mail-system", "postmast", "mail router",
	"administrateur système", "mail gateway", "smtp-server",
	"mail transfer", "mta@", "bounce@", "bounces@", "nondelivery",
	"non-delivery", "mailadmin", "mail-admin", "daemon@",
	"delivery-failure", "e-mail delivery", "email delivery" };

static const char *const subjects[] = { "undeliver", "undelivered",
	"delivery status notification", "failure notice", "returned mail",
	"mail delivery fail", "delivery failure", "delivery failed",
	"delivery has failed", "mail delivery", "delivery notification",
	"non-delivery", "nondelivery", "non delivery", "returned to sender",
	"message delayed", "delayed mail", "warning: message",
	"warning: could not send", "mail system error", "mail failure",
	"mail error", "delivery report", "delivery problem",
	"could not be delivered", "couldn't be delivered", "not delivered",
	"message status", "message rejected", "user unknown",
	"unzustellbar", "nicht zugestellt", "zustellung", "non remis",
	"échec de la remise", "non délivré", "échec de remise",
	"no se puede entregar", "no entregado", "no entregable",
	"error de entrega", "non recapitabile", "mancato recapito",
	"onbestelbaar", "niet afgeleverd", "kan inte levereras",
	"ej levererbart", "kan ikke leveres", "ikke leveres",
	"nie dostarczono", "niedostarcz", "nedoručiteln", "não entregue",
	"falha na entrega", "devolvid", "не доставлено", "недоставлен",
	"teslim edilemedi", "kézbesíthetetlen", "配信", "退信", "投递失败",
	"배달", "heb ei ddanfon", "failed delivery", "failed mail",
	"delayed:", "delivery (", "rejected:" };

static const char *const bodies[] = { "this is the qmail-send program",
	"this message was created automatically by mail delivery software",
	"could not be delivered", "couldn't be delivered",
	"couldn’t be delivered", "this is the mail system at host",
	"this is the postfix program", "had permanent fatal errors",
	"had transient non-fatal errors", "had delivery problems",
	"delivery to the following recipient",
	"delivery to these recipients", "delivery has failed to",
	"delivery failed", "wasn't delivered to", "wasn’t delivered to",
	"was not delivered to", "did not reach", "unable to deliver",
	"not be able to deliver", "undeliverable", "undelivered",
	"returned to sender", "wasn't able to deliver",
	"was not able to deliver", "could not deliver", "couldn't deliver",
	"failed to deliver", "cannot be delivered", "can not be delivered",
	"cannot deliver", "not delivered", "permanent error",
	"permanent failure", "fatal error", "delivery error",
	"failed address", "has been delayed",
	"message delivery failed", "unknown user", "user unknown",
	"mailbox is full", "mailbox full", "address not found",
	"has not yet been delivered", "has not been delivered",
	"had a problem delivering", "delivery status notification",
	"your message was rejected", "was rejected by",
	"konnte nicht zugestellt", "konnte nicht übermittelt",
	"nicht zustellbar", "nicht erreicht", "unzustellbar",
	"n'a pas pu être", "n’a pas pu être", "n'a pas été remis",
	"no se pudo entregar", "no se ha podido entregar",
	"no se puede entregar", "impossibile recapitare",
	"impossibile consegnare", "non è stato possibile",
	"niet worden afgeleverd", "niet worden bezorgd",
	"niet afgeleverd", "kunde inte levereras", "kunde inte skickas",
	"kunne ikke leveres", "nie można dostarczyć",
	"nie została dostarczona", "nepodařilo se doručit",
	"não foi possível entregar", "não pôde ser entregue",
	"не удалось доставить", "не доставлено", "не было доставлено",
	"teslim edilemedi", "配信できません", "届けられません",
	"无法投递", "无法送达", "没有到达", "退信原因", "전송되지" };

static const char *const answers[] = { "re:", "re :", "aw:", "sv:", "vs:",
	"antw:", "rif:", "fw:", "fwd:", "wg:", "tr:", "odp:" };

static bool
says(const char *bare, const char *const *phrases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strstr(bare, phrases[i]) != NULL)
			return true;
	return false;
}

static bool
is_answer(const char *subject)
{
	for (size_t i = 0; i < COUNT(answers); i++)
		if (strncmp(subject, answers[i], strlen(answers[i])) == 0)
			return true;
	return false;
}

/* The first words of the body: what follows is the mail that came back. */
static const char *
first_words(const struct parcel *p)
{
	static const char *const copies[] = { "\n--- Below this line is a copy",
		"\n------ This is a copy of", "\n----- Original message",
		"\n----- Message header follows", "\n--- Original message",
		"\n   ----- Message header", "\n   ----- Original message",
		"\n----- Transcript of message" };
	size_t len = strlen(p->text);
	const char *at;

	for (size_t i = 0; i < COUNT(copies); i++)
		if ((at = strstr(p->text, copies[i])) != NULL &&
		    (size_t)(at - p->text) < len)
			len = (size_t)(at - p->text);
	return arena_copy(
	    p->arena, p->text, len < WORDS_LEN ? len : WORDS_LEN);
}

static bool
in_own_words(const struct parcel *p, const char *words)
{
	const char *subject = reply_bare(p->arena, p->header[IN_SUBJECT]);
	const char *from = reply_bare(p->arena,
	    arena_printf(p->arena, "%s <%s>", p->from_name, p->from));
	bool robot = says(from, robots, COUNT(robots)) ||
		     (*p->from == '\0' && *p->from_name == '\0') ||
		     strcmp(p->header[IN_RETURN_PATH], "<>") == 0;
	bool automatic = strncasecmp(p->header[IN_AUTO_SUBMITTED], "auto", 4) ==
			 0;
	bool told = says(subject, subjects, COUNT(subjects));
	bool said = says(reply_bare(p->arena, words), bodies, COUNT(bodies));

	if (*p->header[IN_X_FAILED_RECIPIENTS] != '\0')
		return told || said;
	if (is_answer(subject) && !automatic)
		return false;
	return robot && (said || (told && automatic));
}

/* The first address in the words that is no mail system's and not our own. */
static const char *
address_in_words(const struct parcel *p, const char *words)
{
	const char *at = words, *found, *bare;

	while ((at = strchr(at, '@')) != NULL) {
		found = address_at(p->arena, words, at);
		at++;
		if (*found == '\0' || strcasecmp(found, p->from) == 0 ||
		    strcasestr(p->header[IN_TO], found) != NULL)
			continue;
		bare = reply_bare(p->arena, found);
		if (!says(bare, robots, COUNT(robots)))
			return found;
	}
	return NULL;
}

static const char *
recipient_of(const struct parcel *p, const char *words)
{
	const char *failed = p->header[IN_X_FAILED_RECIPIENTS];

	failed = *failed == '\0' ? "" : address_in(p->arena, failed);
	return *failed != '\0' ? failed : address_in_words(p, words);
}

static void
fill(struct incoming *in, struct in_status s, const char *recipient)
{
	in->bounce_class = s.class;
	in->bounce_status = s.status;
	in->bounce_recipient = recipient;
}

static void
by_the_book(const struct parcel *p, const struct delivery *d,
    const char *words, struct incoming *in)
{
	const char *said = *d->diagnostic != '\0' || *d->status != '\0'
			       ? d->diagnostic : words;
	struct in_status s = in_status(p->arena, d->status, said);
	const char *to = *d->original != '\0' ? d->original : d->final;

	if (is_action(d, "delayed"))
		s.class = "soft";
	fill(in, s, *to != '\0' ? to : recipient_of(p, words));
}

void
in_bounce(const struct parcel *p, struct incoming *in)
{
	const char *words = first_words(p);
	struct delivery d;

	in->bounce_class = "none";
	if (*p->status != '\0' &&
	    (strcasecmp(p->report, "delivery-status") == 0 ||
		*p->report == '\0')) {
		if (find_delivery(p->arena, p->status, &d)) {
			by_the_book(p, &d, words, in);
			return;
		}
		if (strcasestr(p->status, "action:") != NULL)
			return; /* it arrived */
	}
	if (!in_own_words(p, words) &&
	    strcasecmp(p->report, "delivery-status") != 0)
		return;
	fill(in, in_status(p->arena, "", words), recipient_of(p, words));
}
