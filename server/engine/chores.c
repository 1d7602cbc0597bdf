/* SPDX-License-Identifier: Apache-2.0 */
/*
 * chores.c - what the server does by itself: methods with `every`.
 *
 * A chore is an ordinary call that the server makes, so it goes through the
 * same checks, transaction and log as everyone's. It never overlaps itself. One
 * that has more to do goes on at once while nobody asks anything; else it takes
 * a tenth of the time and people have the rest.
 */
#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/log.h"

#include "engine/lanes.h"

static void chore_run(uv_timer_t *timer);

/* There is more to do. */
static void
go_on(struct chore *chore)
{
	int64_t pause = 9 * (clock_monotonic() - chore->begun + 1);

	if (pause > chore->method->every)
		pause = chore->method->every;
	if (uv_is_closing((uv_handle_t *)&chore->timer))
		return;
	if (chore->engine->asked == chore->asked)
		chore_run(&chore->timer);
	else
		uv_timer_start(&chore->timer, chore_run, (uint64_t)pause,
		    (uint64_t)chore->method->every);
}

static void
chore_done(struct job *j)
{
	struct chore *chore = j->user;
	bool again = j->call.err == OK && j->call.again;

	chore->running = false;
	if (j->call.err != OK)
		log_line(LOG_WARN, "chore.failed",
		    LOG_T("method", j->method->name),
		    LOG_T("why", j->call.why));
	engine_release(chore->engine, j);
	if (again)
		go_on(chore);
}

static void
chore_run(uv_timer_t *timer)
{
	struct chore *chore = timer->data;
	struct job *j;

	if (chore->running)
		return;
	chore->running = true;
	chore->asked = chore->engine->asked;
	chore->begun = clock_monotonic();
	j = engine_job(chore->engine);
	j->method = chore->method;
	j->call.server = true;
	j->call.in = arena_get(j->call.arena, chore->method->in_size + 1);
	j->done = chore_done;
	j->user = chore;
	engine_submit(chore->engine, j, NULL);
}

static void
chore_start(struct engine *e, const struct method *m)
{
	struct chore *chore = &e->chore[e->chore_count++];

	invariant(e->chore_count <= CHORES_MAX);
	chore->engine = e;
	chore->method = m;
	uv_timer_init(e->loop, &chore->timer);
	chore->timer.data = chore;
	uv_timer_start(&chore->timer, chore_run, (uint64_t)m->every,
	    (uint64_t)m->every);
}

void
engine_chores(struct engine *e)
{
	for (size_t t = 0; method_tables[t] != NULL; t++)
		for (const struct method *m = method_tables[t]; m->name != NULL;
		     m++)
			if (m->every > 0)
				chore_start(e, m);
}
