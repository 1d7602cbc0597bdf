/* SPDX-License-Identifier: Apache-2.0 */
/*
 * doctor.c - can mail leave, and can answers come in?
 *
 * The relay is greeted, told who we are, and left with NOOP: no mail is begun.
 * The mailbox is asked how it counts. Both over the same link, with the same
 * care, as the server's own threads.
 */
#include "soundings/doctor.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "soundings/base.h"

#include "mail/imap.h"
#include "mail/link.h"

#define PROBE_SECONDS 30L

void
doctor_say(struct doctor *d, enum finding f, const char *subject,
    const char *what, const char *advice)
{
	static const char *const names[] = { "good", "note", "unknown", "BAD" };

	printf("%-8s %-8s %s\n", names[f], subject, what);
	if (advice != NULL)
		printf("%-17s -> %s\n", "", advice);
	d->bad += f == FINDING_BAD;
	d->unknown += f == FINDING_UNKNOWN;
}

/* What to do about a transfer that failed. */
static const char *
advice_of(CURLcode code, const char *user)
{
	switch (code) {
	case CURLE_COULDNT_RESOLVE_HOST:
		return "Look at the host's name in the setting.";
	case CURLE_COULDNT_CONNECT:
	case CURLE_OPERATION_TIMEDOUT:
		return "Does it run, is the port right, and does no firewall "
		       "stand between?";
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
		return "Write the name that its certificate has, and name the "
		       "authority that signed it in mail_ca_file.";
	case CURLE_USE_SSL_FAILED:
		return "It offers no TLS there: use its port for submission "
		       "(587, or smtps:// with 465).";
	case CURLE_LOGIN_DENIED:
		return user;
	default:
		return "Ask who runs it, and look into its log.";
	}
}

/* Is the file of a password there, and nobody else's to read? */
static bool
password_is_kept(struct doctor *d, const char *subject, const char *path)
{
	struct stat s;

	if (access(path, R_OK) != 0 || stat(path, &s) != 0) {
		doctor_say(d, FINDING_BAD, subject,
		    arena_printf(d->arena, "%s cannot be read: %s", path,
			strerror(errno)),
		    "Make it readable for the user that the server runs as.");
		return false;
	}
	if ((s.st_mode & S_IRWXO) != 0)
		doctor_say(d, FINDING_BAD, subject,
		    arena_printf(d->arena, "%s is readable for everybody",
			path),
		    "chmod o= it.");
	return true;
}

static size_t
ignore(char *at, size_t size, size_t count, void *user)
{
	(void)at;
	(void)user;
	return size * count;
}

/* What the relay says that it can, after the last greeting: before TLS it may say
 * something else. */
struct relay_says {
	bool letters; /* other than ASCII before the @ (RFC 6531) */
};

static int
on_report(CURL *easy, curl_infotype type, char *line, size_t len, void *user)
{
	static const char able[] = "SMTPUTF8";
	struct relay_says *says = user;

	(void)easy;
	if (type == CURLINFO_HEADER_OUT && len >= 4 &&
	    strncmp(line, "EHLO", 4) == 0)
		says->letters = false;
	else if (type == CURLINFO_HEADER_IN && len >= 4 + strlen(able) &&
		 strncmp(line, "250", 3) == 0 &&
		 strncasecmp(line + 4, able, strlen(able)) == 0)
		says->letters = true;
	return 0;
}

static void
tell_letters(struct doctor *d, const struct relay_says *says)
{
	if (says->letters)
		doctor_say(d, FINDING_GOOD, "relay",
		    "it takes addresses such as j\xc3\xb6rg@example.org "
		    "(SMTPUTF8)",
		    NULL);
	else
		doctor_say(d, FINDING_NOTE, "relay",
		    "it takes no address with other letters than a to z before "
		    "the @ (it does not offer SMTPUTF8): who has one gets no "
		    "mail from here, no link to sign in either",
		    "Switch it on there (Postfix: smtputf8_enable = yes), or ask "
		    "these members for another address.");
}

static void
probe_relay(struct doctor *d)
{
	const struct settings *s = d->settings;
	struct link link = link_relay(s);
	struct relay_says says = { 0 };
	char error[CURL_ERROR_SIZE] = "";
	char *url = link_relay_url(s);
	CURL *easy = curl_easy_init();
	CURLcode code;

	link_set(&link, easy);
	curl_easy_setopt(easy, CURLOPT_URL, url);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, "NOOP");
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, ignore);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, error);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT, PROBE_SECONDS);
	curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
	curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, on_report);
	curl_easy_setopt(easy, CURLOPT_DEBUGDATA, &says);
	code = curl_easy_perform(easy);
	if (code == CURLE_OK)
		doctor_say(d, FINDING_GOOD, "relay",
		    arena_printf(d->arena, "%s answers, %s%s", s->mail_relay,
			link.plain ? "on this machine without TLS"
				   : "with TLS and a good certificate",
			*link.user != '\0' ? ", and takes the password" : ""),
		    NULL);
	else
		doctor_say(d, FINDING_BAD, "relay",
		    arena_printf(d->arena, "%s: %s", s->mail_relay,
			*error != '\0' ? error : curl_easy_strerror(code)),
		    advice_of(code,
			"Look at mail_user and mail_password_file."));
	if (code == CURLE_OK)
		tell_letters(d, &says);
	curl_easy_cleanup(easy);
	link_forget(&link);
	free(url);
}

static void
look_at_relay(struct doctor *d)
{
	const struct settings *s = d->settings;

	if (*s->mail_user != '\0' &&
	    !password_is_kept(d, "relay", s->mail_password_file))
		return;
	if (*s->mail_user == '\0' && strcmp(s->mail_tls, "off") != 0)
		doctor_say(d, FINDING_NOTE, "relay",
		    "it is used without a sign-in",
		    "Set mail_user if it refuses mail to others.");
	probe_relay(d);
}

static void
look_at_directory(struct doctor *d)
{
	const char *path = d->settings->mail_directory;

	if (access(path, W_OK) == 0)
		doctor_say(d, FINDING_NOTE, "mail",
		    arena_printf(d->arena,
			"is written to files in %s and sent to nobody", path),
		    "Set mail_mode = relay when people are to get it.");
	else if (errno == ENOENT)
		doctor_say(d, FINDING_NOTE, "mail",
		    arena_printf(d->arena,
			"will be written to files in %s, which the server makes "
			"when it starts", path),
		    "Set mail_mode = relay when people are to get it.");
	else
		doctor_say(d, FINDING_BAD, "mail",
		    arena_printf(d->arena, "%s cannot be written to: %s", path,
			strerror(errno)),
		    "Give it to the user that the server runs as.");
}

/* One mailbox of the account; they differ in name only. */
static void
probe_mailbox(struct doctor *d, const char *name)
{
	struct settings other = *d->settings;
	struct mailbox box;
	struct imap *m;

	other.mail_imap_box = name;
	m = imap_new(&other);
	if (imap_state(m, &box) == IMAP_DONE)
		doctor_say(d, FINDING_GOOD, "inbox",
		    arena_printf(d->arena, "%s: %s is there, with %s",
			other.mail_imap, name,
			strcmp(other.mail_imap_tls, "off") == 0
			    ? "no TLS, on this machine"
			    : "TLS and a good certificate"),
		    NULL);
	else
		doctor_say(d, FINDING_BAD, "inbox",
		    arena_printf(d->arena, "%s, %s: %s", other.mail_imap, name,
			imap_why(m)),
		    strcmp(imap_trouble(m), "inbox.denied") == 0
			? "Try the same user, password and name in a mail "
			  "program."
			: "Does it run, are host and port right, and is its "
			  "certificate good?");
	imap_free(m);
}

static void
look_at_inbox(struct doctor *d)
{
	const struct settings *s = d->settings;

	if (strcmp(s->mail_in, "off") == 0) {
		doctor_say(d, FINDING_NOTE, "inbox",
		    "no mail is taken in: nobody can answer by mail, and "
		    "bounces are not seen",
		    "Set mail_in = imap or pipe (docs/mail.md).");
	} else if (strcmp(s->mail_in, "pipe") == 0) {
		doctor_say(d, FINDING_UNKNOWN, "inbox",
		    "your mail server must hand its mail to `soundings "
		    "mail-in`; that cannot be seen from here",
		    arena_printf(d->arena,
			"Write to %.*s+test@%s: it is refused in the log of "
			"the server, mail.received.",
			(int)strcspn(s->mail_from, "@"), s->mail_from,
			strchr(s->mail_from, '@') + 1));
	} else if (password_is_kept(d, "inbox", s->mail_imap_password_file)) {
		probe_mailbox(d, s->mail_imap_box);
		if (*s->mail_imap_done != '\0')
			probe_mailbox(d, s->mail_imap_done);
	}
}

static void
look_at_links(struct doctor *d)
{
	const char *url = d->settings->public_url;

	if (strncmp(url, "https://", 8) == 0)
		doctor_say(d, FINDING_GOOD, "links",
		    arena_printf(d->arena, "lead to %s", url), NULL);
	else
		doctor_say(d, FINDING_BAD, "links",
		    arena_printf(d->arena, "lead to %s, which is not "
					   "encrypted", url),
		    "Put a proxy with TLS in front and set public_url to "
		    "https://... : one-click unsubscribing needs it.");
}

void
doctor_mail(struct doctor *d)
{
	curl_global_init(CURL_GLOBAL_DEFAULT);
	if (strcmp(d->settings->mail_mode, "relay") == 0)
		look_at_relay(d);
	else if (strcmp(d->settings->mail_mode, "directory") == 0)
		look_at_directory(d);
	else
		doctor_say(d, FINDING_NOTE, "mail",
		    "is off: what is to be sent is dropped",
		    "Set mail_mode = relay when people are to get it.");
	look_at_inbox(d);
	look_at_links(d);
	curl_global_cleanup();
}
