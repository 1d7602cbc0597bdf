/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store.c - transactions, the sticky error, snapshots, full disks, the lock.
 */
#include <sys/resource.h>
#include <sys/stat.h>

#include "db_sample.h"
#include "store/sqlite.h"

#define BIG 100000 /* bytes; a few of them do not fit into LIMIT_PAGES */

static struct db *
begun(void)
{
	struct db *db = sample_new();

	store_begin(db);
	return db;
}

static int64_t
words(struct db *db)
{
	return db_number_vals(db, SQL(WORD_COUNT), NULL, 0);
}

/* How many words are stored for good. */
static int64_t
words_kept(struct db *db)
{
	int64_t n;

	store_begin(db);
	n = words(db);
	store_rollback(db);
	return n;
}

static int64_t
file_len(const char *path, const char *suffix)
{
	char name[600];
	struct stat st;

	snprintf(name, sizeof(name), "%s%s", path, suffix);
	return stat(name, &st) == 0 ? st.st_size : -1;
}

TEST(what_is_committed_is_kept_and_what_is_rolled_back_is_not)
{
	struct db *db = begun();

	db_run(db, SQL(WORD_INSERT), "kept", 0);
	EQ_INT(STORE_OK, store_commit(db));
	store_begin(db);
	db_run(db, SQL(WORD_INSERT), "dropped", 0);
	EQ_INT(2, words(db));
	store_rollback(db);
	EQ_INT(1, words_kept(db));
	sample_close(db);
}

TEST(after_a_failed_statement_nothing_happens_and_the_commit_says_so)
{
	struct db *db = begun();
	struct sample s;

	EQ_INT(1, db_changed(db, SQL(WORD_INSERT), "twice", 0));
	EQ_INT(0, db_changed(db, SQL(WORD_INSERT), "twice", 0));
	YES(db_failed(db));
	EQ_INT(STORE_FAILED, store_why(db));
	EQ_TEXT(sample_says("WORD_INSERT: UNIQUE constraint failed: word.word",
		    "WORD_INSERT: duplicate key value violates unique "
		    "constraint \"word_word_key\""),
	    store_error(db));
	EQ_INT(0, db_changed(db, SQL(WORD_INSERT), "other", 0));
	EQ_INT(0, words(db));
	EQ_TEXT(NULL, db_text(db, SQL(SAMPLE_TITLE), 1));
	NO(db_get(db, SQL(SAMPLE_GET), sample_fields, &s, 1));
	EQ_INT(0, db_all(db, SQL(SAMPLE_ALL), sample_fields,
	    sizeof(struct sample), 1).count);
	sample_add(db, 0, NULL);
	EQ_TEXT(sample_says("WORD_INSERT: UNIQUE constraint failed: word.word",
		    "WORD_INSERT: duplicate key value violates unique "
		    "constraint \"word_word_key\""),
	    store_error(db));
	EQ_INT(STORE_FAILED, store_commit(db));
	EQ_INT(STORE_FAILED, store_why(db));
	EQ_INT(0, words_kept(db));
	NO(db_failed(db));
	sample_close(db);
}

/* Runs calls as the writer does: what the database takes back for the sake of
 * one of them is run once more. */
static void
run_calls(struct db *db, void (*calls)(struct db *db))
{
	calls(db);
	if (store_why(db) != STORE_AGAIN)
		return;
	store_rollback(db);
	store_begin(db);
	calls(db);
}

static void
four_calls_two_refused(struct db *db)
{
	store_savepoint(db);
	db_run(db, SQL(WORD_INSERT), "one", 0);
	store_release(db);
	store_savepoint(db);
	db_run(db, SQL(WORD_INSERT), "two", 0);
	EQ_INT(0, db_changed(db, SQL(WORD_INSERT), "one", 0));
	YES(db_failed(db));
	store_rollback_to(db);
	store_savepoint(db);
	db_run(db, SQL(WORD_INSERT), "three", 0);
	store_release(db);
	store_savepoint(db);
	db_run(db, SQL(WORD_INSERT), "regretted", 0);
	store_rollback_to(db);
}

TEST(a_savepoint_gives_back_one_call_and_keeps_the_others)
{
	struct db *db = begun();

	run_calls(db, four_calls_two_refused);
	NO(db_failed(db));
	EQ_TEXT("", store_error(db));
	EQ_INT(2, words(db));
	EQ_INT(STORE_OK, store_commit(db));
	store_begin(db);
	EQ_INT(1, db_changed(db, SQL(WORD_DELETE), "three"));
	EQ_INT(0, db_changed(db, SQL(WORD_DELETE), "two"));
	EQ_INT(STORE_OK, store_commit(db));
	sample_close(db);
}

static int64_t
samples(struct db *db)
{
	return db_number_vals(db, SQL(SAMPLE_COUNT), NULL, 0);
}

/* Adds rows as so many calls would. */
static void
add_samples(struct db *db, int64_t first, int64_t last)
{
	for (int64_t id = first; id <= last; id++) {
		store_savepoint(db);
		sample_add(db, id, id % 3 == 0 ? NULL : "a title");
		store_release(db);
	}
}

TEST(rows_that_wait_for_others_are_there_for_whoever_looks)
{
	struct db *db = begun();

	for (int64_t more = 1, all = 0; more < 40; more += 6, all = samples(db)) {
		add_samples(db, all + 1, all + more);
		EQ_INT(all + more, samples(db));
		EQ_TEXT("a title", db_text(db, SQL(SAMPLE_TITLE), all + 1));
		EQ_INT(1, db_changed(db, SQL(SAMPLE_STRANGE_VALUE), 7,
		    all + more));
		add_samples(db, all + more + 1, all + more + 2);
	}
	EQ_INT(STORE_OK, store_commit(db));
	store_begin(db);
	EQ_INT(133 + 7 * 2, samples(db));
	store_rollback(db);
	sample_close(db);
}

/* The second adds a row that is there. */
static void
three_adders(struct db *db)
{
	add_samples(db, 1, 2);
	store_savepoint(db);
	sample_add(db, 2, "again");
	samples(db);
	store_rollback_to(db);
	add_samples(db, 3, 4);
}

TEST(a_row_that_cannot_be_is_its_own_calls_fault)
{
	struct db *db = begun();

	run_calls(db, three_adders);
	EQ_INT(4, samples(db));
	EQ_INT(STORE_OK, store_commit(db));
	store_begin(db);
	add_samples(db, 5, 6);
	store_rollback(db);
	store_begin(db);
	EQ_INT(4, samples(db));
	sample_add(db, 1, "again");
	EQ_INT(STORE_FAILED, store_commit(db));
	sample_close(db);
}

static int64_t
amount(struct db *db, int64_t id)
{
	struct sample s;

	db_get(db, SQL(SAMPLE_AMOUNT), sample_fields, &s, id);
	return s.amount;
}

TEST(many_rows_are_changed_at_once_and_one_row_twice)
{
	struct db *db = begun();

	add_samples(db, 1, 39);
	for (int64_t id = 1; id <= 39; id++)
		db_run(db, SQL(SAMPLE_STRANGE_VALUE), 100 + id, id);
	db_run(db, SQL(SAMPLE_STRANGE_VALUE), 7, 5);
	EQ_INT(1, db_changed(db, SQL(SAMPLE_STRANGE_VALUE), 8, 6));
	EQ_INT(0, db_changed(db, SQL(SAMPLE_STRANGE_VALUE), 8, 40));
	for (int64_t id = 7; id <= 39; id++)
		EQ_INT(100 + id, amount(db, id));
	EQ_INT(104, amount(db, 4));
	EQ_INT(7, amount(db, 5));
	EQ_INT(8, amount(db, 6));
	EQ_INT(STORE_OK, store_commit(db));
	sample_close(db);
}

TEST(what_was_asked_ahead_is_asked_anew_once_it_has_changed)
{
	struct db *db = begun();

	add_samples(db, 1, 4);
	EQ_INT(STORE_OK, store_commit(db));
	store_begin(db);
	for (int64_t id = 1; id <= 4; id++)
		db_ahead(db, SQL(SAMPLE_AMOUNT), id);
	store_savepoint(db);
	db_run(db, SQL(SAMPLE_STRANGE_VALUE), 20, 2);
	EQ_INT(0, amount(db, 1));
	EQ_INT(20, amount(db, 2));
	store_release(db);
	store_savepoint(db);
	db_run(db, SQL(SAMPLE_STRANGE_VALUE), 21, 2);
	EQ_INT(21, amount(db, 2));
	EQ_INT(3, db_changed(db, SQL(SAMPLE_RAISE), 2));
	EQ_INT(22, amount(db, 2));
	EQ_INT(1, amount(db, 3));
	EQ_INT(0, amount(db, 1));
	store_release(db);
	EQ_INT(STORE_OK, store_commit(db));
	store_begin(db);
	EQ_INT(1, amount(db, 4));
	store_rollback(db);
	sample_close(db);
}

struct one_id {
	int64_t id;
};

static const struct field id_fields[] = { F_ID(one_id, id), F_END };

TEST(of_what_was_asked_ahead_together_each_gets_the_rows_that_it_asked_for)
{
	static const char *const title[] = { "plain", "a \"b\" \\ {c,d}", "",
		"NULL", "nobody's", "plain", "na\303\257ve, new" };
	static const size_t times[] = { 6, 6, 6, 6, 0, 11, 5 };
	struct db *db = begun();

	for (int64_t id = 0; id < 40; id++)
		sample_add(db, 1 + id, id % 7 == 4 ? NULL : title[id % 7]);
	EQ_INT(STORE_OK, store_commit(db));
	store_begin(db);
	for (size_t i = 0; i < 7; i++)
		db_ahead(db, SQL(SAMPLE_TITLED), title[i], i == 0 ? 20 : 1);
	for (size_t i = 7; i-- > 0;) {
		struct list found = db_all(db, SQL(SAMPLE_TITLED), id_fields,
		    sizeof(struct one_id), title[i], i == 0 ? 20 : 1);
		const struct one_id *row = found.at;

		EQ_INT(times[i], found.count);
		for (size_t k = 0; k < found.count; k++)
			EQ_TEXT(title[i], db_text(db, SQL(SAMPLE_TITLE),
			    row[k].id));
	}
	EQ_INT(11, db_all(db, SQL(SAMPLE_TITLED), id_fields,
	    sizeof(struct one_id), "plain", 1).count);
	store_rollback(db);
	sample_close(db);
}

/* What it asked ahead is part of the one view of the data that it reads in. */
TEST(a_reader_that_asks_ahead_reads_all_in_one_view)
{
	const char *path = sample_path();
	struct db *db, *reader;
	struct list found;

	sample_migrate(path);
	db = sample_open(path, STORE_WRITER);
	store_begin(db);
	sample_add(db, 1, "plain");
	EQ_INT(STORE_OK, store_commit(db));
	reader = sample_open(path, STORE_READER);
	store_begin(reader);
	db_ahead(reader, SQL(SAMPLE_TITLED), "plain", 1);
	found = db_all(reader, SQL(SAMPLE_TITLED), id_fields,
	    sizeof(struct one_id), "plain", 1);
	EQ_INT(1, found.count);
	store_begin(db);
	sample_add(db, 2, "plain");
	EQ_INT(STORE_OK, store_commit(db));
	found = db_all(reader, SQL(SAMPLE_TITLED), id_fields,
	    sizeof(struct one_id), "plain", 1);
	EQ_INT(1, found.count);
	store_rollback(reader);
	sample_close(reader);
	sample_close(db);
}

FILE_TEST(the_log_does_not_repeat_what_a_person_searched_for)
{
	struct db *db = begun();
	db_run(db, SQL(FOUND_INSERT), "tides and currents");
	EQ_INT(1, db_number(db, SQL(WORD_SEARCH), "\"tides\""));
	EQ_INT(0, db_number(db, SQL(WORD_SEARCH), "\"my secret"));
	YES(db_failed(db));
	HAS_TEXT("WORD_SEARCH: ", store_error(db));
	LACKS_TEXT("secret", store_error(db));
	store_rollback(db);
	sample_close(db);
}

FILE_TEST(a_full_disk_takes_the_transaction_back_and_the_store_goes_on)
{
	struct db *db = begun();
	db_run(db, SQL(WORD_INSERT), "before", 0);
	EQ_INT(STORE_OK, store_commit(db));
	store_begin(db);
	db_run_vals(db, SQL(LIMIT_PAGES), NULL, 0);
	store_savepoint(db);
	db_run(db, SQL(WORD_INSERT), "fits", 0);
	store_release(db);
	store_savepoint(db);
	db_run(db, SQL(WORD_INSERT), "big", BIG);
	db_run(db, SQL(WORD_INSERT), "bigger", BIG);
	EQ_INT(STORE_FULL, store_why(db));
	EQ_TEXT("WORD_INSERT: database or disk is full", store_error(db));
	/* SQLite has rolled back all of it: the savepoint is no way out, and
	 * nothing may be written outside of a transaction. */
	store_rollback_to(db);
	EQ_INT(STORE_FULL, store_why(db));
	EQ_INT(0, db_changed(db, SQL(WORD_INSERT), "alone", 0));
	EQ_INT(STORE_FULL, store_commit(db));
	EQ_INT(1, words_kept(db));

	store_begin(db);
	EQ_INT(1, db_changed(db, SQL(WORD_DELETE), "before"));
	EQ_INT(1, db_changed(db, SQL(WORD_INSERT), "small", 0));
	EQ_INT(STORE_OK, store_commit(db));
	store_begin(db);
	db_run_vals(db, SQL(LIMIT_NONE), NULL, 0);
	db_run(db, SQL(WORD_INSERT), "big", BIG);
	db_run(db, SQL(WORD_INSERT), "bigger", BIG);
	EQ_INT(STORE_OK, store_commit(db));
	EQ_INT(3, words_kept(db));
	sample_close(db);
}

/* No file may grow any more: writing fails, and not for lack of room. */
static rlim_t
files_stop_growing(rlim_t len)
{
	struct rlimit r;
	rlim_t was;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &r);
	was = r.rlim_cur;
	r.rlim_cur = len;
	setrlimit(RLIMIT_FSIZE, &r);
	return was;
}

FILE_TEST(after_an_io_error_nobody_knows_and_nothing_clears_it)
{
	struct db *db = begun();
	rlim_t was;
	db_run(db, SQL(WORD_INSERT), "before", 0);
	EQ_INT(STORE_OK, store_commit(db));
	store_begin(db);
	store_savepoint(db);
	db_run(db, SQL(WORD_INSERT), "lost", BIG);
	store_release(db);
	was = files_stop_growing(4096);
	EQ_INT(STORE_UNKNOWN, store_commit(db));
	HAS_TEXT("COMMIT: disk I/O error", store_error(db));
	files_stop_growing(was);
	EQ_INT(STORE_UNKNOWN, store_why(db));
	EQ_INT(1, words_kept(db));
	sample_close(db);
}

FILE_TEST(an_unknown_outcome_outranks_a_failed_statement)
{
	struct db *db = begun();
	db_run(db, SQL(WORD_INSERT), "twice", 0);
	db_run(db, SQL(WORD_INSERT), "twice", 0);
	db_fail(db, STORE_FULL, "later");
	EQ_INT(STORE_FAILED, store_why(db));
	db_fail(db, STORE_UNKNOWN, "worse");
	EQ_TEXT("worse", store_error(db));
	store_rollback_to(db);
	EQ_INT(STORE_UNKNOWN, store_why(db));
	store_rollback(db);
	sample_close(db);
}

TEST(a_reader_sees_one_moment_from_its_first_statement_on)
{
	const char *path = sample_path();
	struct db *writer, *reader;

	sample_migrate(path);
	writer = sample_open(path, STORE_WRITER);
	reader = sample_open(path, STORE_READER);
	store_begin(reader);
	store_begin(writer);
	db_run(writer, SQL(WORD_INSERT), "one", 0);
	EQ_INT(STORE_OK, store_commit(writer));
	EQ_INT(1, words(reader));
	store_begin(writer);
	db_run(writer, SQL(WORD_INSERT), "two", 0);
	EQ_INT(1, words(reader));
	EQ_INT(STORE_OK, store_commit(writer));
	EQ_INT(1, words(reader));
	store_rollback(reader);
	EQ_INT(2, words_kept(reader));
	sample_close(reader);
	sample_close(writer);
}

FILE_TEST(a_reader_cannot_write)
{
	const char *path = sample_path();
	struct db *reader;

	sample_migrate(path);
	reader = sample_open(path, STORE_READER);
	store_begin(reader);
	EQ_INT(0, db_changed(reader, SQL(WORD_INSERT), "one", 0));
	EQ_INT(STORE_FAILED, store_why(reader));
	HAS_TEXT("readonly", store_error(reader));
	store_rollback(reader);
	sample_close(reader);
}

/* Takes the five seconds that a statement of a reader may take. */
TEST(a_reader_gives_up_a_statement_that_does_not_end)
{
	const char *path = sample_path();
	struct db *reader;

	sample_migrate(path);
	reader = sample_open(path, STORE_READER);
	store_begin(reader);
	EQ_INT(0, db_number_vals(reader, SQL(FOR_EVER), NULL, 0));
	EQ_INT(STORE_SLOW, store_why(reader));
	EQ_TEXT("FOR_EVER: took too long", store_error(reader));
	store_rollback(reader);
	EQ_INT(0, words_kept(reader));
	EQ_TEXT("", store_error(reader));
	sample_close(reader);
}

FILE_TEST(a_commit_is_synced_in_a_write_ahead_log)
{
	struct db *db = begun();
	EQ_INT(2, db_number_vals(db, SQL(SYNCHRONOUS), NULL, 0));
	EQ_TEXT("wal", db_text_vals(db, SQL(JOURNAL_MODE), NULL, 0));
	store_rollback(db);
	sample_close(db);
}

FILE_TEST(a_checkpoint_empties_the_log_as_far_as_readers_allow)
{
	const char *path = sample_path();
	struct db *writer, *reader, *upkeep;
	sample_migrate(path);
	writer = sample_open(path, STORE_WRITER);
	reader = sample_open(path, STORE_READER);
	upkeep = sample_open(path, STORE_WRITER);
	store_begin(reader);
	EQ_INT(0, words(reader));
	store_begin(writer);
	db_run(writer, SQL(WORD_INSERT), "big", BIG);
	EQ_INT(STORE_OK, store_commit(writer));
	YES(store_checkpoint(upkeep) > 20);
	NO(store_truncate_wal(upkeep));
	YES(file_len(path, "-wal") > BIG);
	store_rollback(reader);
	EQ_INT(0, store_checkpoint(upkeep));
	YES(file_len(path, "-wal") > BIG);
	YES(store_truncate_wal(upkeep));
	EQ_INT(0, file_len(path, "-wal"));
	EQ_INT(1, words_kept(reader));
	sample_close(upkeep);
	sample_close(reader);
	sample_close(writer);
}

static void
write_word(struct db *writer, const char *word)
{
	store_begin(writer);
	db_run(writer, SQL(WORD_INSERT), word, BIG);
	EQ_INT(STORE_OK, store_commit(writer));
}

FILE_TEST(a_log_that_is_all_copied_starts_again_at_its_beginning)
{
	const char *path = sample_path();
	struct db *writer, *reader;
	int64_t once;
	sample_migrate(path);
	writer = sample_open(path, STORE_WRITER);
	reader = sample_open(path, STORE_READER);
	write_word(writer, "first");
	once = store_wal_pages(writer);
	YES(once > 20);
	store_begin(reader);
	EQ_INT(1, words(reader));
	write_word(writer, "second");
	YES(store_wal_pages(writer) > once);
	YES(store_checkpoint(writer) > 0);
	write_word(writer, "third");
	YES(store_wal_pages(writer) > 2 * once);
	store_rollback(reader);
	EQ_INT(0, store_checkpoint(writer));
	write_word(writer, "fourth");
	YES(store_wal_pages(writer) < 2 * once);
	sample_close(reader);
	sample_close(writer);
}

/* More than the log is written at a time, and more than SQLite keeps in memory
 * of a transaction: it has to read back what it wrote to the log before. */
FILE_TEST(a_commit_larger_than_memory_is_whole_for_others)
{
	const char *path = sample_path();
	struct arena *a = arena_new();
	struct db *writer, *reader;
	char word[32];
	sample_migrate(path);
	writer = sample_open(path, STORE_WRITER);
	reader = sample_open(path, STORE_READER);
	store_begin(writer);
	for (int64_t i = 0; i < 250; i++) {
		bool regret = i % 5 == 4;

		snprintf(word, sizeof(word), "word %lld", (long long)i);
		store_savepoint(writer);
		db_run(writer, SQL(WORD_INSERT), word, BIG);
		if (regret)
			store_rollback_to(writer);
		else
			store_release(writer);
	}
	EQ_INT(200, words(writer));
	EQ_INT(0, words_kept(reader));
	EQ_INT(STORE_OK, store_commit(writer));
	EQ_INT(200, words_kept(reader));
	sample_close(reader);
	sample_close(writer);
	EQ_TEXT(NULL, store_check(path, a));
	arena_free(a);
}

static void
lock_it(const void *path)
{
	store_lock(path);
}

FILE_TEST(a_second_process_does_not_get_the_database)
{
	const char *path = sample_path();
	char said[4096], who[64];
	EQ_INT(0, unit_child(lock_it, path, said, sizeof(said)));
	/* It has ended, and its lock with it. */
	store_lock(path);
	snprintf(who, sizeof(who), "another soundings (process %d)",
	    (int)getpid());
	FATAL(who, lock_it, path);
	FATAL("cannot be made", lock_it, "/nowhere/at/all.db");
}

FILE_TEST(a_sound_database_is_found_sound)
{
	const char *path = sample_path();
	struct arena *a = arena_new();
	sample_migrate(path);
	EQ_TEXT(NULL, store_check(path, a));
	arena_free(a);
}

FILE_TEST(a_row_that_points_to_nothing_is_found)
{
	const char *path = sample_path();
	struct arena *a = arena_new();
	sqlite3 *h;
	sample_migrate(path);
	h = sqlite_open(path, SQLITE_USE_WRITE);
	EQ_INT(SQLITE_OK, sqlite_run(h, "PRAGMA foreign_keys = 0; INSERT INTO"
	    " sample (id, reply_to, amount, open, share)"
	    " VALUES (3, 99, 0, 0, 0)"));
	sqlite3_close(h);
	EQ_TEXT("sample row 3 points to nothing in sample",
	    store_check(path, a));
	arena_free(a);
}

FILE_TEST(a_damaged_page_is_found)
{
	const char *path = sample_path();
	struct arena *a = arena_new();
	struct db *db;
	int fd;
	sample_migrate(path);
	db = sample_open(path, STORE_WRITER);
	store_begin(db);
	for (int64_t i = 1; i <= 500; i++)
		sample_add(db, i, "a text that fills a few pages of the file");
	EQ_INT(STORE_OK, store_commit(db));
	sample_close(db);
	fd = open(path, O_RDWR);
	EQ_INT(8, pwrite(fd, "\xff\xff\xff\xff\xff\xff\xff\xff", 8,
	    file_len(path, "") - 4096));
	close(fd);
	YES(store_check(path, a) != NULL);
	arena_free(a);
}

static void
open_reader(const void *path)
{
	store_open(path, STORE_READER);
}

FILE_TEST(the_database_of_this_program_opens_and_older_ones_do_not)
{
	const char *path = sample_path();
	struct db *db;
	log_level_set(LOG_ALARM);
	store_migrate(path, true);
	EQ_INT(store_schema_wanted(), store_schema_of(path));
	db = store_open(path, STORE_WRITER);
	store_close(db);
	db = store_open(path, STORE_READER);
	store_close(db);
	path = sample_path();
	sqlite_migrate(path, true, migrations, 1);
	FATAL("has schema 1 and this program needs", open_reader, path);
	FATAL("has schema 0 and this program needs", open_reader,
	    sample_path());
}
