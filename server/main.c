/* SPDX-License-Identifier: Apache-2.0 */
/*
 * main.c - one program: the server and everything its administrator does.
 */
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/settings.h"

#include "ctl/ctl.h"

static const struct {
	const char *name;
	int (*run)(const struct settings *s, int argc, char **argv);
	const char *doc;
} commands[] = {
	{ "serve", ctl_serve, "serve the communities of this database" },
	{ "migrate", ctl_migrate, "bring the database to this program's "
				  "schema" },
	{ "ctl", ctl_call, "METHOD [name=value ...]: call a method of the "
			   "running server" },
	{ "demo", ctl_demo, "[links]: fill the running server with the "
			    "demonstration community" },
	{ "backup", ctl_backup, "FILE: copy the live database and check the "
				"copy" },
	{ "move", ctl_move, "--from STORE --to STORE: copy a community to the "
			    "other engine, and prove it" },
	{ "check", ctl_check, "look for damage in the database" },
	{ "stats", ctl_stats, "[METHOD]: compute one of the statistics, JSON in, "
			      "JSON out" },
	{ "mail-in", ctl_mail_in, "[RECIPIENT | --dry-run | --lmtp]: take the mail "
				  "on standard input, or say what it says" },
	{ "mail", ctl_mail, "render [KIND] | rehearse FROM UNTIL: a sample of "
			    "each mail, or which will go out" },
	{ "bounce", ctl_bounce, "whom the mail on standard input did not "
				"reach, as JSON" },
	{ "mail-parse", ctl_mail_parse, "started by mail-in and bounce" },
	{ "doctor", ctl_doctor, "[--selector NAME] [--dns FILE]: is everything "
				"there that mail needs?" },
	{ "anchor", ctl_anchor, "OLD.txt NEW.txt: place passages (JSON lines "
				"on standard input) in a new draft" },
	{ "import", ctl_import, "[--pages] FILE: print a draft clause by clause, as JSON" },
	{ "api", ctl_api, "[--types]: print the contract (OpenRPC, or "
			  "TypeScript)" },
};

static void
usage(FILE *to)
{
	fprintf(to, "usage: soundings [-c FILE] COMMAND\n\n");
	for (size_t i = 0; i < COUNT(commands); i++)
		fprintf(to, "  %-10s %s\n", commands[i].name, commands[i].doc);
	fprintf(to, "  %-10s %s\n", "config",
	    "print the configuration file with every default");
}

static bool
asks_for_help(const char *word)
{
	return strcmp(word, "help") == 0 || strcmp(word, "--help") == 0 ||
	       strcmp(word, "-h") == 0;
}

int
main(int argc, char **argv)
{
	const char *file = NULL;
	int at = 1;

	signal(SIGPIPE, SIG_IGN);
	if (argc > 2 && strcmp(argv[1], "-c") == 0) {
		file = argv[2];
		at = 3;
	}
	if (argc <= at) {
		usage(stderr);
		return 2;
	}
	if (asks_for_help(argv[at])) {
		usage(stdout);
		return 0;
	}
	if (strcmp(argv[at], "config") == 0) {
		settings_print();
		return 0;
	}
	for (size_t i = 0; i < COUNT(commands); i++)
		if (strcmp(argv[at], commands[i].name) == 0)
			return commands[i].run(settings_read(file),
			    argc - at - 1, argv + at + 1);
	fprintf(stderr, "soundings: there is no command %s\n\n", argv[at]);
	usage(stderr);
	return 2;
}
