/* SPDX-License-Identifier: Apache-2.0 */
/*
 * secret.c - keys, tokens, hashes and passwords, by libsodium.
 *
 * The keys are the one state of this floor that is not passed: they are made
 * once by secret_start, before there are threads, and only read afterwards.
 * Each purpose has a key per use, so that the token of a seed can never equal
 * the hash of the same text in the database.
 */
#include "soundings/secret.h"

#include "soundings/base.h"
#include "soundings/durable.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEY_LEN 32
#define MAC_BYTES 16
#define TOKEN_BYTES 32
#define PASSWORD_OPS 2
#define PASSWORD_MEM (64 * 1024 * 1024)

/* What a purpose's key does; numbers of crypto_kdf, never reorder. */
enum use { USE_HASH = 1, USE_TOKEN, USE_MAC, USE_COUNT };

/* The contexts of crypto_kdf, eight bytes each; never change one. */
static const char *const contexts[] = {
	[SECRET_SESSION] = "session.",
	[SECRET_LINK] = "link....",
	[SECRET_ADDRESS] = "address.",
	[SECRET_UNSUBSCRIBE] = "unsubscr",
	[SECRET_VERP] = "verp....",
	[SECRET_MESSAGE_ID] = "msgid...",
	[SECRET_TABLE] = "table...",
	[SECRET_BALLOT] = "ballot..",
	[SECRET_REPLY] = "reply...",
	[SECRET_ACT] = "act.....",
};

static unsigned char keys[COUNT(contexts)][USE_COUNT][KEY_LEN];

_Static_assert(KEY_LEN == crypto_kdf_KEYBYTES, "the master key's length");
_Static_assert(KEY_LEN >= crypto_shorthash_KEYBYTES, "a table key fits");
_Static_assert(SECRET_PASSWORD_LEN >= crypto_pwhash_STRBYTES, "a hash fits");

/* Written beside and linked into place: a crash leaves no half a key, and of
 * two servers started at once both use the first one's. */
static void
key_make(const char *path)
{
	unsigned char key[KEY_LEN];
	char beside[PATH_MAX];
	int fd;

	if (snprintf(beside, sizeof(beside), "%s.new-%ld", path,
		(long)getpid()) >= (int)sizeof(beside))
		fatal("key file %s: the name is too long", path);
	fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		fatal("key file %s: cannot be made: %s", path, strerror(errno));
	randombytes_buf(key, sizeof(key));
	if (!durable_write(fd, key, sizeof(key)) || close(fd) != 0)
		fatal("key file %s: cannot be written: %s", path,
		    strerror(errno));
	sodium_memzero(key, sizeof(key));
	if (link(beside, path) != 0 && errno != EEXIST)
		fatal("key file %s: cannot be put in place: %s", path,
		    strerror(errno));
	unlink(beside);
	if (!durable_name(path))
		fatal("key file %s: its directory cannot be saved: %s", path,
		    strerror(errno));
}

static int
key_open(const char *path)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0 && errno == ENOENT) {
		key_make(path);
		fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	}
	if (fd < 0)
		fatal(
		    "key file %s: cannot be opened: %s", path, strerror(errno));
	return fd;
}

static void
key_read(const char *path, unsigned char key[KEY_LEN])
{
	unsigned char more;
	struct stat st;
	int fd = key_open(path);

	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		fatal("key file %s: is not a file", path);
	if ((st.st_mode & (S_IRWXG | S_IRWXO)) != 0)
		fatal("key file %s: others can read it; run chmod 0600 %s",
		    path, path);
	if (read(fd, key, KEY_LEN) != KEY_LEN || read(fd, &more, 1) != 0)
		fatal("key file %s: must be exactly %d bytes long", path,
		    KEY_LEN);
	close(fd);
}

void
secret_start(const char *path)
{
	unsigned char master[KEY_LEN];

	if (sodium_init() < 0)
		fatal("libsodium does not start on this machine");
	key_read(path, master);
	for (size_t p = SECRET_SESSION; p < COUNT(contexts); p++)
		for (size_t use = USE_HASH; use < USE_COUNT; use++)
			crypto_kdf_derive_from_key(
			    keys[p][use], KEY_LEN, use, contexts[p], master);
	sodium_memzero(master, sizeof(master));
}

static void
keyed(enum secret_purpose p, enum use use, const char *text, unsigned char *out,
    size_t len)
{
	crypto_generichash(out, len, (const unsigned char *)text, strlen(text),
	    keys[p][use], KEY_LEN);
}

static void
token_text(
    const unsigned char bytes[TOKEN_BYTES], char out[SECRET_TOKEN_LEN + 1])
{
	sodium_bin2base64(out, SECRET_TOKEN_LEN + 1, bytes, TOKEN_BYTES,
	    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

void
secret_random(void *out, size_t len)
{
	randombytes_buf(out, len);
}

void
secret_token(char out[SECRET_TOKEN_LEN + 1])
{
	unsigned char bytes[TOKEN_BYTES];

	randombytes_buf(bytes, sizeof(bytes));
	token_text(bytes, out);
}

void
secret_derived_token(
    enum secret_purpose p, const char *seed, char out[SECRET_TOKEN_LEN + 1])
{
	unsigned char bytes[TOKEN_BYTES];

	keyed(p, USE_TOKEN, seed, bytes, sizeof(bytes));
	token_text(bytes, out);
}

/* The letters are looked at here, as libsodium 1.0.18 lets bytes above 127
 * pass; the decoding refuses a last letter that holds more than 256 bits. */
bool
secret_token_valid(const char *text)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz"
				      "0123456789-_";
	unsigned char bytes[TOKEN_BYTES];
	size_t len;

	if (!text || strspn(text, letters) != SECRET_TOKEN_LEN ||
	    text[SECRET_TOKEN_LEN] != '\0')
		return false;
	return sodium_base642bin(bytes, sizeof(bytes), text, SECRET_TOKEN_LEN,
		   NULL, &len, NULL,
		   sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0;
}

void
secret_hash(
    enum secret_purpose p, const char *text, char out[SECRET_HASH_LEN + 1])
{
	unsigned char bytes[SECRET_HASH_LEN / 2];

	keyed(p, USE_HASH, text, bytes, sizeof(bytes));
	sodium_bin2hex(out, SECRET_HASH_LEN + 1, bytes, sizeof(bytes));
}

/* RFC 4648 base32 without padding, in lower case: mail addresses and their
 * readers do not keep capitals apart. */
static void
base32(const unsigned char *bytes, size_t len, char *out)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
	unsigned held = 0;
	int bits = 0;

	for (size_t i = 0; i < len; i++) {
		held = (held << 8 | bytes[i]) & 0xfff;
		for (bits += 8; bits >= 5; bits -= 5)
			*out++ = letters[held >> (bits - 5) & 31];
	}
	if (bits > 0)
		*out++ = letters[held << (5 - bits) & 31];
	*out = '\0';
}

void
secret_mac(
    enum secret_purpose p, const char *text, char out[SECRET_MAC_LEN + 1])
{
	unsigned char bytes[MAC_BYTES];

	keyed(p, USE_MAC, text, bytes, sizeof(bytes));
	base32(bytes, sizeof(bytes), out);
}

/* The length is no secret: all our tokens and hashes have one. */
bool
secret_equal(const char *a, const char *b)
{
	size_t len = strlen(a);

	return len == strlen(b) && sodium_memcmp(a, b, len) == 0;
}

void
secret_digest(const void *data, size_t len, char out[SECRET_HASH_LEN + 1])
{
	unsigned char bytes[SECRET_HASH_LEN / 2];

	crypto_generichash(bytes, sizeof(bytes), data, len, NULL, 0);
	sodium_bin2hex(out, SECRET_HASH_LEN + 1, bytes, sizeof(bytes));
}

void
secret_sha256(const void *data, size_t len, char out[SECRET_HASH_LEN + 1])
{
	unsigned char bytes[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(bytes, data, len);
	sodium_bin2hex(out, SECRET_HASH_LEN + 1, bytes, sizeof(bytes));
}

void
secret_password_hash(const char *password, char out[SECRET_PASSWORD_LEN])
{
	int error = crypto_pwhash_str(
	    out, password, strlen(password), PASSWORD_OPS, PASSWORD_MEM);

	invariant(error == 0); /* it fails only without memory */
}

bool
secret_password_matches(const char *hash, const char *password)
{
	char unused[SECRET_PASSWORD_LEN];

	if (hash && hash[0] != '\0')
		return crypto_pwhash_str_verify(
			   hash, password, strlen(password)) == 0;
	secret_password_hash(password, unused);
	return false;
}

uint64_t
secret_table_hash(const void *key, size_t len)
{
	unsigned char bytes[crypto_shorthash_BYTES];
	uint64_t hash;

	crypto_shorthash(bytes, key, len, keys[SECRET_TABLE][USE_HASH]);
	memcpy(&hash, bytes, sizeof(hash));
	return hash;
}
