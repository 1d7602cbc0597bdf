/* SPDX-License-Identifier: Apache-2.0 */
/*
 * move.c - copies every row of every table to another engine, and compares.
 *
 * Which tables there are is read from the SQLite side: the migrations made the
 * same on both. Tables come in the order in which they were made, so that a row
 * never points at one that is not there yet; rows come in pages by primary key,
 * which both engines order alike. What search knows is left out, for it is
 * derived and differs by engine; so are the tries counted in the last hour.
 */
#include "soundings/move.h"

#include <string.h>

#include "soundings/base.h"
#include "soundings/store.h"

#include "store/driver.h"
#include "store/postgres.h"

#define PAGE_ROWS    100    /* a statement has five seconds, sending included */
#define TOLD_ROWS    100000 /* between two words about a long table */
#define COLUMNS_MAX  48
#define TABLES_MAX   200
#define WAIT_ROWS    256    /* sent before one answer is waited for */

/* One column as the schema tells it. */
struct column {
	const char *tab, *name;
	int64_t key; /* its place in the primary key: 1, 2 ...; 0: none */
	bool blob;
};

static const struct field column_fields[] = {
	F_TEXT(column, tab, 1, FIELD_INT_MAX),
	F_TEXT(column, name, 1, FIELD_INT_MAX),
	F_INT(column, key, 0, COLUMNS_MAX), F_BOOL(column, blob), F_END
};

/* The statements of a table, and behind those of all tables some more. */
enum { TABLE_FIRST, TABLE_NEXT, TABLE_PUT, TABLE_EMPTY, TABLE_SQL };
enum { LAST_EVENT, SEARCH_AGAIN, MORE_SQL };

struct table {
	const char *name;
	const char *columns[COLUMNS_MAX];
	size_t column_count;
	size_t keys[COLUMNS_MAX]; /* indexes of columns */
	size_t key_count;
	int64_t page_rows; /* so many are read at once: a file can be large */
};

struct move {
	struct arena *arena;
	struct table *tables;
	size_t count;
	struct sql_block *blocks;
	struct db *from, *to;
	move_progress progress;
	struct buffer row; /* of the digest */
};

static const struct sql_block schema_block = {
	.name = "move_schema", .file = "server/store/move.c", .line = 0,
	.sql = "SELECT t.name AS tab, c.name AS name, c.pk AS key,"
	       "       c.type = 'BLOB' AS blob"
	       "  FROM sqlite_schema t JOIN pragma_table_info(t.name) c"
	       " WHERE t.type = 'table' AND t.sql NOT LIKE 'CREATE VIRTUAL%'"
	       "   AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
	       "   AND t.name NOT LIKE 'search\\_%' ESCAPE '\\'"
	       "   AND t.name NOT IN ('migration', 'attempt')"
	       " ORDER BY t.rowid, c.cid",
};

static void
add_column(struct table *t, const struct column *c)
{
	invariant(t->column_count < COLUMNS_MAX);
	if (c->key > 0) {
		t->keys[c->key - 1] = t->column_count;
		t->key_count++;
	}
	if (c->blob)
		t->page_rows = 1;
	t->columns[t->column_count++] = c->name;
}

static void
read_schema(struct move *m, const char *file)
{
	struct db *db = sqlite_db_open(file, STORE_READER, &schema_block, 1);
	struct list all;
	const struct column *c;

	store_use(db, m->arena);
	store_begin(db);
	all = db_all_vals(db, (enum sql)0, column_fields, sizeof(*c), NULL, 0);
	store_rollback(db);
	store_close(db);
	m->tables = arena_get(m->arena, TABLES_MAX * sizeof(*m->tables));
	c = all.at;
	for (size_t i = 0; i < all.count; i++) {
		if (i == 0 || strcmp(c[i].tab, c[i - 1].tab) != 0) {
			invariant(m->count < TABLES_MAX);
			m->tables[m->count++] = (struct table){
				.name = c[i].tab, .page_rows = PAGE_ROWS };
		}
		add_column(&m->tables[m->count - 1], &c[i]);
	}
}

/* before "a", before "b" ... of the columns, or of the keys alone. */
static void
put_names(struct buffer *b, const struct table *t, const char *before,
    const char *after, bool keys)
{
	size_t n = keys ? t->key_count : t->column_count;

	for (size_t i = 0; i < n; i++)
		buffer_printf(b, "%s%s%s%s", i > 0 ? ", " : "", before,
		    t->columns[keys ? t->keys[i] : i], after);
}

static const char *
page_sql(struct arena *a, const struct table *t, bool first)
{
	struct buffer b = { 0 };
	const char *sql;

	buffer_text(&b, "SELECT ");
	put_names(&b, t, "\"", "\"", false);
	buffer_printf(&b, " FROM \"%s\"", t->name);
	if (!first) {
		buffer_text(&b, " WHERE (");
		put_names(&b, t, "\"", "\"", true);
		buffer_text(&b, ") > (");
		put_names(&b, t, ":", "", true);
		buffer_char(&b, ')');
	}
	buffer_text(&b, " ORDER BY ");
	put_names(&b, t, "\"", "\"", true);
	buffer_printf(&b, " LIMIT %lld", (long long)t->page_rows);
	sql = arena_text(a, buffer_string(&b));
	buffer_free(&b);
	return sql;
}

static const char *
put_sql(struct arena *a, const struct table *t)
{
	struct buffer b = { 0 };
	const char *sql;

	buffer_printf(&b, "INSERT INTO \"%s\" (", t->name);
	put_names(&b, t, "\"", "\"", false);
	buffer_text(&b, ") VALUES (");
	put_names(&b, t, ":", "", false);
	buffer_char(&b, ')');
	sql = arena_text(a, buffer_string(&b));
	buffer_free(&b);
	return sql;
}

static void
make_blocks(struct move *m)
{
	size_t n = m->count * TABLE_SQL;
	struct sql_block *b = arena_get(m->arena,
	    (n + MORE_SQL + 1) * sizeof(*b));

	m->blocks = b;
	for (size_t i = 0; i < m->count; i++) {
		const struct table *t = &m->tables[i];

		invariant(t->key_count > 0);
		b[i * TABLE_SQL + TABLE_FIRST].sql = page_sql(m->arena, t, true);
		b[i * TABLE_SQL + TABLE_NEXT].sql = page_sql(m->arena, t, false);
		b[i * TABLE_SQL + TABLE_PUT].sql = put_sql(m->arena, t);
		b[i * TABLE_SQL + TABLE_EMPTY].sql = arena_printf(m->arena,
		    "DELETE FROM \"%s\"", t->name);
	}
	b[n + LAST_EVENT].sql = "SELECT coalesce(max(seq), 0) AS seq FROM event";
	b[n + SEARCH_AGAIN].sql =
	    "UPDATE fact SET value = '0' WHERE name = 'searched'";
	for (size_t i = 0; i < n + MORE_SQL; i++) {
		b[i].name = i < n ? m->tables[i / TABLE_SQL].name : "move";
		b[i].file = schema_block.file;
	}
}

static size_t
more(const struct move *m, size_t which)
{
	return m->count * TABLE_SQL + which;
}

static struct val
val_of(const struct cell *c)
{
	switch (c->type) {
	case CELL_INT:
		return val_int(c->i);
	case CELL_REAL:
		return val_real(c->r);
	case CELL_TEXT:
		return val_text(c->at);
	case CELL_BLOB:
		return val_blob((struct blob){ c->at, c->len });
	case CELL_NULL:
		break;
	}
	return REF(0);
}

/* The value as bytes that no other value has. */
static void
put_bytes(struct buffer *b, const struct cell *c)
{
	const void *at = c->at;
	size_t len = c->len;

	if (c->type == CELL_INT || c->type == CELL_REAL) {
		at = c->type == CELL_INT ? (const void *)&c->i : &c->r;
		len = sizeof(int64_t);
	} else if (c->type == CELL_NULL) {
		len = 0;
	}
	buffer_char(b, (char)c->type);
	buffer_put(b, &len, sizeof(len));
	if (len > 0)
		buffer_put(b, at, len);
}

static void
put_row(struct move *m, size_t table, const struct val *v, int64_t n)
{
	size_t sql = table * TABLE_SQL + TABLE_PUT;

	if (!db_ready(m->to, sql) || !m->to->driver->start(m->to, sql, v,
	    m->tables[table].column_count))
		return;
	if (n % WAIT_ROWS == 0)
		m->to->driver->finish(m->to, sql);
	else
		m->to->driver->leave(m->to, sql);
}

/* The row at hand: into the digest, and into the copy if one is made. Its keys
 * stay in `last`. */
static void
take_row(struct move *m, size_t table, struct db *db, size_t sql,
    struct moved_table *out, struct val *last, struct arena *a)
{
	const struct table *t = &m->tables[table];
	struct val v[COLUMNS_MAX];

	buffer_clear(&m->row);
	buffer_text(&m->row, out->digest);
	for (size_t i = 0; i < t->column_count; i++) {
		struct cell c = db->driver->cell(db, sql, i);

		v[i] = val_of(&c);
		put_bytes(&m->row, &c);
	}
	secret_digest(m->row.at, m->row.len, out->digest);
	out->rows++;
	for (size_t i = 0; i < t->key_count; i++) {
		last[i] = v[t->keys[i]];
		if (last[i].type == VAL_TEXT)
			last[i].t = arena_text(a, last[i].t);
	}
	if (db == m->from)
		put_row(m, table, v, out->rows);
}

/* One page behind the row whose keys are `last`; how many rows it had. */
static int64_t
take_page(struct move *m, size_t table, struct db *db,
    struct moved_table *out, struct val *last, struct arena *a)
{
	bool first = out->rows == 0;
	size_t sql = table * TABLE_SQL + (first ? TABLE_FIRST : TABLE_NEXT);
	int64_t before = out->rows;

	if (db->why != STORE_OK || !db_ready(db, sql) ||
	    !db->driver->start(db, sql, last,
		first ? 0 : m->tables[table].key_count))
		return 0;
	while (m->to->why == STORE_OK && db->driver->row(db, sql))
		take_row(m, table, db, sql, out, last, a);
	db->driver->finish(db, sql);
	return out->rows - before;
}

/* Reads a table of `db`; if that is the source, it is copied. */
static struct moved_table
take_table(struct move *m, size_t table, struct db *db)
{
	struct moved_table out = { .name = m->tables[table].name };
	struct val last[COLUMNS_MAX];
	struct arena *a[] = { arena_new(), arena_new() };
	int64_t told = 0;

	/* The keys of one page are borrowed while the next is read. */
	for (size_t turn = 0;; turn = 1 - turn) {
		arena_reset(a[turn]);
		if (take_page(m, table, db, &out, last, a[turn]) <
		    m->tables[table].page_rows)
			break;
		if (db == m->from && out.rows - told >= TOLD_ROWS)
			m->progress(out.name, told = out.rows);
	}
	arena_free(a[0]);
	arena_free(a[1]);
	return out;
}

static void
empty_tables(struct move *m)
{
	for (size_t i = m->count; i-- > 0;)
		db_run_vals(m->to, (enum sql)(i * TABLE_SQL + TABLE_EMPTY),
		    NULL, 0);
}

static int64_t
last_event(struct move *m, struct db *db)
{
	return db_number_vals(db, (enum sql)more(m, LAST_EVENT), NULL, 0);
}

/* NULL: all is copied and the same. */
static const char *
copy_all(struct move *m, struct moved_table *out)
{
	for (size_t i = 0; i < m->count; i++) {
		out[i] = take_table(m, i, m->from);
		m->progress(out[i].name, out[i].rows);
	}
	for (size_t i = 0; i < m->count; i++) {
		struct moved_table copy = take_table(m, i, m->to);

		if (db_failed(m->from))
			return store_error(m->from);
		if (db_failed(m->to))
			return store_error(m->to);
		if (copy.rows != out[i].rows ||
		    strcmp(copy.digest, out[i].digest) != 0)
			return arena_printf(m->arena, "the copy of %s is not "
			    "the same as the original", copy.name);
	}
	return NULL;
}

static const char *
move_all(struct move *m, struct moved *out)
{
	const char *why = NULL;

	store_begin(m->from);
	store_begin(m->to);
	out->seq = last_event(m, m->from);
	if (last_event(m, m->to) != 0)
		why = "there is a community already where it should go";
	if (why == NULL) {
		empty_tables(m);
		why = copy_all(m, (struct moved_table *)out->tables.at);
	}
	if (why == NULL)
		db_run_vals(m->to, (enum sql)more(m, SEARCH_AGAIN), NULL, 0);
	store_rollback(m->from);
	if (why != NULL)
		store_rollback(m->to);
	else if (store_commit(m->to) != STORE_OK)
		why = store_error(m->to);
	return why;
}

static struct db *
open_one(struct move *m, const char *store, enum store_role role)
{
	size_t n = more(m, MORE_SQL);
	struct db *db = postgres_is(store)
	    ? postgres_db_open(store, role, m->blocks, n)
	    : sqlite_db_open(store_file(store), role, m->blocks, n);

	store_use(db, m->arena);
	return db;
}

static bool
ready(const char *from, const char *to, struct arena *a, const char **why)
{
	int has;

	*why = NULL;
	if (postgres_is(from) == postgres_is(to)) {
		*why = "it goes from sqlite:... to postgres:... or back; a copy "
		       "on the same engine is made by its own tools";
		return false;
	}
	has = store_schema_of(from);
	if (has != store_schema_wanted())
		*why = arena_printf(a, "%s has schema %d and this program "
		    "needs %d: run `soundings migrate` there first",
		    store_name(a, from), has, store_schema_wanted());
	return *why == NULL;
}

bool
store_move(const char *from, const char *to, move_progress progress,
    struct arena *a, struct moved *out, const char **why)
{
	struct move m = { .arena = a, .progress = progress };

	if (!ready(from, to, a, why))
		return false;
	store_lock(to);
	store_migrate(to, true);
	read_schema(&m, store_file(postgres_is(from) ? to : from));
	make_blocks(&m);
	m.from = open_one(&m, from, STORE_READER);
	m.to = open_one(&m, to, STORE_WRITER);
	out->tables.count = m.count;
	out->tables.at = arena_get(a, m.count * sizeof(struct moved_table));
	*why = arena_text(a, move_all(&m, out));
	store_begin(m.from);
	out->seq_now = last_event(&m, m.from);
	store_rollback(m.from);
	store_close(m.from);
	store_close(m.to);
	buffer_free(&m.row);
	return *why == NULL;
}
