/* SPDX-License-Identifier: Apache-2.0 */
/*
 * db.c - values into statements and rows into records.
 */
#include "db_sample.h"

#define EXACT_MAX INT64_C(9007199254740991)

static struct db *
begun(void)
{
	struct db *db = sample_new();

	store_begin(db);
	return db;
}

static void
end(struct db *db)
{
	store_rollback(db);
	sample_close(db);
}

TEST(a_record_comes_back_as_it_went_in)
{
	static const int64_t members[] = { 1, 22, EXACT_MAX };
	static const char *const tags[] = { "plain", "with \"quotes\"", "höhe" };
	static const struct sample in = {
		.id = EXACT_MAX, .reply_to = EXACT_MAX, .amount = -5,
		.at = 1700000000123, .vote = { true, 0 }, .open = true,
		.share = 0.1, .title = "Gezeiten \xF0\x9F\x8C\x8A", .kind = "two",
		.members = { members, 3 }, .tags = { tags, 3 },
		.bytes = { "a\0b", 3 },
	};
	struct db *db = begun();
	struct sample out;

	db_put(db, SQL(SAMPLE_INSERT), sample_fields, &in);
	YES(db_get(db, SQL(SAMPLE_GET), sample_fields, &out, EXACT_MAX));
	EQ_INT(in.id, out.id);
	EQ_INT(in.reply_to, out.reply_to);
	EQ_INT(-5, out.amount);
	EQ_INT(in.at, out.at);
	YES(out.vote.known);
	EQ_INT(0, out.vote.is);
	YES(out.open);
	EQ_REAL(0.1, out.share);
	EQ_TEXT(in.title, out.title);
	EQ_TEXT("two", out.kind);
	EQ_INT(3, out.members.count);
	EQ_INT(EXACT_MAX, out.members.at[2]);
	EQ_INT(3, out.tags.count);
	EQ_TEXT(tags[1], out.tags.at[1]);
	EQ_TEXT(tags[2], out.tags.at[2]);
	EQ_INT(3, out.bytes.len);
	YES(memcmp(out.bytes.at, "a\0b", 3) == 0);
	EQ_TEXT("", store_error(db));
	end(db);
}

TEST(nothing_comes_back_as_nothing)
{
	static const struct sample in = { .id = 1 };
	static const struct { const char *column; int64_t is_null; } row[] = {
		{ "reply_to", 1 }, { "at", 1 }, { "vote", 1 }, { "title", 1 },
		{ "kind", 1 }, { "amount", 0 }, { "open", 0 }, { "share", 0 },
		{ "members", 0 }, { "tags", 0 }, { "bytes", 0 },
	};
	struct sql_block block[COUNT(row)];
	const char *path = sample_path();
	struct sample out;
	struct arena *a = arena_new();
	struct db *db;

	sample_migrate(path);
	db = sample_open(path, STORE_WRITER);
	store_begin(db);
	db_put(db, SQL(SAMPLE_INSERT), sample_fields, &in);
	memset(&out, 0xff, sizeof(out));
	YES(db_get(db, SQL(SAMPLE_GET), sample_fields, &out, 1));
	EQ_INT(STORE_OK, store_commit(db));
	EQ_INT(0, out.reply_to);
	EQ_INT(0, out.amount);
	EQ_INT(0, out.at);
	NO(out.vote.known);
	NO(out.open);
	EQ_REAL(0, out.share);
	EQ_TEXT(NULL, out.title);
	EQ_TEXT(NULL, out.kind);
	EQ_INT(0, out.members.count);
	EQ_INT(0, out.tags.count);
	EQ_INT(0, out.bytes.len);
	sample_close(db);

	for (size_t i = 0; i < COUNT(row); i++)
		block[i] = (struct sql_block){ .name = row[i].column,
			.sql = arena_printf(a, "SELECT %s IS NULL FROM sample",
			    row[i].column), .file = "x", .line = 1 };
	db = sample_open_with(path, STORE_READER, block, COUNT(block));
	store_use(db, a);
	store_begin(db);
	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].column);
		EQ_INT(row[i].is_null, db_number_vals(db, (enum sql)i, NULL, 0));
	}
	store_rollback(db);
	store_close(db);
	arena_free(a);
}

TEST(an_empty_text_is_not_the_same_as_none)
{
	struct db *db = begun();

	sample_add(db, 1, "");
	sample_add(db, 2, NULL);
	EQ_TEXT("", db_text(db, SQL(SAMPLE_TITLE), 1));
	EQ_TEXT(NULL, db_text(db, SQL(SAMPLE_TITLE), 2));
	EQ_TEXT(NULL, db_text(db, SQL(SAMPLE_TITLE), 3));
	NO(db_failed(db));
	end(db);
}

TEST(an_id_of_zero_is_not_stored)
{
	struct db *db = begun();

	sample_add(db, 0, "nameless");
	EQ_INT(STORE_FAILED, store_why(db));
	EQ_TEXT("SAMPLE_INSERT: id is 0", store_error(db));
	end(db);
}

TEST(fields_without_a_column_are_zero)
{
	struct db *db = begun();
	struct sample s;

	sample_add(db, 4, "here");
	memset(&s, 0xff, sizeof(s));
	YES(db_get(db, SQL(SAMPLE_AMOUNT), sample_fields, &s, 4));
	EQ_INT(4, s.id);
	EQ_TEXT(NULL, s.title);
	EQ_INT(0, s.tags.count);
	NO(s.vote.known);
	end(db);
}

TEST(a_row_that_is_not_there_leaves_zeroes)
{
	struct db *db = begun();
	struct sample s;

	memset(&s, 0xff, sizeof(s));
	NO(db_get(db, SQL(SAMPLE_GET), sample_fields, &s, 4));
	EQ_INT(0, s.id);
	EQ_TEXT(NULL, s.title);
	NO(db_failed(db));
	EQ_INT(0, db_number(db, SQL(SAMPLE_AMOUNT), 4));
	end(db);
}

TEST(all_rows_come_in_order_however_many)
{
	static const size_t row[] = { 0, 1, 16, 17, 1000 };
	struct db *db = begun();
	struct list list;
	int64_t next = 1;

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%zu", row[i]);
		for (; next <= (int64_t)row[i]; next++)
			sample_add(db, next, "x");
		list = db_all(db, SQL(SAMPLE_ALL), sample_fields,
		    sizeof(struct sample), 1);
		EQ_INT(row[i], list.count);
		for (size_t k = 0; k < list.count; k++) {
			const struct sample *s = list.at;

			EQ_INT(k + 1, s[k].id);
			EQ_TEXT("x", s[k].title);
			EQ_TEXT(NULL, s[k].kind);
		}
	}
	end(db);
}

TEST(a_writing_statement_says_how_many_rows_it_changed)
{
	struct db *db = begun();
	struct sample s;

	EQ_INT(3, db_changed(db, SQL(SAMPLE_INSERT_MANY), "[5,6,7]"));
	EQ_INT(2, db_changed(db, SQL(SAMPLE_RAISE), 6));
	EQ_INT(0, db_changed(db, SQL(SAMPLE_RAISE), 8));
	EQ_INT(0, db_changed(db, SQL(SAMPLE_AMOUNT), 6));
	YES(db_get(db, SQL(SAMPLE_AMOUNT), sample_fields, &s, 7));
	EQ_INT(2, s.amount);
	end(db);
}

TEST(a_returning_statement_reaches_every_row_though_one_is_read)
{
	struct db *db = begun();
	struct sample s;

	db_run(db, SQL(SAMPLE_INSERT_MANY), "[5,6,7]");
	store_savepoint(db);
	YES(db_get(db, SQL(SAMPLE_RAISE), sample_fields, &s, 5));
	EQ_INT(2, s.amount);
	store_release(db);
	EQ_TEXT("", store_error(db));
	YES(db_get(db, SQL(SAMPLE_AMOUNT), sample_fields, &s, 7));
	EQ_INT(2, s.amount);
	EQ_INT(5, db_number(db, SQL(SAMPLE_RAISE), 5));
	YES(db_get(db, SQL(SAMPLE_AMOUNT), sample_fields, &s, 7));
	EQ_INT(3, s.amount);
	end(db);
}

TEST(a_value_of_another_type_is_a_failed_statement)
{
	struct db *db = begun();
	struct sample s;

	sample_add(db, 1, "seven");
	NO(db_get(db, SQL(SAMPLE_WRONG), sample_fields, &s, 1));
	EQ_TEXT("SAMPLE_WRONG: amount is TEXT, the field is INTEGER",
	    store_error(db));
	end(db);
}

TEST(a_whole_number_is_a_real_too)
{
	struct db *db = begun();
	struct sample s;

	YES(db_get_vals(db, SQL(SAMPLE_WHOLE), sample_fields, &s, NULL, 0));
	EQ_REAL(7, s.share);
	end(db);
}

TEST(a_text_that_is_no_list_is_a_failed_statement)
{
	struct db *db = begun();
	struct sample s;

	YES(db_get(db, SQL(SAMPLE_LIST), sample_fields, &s, "[4,5]"));
	EQ_INT(2, s.members.count);
	NO(db_get(db, SQL(SAMPLE_LIST), sample_fields, &s, "[4,\"x\"]"));
	EQ_INT(0, s.members.count);
	EQ_TEXT("SAMPLE_LIST: members holds no list", store_error(db));
	end(db);
}

TEST(a_record_in_a_record_is_one_column)
{
	static const char *const words[] = { "a \"b\"", "<c>" };
	struct db *db = begun();
	struct sample_part part = { .id = 7, .words = { words, 2 } };
	struct sample s = { .id = 1, .part = &part };

	db_put(db, SQL(SAMPLE_PART_PUT), sample_fields, &s);
	YES(db_get(db, SQL(SAMPLE_PART), sample_fields, &s, 1));
	YES(s.part != &part);
	EQ_INT(7, s.part->id);
	EQ_INT(2, s.part->words.count);
	EQ_TEXT(words[0], s.part->words.at[0]);
	EQ_TEXT(words[1], s.part->words.at[1]);
	YES(s.part->note == NULL);
	s = (struct sample){ .id = 2 };
	db_put(db, SQL(SAMPLE_PART_PUT), sample_fields, &s);
	YES(db_get(db, SQL(SAMPLE_PART), sample_fields, &s, 2));
	YES(s.part == NULL);
	end(db);
}

TEST(a_text_that_is_no_such_record_is_a_failed_statement)
{
	static const char *const wrong[] = { "{\"id\":7", "[7]",
		"{\"id\":7}", "{\"id\":7,\"words\":[],\"more\":1}" };

	for (size_t i = 0; i < COUNT(wrong); i++) {
		struct db *db = begun();
		struct sample s;

		CASE("%s", wrong[i]);
		sample_add(db, 1, wrong[i]);
		NO(db_get(db, SQL(SAMPLE_PART), sample_fields, &s, 1));
		EQ_TEXT("SAMPLE_PART: part holds no record", store_error(db));
		end(db);
	}
}

static void
column_without_field(const void *arg)
{
	struct db *db = begun();
	struct sample s;

	(void)arg;
	db_get(db, SQL(SAMPLE_STRANGE), sample_fields, &s, 1);
}

static void
column_twice(const void *arg)
{
	struct db *db = begun();

	(void)arg;
	db_all(db, SQL(SAMPLE_TWICE), sample_fields, sizeof(struct sample), 1);
}

static void
value_without_field(const void *arg)
{
	static const struct sample s = { .id = 1 };
	struct db *db = begun();

	(void)arg;
	db_put(db, SQL(SAMPLE_STRANGE_VALUE), sample_fields, &s);
}

static void
wrong_count(const void *arg)
{
	(void)arg;
	db_run(begun(), SQL(SAMPLE_STRANGE_VALUE), 1);
}

static void
outside(const void *arg)
{
	(void)arg;
	db_run(sample_new(), SQL(SAMPLE_RAISE), 1);
}

TEST(slips_of_the_programmer_name_the_statement_and_abort)
{
	ABORTS("the column weight of the statement SAMPLE_STRANGE",
	    column_without_field, NULL);
	ABORTS("the column id of the statement SAMPLE_TWICE", column_twice,
	    NULL);
	ABORTS("the value weight of the statement SAMPLE_STRANGE_VALUE",
	    value_without_field, NULL);
	ABORTS("SAMPLE_STRANGE_VALUE takes 2 values, not 1", wrong_count, NULL);
	ABORTS("SAMPLE_RAISE runs inside a transaction", outside, NULL);
}

static void
open_with(const void *sql)
{
	const struct sql_block block = { .name = "broken",
		.sql = sql, .file = "a.sql", .line = 7 };
	const char *path = sample_path();

	sample_migrate(path);
	sample_open_with(path, STORE_WRITER, &block, 1);
}

FILE_TEST(a_statement_that_cannot_be_prepared_stops_the_start)
{
	static const struct { const char *sql, *says; } row[] = {
		{ "SELECT nobody FROM sample",
		    "a.sql:7: the statement broken: no such column: nobody" },
		{ "SELECT \"typo\" FROM sample", "no such column: typo" },
		{ "SELECT 1; SELECT 2", "a.sql:7: broken is not one statement" },
		{ "SELECT ?", "a.sql:7: broken has a value without a :name" },
		{ "", "is not one statement" },
	};

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].sql);
		FATAL(row[i].says, open_with, row[i].sql);
	}
}

TEST(a_value_used_twice_is_given_once)
{
	static const struct sql_block block = { .name = "twice", .sql =
		"SELECT CAST(:b AS INTEGER) - CAST(:a AS INTEGER) - :b - :a",
		.file = "x", .line = 1 };
	const char *path = sample_path();
	struct arena *a = arena_new();
	struct db *db;

	sample_migrate(path);
	db = sample_open_with(path, STORE_READER, &block, 1);
	store_use(db, a);
	store_begin(db);
	EQ_INT(-20, db_number(db, (enum sql)0, 100, 10));
	store_rollback(db);
	store_close(db);
	arena_free(a);
}
