/* SPDX-License-Identifier: Apache-2.0 */
/*
 * letter.c - a mail taken out of the call that leased it.
 *
 * The call's arena goes when the call is over; the letter lives until the mail
 * is settled, so its texts are copied.
 */
#include "mail/letter.h"

#include <stdlib.h>

#include "soundings/base.h"
#include "soundings/clock.h"

struct letter *
letter_new(const struct leased *mail)
{
	struct letter *l = need_zeroed(1, sizeof(*l));
	struct leased *m = &l->mail;
	const char **texts[] = { &m->kind, &m->address, &m->to_name,
		&m->from_name, &m->subject, &m->text, &m->html,
		&m->community_name, &m->community_slug, &m->why,
		&m->unsubscribe, &m->link_path, &m->link_seed, &m->answer_to,
		&m->answering };

	l->arena = arena_new();
	l->mail = *mail;
	l->leased_at = clock_monotonic();
	for (size_t i = 0; i < COUNT(texts); i++)
		*texts[i] = arena_text(l->arena, *texts[i]);
	return l;
}

void
letter_free(struct letter *l)
{
	buffer_free(&l->bytes);
	arena_free(l->arena);
	free(l);
}
