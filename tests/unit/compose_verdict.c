/* SPDX-License-Identifier: Apache-2.0 */
/*
 * compose_verdict.c - what each answer of a relay at each stage means.
 */
#include "unit.h"

#include "mail/verdict.h"
#include "soundings/base.h"

TEST(stage_and_code_decide)
{
	static const struct {
		bool delivered;
		enum stage stage;
		const char *reply, *result;
	} row[] = {
		{ true, STAGE_DOT, "250 2.0.0 Ok", "sent" },
		/* Before the first mail: the way itself. */
		{ false, STAGE_CONNECT, "", "held" },
		{ false, STAGE_CONNECT, "421 busy", "held" },
		{ false, STAGE_CONNECT, "554 go away", "held" },
		{ false, STAGE_HELLO, "502 what?", "held" },
		{ false, STAGE_TLS, "", "held" },
		{ false, STAGE_TLS, "454 not now", "held" },
		{ false, STAGE_AUTH, "535 5.7.8 wrong password", "held" },
		{ false, STAGE_AUTH, "454 4.7.0 try again", "held" },
		/* Not now. */
		{ false, STAGE_MAIL, "451 4.3.0 later", "later" },
		{ false, STAGE_RCPT, "450 4.2.1 greylisted", "later" },
		{ false, STAGE_RCPT, "452 4.2.2 full", "later" },
		{ false, STAGE_DATA, "421 4.3.2 shutting down", "later" },
		{ false, STAGE_DOT, "452 4.3.1 no room", "later" },
		/* The link broke: it may or may not have arrived. */
		{ false, STAGE_MAIL, "", "later" },
		{ false, STAGE_RCPT, "250 ok", "later" },
		{ false, STAGE_DOT, "", "later" },
		/* The mailbox. */
		{ false, STAGE_RCPT, "550 5.1.1 unknown", "bounced" },
		{ false, STAGE_RCPT, "550 unknown", "bounced" },
		{ false, STAGE_RCPT, "553 5.1.2 no such domain", "bounced" },
		{ false, STAGE_RCPT, "550", "bounced" },
		/* Us. */
		{ false, STAGE_RCPT, "554 5.7.1 relay access denied",
		    "refused" },
		{ false, STAGE_MAIL, "553 5.1.8 who are you", "refused" },
		{ false, STAGE_DATA, "503 5.5.1 order", "refused" },
		{ false, STAGE_DOT, "554 5.6.0 looks like spam", "refused" },
		{ false, STAGE_DOT, "552 5.3.4 too big", "refused" },
	};

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s %s", stage_name(row[i].stage), row[i].reply);
		EQ_TEXT(row[i].result,
		    verdict(row[i].delivered, row[i].stage, row[i].reply));
	}
}
