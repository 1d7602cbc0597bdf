/* SPDX-License-Identifier: Apache-2.0 */
/*
 * in_status.c - what is said of a delivery: for good or for now (RFC 3463).
 *
 * The first digit decides, with two exceptions that its own words make: a full
 * mailbox and a server that was away too long are conditions that pass, and a
 * refusal as spam says something about us, not about the mailbox. Where no
 * status is given the words are asked.
 */
#include <ctype.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/reply.h"

#include "mail/in.h"

static const char *const full[] = { "mailbox full", "mailbox is full",
	"mailbox has exceeded", "inbox is full", "over quota", "overquota",
	"quota exceeded", "exceeded quota", "exceeds quota", "quota full",
	"exceeded its quota", "exceeded storage", "exceeded the storage",
	"storage quota", "out of storage", "insufficient storage",
	"mailbox size limit", "mailbox quota", "disk quota", "over its quota",
	"over their quota", "is over quota", "not enough storage",
	"user has exhausted", "account is full", "postfach ist voll",
	"boîte aux lettres est pleine", "boîte de réception est pleine",
	"buzón lleno", "buzón está lleno", "casella piena", "mailbox vol" };

static const char *const gone[] = { "user unknown", "unknown user",
	"no such user", "no such mailbox", "no such recipient",
	"no such address", "does not exist", "doesn't exist", "not exist",
	"mailbox unavailable", "mailbox not found", "invalid mailbox",
	"invalid recipient", "invalid address", "unknown recipient",
	"recipient unknown", "recipient not found", "address not found",
	"address unknown", "unknown address", "not a valid", "no mailbox",
	"unrouteable address", "unroutable address", "unknown local part",
	"unknown local-part", "not listed in", "couldn't be found",
	"could not be found", "wasn't found", "was not found",
	"not our customer", "user not found", "no longer", "discontinued",
	"addressee unknown", "not known at this site", "is disabled",
	"been disabled", "account disabled", "is inactive", "has moved",
	"no account", "unknown or illegal alias", "mailbox is disabled",
	"been suspended", "no valid recipient", "bad destination mailbox",
	"unknown mailbox", "name is not recognized",
	"not listed in public name & address", "this user doesn't have",
	"recipient address rejected", "wasn’t found", "couldn’t be found",
	"doesn’t exist", "existiert nicht", "unbekannter empfänger",
	"n'existe pas", "destinataire inconnu", "no existe", "non esiste",
	"bestaat niet", "finns inte", "findes ikke" };

static const char *const no_host[] = { "host unknown", "unknown host",
	"domain not found", "no such domain", "host not found",
	"name or service not known", "host or domain name not found",
	"unrouteable mail domain", "couldn't find any host",
	"could not find any host", "nxdomain", "unknown domain",
	"no route to host", "bad destination system", "dns error",
	"domain couldn't be found", "domain couldn’t be found",
	"domain does not exist", "domain name not found",
	"illegal host/domain name" };

static const char *const against_us[] = { "spam", "blacklist", "block list",
	"blocklist", "blocked using", "black list", "reputation", "dmarc",
	"spf ", "dkim", "unsolicited", "content rejected", "virus",
	"rbl", "abuse", "bulk mail", "ip address is blocked" };

static const char *const passing[] = { "temporar", "try again",
	"timed out", "time out", "timeout", "connection refused",
	"will be retried", "retry time not reached", "deferred", "greylist",
	"graylist", "too many connections", "rate limit",
	"could not be delivered for more than",
	"could not be delivered for the last",
	"message expired", "delivery expired", "delivery time expired",
	"delivery attempts exceeded", "been in the queue", "in queue too long",
	"server is busy", "system is busy", "service unavailable",
	"server busy", "network unreachable", "network is unreachable",
	"connection reset", "connection lost", "lost connection",
	"connection dropped", "not responding", "did not respond",
	"didn't respond", "unable to connect", "could not connect",
	"couldn't connect", "retry timeout exceeded", "still being retried" };

/* It says itself that it goes on trying. */
static const char *const delayed[] = { "warning message only",
	"do not need to resend", "will keep trying", "will continue to try",
	"delivery attempts will continue", "not yet been delivered",
	"has been delayed", "message delayed", "delivery delayed",
	"delivery is delayed", "delivery incomplete", "still undelivered",
	"will be retried", "retries will continue", "will retry for",
	"gmail will retry", "will try again", "wird weiter versucht",
	"nouvelle tentative", "delivery of your message is delayed",
	"delayed delivery" };

static bool
says(const char *bare, const char *const *phrases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strstr(bare, phrases[i]) != NULL)
			return true;
	return false;
}

#define SAYS(bare, phrases) says((bare), (phrases), COUNT(phrases))

/* "5.1.1" at p; its length, 0: there is none. No address of a machine, no
 * version, no number with more in front. */
static size_t
enhanced_len(const char *from, const char *p)
{
	size_t n = 2, digits;

	if ((*p != '4' && *p != '5') || p[1] != '.')
		return 0;
	if (p > from && (isalnum((unsigned char)p[-1]) || p[-1] == '.' ||
			    p[-1] == '-'))
		return 0;
	digits = strspn(p + n, "0123456789");
	if (digits == 0 || digits > 3 || p[n + digits] != '.')
		return 0;
	n += digits + 1;
	digits = strspn(p + n, "0123456789");
	if (digits == 0 || digits > 3)
		return 0;
	n += digits;
	if (isalnum((unsigned char)p[n]) ||
	    (p[n] == '.' && isdigit((unsigned char)p[n + 1])))
		return 0;
	return n;
}

static const char *
enhanced(struct arena *a, const char *words)
{
	size_t n;

	for (const char *p = words; *p != '\0'; p++)
		if ((n = enhanced_len(words, p)) > 0)
			return arena_copy(a, p, n);
	return NULL;
}

/* "550 ": the class digit of the first SMTP reply in the words, or 0. */
static char
reply_digit(const char *words)
{
	for (const char *p = words; *p != '\0'; p++)
		if ((*p == '4' || *p == '5') && p[1] >= '0' && p[1] <= '7' &&
		    isdigit((unsigned char)p[2]) &&
		    (p[3] == ' ' || p[3] == '-') &&
		    (p == words || strchr(" :(#\"'[<>=-", p[-1]) != NULL))
			return *p;
	return '\0';
}

static bool
starts(const char *status, const char *with)
{
	return strncmp(status, with, strlen(with)) == 0;
}

/* Says nothing but yes or no. */
static bool
is_vague(const char *status)
{
	return status == NULL || strcmp(status + 1, ".0.0") == 0 ||
	       strcmp(status + 1, ".3.0") == 0 ||
	       strcmp(status + 1, ".5.0") == 0;
}

/* What the words amount to when there is no status. */
static const char *
status_of_words(const char *bare, bool is_delayed)
{
	char digit = reply_digit(bare);
	bool now = is_delayed || digit == '4';

	if (SAYS(bare, full))
		return now ? "4.2.2" : "5.2.2";
	if (now)
		return SAYS(bare, passing) && digit == 0 ? "4.4.1" : "4.0.0";
	if (SAYS(bare, no_host))
		return "5.1.2";
	if (SAYS(bare, gone))
		return "5.1.1";
	if (SAYS(bare, against_us))
		return "5.7.1";
	if (digit == 0 && SAYS(bare, passing))
		return "4.4.7";
	return "5.0.0";
}

/* Does it pass, although its status begins with 5? */
static bool
passes(const char *status, const char *bare)
{
	if (starts(status, "5.2.2") || starts(status, "5.4.7"))
		return true;
	if (SAYS(bare, full) && !SAYS(bare, gone))
		return true;
	if (starts(status, "5.1."))
		return false;
	return SAYS(bare, against_us) && !SAYS(bare, gone);
}

struct in_status
in_status(struct arena *a, const char *status, const char *words)
{
	const char *bare = reply_bare(a, words);
	bool is_delayed = SAYS(bare, delayed);
	const char *found = enhanced(a, status), *other;

	if (is_vague(found)) {
		other = enhanced(a, bare);
		if (other != NULL && (found == NULL || *other == *found))
			found = other;
	}
	if (found == NULL)
		found = status_of_words(bare, is_delayed);
	if (*found == '4' || is_delayed || passes(found, bare))
		return (struct in_status){ "soft", found };
	return (struct in_status){ "hard", found };
}
