/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rooms.h - the tables that each room shows: its methods, its events.
 *
 * One line here makes a new subject known to the server, its contract and its
 * tests.
 */
#ifndef DOMAIN_ROOMS_H
#define DOMAIN_ROOMS_H

#include "soundings/event.h"
#include "soundings/method.h"

#define ROOM_METHODS(X)                                                      \
	X(event) X(session) X(member) X(community) X(invitation) X(attempt)  \
	X(group) X(group_member)                                             \
	X(thread) X(post) X(meeting) X(rsvp) X(draft) X(file)                \
	X(document) X(imported) X(ledger) X(version)                         \
	X(archive) X(letter) X(feedback) X(coverage) X(trace)                \
	X(export) X(filled) X(edits)                                         \
	X(round) X(round_page) X(round_state) X(reviewer) X(extension)       \
	X(plan) X(comment) X(reply) X(decision)                              \
	X(handling) X(theme) X(template) X(similar)                          \
	X(poll) X(asking) X(ballot) X(result) X(secret)                      \
	X(signal) X(triage) X(alike) X(cycle)                                \
	X(scan) X(scan_item) X(scan_ballot) X(scan_by_mail)                  \
	X(scan_turnout) X(scan_phase) X(scan_results)                        \
	X(resource) X(vocabulary) X(desk) X(search) X(tidy)                  \
	X(notice) X(digest) X(outbox) X(receive) X(inbox) X(mailbox) X(act)  \
	X(happen) X(send) X(wish) X(bounced)

#define ROOM_EVENTS(X)                                                       \
	X(session) X(member) X(community) X(invitation)                      \
	X(group) X(group_member) X(thread) X(post) X(meeting)                \
	X(draft) X(file)                                                     \
	X(document) X(ledger) X(archive) X(letter) X(feedback)               \
	X(round) X(round_state) X(circle) X(reviewer) X(extension) X(plan)   \
	X(comment) X(reply)                                                  \
	X(handling) X(theme) X(template)                                     \
	X(poll) X(ballot) X(signal) X(triage) X(cycle)                       \
	X(scan) X(scan_item)                                                 \
	X(resource) X(vocabulary) X(notice) X(outbox) X(bounced)

#define ROOM_DECLARE_METHODS(name) \
	extern const struct method name##_methods[];
#define ROOM_DECLARE_EVENTS(name) \
	extern const struct event_kind name##_events[];

ROOM_METHODS(ROOM_DECLARE_METHODS)
ROOM_EVENTS(ROOM_DECLARE_EVENTS)

#endif
