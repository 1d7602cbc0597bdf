/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reply.c - whose words are they: the author's, or quoted? Each row is one
 * shape; masses of mails are in tests/mailin.
 */
#include "soundings/base.h"
#include "soundings/reply.h"

#include "unit.h"

struct row {
	const char *what, *text, *kept;
};

#define WROTE "On Mon, 2 Feb 2026 at 10:58, Ann <ann@example.org> wrote:\n"
#define HEADS                                                                  \
	"From: Ann <ann@example.org>\nSent: 2 February 2026 10:58\n"           \
	"To: Ben\nSubject: Draft\n"

static void
check(const struct row *row, size_t count)
{
	struct arena *a = arena_new();

	for (size_t i = 0; i < count; i++) {
		CASE("%s", row[i].what);
		EQ_TEXT(row[i].kept, reply_trim(a, row[i].text).kept);
	}
	arena_free(a);
}

TEST(an_answer_above_the_quote_is_kept_alone)
{
	static const struct row row[] = {
		{ "gmail", "Yes.\n\n" WROTE "\n> Dear all\n", "Yes." },
		{ "no empty line", "Yes.\n" WROTE "> Dear all\n", "Yes." },
		{ "unmarked", "Yes.\n\n" WROTE "\nDear all\n", "Yes." },
		{ "outlook", "Yes.\n\n" HEADS "\nDear all\n", "Yes." },
		{ "words that look like a head above it",
		    "From: what I hear\nTo: be honest\n\n" HEADS "\nDear all\n",
		    "From: what I hear\nTo: be honest" },
		{ "folded head",
		    "Yes.\n\nFrom: Ann <ann@example.org>\nDate: today\n"
		    "Subject: a long\n subject\nTo: Ben\n\nDear\n",
		    "Yes." },
		{ "delimiter alone",
		    "Yes.\n\n-----Original Message-----\n\nDear\n", "Yes." },
		{ "wrapped",
		    "Yes.\n\nOn Mon, 2 Feb 2026 at 10:58,\nAnn "
		    "<ann@example.org>\nwrote:\n\n> Dear\n",
		    "Yes." },
		{ "unknown language",
		    "Yes.\n\n2 Foo 2026 10:58 Ann <ann@example.org>:\n\nDear",
		    "Yes." },
		{ "signs of other programs",
		    "Yes.\n\nAnn wrote:\nAE> Dear\nAE> all\n", "Yes." },
	};

	check(row, sizeof(row) / sizeof(row[0]));
}

#define OURS                                                                   \
	"* Ann in Nights\n\n  It works.\n\n-- \n" REPLY_FOOT               \
	" you are asked.\n" REPLY_STOP ": https://example.org/u\n"            \
	"Soundings: https://example.org\n"

TEST(a_passage_picked_out_by_hand_stays)
{
	static const struct row row[] = {
		{ "below", "Strike it.\n\n> 4.3\n", "Strike it.\n\n> 4.3" },
		{ "above the whole mail",
		    "Strike it.\n\n> 4.3\n\n" WROTE "\n> Dear all\n> 4.3\n",
		    "Strike it.\n\n> 4.3" },
		{ "above a mail of ours",
		    "Strike it.\n> 4.3\n\n" HEADS "\n" OURS,
		    "Strike it.\n> 4.3" },
		{ "beside a long quote",
		    "Yes.\n\n> 1\n> 2\n> 3\n> 4\n> 5\n> 6\n> 7\n", "Yes." },
	};

	check(row, sizeof(row) / sizeof(row[0]));
}

TEST(what_stands_below_a_mail_of_ours_is_the_authors)
{
	static const struct row row[] = {
		{ "outlook", HEADS "\n" OURS "\nYes.\n", "Yes." },
		{ "both", "Hello\n\n" HEADS "\n" OURS "\nYes.\n",
		    "Hello\n\nYes." },
		{ "right below", WROTE "\n" OURS "Yes.\n", "Yes." },
		{ "a day and no address",
		    "On Mon, 2 Feb 2026 at 10:58, Ann wrote:\n\n" OURS
		    "\nYes.\n",
		    "Yes." },
		{ "nothing", HEADS "\n" OURS, "" },
		{ "a sentence above it",
		    "On 3 May 2026 at 9:15 the ward wrote:\nall well.\n\n" WROTE
		    "\n" OURS,
		    "On 3 May 2026 at 9:15 the ward wrote:\nall well." },
	};

	check(row, sizeof(row) / sizeof(row[0]));
}

TEST(an_answer_below_the_quote_is_kept_alone)
{
	static const struct row row[] = {
		{ "marked", WROTE "> Dear all\n>\n> Ann\n\nYes.\n", "Yes." },
		{ "no empty line", WROTE "> Dear all\nYes.\n", "Yes." },
		{ "a header above the marks", HEADS "\n> Dear all\n\nYes.\n",
		    "Yes." },
		{ "passed on", HEADS "\nDear all\n", "Dear all" },
		{ "passed on, and said",
		    "---------- Forwarded message ---------\n" HEADS
		    "\nDear all\n",
		    "Dear all" },
	};

	check(row, sizeof(row) / sizeof(row[0]));
}

TEST(answers_between_the_lines_keep_the_quotes)
{
	static const struct row row[] = {
		{ "two", "Hi.\n\n" WROTE "> One?\n\nYes.\n\n> Two?\n\nNo.",
		    "Hi.\n\n> One?\n\nYes.\n\n> Two?\n\nNo." },
		{ "the rest of the quote goes",
		    WROTE "> One?\n\nYes.\n\n> Two?\n\nNo.\n\n> Ann\n",
		    "> One?\n\nYes.\n\n> Two?\n\nNo." },
		{ "marks with nothing behind them",
		    WROTE ">\n> One?\n\nYes.\n\n> Two?\n\nNo.",
		    "> One?\n\nYes.\n\n> Two?\n\nNo." },
		{ "what is to be fixed is not below",
		    "The day is to be fixed.\n\n" HEADS "\nOne?\n",
		    "The day is to be fixed." },
		{ "typed by hand", "> One?\n\nYes.", "> One?\n\nYes." },
		{ "said to be there",
		    "My answers below in red.\n\n" HEADS "\nOne? Yes!\n",
		    "My answers below in red.\n\n" HEADS "\nOne? Yes!" },
	};

	check(row, sizeof(row) / sizeof(row[0]));
}

#define SIGNED "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n"

TEST(what_stands_below_the_words_is_cut)
{
	static const struct row row[] = {
		{ "signature", "Yes.\n\n-- \nBen\nHead\n", "Yes." },
		{ "its space lost", "Yes.\n\n--\nBen\n", "Yes." },
		{ "signature above a postscript",
		    "Yes.\n\n-- \nBen\nHead\n\nPS The link is dead, and has "
		    "been since the ministry moved.\n",
		    "Yes.\n\nPS The link is dead, and has been since the "
		    "ministry moved." },
		{ "phone", "Yes.\n\nSent from my iPhone\n", "Yes." },
		{ "phone, above a quote",
		    "Yes.\n\nSent from my iPhone\n\n" WROTE "> Dear\n",
		    "Yes." },
		{ "notice",
		    "Yes.\n\nThis email and any attachments are confidential "
		    "and intended solely for the addressee. Please delete it "
		    "if it came in error.\n",
		    "Yes." },
		{ "list",
		    "Yes.\n\n_______________________\nHeads mailing list\n"
		    "https://example.org/listinfo/heads\n",
		    "Yes." },
		{ "a gateway's alarm above",
		    "ACHTUNG: Diese E-Mail stammt von einem externen Absender."
		    "\n\nJa.\n", "Ja." },
		{ "lines drawn below", "Yes.\n\n----\n====\n", "Yes." },
		{ "below the quote",
		    "Yes.\n\n" WROTE "> Dear\n\n-- \nBen\n", "Yes." },
		{ "signed by a program",
		    SIGNED "Yes.\n\n-----BEGIN PGP SIGNATURE-----\n\niQEz\n"
		    "-----END PGP SIGNATURE-----\n", "Yes." },
		{ "signed, and the signature is lost but its end",
		    SIGNED "Yes.\n\nNo.\n-----END PGP SIGNATURE-----\n",
		    "Yes.\n\nNo.\n-----END PGP SIGNATURE-----" },
	};

	check(row, sizeof(row) / sizeof(row[0]));
}

TEST(words_that_only_look_like_it_stay)
{
	static const char *const text[] = {
		"On Monday the board wrote: wait.",
		"I wrote:\n\nthe plan is fine",
		"On 3 May the ministry wrote:\n\nWe will pay.\n\nGood news.",
		"Date: 3 May\nFrom: 10:00\nTo: 12:30\nRoom: B2",
		"From: what I hear\nTo: be honest",
		"Best regards\nBen\nHeadteacher",
		"One\n\n----\n\nTwo",
		"Heading\n=======\n\nText",
		"5 > 3",
		"A>B\nis not B>A",
		"This is confidential until Friday; please do not distribute.",
		"Sent from my point of view as a parent.",
		"at 10:30 on 2 February 2026, with ann@example.org there:\n\nno",
		"a -- b\n--x\n-- y",
		"The original message was better",
		"Attention: external examiners are no senders of anything.\n"
		"\nYes.",
		"Warning: the external link has a scan as attachment, says the "
		"sender of this message.\n\nYes.",
		"| a | b |\n|---|---|\n| 1 | 2 |",
		"    code\n      more code",
	};
	struct arena *a = arena_new();

	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++) {
		struct reply r = reply_trim(a, text[i]);

		EQ_TEXT(text[i], r.kept);
		EQ_TEXT("", r.trimmed);
	}
	arena_free(a);
}

TEST(what_was_cut_is_kept_aside)
{
	struct arena *a = arena_new();
	struct reply r = reply_trim(
	    a, "Yes.\n\n" WROTE "\n> Dear\n\n-- \nBen\n");

	EQ_TEXT("Yes.", r.kept);
	EQ_TEXT(WROTE "\n> Dear\n\n-- \nBen", r.trimmed);
	r = reply_trim(a, WROTE "> Dear\n");
	EQ_TEXT("", r.kept);
	r = reply_trim(a, "");
	EQ_TEXT("", r.kept);
	EQ_TEXT("", r.trimmed);
	arena_free(a);
}

TEST(flowed_lines_are_joined)
{
	static const struct {
		const char *in;
		bool delsp;
		const char *out;
	} row[] = {
		{ "a \nb\n\nc\n", false, "a b\n\nc\n" },
		{ "a \nb\n", true, "ab\n" },
		{ "> a \n> b\nc\n", false, "> a b\nc\n" },
		{ "> a \nb\n", false, "> a \nb\n" },
		{ ">> a\n> b\n", false, ">> a\n> b\n" },
		{ " From\n >x\n", false, "From\n>x\n" },
		{ "a \n-- \nBen\n", false, "a \n-- \nBen\n" },
		{ "a \r\nb\r\n", false, "a b\n" },
		{ "", false, "" },
	};
	struct arena *a = arena_new();

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		CASE("%s", row[i].in);
		EQ_TEXT(row[i].out, reply_unflow(a, row[i].in, row[i].delsp));
	}
	arena_free(a);
}

TEST(html_becomes_text_with_its_paragraphs_links_and_quotes)
{
	static const struct {
		const char *in, *out;
	} row[] = {
		{ "<p>a</p><p>b", "a\n\nb" },
		{ "a<br>b<br><br>c", "a\nb\n\nc" },
		{ "<div>a</div><div><br></div><div>b</div>", "a\n\nb" },
		{ "<p class=MsoNormal>a</p><p class=MsoNormal>&nbsp;</p>"
		  "<p class=MsoNormal>b",
		    "a\n\nb" },
		{ "  a \n <b>b</b>  c ", "a b c" },
		{ "<ul><li>a<li>b</ul><ol><li>c</li><li>d</li></ol>",
		    "- a\n- b\n1. c\n2. d" },
		{ "<a href='https://e.org/?a=1&amp;b=2'>see</a>",
		    "see <https://e.org/?a=1&b=2>" },
		{ "<a href=https://e.org/>https://e.org</a>",
		    "https://e.org" },
		{ "<a href=\"mailto:a@e.org\">a@e.org</a>", "a@e.org" },
		{ "<a href=\"javascript:x\">see</a>", "see" },
		{ "a<blockquote>b<br>c<blockquote>d</blockquote></blockquote>",
		    "a\n\n> b\n> c\n\n>> d" },
		{ "a<blockquote style='margin:0 0 0 40px; border: none'>b",
		    "a\n\nb" },
		{ "<pre>a\n  b</pre>", "a\n  b" },
		{ "<style>p{}</style><script>if(a<b)</script><title>t</title>c",
		    "c" },
		{ "<span style=\"display: none\">x</span>y", "y" },
		{ "a<!-- b -->c<![if x]>d<?xml?>e", "acde" },
		{ "1 < 2 &amp; 3 &lt; 4 &eacute;&#233;&#x1F600; &foo; &",
		    "1 < 2 & 3 < 4 \303\251\303\251\360\237\230\200 &foo; &" },
		{ "a<hr>b", "a\n\n--------------------\n\nb" },
		{ "a<div class=gmail_signature>Ben</div>", "a\n-- \nBen" },
		{ "<table><tr><td>a</td><td>b</td></tr><tr><td>c</table>",
		    "a b\nc" },
		{ "<img alt=\"\360\237\230\200\"><img alt=\"logo\">",
		    "\360\237\230\200" },
		{ "<a href=\"https://e.org\"", "" },
		{ "a</b></i></div></p>b", "a\nb" },
		{ "", "" },
	};
	struct arena *a = arena_new();

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		CASE("%s", row[i].in);
		EQ_TEXT(row[i].out, reply_from_html(a, row[i].in));
	}
	arena_free(a);
}

TEST(bare_text_is_small_and_single_spaced)
{
	struct arena *a = arena_new();

	EQ_TEXT("von: \303\244nne - x", reply_bare(a,
		"  *VON:*\302\240\302\240\303\204nne\342\200\213 \342\200\223 "
		"x\t"));
	arena_free(a);
}

TEST(what_people_show_is_not_taken_for_what_programs_quote)
{
	static const struct row row[] = {
		{ "advice", "It drops them.\n\nGet Outlook for iOS, it works.",
		    "It drops them.\n\nGet Outlook for iOS, it works." },
		{ "a foot, in a language that we do not know",
		    "Igen.\n\nOutlook beszerz\303\251se <https://aka.ms/o0ukef>",
		    "Igen." },
		{ "a colleague's words",
		    "My colleague Sue <sue@example.net> wrote:\n\n\"No.\"\n\nSo",
		    "My colleague Sue <sue@example.net> wrote:\n\n\"No.\"\n\n"
		    "So" },
		{ "a line quoted by hand", "Ann wrote:\n> Most.\n\nSome.",
		    "Ann wrote:\n> Most.\n\nSome." },
		{ "a header that is the matter",
		    "It had these lines:\n\nFrom: a@example.net\nTo: b@example"
		    ".net\nSubject: Undelivered\n\nWhy?",
		    "It had these lines:\n\nFrom: a@example.net\nTo: b@example"
		    ".net\nSubject: Undelivered\n\nWhy?" },
	};

	check(row, sizeof(row) / sizeof(row[0]));
}

/* What was sent, and what came back of it. */
static const char between_sent[] =
    "We share a rota with the other trust.\n\n1. a midwife on call\n"
    "2. a doctor by telephone\n\nNo.\n\nSee https://a.org/x, it works "
    "**most** nights, as we have heard.";
static const struct {
	const char *what, *kept, *trimmed, *others, *wanted;
} between[] = {
	{ "nothing added", "Yes.",
	    HEADS "\nWe share a rota with the other trust.\n"
		  "1. a midwife on call\n",
	    "", "Yes." },
	{ "below a line", "",
	    HEADS "\nWe share a rota with the other trust.\nSince when?"
		  "\n1. a midwife on call\n2. a doctor by telephone\n",
	    "", "> We share a rota with the other trust.\n\nSince when?" },
	{ "a short line of ours and a short answer", "Hi",
	    "a doctor by telephone\nyes\n\nNo.\n\nwhy not\n\nSee, it "
	    "works most nights, as we have heard",
	    "",
	    "Hi\n\n> a doctor by telephone\n\nyes\n\n> No.\n\nwhy not" },
	{ "marked, wrapped and with other links", "Hi",
	    "> We share a rota with\n> the other trust.\n> Which?\n> See "
	    "<https://safe.example/?u=a>, it works\n> most nights, as we "
	    "have heard.",
	    "",
	    "Hi\n\n> We share a rota with\n> the other trust.\n\nWhich?" },
	{ "a line that was changed", "",
	    "We share a rota with the other trust.\na midwife on call "
	    "(two!)\na doctor by telephone",
	    "",
	    "> We share a rota with the other trust.\n\na midwife on "
	    "call (two!)" },
	{ "what another text of ours says", "Hi",
	    "We share a rota with the other trust.\nThey share a rota "
	    "with us.\na doctor by telephone",
	    "They share a rota with us.", "Hi" },
	{ "behind the last line, or in an older mail", "Hi",
	    "a doctor by telephone\nKate\n" HEADS
	    "\nit works most nights, as we have heard\nKate\n",
	    "", "Hi" },
	{ "nothing of ours", "Hi", "Dear all\n\nCome.\n", "", "Hi" },
	{ "signs without spaces", "",
	    "We share a rota with the other trust.\n\347\231\275\345"
	    "\244\251\n\na midwife on call",
	    "",
	    "> We share a rota with the other trust.\n\n\347\231\275"
	    "\345\244\251" },
};

TEST(answers_inside_a_mail_of_ours_come_back_with_what_they_answer)
{
	struct arena *a = arena_new();
	struct reply r;

	for (size_t i = 0; i < COUNT(between); i++) {
		CASE("%s", between[i].what);
		r = reply_between(a,
		    (struct reply){ between[i].kept, between[i].trimmed },
		    between_sent, between[i].others);
		EQ_TEXT(between[i].wanted, r.kept);
	}
	arena_free(a);
}
