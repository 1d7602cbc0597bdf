/* SPDX-License-Identifier: Apache-2.0 */
/*
 * in_kind.c - what kind of mail came in: a person's, or a machine's.
 *
 * Headers made for the purpose decide first (RFC 3834, 8098, 5965); subjects
 * are asked for the many programs that set none, and only at their beginning,
 * because people answer automatic answers too: "Re: Out of office".
 */
#include <string.h>
#include <strings.h>

#include "soundings/base.h"
#include "soundings/reply.h"

#include "mail/in.h"

/* How the subject of an automatic answer begins; a colon, a bracket or the end
 * must follow unless the phrase ends with one or can stand for nothing else. */
static const char *const automatic[] = { "automatic reply", "auto reply",
	"auto-reply", "autoreply", "auto response", "auto-response",
	"autoresponse", "automatic response", "automated reply",
	"automated response", "out of office", "out-of-office",
	"out of the office", "i am out of the office", "away from my mail",
	"vacation", "on holiday", "on leave", "annual leave",
	"on annual leave", "maternity leave", "i'm on leave", "i am on leave", "ooo", "absence", "away from the office",
	"automatische antwort", "abwesenheitsnotiz", "abwesenheit",
	"abwesend", "ich bin nicht im büro", "nicht im büro", "automatische rückantwort", "réponse automatique",
	"réponse d'absence", "message d'absence", "absence du bureau",
	"absent du bureau", "absente du bureau", "message automatique",
	"respuesta automática", "fuera de la oficina",
	"fuera de oficina", "estoy de vacaciones",
	"ausente de la oficina", "resposta automática", "fora do escritório",
	"ausência temporária", "ausência do escritório", "fuori sede", "risposta automatica", "fuori ufficio",
	"assente", "automatisch antwoord", "automatische reactie",
	"afwezig", "afwezigheid", "niet aanwezig", "niet op kantoor", "autosvar",
	"automatiskt svar", "frånvaro", "frånvarande", "automatisk svar",
	"fravær", "fraværsmelding", "sjálfvirkt svar", "ikke til stede", "automaattinen vastaus",
	"poissaoloilmoitus", "poissa", "odpowiedź automatyczna",
	"autoodpowiedź", "automatyczna odpowiedź", "nieobecność", "poza biurem",
	"automatická odpověď", "mimo kancelář", "automatická odpoveď",
	"automatski odgovor", "samodejni odgovor", "automatinis atsakymas",
	"automātiska atbilde", "automaatvastus", "автоматичен отговор",
	"resposta automàtica", "erantzun automatikoa",
	"automatikus válasz", "házon kívül", "автоответ",
	"автоматический ответ", "автоматична відповідь", "otomatik yanıt",
	"ofis dışında", "αυτόματη απάντηση", "răspuns automat",
	"ateb awtomatig", "ymateb awtomatig", "allan o'r swyddfa", "allan o’r swyddfa",
	"freagra uathoibríoch", "自動応答", "自動返信", "不在", "自动回复", "自动答复",
	"自動回覆", "自動回應", "자동 회신", "부재중", "رد تلقائي",
	"תשובה אוטומטית", "מענה אוטומטי", "תגובה אוטומטית", "trả lời tự động", "balasan otomatis" };

static const char *const opened[] = { "read:", "read receipt",
	"return receipt", "gelesen:", "lesebestätigung", "lu :", "lu:",
	"accusé de lecture", "leído:", "lido:", "letto:",
	"conferma di lettura", "gelezen:", "leesbevestiging", "läst:",
	"läskvitto", "læst:", "lest:", "luettu:", "przeczytano:",
	"přečteno:", "прочитано:", "okundu:", "開封済み", "已读:",
	"not read:", "disposition notification", "confirmation of reading",
	"darllenwyd:" };
static const char *const opened_said[] = { "was read on", "has been read",
	"was displayed on", "was deleted without being read",
	"return receipt for the mail", "this is a receipt", "was opened on",
	"wurde gelesen", "wurde am", "a été lu", "a été affiché",
	"fue leído", "se ha leído", "foi lida", "è stato letto",
	"è stata letta", "is gelezen", "lästes", "blev læst", "ble lest",
	"luettiin", "przeczytan", "přečten", "прочитано", "okundu",
	"开封", "已阅读", "was read at" };

static const char *const answers[] = { "re:", "re :", "aw:", "sv:", "vs:",
	"antw:", "rif:", "odp:", "ynt:", "fw:", "fwd:", "wg:" };

static bool
begins(const char *text, const char *const *with, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strncmp(text, with[i], strlen(with[i])) == 0)
			return true;
	return false;
}

static bool
says(const char *text, const char *const *phrases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strstr(text, phrases[i]) != NULL)
			return true;
	return false;
}

static bool
ends_phrase(const char *rest)
{
	rest += strspn(rest, " ");
	return *rest == '\0' || strchr(":([-", *rest) != NULL ||
	       strncmp(rest, "：", 3) == 0 || strncmp(rest, "–", 3) == 0 ||
	       strncmp(rest, "re:", 3) == 0 ||
	       strncmp(rest, "reply", 5) == 0 ||
	       strncmp(rest, "autoreply", 9) == 0 ||
	       strncmp(rest, "auto", 4) == 0 ||
	       strncmp(rest, "message", 7) == 0 ||
	       strncmp(rest, "notification", 12) == 0;
}

static bool
subject_is_automatic(const char *subject)
{
	const char *rest;

	if (begins(subject, answers, COUNT(answers)))
		return false;
	/* "[Auto-Reply] ...", "Auto: ..." */
	if (strncmp(subject, "auto:", 5) == 0)
		return true;
	subject += strspn(subject, "[(* ");
	for (size_t i = 0; i < COUNT(automatic); i++) {
		if (strncmp(subject, automatic[i], strlen(automatic[i])) != 0)
			continue;
		rest = subject + strlen(automatic[i]);
		if (ends_phrase(rest) || strchr("])", *rest) != NULL)
			return true;
	}
	return false;
}

/* "no", perhaps with parameters or a comment behind. */
static bool
says_no(const char *value)
{
	return strncasecmp(value, "no", 2) == 0 &&
	       (value[2] == '\0' || strchr(" ;(", value[2]) != NULL);
}

static bool
is_automatic(const struct parcel *p, const char *subject)
{
	static const enum in_header signs[] = { IN_X_AUTOREPLY,
		IN_X_AUTORESPOND, IN_X_AUTORESPONDER, IN_X_AUTOGENERATED,
		IN_X_VACATION, IN_X_FC_MACHINEGENERATED };
	static const char *const bulk[] = { "auto", "bulk", "junk" };
	const char *const *h = p->header;

	if (*h[IN_AUTO_SUBMITTED] != '\0' && !says_no(h[IN_AUTO_SUBMITTED]))
		return true;
	for (size_t i = 0; i < COUNT(signs); i++)
		if (*h[signs[i]] != '\0' && !says_no(h[signs[i]]) &&
		    strcasecmp(h[signs[i]], "false") != 0)
			return true;
	if (begins(reply_bare(p->arena, h[IN_PRECEDENCE]), bulk,
		COUNT(bulk)) ||
	    begins(reply_bare(p->arena, h[IN_X_PRECEDENCE]), bulk,
		COUNT(bulk)))
		return true;
	if (strcasestr(h[IN_X_MAILER], "vacation") != NULL ||
	    strcasestr(h[IN_X_MAILER], "autorespond") != NULL)
		return true;
	if (strcmp(h[IN_RETURN_PATH], "<>") == 0 ||
	    strncasecmp(p->from, "mailer-daemon@", 14) == 0)
		return true;
	return subject_is_automatic(subject);
}

static bool
is_list(const struct parcel *p)
{
	return *p->header[IN_LIST_ID] != '\0' ||
	       *p->header[IN_LIST_POST] != '\0' ||
	       *p->header[IN_MAILING_LIST] != '\0' ||
	       strncasecmp(p->header[IN_PRECEDENCE], "list", 4) == 0;
}

static bool
is_receipt(const struct parcel *p, const char *subject)
{
	return strcasecmp(p->report, "disposition-notification") == 0 ||
	       (begins(subject, opened, COUNT(opened)) &&
		   says(reply_bare(p->arena, p->text), opened_said,
		       COUNT(opened_said)));
}

/* What List-Unsubscribe of our mails makes a mail program write. */
static bool
is_unsubscribe(const char *subject)
{
	return strncmp(subject, "unsubscribe", 11) == 0 &&
	       (subject[11] == '\0' || subject[11] == ' ');
}

const char *
in_kind(const struct parcel *p, const char *kept, bool bounce)
{
	const char *subject = reply_bare(p->arena, p->header[IN_SUBJECT]);

	if (p->damaged)
		return "damaged";
	if (bounce)
		return "bounce";
	if (is_receipt(p, subject))
		return "receipt";
	if (strcasecmp(p->report, "feedback-report") == 0)
		return "complaint";
	if (is_unsubscribe(subject))
		return "unsubscribe";
	if (is_automatic(p, subject))
		return "auto";
	if (is_list(p))
		return "list";
	if (p->cut_short)
		return "large";
	if (p->locked && *kept == '\0')
		return "locked";
	if (p->calendar && (p->by_calendar || *kept == '\0'))
		return "calendar";
	if (*kept == '\0' && p->files.count == p->pictures)
		return "empty";
	return "reply";
}
