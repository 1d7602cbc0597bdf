/* SPDX-License-Identifier: Apache-2.0 */
/*
 * postgres.c - connecting with our settings.
 *
 * What the administrator writes in `store` counts, and what they leave out is
 * set here rather than by PG* variables of the environment: a server on
 * another machine must prove by its certificate who it is, and a commit that
 * returned is on its disk. Weaker TLS is taken only where it is written.
 */
#include "store/postgres.h"

#include "soundings/base.h"
#include "soundings/log.h"

#include <stdlib.h>
#include <string.h>

#define OPTIONS_MAX 64
#define SYSTEM_ROOTS "/etc/ssl/certs/ca-certificates.crt"

/* What is said to libpq: names and values, each list ending with NULL. */
struct options {
	const char *names[OPTIONS_MAX], *values[OPTIONS_MAX];
	size_t count;
};

static const struct {
	const char *name, *value;
	const char *of_copy; /* NULL: the same */
} defaults[] = {
	{ "fallback_application_name", "soundings", NULL },
	{ "target_session_attrs", "read-write", "standby" },
	/* A machine that is gone is noticed within ten seconds. */
	{ "connect_timeout", "4", "2" },
	{ "tcp_user_timeout", "6000", "3000" },
	{ "keepalives_idle", "4", NULL },
	{ "keepalives_interval", "2", NULL },
	{ "keepalives_count", "3", NULL },
	{ "gssencmode", "disable", NULL },
	{ "client_encoding", "UTF8", NULL },
};

/* Every statement has its index; a plan that was made while a table was small,
 * or full of old versions, must not scan it when it has grown (see plan_anew in
 * db_postgres.c, too). */
#define INDEXED " SET enable_seqscan = off; SET jit = off;"

#define FOR_READING \
	"SET statement_timeout = 5000; SET lock_timeout = 4000;" INDEXED \
	" SET default_transaction_read_only = on;" \
	" SET idle_in_transaction_session_timeout = 60000"

/* The writer holds the lock that all nodes wait for: it does not plan what it
 * has planned before, and one that hangs, or whose machine is gone, loses it. A commit waits for the disk, whatever the
 * configuration says; a stronger promise of it stays. */
static const char *const session[] = {
	[POSTGRES_READ] = FOR_READING,
	[POSTGRES_COPY] = FOR_READING,
	[POSTGRES_WRITE] =
	    "SET statement_timeout = 30000; SET lock_timeout = 15000;" INDEXED
	    " SET plan_cache_mode = force_generic_plan;"
	    " SET idle_in_transaction_session_timeout = 5000;"
	    " SET tcp_user_timeout = 6000; SET tcp_keepalives_idle = 4;"
	    " SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3;"
	    " SELECT set_config('synchronous_commit', 'on', false)"
	    " WHERE current_setting('synchronous_commit')"
	    " NOT IN ('on', 'remote_apply')",
	[POSTGRES_UPKEEP] = "SET jit = off; SET statement_timeout = 0",
};

bool
postgres_is(const char *store)
{
	return strncmp(store, "postgres:", 9) == 0 ||
	       strncmp(store, "postgresql:", 11) == 0;
}

/* The part that libpq reads: a URI, or KEY=VALUE words. */
static const char *
conninfo(const char *store)
{
	const char *colon = strchr(store, ':');

	return strncmp(colon, "://", 3) == 0 ? store : colon + 1;
}

const char *
postgres_words(struct arena *a, const char *message)
{
	char *words = arena_text(a, message);
	size_t len = strlen(words);

	while (len > 0 && strchr(" \n", words[len - 1]) != NULL)
		words[--len] = '\0';
	for (char *p = words; *p != '\0'; p++)
		if (*p == '\n' || *p == '\t')
			*p = ' ';
	return words;
}

static const char *
value_of(const PQconninfoOption *list, const char *name)
{
	for (; list->keyword != NULL; list++)
		if (strcmp(list->keyword, name) == 0)
			return list->val;
	return NULL;
}

const char *
postgres_name(struct arena *a, const char *store)
{
	PQconninfoOption *list = PQconninfoParse(conninfo(store), NULL);
	const char *host, *database, *name = "postgres:";

	if (list != NULL) {
		host = value_of(list, "host");
		database = value_of(list, "dbname");
		name = arena_printf(a, "postgres:%s at %s",
		    database != NULL ? database : "",
		    host != NULL ? host : "this machine");
	}
	PQconninfoFree(list);
	return name;
}

static bool
is_local(const char *host)
{
	return *host == '/' || *host == '@' || strcmp(host, "localhost") == 0 ||
	       strcmp(host, "::1") == 0 || strncmp(host, "127.", 4) == 0;
}

/* Is each of the hosts, separated by commas, this machine? */
static bool
all_local(struct arena *a, const char *hosts)
{
	char *copy = arena_text(a, hosts), *rest = copy, *host;

	while ((host = strsep(&rest, ",")) != NULL)
		if (*host != '\0' && !is_local(host))
			return false;
	return true;
}

static void
say(struct options *o, const char *name, const char *value)
{
	invariant(o->count + 1 < OPTIONS_MAX);
	o->names[o->count] = name;
	o->values[o->count++] = value;
}

/* What `store` says, or else the variable that libpq would look at. */
static const char *
said(const PQconninfoOption *list, const char *name, const char *variable)
{
	const char *value = value_of(list, name);

	return value != NULL ? value : getenv(variable);
}

static void
say_tls(struct arena *a, struct options *o, const PQconninfoOption *list,
    enum postgres_use use)
{
	const char *mode = value_of(list, "sslmode");
	const char *host = said(list, "host", "PGHOST");
	const char *address = said(list, "hostaddr", "PGHOSTADDR");
	bool away = (host != NULL && !all_local(a, host)) ||
		    (address != NULL && !all_local(a, address));

	if (mode == NULL) {
		mode = away ? "verify-full" : "prefer";
		say(o, "sslmode", mode);
	} else if (away && strcmp(mode, "verify-full") != 0 &&
		   use == POSTGRES_UPKEEP) {
		log_line(LOG_WARN, "store.weak_tls", LOG_T("sslmode", mode));
	}
	if (strncmp(mode, "verify", 6) == 0 &&
	    value_of(list, "sslrootcert") == NULL)
		say(o, "sslrootcert", SYSTEM_ROOTS);
}

/* What `store` says, and ours where it says nothing. */
static struct options
options_of(
    struct arena *a, const PQconninfoOption *list, enum postgres_use use)
{
	struct options o = { 0 };

	for (const PQconninfoOption *p = list; p->keyword != NULL; p++)
		if (p->val != NULL && *p->val != '\0')
			say(&o, p->keyword, p->val);
	for (size_t i = 0; i < COUNT(defaults); i++)
		if (value_of(list, defaults[i].name) == NULL)
			say(&o, defaults[i].name,
			    use == POSTGRES_COPY && defaults[i].of_copy != NULL
				? defaults[i].of_copy
				: defaults[i].value);
	say_tls(a, &o, list, use);
	return o;
}

/* libpq's warnings have no place in a log of JSON lines. */
static void
ignore_notice(void *arg, const PGresult *result)
{
	(void)arg;
	(void)result;
}

static bool
set_up(PGconn *conn, enum postgres_use use)
{
	PGresult *r = PQexec(conn, session[use]);
	ExecStatusType status = PQresultStatus(r);

	PQclear(r);
	PQsetNoticeReceiver(conn, ignore_notice, NULL);
	return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

/* NULL: we can work with this database. */
static const char *
unfit(PGconn *conn)
{
	const char *encoding = PQparameterStatus(conn, "server_encoding");

	if (PQserverVersion(conn) < 150000)
		return "it is older than PostgreSQL 15";
	if (encoding == NULL || strcmp(encoding, "UTF8") != 0)
		return "it cannot hold all letters: make it with ENCODING "
		       "'UTF8' TEMPLATE template0";
	return NULL;
}

PGconn *
postgres_connect(const char *store, enum postgres_use use, struct arena *a,
    const char **why)
{
	char *slip = NULL;
	PQconninfoOption *list = PQconninfoParse(conninfo(store), &slip);
	struct options o;
	PGconn *conn;

	if (list == NULL) {
		*why = arena_printf(a, "the setting `store` is not understood:"
				       " %s",
		    postgres_words(a, slip != NULL ? slip : "no memory"));
		PQfreemem(slip);
		return NULL;
	}
	o = options_of(a, list, use);
	conn = PQconnectdbParams(o.names, o.values, 0);
	PQconninfoFree(list);
	*why = PQstatus(conn) == CONNECTION_OK ? unfit(conn) : NULL;
	if (*why == NULL && PQstatus(conn) == CONNECTION_OK &&
	    set_up(conn, use))
		return conn;
	if (*why == NULL)
		*why = postgres_words(a, PQerrorMessage(conn));
	PQfinish(conn);
	return NULL;
}
