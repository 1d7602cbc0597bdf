/* SPDX-License-Identifier: Apache-2.0 */
/*
 * secret.h - all cryptography of the server, by libsodium.
 *
 * One master key in a 0600 file outside the database; a subkey per purpose
 * (crypto_kdf). Tokens are 32 random bytes in base64url and are stored only as
 * keyed BLAKE2b hashes, so that a copy of the database opens nothing.
 */
#ifndef SOUNDINGS_SECRET_H
#define SOUNDINGS_SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SECRET_TOKEN_LEN 43 /* base64url of 32 bytes, no padding */
#define SECRET_HASH_LEN  64 /* hex of 32 bytes */
#define SECRET_MAC_LEN   26 /* base32, lower case, of 16 bytes */

/* What a key is used for; each has its own. Never reorder. */
enum secret_purpose {
	SECRET_SESSION = 1,
	SECRET_LINK,        /* one-time links: sign-in, invitation */
	SECRET_ADDRESS,     /* e-mail addresses in limits and suppression */
	SECRET_UNSUBSCRIBE,
	SECRET_VERP,
	SECRET_MESSAGE_ID,
	SECRET_TABLE,       /* hash tables that strangers can fill */
	SECRET_BALLOT,      /* pseudonyms of those who answer in secret */
	SECRET_REPLY,       /* addresses that take an answer */
	SECRET_ACT,         /* buttons in mails */
};

/* Reads the master key, or makes it (0600) when the file is not there; fatal
 * when the file is readable by others or of the wrong size. Once at start. */
void secret_start(const char *path);

void secret_random(void *out, size_t len);
/* A new token, NUL-terminated. */
void secret_token(char out[SECRET_TOKEN_LEN + 1]);
/* The token that belongs to a seed stored in the database: only who holds the
 * master key can make it again, so a mail waiting to be sent keeps the seed
 * and no usable link. */
void secret_derived_token(enum secret_purpose p, const char *seed,
    char out[SECRET_TOKEN_LEN + 1]);
/* Has it the shape of a token? */
bool secret_token_valid(const char *text);
/* The keyed hash of a text for a purpose, hex, NUL-terminated. */
void secret_hash(enum secret_purpose p, const char *text,
    char out[SECRET_HASH_LEN + 1]);
/* A short MAC for addresses and links, base32. */
void secret_mac(enum secret_purpose p, const char *text,
    char out[SECRET_MAC_LEN + 1]);
/* Compares two texts in constant time. */
bool secret_equal(const char *a, const char *b);
/* BLAKE2b-256 without a key, hex: checksums. */
void secret_digest(const void *data, size_t len, char out[SECRET_HASH_LEN + 1]);
/* SHA-256, hex: what people may want to check with a tool of their own. */
void secret_sha256(const void *data, size_t len, char out[SECRET_HASH_LEN + 1]);

/* Argon2id, about 0.1 s and 64 MiB: heavy lane only. */
#define SECRET_PASSWORD_LEN 128
void secret_password_hash(const char *password, char out[SECRET_PASSWORD_LEN]);
/* A NULL or empty hash costs the same time and is refused. */
bool secret_password_matches(const char *hash, const char *password);

/* Keyed hash for tables that strangers can fill. */
uint64_t secret_table_hash(const void *key, size_t len);

#endif
