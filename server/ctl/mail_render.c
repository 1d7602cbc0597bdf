/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mail_render.c - `soundings mail render KIND`: a sample of each mail.
 *
 * Nothing here knows what a mail says. A small community is made up in a scratch
 * database, something happens in it by the methods that members use, and the
 * mails that come of it are the samples: so a sample is what would be sent. No
 * server is asked, and nothing of yours is touched.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/file.h"
#include "soundings/inside.h"
#include "soundings/json.h"
#include "soundings/log.h"
#include "soundings/mail.h"
#include "soundings/outbox.h"
#include "soundings/record.h"
#include "soundings/sealed.h"
#include "soundings/store.h"

#include "ctl/mail.h"

#define NAMES_MAX 24

/* One thing that happens; {in 9} is nine days after the beginning, less an hour.
 * {name} in the params is what was kept before under
 * that name. */
struct step {
	int64_t day;        /* since the beginning, a Tuesday at noon */
	const char *as;     /* the name of who does it; NULL: the server */
	const char *method;
	const char *params;
	const char *keep, *path; /* what of the answer, under which name */
};

/* What the file of an upload holds; file.put takes bytes, no JSON. */
static const char draft[] = "# Training needs\n\n"
			    "Everyone who meets new parents is asked.\n\n"
			    "Two days a year are kept free for it.\n";

#define STEP(...) STEP_OF(__VA_ARGS__, NULL, NULL, NULL)
#define STEP_OF(d, who, does, with, name, at, ...)                             \
	{ .day = (d), .as = (who), .method = (does), .params = (with),         \
	  .keep = (name), .path = (at) }

static const struct step steps[] = {
	STEP(0, NULL, "session.issue",
	    "{\"email\":\"amina@example.org\",\"display_name\":\"Amina Khan\"}",
	    "amina", "member"),
	STEP(0, NULL, "session.issue",
	    "{\"email\":\"ben@example.org\",\"display_name\":\"Ben Price\"}",
	    "ben", "member"),
	STEP(0, NULL, "community.create",
	    "{\"name\":\"Perinatal mental health\",\"summary\":\"Training and "
	    "advice.\",\"remit\":\"To advise on education and training. "
	    "It takes soundings; others decide.\",\"expectations\":[]}",
	    "club", "id"),
	STEP(0, NULL, "community.enrol",
	    "{\"community\":{club},\"member\":{amina},"
	    "\"role\":\"coordinator\"}"),
	STEP(0, NULL, "community.enrol",
	    "{\"community\":{club},\"member\":{ben},\"role\":\"member\"}"),
	STEP(0, NULL, "notice.reckon", "{}"),
	STEP(0, NULL, "session.send_link", "{\"email\":\"ben@example.org\"}"),
	STEP(0, "amina", "invitation.send",
	    "{\"community\":{club},\"addresses\":\"cleo@example.org\"}"),
	STEP(0, "ben", "thread.open",
	    "{\"community\":{club},\"title\":\"Supervision at night\","
	    "\"body\":\"Who covers you between midnight and six?\"}",
	    "thread", "thread.id"),
	STEP(0, "amina", "thread.post",
	    "{\"thread\":{thread},\"body\":\"We share a rota with the "
	    "neighbouring trust:\\n\\n- one midwife on call\\n- a "
	    "psychiatrist by telephone\\n\\nIt works **most** nights.\"}",
	    "post", "id"),
	STEP(0, "amina", "file.put", draft, "file", "id"),
	STEP(0, "amina", "document.add",
	    "{\"community\":{club},\"title\":\"Training needs\",\"file\":"
	    "{file}}",
	    "document", "id"),
	STEP(0, "amina", "round.open",
	    "{\"document\":{document},\"instructions\":\"Is anything "
	    "missing?\",\"zone\":\"Europe/London\",\"closes_at\":{in 15}}",
	    "round", "id"),
	STEP(0, "amina", "poll.open",
	    "{\"community\":{club},\"question\":\"Which topic first?\","
	    "\"options\":[\"Sleep\",\"Feeding\",\"Fathers\"],\"kind\":"
	    "\"single\",\"results\":\"after_close\",\"zone\":"
	    "\"Europe/London\",\"closes_at\":{in 9}}",
	    "poll", "poll.id"),
	STEP(0, "amina", "meeting.open",
	    "{\"community\":{club},\"title\":\"Study day\",\"body\":\"Two "
	    "trusts show how they train.\",\"starts_at\":{in 12},"
	    "\"ends_at\":{in 13},\"zone\":\"Europe/London\",\"place\":\"The "
	    "Old School, Leeds\",\"seats\":40}"),
	STEP(0, "ben", "comment.add",
	    "{\"round\":{round},\"body\":\"Students are forgotten.\"}",
	    "comment", "id"),
	STEP(1, NULL, "notice.decide", "{}"),
	STEP(2, NULL, "notice.send", "{}"),
	STEP(2, "amina", "comment.dispose",
	    "{\"comment\":{comment},\"disposition\":\"accepted_in_part\","
	    "\"reason\":\"They are named in section 2 now.\"}"),
	STEP(2, "amina", "thread.open",
	    "{\"community\":{club},\"title\":\"Leaflets in Welsh\",\"body\":"
	    "\"Two trusts share theirs. See the library.\"}"),
	STEP(2, "ben", "notice.wish", "{\"kind\":\"outcomes\",\"way\":\"now\"}"),
	STEP(2, "amina", "thread.close",
	    "{\"thread\":{thread},\"outcome\":\"Both rotas are described in "
	    "the guide.\"}"),
	STEP(3, NULL, "notice.decide", "{}"),
	STEP(6, NULL, "notice.send", "{}"),
	STEP(7, NULL, "digest.run", "{}"),
	STEP(7, NULL, "notice.warn", "{}"),
	STEP(8, NULL, "notice.send", "{}"),
	STEP(8, "amina", "round.extend",
	    "{\"round\":{round},\"closes_at\":{in 22},\"zone\":"
	    "\"Europe/London\",\"reason\":\"Half of you are on leave.\"}"),
	STEP(8, NULL, "round.announce", "{}"),
	STEP(8, NULL, "notice.decide", "{}"),
	STEP(9, NULL, "notice.send", "{}"),
	STEP(9, "amina", "round.close", "{\"round\":{round}}"),
	STEP(9, "amina", "letter.send", "{\"round\":{round}}"),
	STEP(9, NULL, "letter.write", "{}"),
	STEP(9, NULL, "notice.decide", "{}"),
	STEP(10, NULL, "notice.send", "{}"),
	STEP(10, NULL, "mail.refuse",
	    "{\"hash\":\"sample-1\",\"kind\":\"reply\",\"from\":"
	    "\"ben@example.org\",\"subject\":\"Re: Supervision at night\","
	    "\"body\":\"We have no cover at all.\",\"cut\":\"\",\"why\":"
	    "\"The thread is closed.\",\"message_id\":"
	    "\"one@mail.example.org\"}"),
	STEP(10, NULL, "mail.take",
	    "{\"hash\":\"sample-2\",\"kind\":\"reply\",\"from\":"
	    "\"ben@home.example\",\"subject\":\"Re: Training needs\","
	    "\"body\":\"Please add a line about night shifts.\",\"cut\":"
	    "\"\",\"address\":\"{sealed}\"}"),
	STEP(10, "amina", "plan.add",
	    "{\"opens_at\":{in 12},\"opening\":{\"document\":{document},"
	    "\"instructions\":\"Is it kind?\",\"zone\":\"Europe/London\","
	    "\"closes_at\":{in 30}}}"),
	STEP(10, "amina", "member.set_role",
	    "{\"community\":{club},\"member\":{ben},"
	    "\"role\":\"coordinator\"}"),
	STEP(11, "ben", "member.set_role",
	    "{\"community\":{club},\"member\":{amina},"
	    "\"role\":\"member\"}"),
	STEP(12, NULL, "plan.open_due", "{}"),
	STEP(12, NULL, "notice.decide", "{}"),
	STEP(13, NULL, "notice.send", "{}"),
};

struct stage {
	struct arena *arena;
	struct db *db;
	const struct settings *settings;
	int64_t begin;
	struct kept {
		const char *name;
		int64_t is;
	} kept[NAMES_MAX];
	size_t count;
	const char *kind; /* of the mail that is wanted; NULL: their names */
	bool found;
};

static int64_t
kept(const struct stage *s, const char *name, size_t len)
{
	for (size_t i = 0; i < s->count; i++)
		if (strlen(s->kept[i].name) == len &&
		    strncmp(s->kept[i].name, name, len) == 0)
			return s->kept[i].is;
	fatal("the sample has no %.*s", (int)len, name);
}

/* The params with what the names stand for. */
static const char *
filled(struct stage *s, const char *params)
{
	struct sealed to = { .verb = 'r', .at = s->begin + 8 * DAY };
	struct buffer b = { 0 };
	const char *at, *out;
	size_t len;

	while ((at = strchr(params, '{')) != NULL) {
		len = strcspn(at + 1, "}\"{");
		buffer_put(&b, params, (size_t)(at - params));
		params = at + 1;
		if (at[1 + len] != '}' || len == 0) {
			buffer_char(&b, '{');
			continue;
		}
		if (strncmp(at + 1, "in ", 3) == 0) {
			buffer_int(&b, s->begin + strtol(at + 4, NULL, 10) * DAY -
			    HOUR);
		} else if (strncmp(at + 1, "sealed", len) == 0) {
			to.thing = kept(s, "round", 5);
			to.member = kept(s, "ben", 3);
			buffer_text(&b,
			    sealed_write(s->arena, SECRET_REPLY, &to));
		} else {
			buffer_int(&b, kept(s, at + 1, len));
		}
		params += len + 1;
	}
	buffer_text(&b, params);
	out = arena_copy(s->arena, b.at, b.len);
	buffer_free(&b);
	return out;
}

static void
keep(struct stage *s, const struct step *step, const struct call *c)
{
	const char *why;
	struct json *j = json_parse(c->reply.at, c->reply.len, &why);
	double n = 0;

	json_as_number(json_at(j, step->path), &n);
	s->kept[s->count++] = (struct kept){ step->keep, (int64_t)n };
	json_free(j);
}

/* file.put takes its bytes from the edge. */
static bool
prepare_input(struct stage *s, const struct step *step, struct call *c,
    struct inside *i, int64_t member)
{
	struct file_put *put;

	if (strcmp(step->method, "file.put") != 0)
		return inside_new(
		    c, i, member, step->method, filled(s, step->params));
	put = arena_get(s->arena, sizeof(*put));
	put->name = "draft.md";
	put->body = (struct blob){ step->params, strlen(step->params) };
	*i = (struct inside){ member, method_find("file.put"), put };
	return true;
}

static void
play(struct stage *s, const struct step *step)
{
	struct call c = { .arena = s->arena, .db = s->db, .server = true,
		.now = s->begin + step->day * DAY, .settings = s->settings };
	int64_t member = step->as == NULL
			     ? 0
			     : kept(s, step->as, strlen(step->as));
	struct inside i;

	store_begin(s->db);
	if (!prepare_input(s, step, &c, &i, member) ||
	    inside_prepare(&c, &i) != OK || inside_run(&c, &i) != OK)
		fatal("the sample's %s: %s", step->method, c.why);
	if (store_commit(s->db) != STORE_OK)
		fatal("the sample's %s: %s", step->method,
		    store_error(s->db));
	if (step->keep != NULL)
		keep(s, step, &c);
	buffer_free(&c.reply);
}

static enum err
server_call(struct stage *s, int64_t now, const char *method, void *in)
{
	struct call c = { .arena = s->arena, .db = s->db, .server = true,
		.now = now, .settings = s->settings, .in = in };

	method_find(method)->run(&c);
	buffer_free(&c.reply);
	return c.err;
}

/* Takes the mails that wait, as if they were sent. Names them all, or prints
 * the first of the kind. */
static void
take_mails(struct stage *s, int64_t now)
{
	struct lease in = { .most = 64 };
	struct settlement sent = { .result = "sent" };
	struct settling all = { .mails = { &sent, 1 } };
	struct buffer out = { 0 };
	const struct leased *m;

	store_begin(s->db);
	if (server_call(s, now, "outbox.lease", &in) != OK)
		fatal("the sample's mails cannot be read");
	m = in.mails.at;
	for (size_t i = 0; i < in.mails.count; i++) {
		sent.mail = m[i].id;
		server_call(s, now, "outbox.settle", &all);
		if (s->kind == NULL) {
			printf("%s\n", m[i].kind);
		} else if (!s->found && strcmp(m[i].kind, s->kind) == 0) {
			s->found = mail_compose(&m[i], s->settings, &out);
			fwrite(out.at, 1, out.len, stdout);
		}
	}
	if (store_commit(s->db) != STORE_OK)
		fatal("the sample's mails: %s", store_error(s->db));
	buffer_free(&out);
}

static void
tidy(struct arena *a, const char *folder)
{
	static const char *const files[] = { "sample.db", "sample.db-wal",
		"sample.db-shm", "sample.db.lock", "master.key" };

	for (size_t i = 0; i < COUNT(files); i++)
		unlink(arena_printf(a, "%s/%s", folder, files[i]));
	rmdir(folder);
}

int
mail_render(const struct settings *s, const char *kind)
{
	struct arena *a = arena_new();
	char *folder = arena_text(a, "/tmp/soundings-sample-XXXXXX");
	struct settings own = *s;
	struct stage stage = { .arena = a, .settings = &own, .kind = kind };
	const char *store;
	bool found;

	if (mkdtemp(folder) == NULL)
		fatal("no folder for the sample can be made in /tmp");
	own.mail_mode = "directory";
	own.mail_in = "pipe";
	stage.begin = clock_instant("Europe/London", 2026, 11, 24, 12);
	store = arena_printf(a, "sqlite:%s/sample.db", folder);
	log_level_set(LOG_WARN);
	secret_start(arena_printf(a, "%s/master.key", folder));
	store_migrate(store, true);
	stage.db = store_open(store, STORE_WRITER);
	store_use(stage.db, a);
	for (size_t i = 0; i < COUNT(steps); i++) {
		play(&stage, &steps[i]);
		take_mails(&stage, stage.begin + steps[i].day * DAY);
	}
	found = stage.found || kind == NULL;
	store_close(stage.db);
	tidy(a, folder);
	arena_free(a);
	if (!found)
		fprintf(stderr, "soundings: there is no such mail; `soundings "
				"mail render` names all\n");
	return found ? 0 : 1;
}
