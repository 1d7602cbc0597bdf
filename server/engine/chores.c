/* SPDX-License-Identifier: Apache-2.0 */
/*
 * chores.c - what the server does by itself: methods with `every`.
 *
 * A chore is an ordinary call that the server makes, so it goes through the
 * same checks, transaction and log as everyone's. It never overlaps itself.
 */
#include "soundings/base.h"
#include "soundings/log.h"

#include "engine/lanes.h"

static void chore_run(uv_timer_t *timer);

static void
chore_done(struct job *j)
{
	struct chore *chore = j->user;
	/* Not while people ask: what is left has time until the next turn. */
	bool again = j->call.err == OK && j->call.again &&
	    chore->engine->asked == chore->asked;

	chore->running = false;
	if (j->call.err != OK)
		log_line(LOG_WARN, "chore.failed",
		    LOG_T("method", j->method->name),
		    LOG_T("why", j->call.why));
	engine_release(chore->engine, j);
	if (again && !uv_is_closing((uv_handle_t *)&chore->timer))
		chore_run(&chore->timer);
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
