/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hub.c - the ring of recent events and those who listen to it.
 *
 * A turn is delivered in slices: at most 64 different audiences and 64 KiB, and
 * nothing behind an event that changes who hears what. Within a slice each
 * audience is a bit, a subscriber is the set of bits that it hears, and those
 * with the same set get the same bytes, built once. The audience is looked at
 * again whenever a frame is really sent: access that was lost in between is
 * lost for what waits, too.
 */
#include "soundings/hub.h"

#include <stdlib.h>
#include <string.h>

#include "soundings/base.h"
#include "soundings/metric.h"
#include "soundings/table.h"

#define HEADER_MAX   16
#define RING_BYTES   (16 * 1024 * 1024)
#define SLICE_BYTES  (64 * 1024) /* of one write, unless one frame is larger */
#define SLICE_ROOMS  64
#define BEHIND_BYTES (1024 * 1024)
#define SINCE_BYTES  (256 * 1024)
#define NO_BIT       UINT8_MAX

struct frame {
	int64_t audience, subject;
	enum event_effect effect;
	uint8_t bit; /* of its room, in the slice that is being delivered */
	uint8_t header_len;
	size_t len;  /* of header and payload */
	unsigned char bytes[];
};

/* Those who hear one audience. */
struct room {
	int64_t audience;
	struct seat *seats;
	size_t count, space;
	uint8_t bit; /* in the slice that is being delivered, or NO_BIT */
};

/* A subscriber in a room, and where the room stands in its list. */
struct seat {
	struct subscriber *who;
	size_t place;
};

/* A room of a subscriber, and where the subscriber sits there. */
struct place {
	struct room *room;
	size_t seat;
	int64_t from; /* hears what came after this seq */
};

struct subscriber {
	void *user;
	uint64_t bits;   /* the rooms it hears of this slice; 0: untouched */
	struct subscriber *next; /* touched by this slice, or in its group */
	enum subscriber_kind kind;
	bool behind;     /* what came after `at` waits for hub_ready */
	bool evicted;
	int64_t at;
	size_t waiting;  /* bytes that wait, about */
	int64_t session;
	struct place *places;
	size_t place_count;
};

/* Subscribers that hear the same rooms of a slice. */
struct group {
	uint64_t bits; /* 0: the slot is free */
	struct subscriber *first;
};

struct slice {
	int64_t first, last; /* seqs */
	struct room *rooms[SLICE_ROOMS];
	size_t room_count;
	struct subscriber *sockets, *polls; /* those whom it touches */
	size_t socket_count;
};

struct hub {
	const struct hub_edge *edge;
	struct frame **ring; /* by seq modulo ring_frames */
	size_t ring_frames, ring_bytes;
	int64_t first;       /* the oldest seq in the ring */
	int64_t last;        /* the newest */
	int64_t flushed;     /* delivered up to here */
	struct table *rooms;
	struct group *groups;
	size_t group_space;
	size_t group_count;  /* slots in use for this slice: a power of two */
	unsigned char *out;  /* headroom, and the frames of one write */
	size_t out_space;
};

static struct frame *
frame_at(const struct hub *h, int64_t seq)
{
	return h->ring[(uint64_t)seq % h->ring_frames];
}

static void
drop_oldest(struct hub *h)
{
	struct frame **slot = &h->ring[(uint64_t)h->first % h->ring_frames];

	h->ring_bytes -= (*slot)->len;
	free(*slot);
	*slot = NULL;
	h->first++;
}

struct hub *
hub_new(const struct hub_edge *edge, size_t ring_frames)
{
	struct hub *h = need_zeroed(1, sizeof(*h));

	h->edge = edge;
	h->ring_frames = ring_frames;
	h->ring = need_zeroed(ring_frames, sizeof(*h->ring));
	h->rooms = table_new();
	hub_start(h, 0);
	return h;
}

void
hub_free(struct hub *h)
{
	while (h->first <= h->last)
		drop_oldest(h);
	table_free(h->rooms);
	free(h->groups);
	free(h->out);
	free(h->ring);
	free(h);
}

void
hub_start(struct hub *h, int64_t seq)
{
	invariant(h->first > h->last || h->last == 0);
	h->first = seq + 1;
	h->last = h->flushed = seq;
}

static void
sit_down(struct hub *h, struct subscriber *s, struct place *p, int64_t audience)
{
	struct room *r = table_get(h->rooms, audience);

	if (r == NULL) {
		r = need_zeroed(1, sizeof(*r));
		r->audience = audience;
		r->bit = NO_BIT;
		table_put(h->rooms, audience, r);
	}
	if (r->count == r->space) {
		r->space = r->space == 0 ? 1 : r->space * 2;
		r->seats = need_more(r->seats, r->space * sizeof(*r->seats));
	}
	p->room = r;
	p->seat = r->count;
	r->seats[r->count++] = (struct seat){ s, (size_t)(p - s->places) };
}

/* The last of the room takes the seat that becomes free. */
static void
stand_up(struct hub *h, struct place *p)
{
	struct room *r = p->room;
	struct seat moved = r->seats[--r->count];

	r->seats[p->seat] = moved;
	moved.who->places[moved.place].seat = p->seat;
	if (r->count > 0)
		return;
	table_drop(h->rooms, r->audience);
	free(r->seats);
	free(r);
}

struct subscriber *
hub_join(struct hub *h, const struct listener *l)
{
	struct subscriber *s = need_zeroed(1, sizeof(*s));

	s->user = l->user;
	s->session = l->session;
	s->kind = l->kind;
	s->at = h->flushed;
	s->place_count = l->audience_count;
	s->places = need_zeroed(l->audience_count + 1, sizeof(*s->places));
	for (size_t i = 0; i < l->audience_count; i++)
		sit_down(h, s, &s->places[i], l->audiences[i]);
	return s;
}

/* Up to where the subscriber does not hear the audience: 0 when it always did,
 * the whole log when it never does. */
static int64_t
deaf_until(const struct subscriber *s, int64_t audience)
{
	for (size_t i = 0; i < s->place_count; i++)
		if (s->places[i].room->audience == audience)
			return s->places[i].from;
	return INT64_MAX;
}

void
hub_rejoin(struct hub *h, struct subscriber *s, const int64_t *audiences,
    size_t count)
{
	struct place *old = s->places, *places;
	size_t old_count = s->place_count;

	places = need_zeroed(count + 1, sizeof(*places));
	for (size_t i = 0; i < count; i++) {
		int64_t from = deaf_until(s, audiences[i]);

		places[i].from = from == INT64_MAX ? h->flushed : from;
	}
	for (size_t i = 0; i < old_count; i++)
		stand_up(h, &old[i]);
	free(old);
	s->places = places;
	s->place_count = count;
	for (size_t i = 0; i < count; i++)
		sit_down(h, s, &places[i], audiences[i]);
}

void
hub_leave(struct hub *h, struct subscriber *s)
{
	for (size_t i = 0; i < s->place_count; i++)
		stand_up(h, &s->places[i]);
	free(s->places);
	free(s);
}

static void
publish(struct hub *h, const struct event *e)
{
	unsigned char header[HEADER_MAX];
	size_t header_len = h->edge->header(header, e->json_len);
	struct frame *f = need(sizeof(*f) + header_len + e->json_len);

	invariant(e->seq == h->last + 1);
	invariant(header_len <= HEADER_MAX);
	*f = (struct frame){ .audience = e->audience, .subject = e->subject,
		.effect = e->kind->effect, .bit = NO_BIT,
		.header_len = (uint8_t)header_len,
		.len = header_len + e->json_len };
	memcpy(f->bytes, header, header_len);
	memcpy(f->bytes + header_len, e->json, e->json_len);
	while (h->first <= h->last &&
	    (h->last - h->first + 1 == (int64_t)h->ring_frames ||
		h->ring_bytes + f->len > RING_BYTES)) {
		if (h->first > h->flushed)
			hub_flush(h);
		drop_oldest(h);
	}
	h->last = e->seq;
	h->ring_bytes += f->len;
	h->ring[(uint64_t)e->seq % h->ring_frames] = f;
}

void
hub_publish(struct hub *h, const struct event *events)
{
	for (const struct event *e = events; e != NULL; e = e->next)
		publish(h, e);
}

static void
touch(struct slice *slice, const struct room *r)
{
	uint64_t bit = UINT64_C(1) << r->bit;

	for (size_t i = 0; i < r->count; i++) {
		struct subscriber *s = r->seats[i].who;
		struct subscriber **list = s->kind == SUBSCRIBER_SOCKET
		    ? &slice->sockets
		    : &slice->polls;

		if (s->bits == 0) {
			s->next = *list;
			*list = s;
			slice->socket_count += s->kind == SUBSCRIBER_SOCKET;
		}
		s->bits |= bit;
	}
}

/* Takes the next events of the turn and finds whom they touch. */
static void
cut_slice(struct hub *h, struct slice *slice)
{
	size_t bytes = 0;

	slice->first = h->flushed + 1;
	slice->last = h->flushed;
	while (slice->last < h->last) {
		struct frame *f = frame_at(h, slice->last + 1);
		struct room *r = table_get(h->rooms, f->audience);

		if (bytes > 0 && bytes + f->len > SLICE_BYTES)
			break;
		if (r != NULL && r->bit == NO_BIT) {
			if (slice->room_count == SLICE_ROOMS)
				break;
			r->bit = (uint8_t)slice->room_count;
			slice->rooms[slice->room_count++] = r;
		}
		f->bit = r != NULL ? r->bit : NO_BIT;
		bytes += f->len;
		slice->last++;
		if (f->effect != EFFECT_NONE)
			break;
	}
	for (size_t i = 0; i < slice->room_count; i++)
		touch(slice, slice->rooms[i]);
	for (size_t i = 0; i < slice->room_count; i++)
		slice->rooms[i]->bit = NO_BIT;
}

static struct group *
group_of(struct hub *h, uint64_t bits)
{
	uint64_t at = bits * UINT64_C(0x9e3779b97f4a7c15) >> 20;

	while (h->groups[at & (h->group_count - 1)].bits != bits &&
	    h->groups[at & (h->group_count - 1)].bits != 0)
		at++;
	return &h->groups[at & (h->group_count - 1)];
}

/* Sorts the touched sockets by what they hear. */
static void
make_groups(struct hub *h, const struct slice *slice)
{
	struct subscriber *next;

	/* One audience: there is one set. */
	h->group_count = 2;
	while (slice->room_count > 1 &&
	    h->group_count < 2 * slice->socket_count)
		h->group_count *= 2;
	if (h->group_count > h->group_space) {
		h->group_space = h->group_count;
		h->groups = need_more(h->groups,
		    h->group_space * sizeof(*h->groups));
	}
	memset(h->groups, 0, h->group_count * sizeof(*h->groups));
	for (struct subscriber *s = slice->sockets; s != NULL; s = next) {
		struct group *g = group_of(h, s->bits);

		next = s->next;
		g->bits = s->bits;
		s->next = g->first;
		g->first = s;
	}
}

/* Puts a frame behind the first `len` bytes of the write being built. */
static size_t
add_frame(struct hub *h, size_t len, const struct frame *f)
{
	size_t wanted = h->edge->headroom + len + f->len;

	if (wanted > h->out_space) {
		h->out_space = 2 * wanted;
		h->out = need_more(h->out, h->out_space);
	}
	memcpy(h->out + h->edge->headroom + len, f->bytes, f->len);
	return len + f->len;
}

static bool
send_out(struct hub *h, const struct subscriber *s, size_t len)
{
	return h->edge->send(s->user, h->out + h->edge->headroom, len);
}

static void
evict(struct hub *h, struct subscriber *s)
{
	s->evicted = true;
	metric_add(METRIC_EVICTIONS, 1);
	h->edge->evict(s->user);
}

/* Gives what is built to one subscriber, or lets it wait. */
static void
offer(struct hub *h, struct subscriber *s, size_t len, int64_t frames)
{
	if (s->evicted)
		return;
	if (!s->behind) {
		if (send_out(h, s, len)) {
			metric_add(METRIC_DELIVERIES, frames);
			return;
		}
		s->behind = true;
		s->at = h->flushed;
		s->waiting = 0;
	}
	s->waiting += len;
	if (s->waiting > BEHIND_BYTES || s->at + 1 < h->first)
		evict(h, s);
}

static void
deliver_group(struct hub *h, const struct slice *slice, struct group *g)
{
	struct subscriber *next;
	int64_t frames = 0;
	size_t len = 0;

	for (int64_t seq = slice->first; seq <= slice->last; seq++) {
		const struct frame *f = frame_at(h, seq);

		if (f->bit == NO_BIT || (g->bits >> f->bit & 1) == 0)
			continue;
		len = add_frame(h, len, f);
		frames++;
	}
	for (struct subscriber *s = g->first; s != NULL; s = next) {
		next = s->next;
		if (next != NULL)
			__builtin_prefetch(next->user);
		s->bits = 0;
		offer(h, s, len, frames);
	}
}

static void
deliver(struct hub *h, const struct slice *slice)
{
	make_groups(h, slice);
	for (size_t i = 0; i < h->group_count; i++)
		if (h->groups[i].bits != 0)
			deliver_group(h, slice, &h->groups[i]);
}

/* Tells the edge what an event means for connections themselves. The edge may
 * take the one it is told of out of the room, so this goes backwards. */
static void
take_effect(struct hub *h, const struct frame *f)
{
	enum event_effect effect = f->effect;
	int64_t audience = f->audience, subject = f->subject;
	struct room *r = table_get(h->rooms, audience);

	for (size_t i = r != NULL ? r->count : 0; i-- > 0;) {
		const struct subscriber *s = r->seats[i].who;

		if (effect == EFFECT_AUDIENCES)
			h->edge->audiences_changed(s->user);
		else if (effect == EFFECT_SESSION && s->session == subject)
			h->edge->session_ended(s->user);
	}
}

void
hub_flush(struct hub *h)
{
	while (h->flushed < h->last) {
		struct slice slice = { 0 };
		struct subscriber *next;

		cut_slice(h, &slice);
		if (slice.sockets != NULL)
			deliver(h, &slice);
		h->flushed = slice.last;
		for (struct subscriber *s = slice.polls; s != NULL; s = next) {
			next = s->next;
			s->bits = 0;
			h->edge->wake(s->user);
		}
		if (frame_at(h, slice.last)->effect != EFFECT_NONE)
			take_effect(h, frame_at(h, slice.last));
	}
}

static bool
hears(const struct subscriber *s, const struct frame *f, int64_t seq)
{
	return seq > deaf_until(s, f->audience);
}

bool
hub_ready(struct hub *h, struct subscriber *s)
{
	int64_t to = s->at, frames = 0;
	size_t len = 0;

	if (!s->behind || s->evicted)
		return false;
	if (s->at + 1 < h->first) {
		evict(h, s);
		return false;
	}
	while (to < h->flushed) {
		const struct frame *f = frame_at(h, to + 1);

		if (hears(s, f, to + 1)) {
			if (len > 0 && len + f->len > SLICE_BYTES)
				break;
			len = add_frame(h, len, f);
			frames++;
		}
		to++;
	}
	if (len > 0 && !send_out(h, s, len))
		return true;
	metric_add(METRIC_DELIVERIES, frames);
	s->at = to;
	s->waiting -= len < s->waiting ? len : s->waiting;
	s->behind = to < h->flushed;
	return s->behind;
}

bool
hub_covers(const struct hub *h, const struct subscriber *s, int64_t after)
{
	for (size_t i = 0; s != NULL && i < s->place_count; i++)
		if (s->places[i].from > after)
			return false;
	return after >= h->first - 1 && after <= h->flushed;
}

int64_t
hub_since(struct hub *h, const struct subscriber *s, int64_t after,
    struct buffer *b)
{
	size_t start = b->len;

	invariant(hub_covers(h, NULL, after));
	while (after < h->flushed && b->len - start < SINCE_BYTES) {
		const struct frame *f = frame_at(h, ++after);

		if (!hears(s, f, after))
			continue;
		if (b->len > start)
			buffer_char(b, ',');
		buffer_put(b, f->bytes + f->header_len, f->len - f->header_len);
	}
	return after;
}

int64_t
hub_seq(const struct hub *h)
{
	return h->flushed;
}
