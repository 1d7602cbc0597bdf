/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mail.c - between the outbox and the carrier; loop thread.
 *
 * Once a second, and when the carrier has room again, mails are leased; each
 * that comes back is settled. When no mail can go at all, the queue is held and
 * one mail tries the way: after five seconds, then at growing intervals up to a
 * minute. So an outage costs no mail its tries.
 */
#include "soundings/mail.h"

#include <stdlib.h>
#include <string.h>
#include <uv.h>

#include "soundings/base.h"
#include "soundings/clock.h"
#include "soundings/log.h"
#include "soundings/metric.h"
#include "soundings/store.h"

#include "mail/carrier.h"

#define TICK_MS 1000
#define RENEW_EVERY (15 * SECOND)
#define HOLD_FIRST (5 * SECOND)
#define HOLD_MOST MINUTE
#define REFUSALS_MOST 3

struct mail {
	struct engine *engine;
	struct carrier *carrier; /* NULL: mail is off */
	uv_timer_t timer;
	uv_async_t wake;
	bool asking; /* a lease is on its way */
	bool stopping;
	int64_t mails[CARRIER_ROOM]; /* letters that the carrier has */
	size_t out;                  /* how many */
	int64_t renewing_at;      /* when their leases were last asked for */
	bool renewing;            /* that call is on its way */
	struct letter *unsettled; /* came back, or the engine was busy */
	bool settling;            /* a call about others is on its way */
	int64_t hold;             /* how long the hold is; 0: none */
	int64_t held_until;       /* monotonic */
	int64_t refusals;         /* mails refused, one after the other */
	int64_t rate;             /* mails a minute; 0: all */
	int64_t room;             /* for so many now; a mail is a MINUTE of it */
	int64_t room_at;          /* monotonic; when that was */
};

static struct job *
job_for(struct mail *m, const char *method, size_t in_size)
{
	struct job *j = engine_job(m->engine);

	j->method = method_find(method);
	j->call.server = true;
	j->call.in = arena_get(j->call.arena, in_size);
	j->user = m;
	return j;
}

/* Letters whose end is being recorded. */
struct batch {
	struct mail *mail;
	struct letter *letters;
};

static void settle(struct mail *m);

static void
settled(struct job *j)
{
	struct batch *batch = j->user;
	struct mail *m = batch->mail;
	struct letter *l = batch->letters, *next;
	bool again = !m->stopping &&
		     (j->call.err == E_BUSY || j->call.err == E_BROKEN);

	engine_release(m->engine, j); /* the batch is in its arena */
	m->settling = false;
	for (; l != NULL; l = next) {
		next = l->next;
		if (again) {
			l->next = m->unsettled;
			m->unsettled = l;
		} else {
			letter_free(l);
		}
	}
	if (!again)
		settle(m);
}

/* As many as came back, at once: a commit waits for a disk. */
static void
settle_some(struct mail *m)
{
	struct job *j = job_for(m, "outbox.settle", sizeof(struct settling));
	struct list *list = &((struct settling *)j->call.in)->mails;
	struct batch *batch = arena_get(j->call.arena, sizeof(*batch));
	struct settlement *in = arena_get(
	    j->call.arena, CARRIER_ROOM * sizeof(*in));
	struct letter *l;

	*batch = (struct batch){ .mail = m };
	list->at = in;
	while ((l = m->unsettled) != NULL && list->count < CARRIER_ROOM) {
		in[list->count++] = (struct settlement){ l->mail.id, l->result,
			l->reply, l->message_id };
		m->unsettled = l->next;
		l->next = batch->letters;
		batch->letters = l;
	}
	m->settling = true;
	j->user = batch;
	j->done = settled;
	engine_submit(m->engine, j, NULL);
}

static void
settle(struct mail *m)
{
	if (!m->settling && m->unsettled != NULL)
		settle_some(m);
}

static void
hold(struct mail *m, const char *why)
{
	int64_t now = clock_monotonic();

	if (m->hold > 0 && m->held_until > now)
		return; /* one of those that were under way */
	if (m->hold == 0)
		log_line(LOG_ALARM, "mail.held", LOG_T("why", why));
	m->hold = m->hold == 0 ? HOLD_FIRST : 3 * m->hold;
	if (m->hold > HOLD_MOST)
		m->hold = HOLD_MOST;
	m->held_until = now + m->hold;
}

static void
go_on(struct mail *m)
{
	if (m->hold > 0)
		log_line(LOG_INFO, "mail.goes_on", LOG_N("held_ms", m->hold));
	m->hold = 0;
	m->held_until = 0;
	m->refusals = 0;
}

/* What one mail's end says about the way of all. Three different mails refused
 * in a row: it is us, and nobody's mail is given up for it. */
static void
judge(struct mail *m, struct letter *l)
{
	if (m->stopping)
		return;
	if (strcmp(l->result, "sent") == 0) {
		metric_add(METRIC_MAIL_SENT, 1);
		go_on(m);
	} else if (strcmp(l->result, "held") == 0) {
		hold(m, l->reply);
	} else if (strcmp(l->result, "bounced") == 0 ||
		   strcmp(l->result, "letters") == 0) {
		metric_add(METRIC_MAIL_FAILED, 1);
		if (strcmp(l->result, "letters") == 0)
			log_line(LOG_WARN, "mail.letters",
			    LOG_N("mail", l->mail.id),
			    LOG_T("kind", l->mail.kind),
			    LOG_T("why", l->reply));
		go_on(m);
	} else if (strcmp(l->result, "refused") == 0) {
		if (++m->refusals >= REFUSALS_MOST) {
			l->result = "held";
			hold(m, "three mails in a row were refused");
			return;
		}
		metric_add(METRIC_MAIL_FAILED, 1);
	} else if (m->hold > 0) {
		hold(m, "the probe was put off");
	}
}

static void
leased(struct job *j)
{
	struct mail *m = j->user;
	struct lease *in = j->call.in;
	struct leased *mails = in->mails.at;

	m->asking = false;
	if (j->call.err == OK && !m->stopping) {
		for (size_t i = 0; i < in->mails.count; i++) {
			m->mails[m->out++] = mails[i].id;
			carrier_give(m->carrier, letter_new(&mails[i]));
		}
		m->room -= (int64_t)in->mails.count * MINUTE;
		metric_set(METRIC_MAIL_QUEUED, in->waiting + (int64_t)m->out);
	}
	engine_release(m->engine, j);
}

/* How many mails may go now, of so many: none is saved up for later but those of
 * a second. */
static size_t
allowed(struct mail *m, size_t most)
{
	int64_t now = clock_monotonic();
	int64_t room = m->room + (now - m->room_at) * m->rate;
	int64_t full = m->rate * SECOND > MINUTE ? m->rate * SECOND : MINUTE;

	if (m->rate == 0)
		return most;
	m->room = room < full ? room : full;
	m->room_at = now;
	return m->room / MINUTE < (int64_t)most ? (size_t)(m->room / MINUTE)
						: most;
}

/* Asks for as many as the carrier has room for; for one when held. */
static void
ask(struct mail *m)
{
	size_t most = CARRIER_ROOM - m->out;
	struct job *j;

	if (m->asking || m->stopping || most < CARRIER_ROOM / 2)
		return;
	if (m->hold > 0) {
		if (m->out > 0 || m->held_until > clock_monotonic())
			return;
		most = 1;
	}
	most = allowed(m, most);
	if (most == 0)
		return;
	j = job_for(m, "outbox.lease", sizeof(struct lease));
	((struct lease *)j->call.in)->most = (int64_t)most;
	j->done = leased;
	m->asking = true;
	engine_submit(m->engine, j, NULL);
}

static void
forget(struct mail *m, int64_t mail)
{
	size_t i = 0;

	while (i < m->out && m->mails[i] != mail)
		i++;
	invariant(i < m->out);
	m->mails[i] = m->mails[--m->out];
}

static void
renewed(struct job *j)
{
	struct mail *m = j->user;

	m->renewing = false;
	if (j->call.err == OK && !m->stopping)
		carrier_renewed(m->carrier, m->renewing_at);
	engine_release(m->engine, j);
}

/* Says that what the carrier has is still being sent: a lease is short, so
 * that another server takes over soon when this one dies. */
static void
renew(struct mail *m)
{
	int64_t now = clock_monotonic();
	struct job *j;
	struct ids *ids;

	if (m->out == 0 || m->renewing || m->stopping ||
	    now - m->renewing_at < RENEW_EVERY)
		return;
	m->renewing = true;
	m->renewing_at = now;
	j = job_for(m, "outbox.renew", sizeof(struct renewal));
	ids = &((struct renewal *)j->call.in)->mails;
	ids->at = memcpy(arena_get(j->call.arena, sizeof(m->mails)), m->mails,
	    sizeof(m->mails));
	ids->count = m->out;
	j->done = renewed;
	engine_submit(m->engine, j, NULL);
}

static void
take_back(struct mail *m)
{
	struct letter *l;

	while ((l = carrier_take(m->carrier)) != NULL) {
		forget(m, l->mail.id);
		judge(m, l);
		l->next = m->unsettled;
		m->unsettled = l;
	}
	settle(m);
}

static void
on_wake(uv_async_t *wake)
{
	struct mail *m = wake->data;

	take_back(m);
	ask(m);
}

static void
on_tick(uv_timer_t *timer)
{
	struct mail *m = timer->data;

	settle(m);
	renew(m);
	ask(m);
}

/* The carrier's thread says that it has done something. */
static void
on_done(void *user)
{
	struct mail *m = user;

	uv_async_send(&m->wake);
}

static void
recovered(struct job *j)
{
	struct mail *m = j->user;

	engine_release(m->engine, j);
}

/* What was being sent when this server died is due again. Of a store that
 * others share nobody knows whose it is: there it waits for its time. */
static void
recover(struct mail *m, const struct settings *s)
{
	struct job *j;

	if (store_file(s->store) == NULL)
		return;
	j = job_for(m, "outbox.recover", 0);
	j->done = recovered;
	engine_submit(m->engine, j, NULL);
}

struct mail *
mail_start(struct engine *e, struct uv_loop_s *loop, const struct settings *s)
{
	struct mail *m = need_zeroed(1, sizeof(*m));

	m->engine = e;
	m->rate = s->mail_per_minute;
	m->room_at = clock_monotonic();
	if (strcmp(s->mail_mode, "off") == 0)
		return m;
	uv_async_init(loop, &m->wake, on_wake);
	m->wake.data = m;
	m->carrier = carrier_start(s, on_done, m);
	recover(m, s);
	uv_timer_init(loop, &m->timer);
	m->timer.data = m;
	uv_timer_start(&m->timer, on_tick, TICK_MS, TICK_MS);
	return m;
}

void
mail_stop(struct mail *m)
{
	m->stopping = true;
	if (m->carrier == NULL)
		return;
	carrier_stop(m->carrier);
	take_back(m);
	while (m->unsettled != NULL) /* no wake comes any more */
		settle_some(m);
	uv_close((uv_handle_t *)&m->timer, NULL);
	uv_close((uv_handle_t *)&m->wake, NULL);
}

void
mail_free(struct mail *m)
{
	if (m->carrier != NULL)
		carrier_free(m->carrier);
	free(m);
}
