/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ctl.h - the subcommands, and the socket by which they reach the server.
 */
#ifndef CTL_CTL_H
#define CTL_CTL_H

#include "soundings/engine.h"
#include "soundings/settings.h"

/* Each takes the words after its name and returns the exit status. */
int ctl_serve(const struct settings *s, int argc, char **argv);
int ctl_migrate(const struct settings *s, int argc, char **argv);
int ctl_call(const struct settings *s, int argc, char **argv);
int ctl_api(const struct settings *s, int argc, char **argv);
int ctl_backup(const struct settings *s, int argc, char **argv);
int ctl_move(const struct settings *s, int argc, char **argv);
int ctl_check(const struct settings *s, int argc, char **argv);
int ctl_stats(const struct settings *s, int argc, char **argv);
int ctl_mail_in(const struct settings *s, int argc, char **argv);
int ctl_mail(const struct settings *s, int argc, char **argv);
int ctl_bounce(const struct settings *s, int argc, char **argv);
int ctl_mail_parse(const struct settings *s, int argc, char **argv);
int ctl_doctor(const struct settings *s, int argc, char **argv);
int ctl_anchor(const struct settings *s, int argc, char **argv);
int ctl_demo(const struct settings *s, int argc, char **argv);
int ctl_import(const struct settings *s, int argc, char **argv);

/* types.c: the contract as TypeScript. */
void api_types(struct buffer *b);

/* control.c: serves JSON-RPC, one object a line, on a 0600 Unix socket. Who can
 * open it runs the server, so calls are the server's own unless the line has a
 * session `token`. */
struct control;
struct control *control_start(struct engine *e, struct uv_loop_s *loop,
    const char *path);
void control_stop(struct control *c);
/* After the loop has closed its handles. */
void control_free(struct control *c);

/* talk.c: the other end of that socket. */
struct talk;
/* Fatal when nobody serves there. */
struct talk *talk_open(const char *path);
void talk_close(struct talk *t);
/* Calls a method with params as JSON text; token NULL: as the server. The
 * whole answer, to be freed with json_free; fatal when the server is gone. */
struct json *talk_call(struct talk *t, const char *method, const char *params,
    const char *token);

#endif
