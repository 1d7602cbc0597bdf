/* SPDX-License-Identifier: Apache-2.0 */
/*
 * doctor_domain.c - what the DNS says about the domain that our mail is from.
 *
 * SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 7489) are judged by their text,
 * as a large provider would: enough to see what is missing or void, not whether
 * the relay's address is in it. The texts come from the DNS, or from the
 * administrator, who may have written them down for a machine without network.
 */
#include "soundings/doctor.h"

#include <ctype.h>
#include <netdb.h>
#include <resolv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "soundings/base.h"

#define ANSWER_MAX 65536
#define TEXTS_MAX 20
#define SPF_LOOKUPS_MAX 10  /* RFC 7208 4.6.4 */
#define KEY_SHORT 150       /* base64 characters; RSA-1024 has 216 */
#define KEY_WEAK 300        /* RSA-2048 has 392; Ed25519 is told by k= */

enum lookup {
	FOUND,
	NONE,   /* no such record */
	NOBODY, /* no such name either */
	SILENT, /* the DNS does not answer */
};

/* All TXT or MX records of a name. */
struct records {
	const char *at[TEXTS_MAX];
	size_t count;
};

static void
keep(struct records *r, const char *text)
{
	if (r->count < TEXTS_MAX)
		r->at[r->count++] = text;
}

/* The strings of a TXT record, one behind the other. */
static const char *
text_of(struct arena *a, const unsigned char *data, size_t len)
{
	char *out = arena_get(a, len + 1);
	size_t n = 0, i = 0, part;

	while (i < len) {
		part = data[i++];
		if (part > len - i)
			part = len - i;
		memcpy(out + n, data + i, part);
		n += part;
		i += part;
	}
	return out;
}

static void
read_answer(struct arena *a, const unsigned char *answer, int len, int type,
    struct records *r)
{
	ns_msg message;
	ns_rr row;

	if (ns_initparse(answer, len, &message) != 0)
		return;
	for (int i = 0; i < ns_msg_count(message, ns_s_an); i++) {
		if (ns_parserr(&message, ns_s_an, i, &row) != 0 ||
		    (int)ns_rr_type(row) != type)
			continue;
		keep(r, type == ns_t_txt ? text_of(a, ns_rr_rdata(row),
					       ns_rr_rdlen(row))
					 : "a mail server");
	}
}

static enum lookup
ask_dns(struct arena *a, const char *name, int type, struct records *r)
{
	struct __res_state state = { 0 };
	unsigned char *answer = arena_get(a, ANSWER_MAX);
	int len = -1, why = TRY_AGAIN;

	if (res_ninit(&state) == 0) {
		state.retrans = 3;
		state.retry = 2;
		len = res_nquery(
		    &state, name, ns_c_in, type, answer, ANSWER_MAX);
		why = state.res_h_errno;
		res_nclose(&state);
	}
	if (len >= 0)
		read_answer(a, answer, len, type, r);
	else if (why != HOST_NOT_FOUND && why != NO_DATA)
		return SILENT;
	else if (why == HOST_NOT_FOUND)
		return NOBODY;
	return r->count > 0 ? FOUND : NONE;
}

/* The quoted strings of a line, one behind the other; without quotes all of it. */
static const char *
unquoted(struct arena *a, const char *at, size_t len)
{
	char *out = arena_get(a, len + 1);
	bool quotes = memchr(at, '"', len) != NULL, inside = !quotes;
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		if (quotes && at[i] == '"')
			inside = !inside;
		else if (inside)
			out[n++] = at[i];
	}
	return out;
}

/* "example.org. 3600 IN TXT "v=spf1 mx -all"", as zone files have it and the
 * usual tools print it. */
static void
read_line(struct arena *a, const char *line, size_t len, const char *name,
    const char *type, struct records *r)
{
	size_t n = strlen(name), t = strlen(type), at;

	if (len <= n || strncasecmp(line, name, n) != 0 ||
	    strchr(". \t", line[n]) == NULL)
		return;
	for (at = n; at + t < len; at++)
		if (isspace((unsigned char)line[at]) &&
		    strncasecmp(line + at + 1, type, t) == 0 &&
		    (at + 1 + t == len ||
			isspace((unsigned char)line[at + 1 + t])))
			break;
	if (at + t >= len)
		return;
	at += 1 + t;
	at += strspn(line + at, " \t");
	keep(r, unquoted(a, line + at, at < len ? len - at : 0));
}

static enum lookup
ask_text(struct arena *a, const char *dns, const char *name, int type,
    struct records *r)
{
	size_t len;

	for (; *dns != '\0'; dns += len + (dns[len] == '\n')) {
		len = strcspn(dns, "\n");
		read_line(a, dns, len, name, type == ns_t_txt ? "TXT" : "MX",
		    r);
	}
	return r->count > 0 ? FOUND : NONE;
}

static enum lookup
look_up(struct doctor *d, const char *name, int type, struct records *r)
{
	*r = (struct records){ 0 };
	return d->dns != NULL ? ask_text(d->arena, d->dns, name, type, r)
			      : ask_dns(d->arena, name, type, r);
}

/* Those that begin with this, and in *one the last of them. */
static size_t
with_start(const struct records *r, const char *start, const char **one)
{
	size_t n = 0;

	for (size_t i = 0; i < r->count; i++) {
		if (strncasecmp(r->at[i], start, strlen(start)) != 0)
			continue;
		*one = r->at[i];
		n++;
	}
	return n;
}

static void
silent(struct doctor *d, const char *subject, const char *name)
{
	doctor_say(d, FINDING_UNKNOWN, subject,
	    arena_printf(d->arena, "%s could not be looked up: the DNS does not "
				   "answer here",
		name),
	    "Try again with a network, or give the records by --dns FILE.");
}

/* Mechanisms that cost whoever checks a look-up. */
static size_t
spf_lookups(const char *spf)
{
	static const char *const costly[] = { "include:", "a", "mx", "ptr",
		"exists:", "redirect=" };
	size_t count = 0, len, n;

	for (spf += strcspn(spf, " "); *spf != '\0'; spf += strcspn(spf, " ")) {
		spf += strspn(spf, " ");
		spf += strspn(spf, "+-~?");
		len = strcspn(spf, " ");
		for (size_t i = 0; i < COUNT(costly); i++) {
			n = strlen(costly[i]);
			if (len < n || strncasecmp(spf, costly[i], n) != 0 ||
			    (len > n && strpbrk(costly[i], ":=") == NULL &&
				strchr(":/", spf[n]) == NULL))
				continue;
			count++;
		}
	}
	return count;
}

/* What is wrong with an SPF record; NULL: nothing. */
static const char *
spf_fault(const char *spf)
{
	if (strcasestr(spf, "+all") != NULL || strcasestr(spf, " all") != NULL)
		return "lets everybody send in your name (+all)";
	if (strcasestr(spf, "?all") != NULL)
		return "says nothing about others (?all)";
	if (strcasestr(spf, " -all") == NULL &&
	    strcasestr(spf, " ~all") == NULL &&
	    strcasestr(spf, " redirect=") == NULL)
		return "does not end with ~all or -all";
	if (spf_lookups(spf) > SPF_LOOKUPS_MAX)
		return "needs more than ten look-ups, so it counts as broken";
	return NULL;
}

static void
look_at_spf(struct doctor *d, const char *domain)
{
	struct records r;
	const char *spf = NULL, *fault;
	enum lookup l = look_up(d, domain, ns_t_txt, &r);
	size_t n = with_start(&r, "v=spf1", &spf);

	if (l == SILENT) {
		silent(d, "SPF", domain);
		return;
	}
	fault = n == 1 ? spf_fault(spf) : NULL;
	if (n == 0)
		doctor_say(d, FINDING_BAD, "SPF",
		    arena_printf(d->arena, "%s has no record", domain),
		    "Publish TXT \"v=spf1 include:YOUR-RELAY -all\": who runs "
		    "the relay tells what to include.");
	else if (n > 1)
		doctor_say(d, FINDING_BAD, "SPF",
		    arena_printf(d->arena, "%s has %zu records, so none counts",
			domain, n),
		    "Make one of them.");
	else if (fault != NULL)
		doctor_say(d, FINDING_BAD, "SPF",
		    arena_printf(d->arena, "%s: \"%s\" %s", domain, spf, fault),
		    "Name what sends your mail, and end with -all.");
	else
		doctor_say(d, FINDING_GOOD, "SPF",
		    arena_printf(d->arena, "%s: \"%s\"", domain, spf), NULL);
}

/* The value of a tag, "p" of "v=DMARC1; p=none"; NULL: it is not there. */
static const char *
tag_of(struct arena *a, const char *record, const char *tag)
{
	size_t n = strlen(tag), len;
	const char *at = record;

	while (*at != '\0') {
		at += strspn(at, "; \t");
		len = strcspn(at, ";");
		if (len > n && strncasecmp(at, tag, n) == 0 &&
		    at[n + strspn(at + n, " ")] == '=') {
			n += strspn(at + n, " ") + 1;
			n += strspn(at + n, " ");
			while (len > n && at[len - 1] == ' ')
				len--;
			return arena_copy(a, at + n, len > n ? len - n : 0);
		}
		at += len;
	}
	return NULL;
}

static void
look_at_dkim(struct doctor *d, const char *domain)
{
	const char *name = arena_printf(d->arena, "%s._domainkey.%s",
	    d->selector, domain);
	const char *key = NULL, *kind = NULL;
	struct records r;
	enum lookup l = look_up(d, name, ns_t_txt, &r);

	if (l == SILENT) {
		silent(d, "DKIM", name);
		return;
	}
	if (l == FOUND) {
		key = tag_of(d->arena, r.at[0], "p");
		kind = tag_of(d->arena, r.at[0], "k");
	}
	if (key == NULL)
		doctor_say(d, FINDING_BAD, "DKIM",
		    arena_printf(d->arena, "there is no key at %s", name),
		    "Let the relay sign (docs/mail.md) and publish its key; "
		    "name another selector by --selector.");
	else if (*key == '\0')
		doctor_say(d, FINDING_BAD, "DKIM",
		    arena_printf(d->arena, "the key at %s is revoked", name),
		    "Publish the one that the relay signs with.");
	else if (kind != NULL && strcasecmp(kind, "ed25519") == 0)
		doctor_say(d, FINDING_NOTE, "DKIM",
		    arena_printf(d->arena, "%s has an Ed25519 key, which few "
					   "providers know",
			name),
		    "Sign with RSA-2048 as well.");
	else if (strlen(key) < KEY_SHORT)
		doctor_say(d, FINDING_BAD, "DKIM",
		    arena_printf(d->arena, "the key at %s is too short to "
					   "count",
			name),
		    "Use RSA with 2048 bits.");
	else if (strlen(key) < KEY_WEAK)
		doctor_say(d, FINDING_NOTE, "DKIM",
		    arena_printf(d->arena, "the key at %s has 1024 bits",
			name),
		    "Use RSA with 2048 bits.");
	else
		doctor_say(d, FINDING_GOOD, "DKIM",
		    arena_printf(d->arena, "there is a key at %s", name), NULL);
}

static bool
is_policy(const char *policy)
{
	return policy != NULL && (strcasecmp(policy, "none") == 0 ||
				     strcasecmp(policy, "quarantine") == 0 ||
				     strcasecmp(policy, "reject") == 0);
}

/* Of the domain, or of the one above it, which then speaks for it. */
static void
look_at_dmarc(struct doctor *d, const char *domain)
{
	const char *name = arena_printf(d->arena, "_dmarc.%s", domain);
	const char *one = NULL, *dot = strchr(domain, '.');
	struct records r;
	enum lookup l = look_up(d, name, ns_t_txt, &r);
	size_t n = with_start(&r, "v=DMARC1", &one);

	if (l == SILENT) {
		silent(d, "DMARC", name);
	} else if (n == 0 && dot != NULL && strchr(dot + 1, '.') != NULL) {
		look_at_dmarc(d, dot + 1);
	} else if (n == 0) {
		doctor_say(d, FINDING_BAD, "DMARC",
		    arena_printf(d->arena, "%s has no record", name),
		    "Publish TXT \"v=DMARC1; p=none; rua=mailto:YOU\" to begin "
		    "with.");
	} else if (n > 1 || !is_policy(tag_of(d->arena, one, "p"))) {
		doctor_say(d, FINDING_BAD, "DMARC",
		    arena_printf(d->arena, "%s: \"%s\"%s", name, one,
			n > 1 ? " is one of several, so none counts"
			      : " has no policy (p=)"),
		    "Publish one: TXT \"v=DMARC1; p=none; rua=mailto:YOU\".");
	} else {
		doctor_say(d, FINDING_GOOD, "DMARC",
		    arena_printf(d->arena, "%s: \"%s\"", name, one), NULL);
	}
}

/* Answers and bounces have to find their way back. */
static void
look_at_mx(struct doctor *d, const char *domain)
{
	struct records r;
	enum lookup l;

	if (strcmp(d->settings->mail_in, "off") == 0)
		return;
	l = look_up(d, domain, ns_t_mx, &r);
	if (l == SILENT)
		silent(d, "MX", domain);
	else if (l != FOUND)
		doctor_say(d, FINDING_BAD, "MX",
		    arena_printf(d->arena, "%s names no mail server: answers "
					   "and bounces come back to nobody",
			domain),
		    "Publish an MX record of the server that has the mailbox.");
	else
		doctor_say(d, FINDING_GOOD, "MX",
		    arena_printf(d->arena, "%s names where mail to it goes",
			domain),
		    NULL);
}

/* Can its records be looked up at all? */
static bool
is_known(struct doctor *d, const char *domain)
{
	struct records r;
	enum lookup l = look_up(d, domain, ns_t_txt, &r);

	if (l == SILENT)
		silent(d, "domain", domain);
	else if (l == NOBODY)
		doctor_say(d, FINDING_BAD, "domain",
		    arena_printf(d->arena, "the DNS that this machine asks "
					   "knows no %s",
			domain),
		    "Look at mail_from; or it has no way to the internet's "
		    "DNS, then give the records by --dns FILE.");
	return l == FOUND || l == NONE;
}

void
doctor_domain(struct doctor *d)
{
	const char *domain = strchr(d->settings->mail_from, '@') + 1;

	if (strchr(domain, '.') == NULL) {
		doctor_say(d, FINDING_BAD, "domain",
		    arena_printf(d->arena, "mail is from %s, which is no name "
					   "of the DNS",
			d->settings->mail_from),
		    "Set mail_from to an address of your own domain.");
		return;
	}
	if (!is_known(d, domain))
		return;
	look_at_spf(d, domain);
	look_at_dkim(d, domain);
	look_at_dmarc(d, domain);
	look_at_mx(d, domain);
}
