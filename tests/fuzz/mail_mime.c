/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mail_mime.c - fuzzes whole mails: their structure, their headers and all that
 * is read out of them. What is found must be a form that the parent takes.
 */
#include <stdint.h>
#include <string.h>

#include "soundings/base.h"

#include "mail/in.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *a = arena_new();
	const struct incoming *in = in_read_here(a, (const char *)data, len);
	struct buffer form = { 0 };

	in_form_write(&form, in);
	invariant(in_form_read(a, buffer_string(&form), form.len) != NULL);
	buffer_free(&form);
	arena_free(a);
	return 0;
}
