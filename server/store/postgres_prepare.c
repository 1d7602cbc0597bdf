/* SPDX-License-Identifier: Apache-2.0 */
/*
 * postgres_prepare.c - a connection on which every statement is prepared.
 *
 * Which type a value has the server is asked once, by preparing the statement
 * without any: where it says integer, ours are bigint. A slip in SQL cannot
 * boot; later, when a lost connection is made again, it is a connection that
 * cannot be had.
 */
#include "store/postgres_db.h"

#include "soundings/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool
is_integer(Oid type)
{
	return type == OID_INT2 || type == OID_INT4;
}

enum cell_type
cell_type_of(Oid type)
{
	switch (type) {
	case OID_BOOL:
	case OID_INT2:
	case OID_INT4:
	case OID_INT8:
		return CELL_INT;
	case OID_FLOAT4:
	case OID_FLOAT8:
		return CELL_REAL;
	case OID_TEXT:
	case OID_NAME:
	case OID_UNKNOWN:
	case OID_VARCHAR:
		return CELL_TEXT;
	case OID_BYTEA:
		return CELL_BLOB;
	default:
		return CELL_NULL;
	}
}

static _Noreturn void
wrong_block(const struct sql_block *b, const char *what)
{
	fatal("%s:%d: the statement %s: %s", b->file, b->line, b->name, what);
}

/* Takes the types and columns out of the server's description. */
static void
learn(struct postgres_db *s, size_t i, const PGresult *shape)
{
	struct prepared *p = &s->prepared[i];
	size_t count = p->text.count;

	if (PQnparams(shape) != (int)count)
		wrong_block(&s->db.blocks[i], "a value has no use");
	p->types = arena_get(s->arena, (count + 1) * sizeof(Oid));
	for (size_t k = 0; k < count; k++) {
		p->types[k] = PQparamtype(shape, (int)k);
		if (is_integer(p->types[k]))
			p->types[k] = OID_INT8;
	}
	for (int k = 0; k < PQnfields(shape); k++)
		if (cell_type_of(PQftype(shape, k)) == CELL_NULL)
			wrong_block(&s->db.blocks[i],
			    "a column has a type that we do not have: CAST it");
	s->db.statements[i].param_count = count;
	s->db.statements[i].column_count = (size_t)PQnfields(shape);
}

/* Reads the answers to one PREPARE or one question for its shape, and the NULL
 * behind each. */
static PGresult *
next_answer(PGconn *conn)
{
	PGresult *r = PQgetResult(conn);

	if (PQresultStatus(r) != PGRES_PIPELINE_SYNC && r != NULL)
		PQclear(PQgetResult(conn));
	return r;
}

/* False: the connection broke, or a copy does not have our tables yet. */
static bool
ask_shapes(struct postgres_db *s, PGconn *conn, const char **why)
{
	PGresult *r;

	for (size_t i = 0; i < s->db.count; i++) {
		PQsendPrepare(conn, "", s->prepared[i].text.sql, 0, NULL);
		PQsendDescribePrepared(conn, "");
		PQpipelineSync(conn);
	}
	for (size_t i = 0; i < s->db.count; i++) {
		r = next_answer(conn);
		PQclear(s->prepared[i].shape);
		s->prepared[i].shape = next_answer(conn);
		PQclear(next_answer(conn));
		if (PQstatus(conn) != CONNECTION_OK) {
			PQclear(r);
			return false;
		}
		if (PQresultStatus(r) != PGRES_COMMAND_OK) {
			*why = postgres_words(
			    s->words, PQresultErrorMessage(r));
			PQclear(r);
			if (s->db.role == STORE_REPLICA)
				return false;
			wrong_block(&s->db.blocks[i], *why);
		}
		PQclear(r);
		learn(s, i, s->prepared[i].shape);
	}
	return true;
}

/* Prepares all blocks and verbs under their names. False: *why says. */
static bool
prepare_all(struct postgres_db *s, PGconn *conn, const char **why)
{
	char name[NAME_LEN_MAX];
	bool good = true;
	PGresult *r;

	for (size_t i = 0; i < s->db.count; i++)
		PQsendPrepare(conn, s->prepared[i].name,
		    s->prepared[i].text.sql, (int)s->prepared[i].text.count,
		    s->prepared[i].types);
	for (int i = 0; i < VERB_COUNT; i++) {
		snprintf(name, sizeof(name), "v%d", i);
		PQsendPrepare(conn, name, pipe_verb_sql((enum verb)i), 0, NULL);
	}
	PQsendPrepare(conn, "lock", POSTGRES_WRITERS, 0, NULL);
	PQsendPrepare(conn, "plan_anew", "DISCARD PLANS", 0, NULL);
	many_prepare(s, conn);
	together_prepare(s, conn);
	PQpipelineSync(conn);
	while ((r = next_answer(conn)) != NULL &&
	       PQresultStatus(r) != PGRES_PIPELINE_SYNC) {
		if (good && PQresultStatus(r) != PGRES_COMMAND_OK) {
			*why = postgres_words(
			    s->words, PQresultErrorMessage(r));
			good = false;
		}
		PQclear(r);
	}
	PQclear(r);
	return good && PQstatus(conn) == CONNECTION_OK;
}

bool
prepare_connect(struct postgres_db *s, const char **why)
{
	static const enum postgres_use uses[] = {
		[STORE_WRITER] = POSTGRES_WRITE, [STORE_READER] = POSTGRES_READ,
		[STORE_REPLICA] = POSTGRES_COPY,
	};
	PGconn *conn = postgres_connect(
	    s->store, uses[s->db.role], s->words, why);

	if (conn == NULL)
		return false;
	PQenterPipelineMode(conn);
	*why = "the connection broke";
	if (!s->known)
		s->known = ask_shapes(s, conn, why);
	if (!s->known || !prepare_all(s, conn, why)) {
		PQfinish(conn);
		return false;
	}
	s->conn = conn;
	s->sent_first = s->sent_count = 0;
	s->begins = 0;
	s->plan_anew_at = PLAN_ANEW_FIRST;
	return true;
}

void
prepare_translate(struct postgres_db *s)
{
	struct prepared *p = s->prepared;
	const char *why;

	for (size_t i = 0; i < s->db.count; i++, p++) {
		snprintf(p->name, sizeof(p->name), "s%zu", i);
		p->text = dialect_statement(s->arena,
		    only_for(s->arena, "postgres", s->db.blocks[i].sql), &why);
		if (why != NULL)
			wrong_block(&s->db.blocks[i], why);
		p->changes = tables_changed(s->arena, p->text.sql);
		s->db.statements[i].nothing =
		    p->text.sql[strspn(p->text.sql, "\n")] == '\0';
	}
}
