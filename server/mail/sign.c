/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sign.c - DKIM (RFC 6376, 8301): rsa-sha256, relaxed headers, simple body.
 *
 * The relay signs better, for it signs last; this is for those whose relay does
 * not. All headers that say what a mail is are covered, the List-* ones as well,
 * which RFC 8058 demands. The time is the mail's own and RSA the old way, so the
 * same row gives the same bytes here too. The body needs no canonical form: it
 * is quoted-printable and ends with one line end.
 */
#include "mail/sign.h"

#include <ctype.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "soundings/base.h"
#include "soundings/clock.h"

enum { COLUMNS = 72, KEY_BITS_MIN = 2048, SHA256_LEN = 32 };

struct signer {
	EVP_PKEY *key;
	const char *selector, *domain;
};

/* In this order; those that a mail has. */
static const char *const covered[] = { "From", "To", "Subject", "Date",
	"Message-ID", "Reply-To", "In-Reply-To", "References", "MIME-Version",
	"Content-Type", "Auto-Submitted", "List-Id", "List-Help",
	"List-Archive", "List-Post", "List-Unsubscribe",
	"List-Unsubscribe-Post" };

struct signer *
signer_new(const struct settings *s)
{
	const char *path = s->mail_dkim_key_file;
	struct signer *out;
	FILE *f;

	if (*path == '\0')
		return NULL;
	if (*s->mail_dkim_selector == '\0')
		fatal("setting mail_dkim_selector: must be given with "
		      "mail_dkim_key_file");
	f = fopen(path, "re");
	if (f == NULL)
		fatal("setting mail_dkim_key_file: cannot read %s", path);
	out = need_zeroed(1, sizeof(*out));
	out->key = PEM_read_PrivateKey(f, NULL, NULL, NULL);
	fclose(f);
	if (out->key == NULL || EVP_PKEY_base_id(out->key) != EVP_PKEY_RSA ||
	    EVP_PKEY_bits(out->key) < KEY_BITS_MIN)
		fatal("setting mail_dkim_key_file: %s is no RSA key of %d bits "
		      "or more (PEM)",
		    path, KEY_BITS_MIN);
	out->selector = s->mail_dkim_selector;
	out->domain = strrchr(s->mail_from, '@') + 1;
	return out;
}

void
signer_free(struct signer *s)
{
	if (s == NULL)
		return;
	EVP_PKEY_free(s->key);
	free(s);
}

/* The value of a header, behind its colon; NULL: the mail has none. */
static const char *
find(const char *head, const char *name)
{
	size_t len = strlen(name);

	for (const char *at = head; strncmp(at, "\r\n", 2) != 0;
	     at = strstr(at, "\r\n") + 2)
		if (strncasecmp(at, name, len) == 0 && at[len] == ':')
			return at + len + 1;
	return NULL;
}

/* "name:value", unfolded, white space as single spaces (3.4.2). */
static void
put_relaxed(struct buffer *b, const char *name, const char *value)
{
	bool space = false, begun = false;

	for (; *name != '\0'; name++)
		buffer_char(b, (char)tolower((unsigned char)*name));
	buffer_char(b, ':');
	for (; *value != '\0'; value++) {
		if (strncmp(value, "\r\n", 2) == 0 && value[2] != ' ' &&
		    value[2] != '\t')
			break;
		if (strchr(" \t\r\n", *value) != NULL) {
			space = begun;
			continue;
		}
		if (space)
			buffer_char(b, ' ');
		buffer_char(b, *value);
		space = false;
		begun = true;
	}
}

static void
put_base64(struct buffer *b, const unsigned char *bytes, size_t len)
{
	char *to = buffer_reserve(b, len / 3 * 4 + 5);

	b->len += (size_t)EVP_EncodeBlock(
	    (unsigned char *)to, bytes, (int)len);
}

/* The same with a fold after every line of it. */
static void
put_folded(struct buffer *b, const struct buffer *text)
{
	for (size_t at = 0; at < text->len; at += COLUMNS) {
		size_t n = text->len - at < COLUMNS ? text->len - at : COLUMNS;

		if (at > 0)
			buffer_text(b, "\r\n ");
		buffer_put(b, text->at + at, n);
	}
}

static void
put_body_hash(struct buffer *b, const char *body, size_t len)
{
	unsigned char hash[SHA256_LEN];

	invariant(EVP_Digest(body, len, hash, NULL, EVP_sha256(), NULL) == 1);
	put_base64(b, hash, sizeof(hash));
}

/* The header up to the signature itself, whose value is what was put. */
static void
put_header(struct buffer *b, const struct signer *s, const struct letter *l,
    const char *head)
{
	const char *body = strstr(head, "\r\n\r\n") + 4;
	size_t used = 3;

	buffer_printf(b,
	    "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/simple;\r\n d=%s;"
	    "\r\n s=%s; t=%lld;\r\n h=",
	    s->domain, s->selector, (long long)(l->mail.queued_at / SECOND));
	for (size_t i = 0; i < COUNT(covered); i++) {
		if (find(head, covered[i]) == NULL)
			continue;
		used += strlen(covered[i]) + 1;
		if (used > COLUMNS) {
			buffer_text(b, "\r\n ");
			used = strlen(covered[i]) + 2;
		}
		buffer_printf(b, "%s%s", i > 0 ? ":" : "", covered[i]);
	}
	buffer_text(b, ";\r\n bh=");
	put_body_hash(b, body, l->bytes.len - (size_t)(body - head));
	buffer_text(b, ";\r\n b=");
}

/* What is signed: the headers, and this one without its end (3.7). */
static void
put_signed(struct buffer *b, const char *head, struct buffer *header)
{
	for (size_t i = 0; i < COUNT(covered); i++) {
		const char *value = find(head, covered[i]);

		if (value == NULL)
			continue;
		put_relaxed(b, covered[i], value);
		buffer_text(b, "\r\n");
	}
	put_relaxed(b, "dkim-signature",
	    strchr(buffer_string(header), ':') + 1);
}

static void
put_signature(struct buffer *b, const struct signer *s, struct buffer *text)
{
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	unsigned char made[1024];
	struct buffer coded = { 0 };
	size_t len = sizeof(made);

	invariant(context != NULL &&
		  EVP_DigestSignInit(
		      context, NULL, EVP_sha256(), NULL, s->key) == 1 &&
		  EVP_DigestSign(context, made, &len,
		      (const unsigned char *)text->at, text->len) == 1);
	EVP_MD_CTX_free(context);
	put_base64(&coded, made, len);
	put_folded(b, &coded);
	buffer_free(&coded);
}

void
signer_sign(const struct signer *s, struct letter *l)
{
	const char *head = buffer_string(&l->bytes);
	struct buffer all = { 0 }, text = { 0 };

	put_header(&all, s, l, head);
	put_signed(&text, head, &all);
	put_signature(&all, s, &text);
	buffer_text(&all, "\r\n");
	buffer_put(&all, l->bytes.at, l->bytes.len);
	buffer_free(&text);
	buffer_free(&l->bytes);
	l->bytes = all;
}
