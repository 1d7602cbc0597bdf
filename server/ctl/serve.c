/* SPDX-License-Identifier: Apache-2.0 */
/*
 * serve.c - the server: put together, run, taken apart in order.
 *
 * SIGTERM and SIGINT drain: nobody new, everybody told, what was asked is
 * finished. After an I/O error nobody knows what is on the disk, so the process
 * ends with its own status and who supervises it starts it again.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uv.h>

#include "soundings/base.h"
#include "soundings/inbox.h"
#include "soundings/log.h"
#include "soundings/mail.h"
#include "soundings/net.h"
#include "soundings/secret.h"
#include "soundings/store.h"

#include "ctl/ctl.h"

/* Recent events kept in memory for clients that resume. */
#define RING_FRAMES 8192
/* EX_IOERR: the store failed; start again. */
#define EXIT_STORE  74

struct server {
	uv_loop_t loop;
	struct hub *hub;
	struct engine *engine;
	struct control *control;
	struct mail *mail;
	struct inbox *inbox;
	struct net *net;
	uv_signal_t stop[2]; /* SIGTERM, SIGINT */
	bool stopping;
};

static void
prepare_folder(const char *path)
{
	struct stat found;

	if (mkdir(path, 0700) != 0 && errno != EEXIST)
		fatal("setting data: cannot make the folder %s: %s", path,
		    strerror(errno));
	if (stat(path, &found) != 0 || !S_ISDIR(found.st_mode))
		fatal("setting data: %s is not a folder", path);
}

static void
set_log_level(const char *name)
{
	log_level_set(strcmp(name, "debug") == 0 ? LOG_DEBUG
	    : strcmp(name, "warn") == 0          ? LOG_WARN
						 : LOG_INFO);
}

static void
open_store(const struct settings *s)
{
	struct arena *a = arena_new();

	prepare_folder(s->data);
	secret_start(arena_printf(a, "%s/master.key", s->data));
	if (s->store_replica[0] != '\0' && store_file(s->store) != NULL)
		fatal("setting store_replica: only a PostgreSQL `store` has "
		      "one");
	store_lock(s->store);
	store_migrate(s->store, true);
	arena_free(a);
}

/* Nobody is connected any more: the rest ends in order. */
static void
on_stopped(void *user)
{
	struct server *server = user;

	inbox_stop(server->inbox);
	mail_stop(server->mail);
	control_stop(server->control);
	engine_stop(server->engine);
	for (size_t i = 0; i < COUNT(server->stop); i++)
		uv_close((uv_handle_t *)&server->stop[i], NULL);
}

static void
on_signal(uv_signal_t *handle, int number)
{
	struct server *server = handle->data;

	if (server->stopping) {
		log_line(LOG_WARN, "server.impatient", LOG_N("signal", number));
		_exit(1); /* the store is crash-safe; somebody insists */
	}
	server->stopping = true;
	log_line(LOG_INFO, "server.stopping", LOG_N("signal", number));
	net_stop(server->net, on_stopped, server);
}

static void
heed_signals(struct server *server)
{
	static const int numbers[] = { SIGTERM, SIGINT };

	for (size_t i = 0; i < COUNT(server->stop); i++) {
		uv_signal_init(&server->loop, &server->stop[i]);
		server->stop[i].data = server;
		uv_signal_start(&server->stop[i], on_signal, numbers[i]);
	}
}

static void
start(struct server *server, const struct settings *s)
{
	uv_loop_init(&server->loop);
	server->hub = hub_new(net_edge(), RING_FRAMES);
	server->engine = engine_new(s, &server->loop, server->hub);
	server->control = control_start(server->engine, &server->loop,
	    s->control);
	server->mail = mail_start(server->engine, &server->loop, s);
	server->inbox = inbox_start(server->engine, &server->loop, s);
	server->net = net_start(&server->loop, server->engine, server->hub, s);
	engine_chores(server->engine);
	heed_signals(server);
	log_line(LOG_INFO, "server.ready", LOG_T("listen", s->listen),
	    LOG_N("schema", store_schema_wanted()),
	    LOG_N("seq", engine_seq(server->engine)));
}

static void
finish(struct server *server)
{
	net_free(server->net);
	mail_free(server->mail);
	inbox_free(server->inbox);
	control_free(server->control);
	engine_free(server->engine);
	hub_free(server->hub);
	uv_loop_close(&server->loop);
	log_line(LOG_INFO, "server.stopped", LOG_N("pid", getpid()));
}

int
ctl_serve(const struct settings *s, int argc, char **argv)
{
	struct server server = { 0 };

	(void)argv;
	if (argc != 0)
		fatal("usage: soundings serve");
	set_log_level(s->log_level);
	open_store(s);
	start(&server, s);
	uv_run(&server.loop, UV_RUN_DEFAULT);
	if (!engine_healthy(server.engine)) {
		log_line(LOG_ALARM, "server.store_failed",
		    LOG_N("status", EXIT_STORE));
		_exit(EXIT_STORE);
	}
	finish(&server);
	return 0;
}
