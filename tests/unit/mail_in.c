/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mail_in.c - what a mail is taken for, without the child that reads it in
 * real life; masses of mails are in tests/mailin.
 */
#include "mail/in.h"

#include "unit.h"

static const struct incoming *
read_text(struct arena *a, const char *mail)
{
	return in_read_here(a, mail, strlen(mail));
}

TEST(a_status_says_for_good_or_for_now)
{
	static const struct {
		const char *status, *words, *class, *found;
	} row[] = {
		{ "5.1.1", "", "hard", "5.1.1" },
		{ "4.1.1", "", "soft", "4.1.1" },
		{ "5.2.2", "", "soft", "5.2.2" },
		{ "5.4.7", "", "soft", "5.4.7" },
		{ "5.7.1", "", "hard", "5.7.1" },
		{ "5.7.1", "blocked as spam", "soft", "5.7.1" },
		{ "5.7.1", "no such user; see our spam policy", "hard",
		    "5.7.1" },
		{ "5.0.0", "550 5.1.1 unknown", "hard", "5.1.1" },
		{ "5.0.0", "451 4.3.0 later", "hard", "5.0.0" },
		{ "5.0.0", "mailbox is full", "soft", "5.0.0" },
		{ "", "550 no such user", "hard", "5.1.1" },
		{ "", "552 mailbox full", "soft", "5.2.2" },
		{ "", "450 try later", "soft", "4.0.0" },
		{ "", "host unknown", "hard", "5.1.2" },
		{ "", "connection timed out", "soft", "4.4.7" },
		{ "", "it failed", "hard", "5.0.0" },
		{ "", "message delayed, user unknown", "soft", "4.0.0" },
		{ "", "from 5.1.1.7, version 5.1.1b, 15.1.1", "hard",
		    "5.0.0" },
	};
	struct arena *a = arena_new();

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct in_status s = in_status(a, row[i].status, row[i].words);

		CASE("%s %s", row[i].status, row[i].words);
		EQ_TEXT(row[i].class, s.class);
		EQ_TEXT(row[i].found, s.status);
	}
	arena_free(a);
}

TEST(bytes_of_any_charset_become_clean_text)
{
	static const struct {
		const char *in, *charset, *out;
	} row[] = {
		{ "caf\351", "iso-8859-1", "caf\303\251" },
		{ "caf\351", "us-ascii", "caf\303\251" },
		{ "caf\303\251", "us-ascii", "caf\303\251" },
		{ "caf\351!", "utf-8", "caf\357\277\275!" },
		{ "\223a\224", "ISO-8859-1", "\342\200\234a\342\200\235" },
		{ "a\r\nb\rc\n", "utf-8", "a\nb\nc\n" },
		{ "a\033[2J\001\177b\tc", "utf-8", "a[2Jb\tc" },
		{ "\302\205x", "utf-8", "x" },
		{ "\033$BF1\033(B", "iso-2022-jp", "\345\220\214" },
		{ "x", "klingon", "x" },
		{ "x", "iso-2022-cn-ext", "x" },
	};
	struct arena *a = arena_new();

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		CASE("%s in %s", row[i].in, row[i].charset);
		EQ_TEXT(row[i].out, in_decode(a, row[i].in, strlen(row[i].in),
					row[i].charset));
	}
	EQ_TEXT("ab", in_decode(a, "a\0b", 3, "utf-8"));
	arena_free(a);
}

TEST(the_form_is_read_as_it_was_written)
{
	struct arena *a = arena_new();
	struct incoming_file file = { "a.png", "image/png", 7 };
	struct incoming in = { .kind = "reply", .from = "ben@example.org",
		.kept = "Yes.\n\"so\"", .trimmed = "", .bounce_class = "none",
		.files = { &file, 1 }, .message_id = "x@example.org",
		.subject = "Re: Tides", .to = "", .authentication = "" };
	const struct incoming *got;
	struct buffer b = { 0 };

	in_form_write(&b, &in);
	got = in_form_read(a, buffer_string(&b), b.len);
	YES(got != NULL);
	EQ_TEXT(in.kind, got->kind);
	EQ_TEXT(in.kept, got->kept);
	EQ_TEXT(in.subject, got->subject);
	EQ_TEXT(NULL, got->bounce_status);
	EQ_INT(1, got->files.count);
	EQ_TEXT("a.png", ((struct incoming_file *)got->files.at)->name);
	buffer_free(&b);
	arena_free(a);
}

TEST(a_form_that_is_not_exactly_one_is_refused)
{
#define REST                                                                   \
	"\"from\":\"\",\"kept\":\"\",\"trimmed\":\"\",\"bounce_class\":"       \
	"\"none\",\"files\":[],\"subject\":\"\",\"to\":\"\","            \
	"\"authentication\":\"\""
	static const struct {
		const char *form;
		bool good;
	} row[] = {
		{ "{\"kind\":\"reply\"," REST "}", true },
		{ "{\"kind\":\"other\"," REST "}", false },
		{ "{\"kind\":\"reply\"," REST ",\"more\":1}", false },
		{ "{" REST "}", false },
		{ "{\"kind\":\"reply\"," REST "} ", true },
		{ "{\"kind\":\"reply\"," REST "}{", false },
		{ "{\"kind\":\"reply\"," REST, false },
		{ "", false },
		{ "null", false },
	};
#undef REST
	struct arena *a = arena_new();

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		CASE("%s", row[i].form);
		EQ_INT(row[i].good, in_form_read(a, row[i].form,
					strlen(row[i].form)) != NULL);
	}
	arena_free(a);
}

TEST(headers_tell_people_from_machines)
{
	static const struct {
		const char *headers, *kind;
	} row[] = {
		{ "Subject: Re: draft\n", "reply" },
		{ "Auto-Submitted: no\n", "reply" },
		{ "Auto-Submitted: auto-replied; x=y\n", "auto" },
		{ "Precedence: bulk\n", "auto" },
		{ "Precedence: list\n", "list" },
		{ "Subject: Out of office: draft\n", "auto" },
		{ "Subject: Re: Out of office\n", "reply" },
		{ "Subject: Out of office costs\n", "reply" },
		{ "Subject: unsubscribe 7-abc\n", "unsubscribe" },
		{ "Subject: unsubscribed\n", "reply" },
		{ "From: MAILER-DAEMON@example.org\n", "auto" },
	};
	struct arena *a = arena_new();

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		CASE("%s", row[i].headers);
		EQ_TEXT(row[i].kind, read_text(a, arena_printf(a,
			"%s\nhello\n", row[i].headers))->kind);
	}
	EQ_TEXT("empty", read_text(a, "Subject: x\n\n")->kind);
	arena_free(a);
}

TEST(a_mail_from_several_is_from_nobody)
{
	static const struct {
		const char *headers, *from;
	} row[] = {
		{ "From: Ben <ben@e.org>", "ben@e.org" },
		{ "From: \"eve@e.org\" <ben@e.org>", "ben@e.org" },
		{ "From: ben@e.org (<eve@e.org>)", "ben@e.org" },
		{ "From: Ben <ben@e.org>, Eve <eve@e.org>", "" },
		{ "From: Ben <ben@e.org>\nFrom: Eve <eve@e.org>", "" },
		{ "From: Eve <eve@e.org>\nfrom: Ben <ben@e.org>", "" },
		{ "From: us: ben@e.org, eve@e.org;", "" },
		{ "Sender: Ben <ben@e.org>", "" },
	};
	struct arena *a = arena_new();

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		CASE("%s", row[i].headers);
		EQ_TEXT(row[i].from, read_text(a, arena_printf(a,
			"%s\n\nhello\n", row[i].headers))->from);
	}
	arena_free(a);
}

TEST(every_kind_that_is_not_taken_has_its_sentence)
{
	static const char *const kinds[] = { "auto", "bounce", "receipt",
		"complaint", "list", "loop", "empty", "locked",
		"calendar", "damaged", "large" };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		CASE("%s", kinds[i]);
		YES(incoming_refusal(kinds[i]) != NULL);
	}
	EQ_TEXT(NULL, incoming_refusal("reply"));
	EQ_TEXT(NULL, incoming_refusal("unsubscribe"));
}

TEST(a_report_names_whom_it_did_not_reach)
{
#define TOP                                                                    \
	"From: MAILER-DAEMON@mx.example.org\nContent-Type: multipart/report; " \
	"report-type=delivery-status; boundary=b\n\n--b\n\nSorry.\n\n--b\n"    \
	"Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n"
	static const struct {
		const char *fields, *class, *recipient;
	} row[] = {
		{ "Final-Recipient: rfc822; ben@e.org\nAction: failed\n"
		  "Status: 5.1.1\n",
		    "hard", "ben@e.org" },
		{ "Original-Recipient: rfc822;ben@e.org\nFinal-Recipient: "
		  "rfc822; x@y.org\nAction: failed\nStatus: 5.1.1\n",
		    "hard", "ben@e.org" },
		{ "Final-Recipient: rfc822;\n <ben@e.org>\nAction: failed\n"
		  "Status: 5.0.0\nDiagnostic-Code: smtp; 552\n mailbox full\n",
		    "soft", "ben@e.org" },
		{ "Final-Recipient: rfc822; ben@e.org\nAction: delayed\n"
		  "Status: 4.4.1\n",
		    "soft", "ben@e.org" },
		{ "Final-Recipient: rfc822; ben@e.org\nAction: delivered\n"
		  "Status: 2.0.0\n",
		    "none", NULL },
		{ "Final-Recipient: rfc822; a@e.org\nAction: relayed\n"
		  "Status: 2.0.0\n\nFinal-Recipient: rfc822; ben@e.org\n"
		  "Action: failed\nStatus: 5.2.1\n",
		    "hard", "ben@e.org" },
	};
	struct arena *a = arena_new();

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		const struct incoming *in = read_text(a,
		    arena_printf(a, TOP "%s\n--b--\n", row[i].fields));

		CASE("%s", row[i].fields);
		EQ_TEXT(row[i].class, in->bounce_class);
		EQ_TEXT(row[i].recipient, in->bounce_recipient);
	}
#undef TOP
	arena_free(a);
}

TEST(beyond_the_limits_nothing_is_half_read)
{
	struct arena *a = arena_new();
	struct buffer b = { 0 };

	buffer_text(&b, "Subject: x\n\n");
	for (int i = 0; i < 150000; i++)
		buffer_text(&b, "ten bytes\n");
	EQ_TEXT("large", read_text(a, buffer_string(&b))->kind);
	buffer_clear(&b);
	buffer_text(&b, "Content-Type: multipart/mixed; boundary=b\n\n");
	for (int i = 0; i < 150; i++)
		buffer_text(&b, "--b\n\nx\n");
	buffer_text(&b, "--b--\n");
	EQ_TEXT("large", read_text(a, buffer_string(&b))->kind);
	buffer_clear(&b);
	for (int i = 0; i < 20000; i++)
		buffer_text(&b, "X: y\n");
	buffer_text(&b, "\nhello\n");
	EQ_TEXT("damaged", read_text(a, buffer_string(&b))->kind);
	buffer_free(&b);
	arena_free(a);
}
