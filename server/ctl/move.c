/* SPDX-License-Identifier: Apache-2.0 */
/*
 * move.c - soundings move: a community from one engine to the other.
 *
 * The manifest goes to standard output: each table, its rows and the digest
 * that both sides have. Words for whoever waits go to standard error.
 */
#include <stdio.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/move.h"
#include "soundings/store.h"

#include "ctl/ctl.h"

static void
tell(const char *table, int64_t rows)
{
	fprintf(stderr, "%s: %lld\n", table, (long long)rows);
}

static const char *
word_behind(int argc, char **argv, const char *name)
{
	for (int i = 0; i + 1 < argc; i += 2)
		if (strcmp(argv[i], name) == 0)
			return argv[i + 1];
	fatal("usage: soundings move --from STORE --to STORE");
}

static void
print_manifest(const struct moved *moved)
{
	const struct moved_table *t = moved->tables.at;

	for (size_t i = 0; i < moved->tables.count; i++)
		printf("%s %lld %s\n", t[i].name, (long long)t[i].rows,
		    t[i].digest);
	printf("seq %lld\n", (long long)moved->seq);
}

int
ctl_move(const struct settings *s, int argc, char **argv)
{
	struct arena *a = arena_new();
	const char *from = word_behind(argc, argv, "--from");
	const char *to = word_behind(argc, argv, "--to");
	struct moved moved = { 0 };
	const char *why;

	if (argc != 4)
		fatal("usage: soundings move --from STORE --to STORE");
	if (!store_move(from, to, tell, a, &moved, &why))
		fatal("nothing was moved: %s", why);
	print_manifest(&moved);
	if (moved.seq_now > moved.seq)
		fprintf(stderr, "%lld events came meanwhile and are not in the "
				"copy. Stop the server and move again into an "
				"empty store before you change the setting.\n",
		    (long long)(moved.seq_now - moved.seq));
	else
		fprintf(stderr, "Every value is the same on both sides. Set "
				"`store` to the new one and keep %s/master.key: "
				"without it nobody can sign in.\n", s->data);
	arena_free(a);
	return moved.seq_now > moved.seq ? 1 : 0;
}
