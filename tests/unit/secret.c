/* SPDX-License-Identifier: Apache-2.0 */
/*
 * secret.c - keys, tokens, hashes and passwords.
 */
#include "soundings/secret.h"

#include "soundings/base.h"
#include "unit.h"

#include <sys/stat.h>

static char key_path[300];

BEFORE_ALL
{
	snprintf(key_path, sizeof(key_path), "%s/key", unit_directory());
	secret_start(key_path);
}

static void
start(const void *path)
{
	secret_start(path);
}

TEST(the_master_key_is_made_once_and_for_the_owner_only)
{
	char before[SECRET_HASH_LEN + 1], after[SECRET_HASH_LEN + 1];
	char beside[400];
	struct stat st;

	EQ_INT(0, stat(key_path, &st));
	EQ_INT(0600, st.st_mode & 07777);
	EQ_INT(32, st.st_size);
	secret_hash(SECRET_LINK, "x", before);
	secret_start(key_path);
	secret_hash(SECRET_LINK, "x", after);
	EQ_TEXT(before, after);
	snprintf(
	    beside, sizeof(beside), "%s.new-%ld", key_path, (long)getpid());
	EQ_INT(-1, access(beside, F_OK));
}

TEST(a_key_file_that_is_not_safe_ends_the_start)
{
	const char *path = unit_file(
	    "open", "12345678901234567890123456789012");

	chmod(path, 0640);
	FATAL("others can read it; run chmod 0600", start, path);
	chmod(path, 0600);
	secret_start(path);
	path = unit_file("short", "1234567890123456789012345678901");
	chmod(path, 0600);
	FATAL("must be exactly 32 bytes long", start, path);
	path = unit_file("long", "123456789012345678901234567890123");
	chmod(path, 0600);
	FATAL("must be exactly 32 bytes long", start, path);
	FATAL("is not a file", start, unit_directory());
	FATAL("cannot be made", start, "/nonexistent/key");
	secret_start(key_path);
}

TEST(a_key_file_that_is_a_link_is_not_followed)
{
	char path[400];

	snprintf(path, sizeof(path), "%s/link", unit_directory());
	EQ_INT(0, symlink(key_path, path));
	FATAL("cannot be opened", start, path);
}

/* Reckoned by another BLAKE2b; the same for ever, because what is in databases
 * was made with these. */
TEST(known_answers_do_not_change)
{
	const char *path = unit_file(
	    "known", "12345678901234567890123456789012");
	char hash[SECRET_HASH_LEN + 1], mac[SECRET_MAC_LEN + 1];
	char token[SECRET_TOKEN_LEN + 1];

	chmod(path, 0600);
	secret_start(path);
	secret_hash(SECRET_SESSION, "tide", hash);
	secret_mac(SECRET_VERP, "tide", mac);
	secret_derived_token(SECRET_LINK, "tide", token);
	secret_start(key_path);
	EQ_TEXT("99a1dde13419b18dbbd1116a16b27ef9"
		"bb3f27875aaca3941962c8bb6722dea9",
	    hash);
	EQ_TEXT("f6xgayfwibtb76u2p4nhsw26cq", mac);
	EQ_TEXT("b6W96iey6_geMJcoy41SM6JhOor0hkmIpbWd7XULPnQ", token);
	secret_digest("abc", 3, hash);
	EQ_TEXT("bddd813c634239723171ef3fee98579b"
		"94964e3bb1cb3e427262c8c068d52319",
	    hash);
	secret_digest(NULL, 0, hash);
	EQ_TEXT("0e5751c026e543b2e8ab2eb06099daa1"
		"d1e5df47778f7787faab45cdf12fe3a8",
	    hash);
}

TEST(each_purpose_and_each_use_has_its_own_key)
{
	char hashes[SECRET_TABLE + 1][SECRET_HASH_LEN + 1];
	char macs[SECRET_TABLE + 1][SECRET_MAC_LEN + 1];
	char tokens[SECRET_TABLE + 1][SECRET_TOKEN_LEN + 1];

	for (enum secret_purpose p = SECRET_SESSION; p <= SECRET_TABLE; p++) {
		CASE("purpose %d", (int)p);
		secret_hash(p, "x", hashes[p]);
		secret_mac(p, "x", macs[p]);
		secret_derived_token(p, "x", tokens[p]);
		EQ_INT(SECRET_HASH_LEN, strlen(hashes[p]));
		EQ_INT(SECRET_MAC_LEN, strlen(macs[p]));
		YES(secret_token_valid(tokens[p]));
		for (enum secret_purpose q = SECRET_SESSION; q < p; q++) {
			NO(secret_equal(hashes[q], hashes[p]));
			NO(secret_equal(macs[q], macs[p]));
			NO(secret_equal(tokens[q], tokens[p]));
		}
	}
}

TEST(hashes_and_macs_depend_on_every_letter)
{
	char one[SECRET_HASH_LEN + 1], two[SECRET_HASH_LEN + 1];
	char mac[SECRET_MAC_LEN + 1], other[SECRET_MAC_LEN + 1];

	secret_hash(SECRET_SESSION, "ann@example.org", one);
	secret_hash(SECRET_SESSION, "ann@example.orh", two);
	NO(secret_equal(one, two));
	secret_mac(SECRET_VERP, "", mac);
	secret_mac(SECRET_VERP, "a", other);
	NO(secret_equal(mac, other));
	EQ_INT(SECRET_MAC_LEN, strspn(mac, "abcdefghijklmnopqrstuvwxyz234567"));
}

TEST(tokens_are_new_each_time)
{
	char tokens[50][SECRET_TOKEN_LEN + 1];

	for (size_t i = 0; i < COUNT(tokens); i++) {
		secret_token(tokens[i]);
		YES(secret_token_valid(tokens[i]));
		for (size_t n = 0; n < i; n++)
			NO(secret_equal(tokens[i], tokens[n]));
	}
}

TEST(what_does_not_look_like_a_token_is_none)
{
	static const struct {
		const char *text;
		bool valid;
	} row[] = {
		{ "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", true },
		{ "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKL0-_9Y", true },
		{ "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false },
		{ "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false },
		{ "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB", false },
		{ "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", false },
		{ "AAAAAAAAAAAAAAAAAAAAA+AAAAAAAAAAAAAAAAAAAAA", false },
		{ "AAAAAAAAAAAAAAAAAAAAA AAAAAAAAAAAAAAAAAAAAA", false },
		{ "AAAAAAAAAAAAAAAAAAAAA\xc3\xa9"
		  "AAAAAAAAAAAAAAAAAAAA",
		    false },
		{ "", false },
		{ NULL, false },
	};

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].text ? row[i].text : "(NULL)");
		EQ_INT(row[i].valid, secret_token_valid(row[i].text));
	}
}

TEST(equal_texts_are_equal)
{
	YES(secret_equal("", ""));
	YES(secret_equal("abc", "abc"));
	NO(secret_equal("abc", "abd"));
	NO(secret_equal("abc", "ab"));
	NO(secret_equal("", "a"));
}

TEST(random_bytes_fill_what_was_asked_for)
{
	unsigned char bytes[64] = { 0 };
	int zeros = 0;

	secret_random(bytes, 32);
	for (size_t i = 0; i < 32; i++)
		zeros += bytes[i] == 0;
	YES(zeros < 16);
	for (size_t i = 32; i < sizeof(bytes); i++)
		EQ_INT(0, bytes[i]);
}

TEST(a_password_matches_its_own_hash_only)
{
	char one[SECRET_PASSWORD_LEN], two[SECRET_PASSWORD_LEN];

	secret_password_hash("correct horse", one);
	secret_password_hash("correct horse", two);
	HAS_TEXT("$argon2id$v=19$m=65536,t=2,p=1$", one);
	NO(secret_equal(one, two));
	YES(secret_password_matches(one, "correct horse"));
	YES(secret_password_matches(two, "correct horse"));
	NO(secret_password_matches(one, "correct horse "));
	NO(secret_password_matches(one, ""));
	NO(secret_password_matches("not a hash", "correct horse"));
	NO(secret_password_matches(NULL, "correct horse"));
	NO(secret_password_matches("", ""));
}

/* FIPS 180-2, appendix B.1 */
TEST(sha256_is_what_sha256sum_prints)
{
	char sum[SECRET_HASH_LEN + 1];

	secret_sha256("abc", 3, sum);
	EQ_TEXT("ba7816bf8f01cfea414140de5dae2223"
		"b00361a396177a9cb410ff61f20015ad", sum);
}

TEST(table_hashes_differ_by_key_and_by_bytes)
{
	uint64_t here = secret_table_hash("abc", 3), other;

	YES(here == secret_table_hash("abc", 3));
	NO(here == secret_table_hash("abd", 3));
	NO(here == secret_table_hash("abc", 2));
	other = secret_table_hash("", 0);
	NO(here == other);
}
