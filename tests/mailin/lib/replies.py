# SPDX-License-Identifier: Apache-2.0
"""Answers as mail programs send them, with what their authors wrote.

Every mail is put together of an author's words, a way to quote, and what
stands below. The words were chosen to look like marks of quoting where they
are none. samples() gives [(name, body, wanted words)].
"""
import itertools
import textwrap

# What people write. None of it may be lost.
WORDS = [
    "Yes, that works for us.",
    "Thanks Ann,\n\nI would drop the second paragraph. It repeats what "
    "section 3 says, and\nthe headteachers I asked stopped reading there.\n\n"
    "Kind regards\nBen",
    "Three things:\n\n- the deadline is too short for rural schools\n"
    "- \"competence\" is used in two senses\n- who pays?\n\nOtherwise good.",
    "1. Agreed.\n2. Not agreed, see https://example.org/report?id=4&x=2\n"
    "3. Ask Cat.",
    "On Monday the board wrote: no more pilots. So I would wait.",
    "The workshop:\n\nDate: 3 May\nFrom: 10:00\nTo: 12:30\nRoom: B2\n\n"
    "Could somebody bring a projector?",
    "From: what I hear, nobody objects.\n\nTo: be honest, I do.",
    "I wrote:\n\nthe plan is fine, and I still think so.",
    "Das passt so.\n\nViele Grüße\nJürgen",
    "Entièrement d'accord avec Zoë : le point 4 est à revoir.\n\nÀ bientôt",
    "Rwy'n cytuno. Diolch yn fawr!\n\nCofion gorau,\nSiân",
    "同意。第三段可以更短一些。",
    "Согласен, но срок слишком короткий.",
    "This information is confidential until Friday, please do not "
    "distribute.\n\nI think we should go ahead.",
    "Dear all\n\nplease see my points:\n\n  a) wording\n  b) timing\n\n"
    "Sent from my point of view as a teacher, that is.\n\nBest\nCat",
    "> a line I typed with a sign in front\n\nis not a quote of the mail",
    "5 > 3 and x -> y, as every pupil knows.",
    "The original message was better. Please forward it.",
    "Could you unsubscribe the old address ben.old@example.org? It is gone.",
    "Agreed",
    "👍",
    "We discussed it at 10:30 on 2 February 2026, with ann@example.org "
    "present:\n\nthe answer is yes.",
    "Am Montag schrieb der Rat: keine Pilotprojekte mehr.\nAlso warten wir.",
    "Subject: maths. Level: 5. That is what the form should say.\n\n"
    "Everything else can go.",
]

QUOTED = ("Dear members,\n\nplease tell us what you think of the second "
          "draft. It closes on Friday.\n\nAnn Example\n\nRead it here: "
          "https://soundings.example.org/round/41")

SHORT = "Which of the two dates suits you?"

NAME, ADDRESS = "Ann Example", "ann@example.org"

# (program and language, how it announces what it quotes)
WROTE = [
    ("gmail en", "On Mon, 2 Feb 2026 at 10:58, {n} <{a}> wrote:"),
    ("gmail en-us", "On Mon, Feb 2, 2026 at 10:58 AM {n} <{a}> wrote:"),
    ("gmail en long", "On Mon, Feb 2, 2026 at 10:58 AM Community of Practice "
     "via Soundings <\nann+r41-abcdef0123456789@soundings.example.org> "
     "wrote:"),
    ("gmail de", "Am Mo., 2. Feb. 2026 um 10:58 Uhr schrieb {n} <\n{a}>:"),
    ("gmail fr", "Le lun. 2 févr. 2026 à 10:58, {n} <{a}> a écrit :"),
    ("gmail es", "El lun, 2 feb 2026 a las 10:58, {n} (<{a}>)\nescribió:"),
    ("gmail it", "Il giorno lun 2 feb 2026 alle ore 10:58 {n} <\n{a}> ha "
     "scritto:"),
    ("gmail nl", "Op ma 2 feb 2026 om 10:58 schreef {n} <{a}>:"),
    ("gmail pt-br", "Em seg., 2 de fev. de 2026 às 10:58, {n} <{a}>\n"
     "escreveu:"),
    ("gmail pt", "{n} <{a}> escreveu (segunda, 2/02/2026 à(s)\n10:58):"),
    ("gmail sv", "Den mån 2 feb. 2026 kl 10:58 skrev {n} <{a}>:"),
    ("gmail da", "Den man. 2. feb. 2026 kl. 10.58 skrev {n} <{a}>:"),
    ("gmail no", "man. 2. feb. 2026 kl. 10:58 skrev {n} <{a}>:"),
    ("gmail fi", "ma 2. helmik. 2026 klo 10.58 {n} ({a}) kirjoitti:"),
    ("gmail pl", "pon., 2 lut 2026 o 10:58 {n} <{a}> napisał(a):"),
    ("gmail cs", "po 2. 2. 2026 v 10:58 odesílatel {n} <{a}> napsal:"),
    ("gmail sk", "po 2. 2. 2026 o 10:58 {n} <{a}> napísal(a):"),
    ("gmail hu", "{n} <{a}> ezt írta (időpont: 2026. febr. 2., H, "
     "10:58):"),
    ("gmail ro", "În lun., 2 feb. 2026 la 10:58, {n} <{a}> a scris:"),
    ("gmail tr", "{n} <{a}>, 2 Şub 2026 Pzt, 10:58 tarihinde şunu\nyazdı:"),
    ("gmail ru", "пн, 2 февр. 2026 г. в 10:58, {n} <{a}>:"),
    ("gmail uk", "пн, 2 лют. 2026 р. о 10:58 {n} <{a}> пише:"),
    ("gmail bg", "На пн, 2.02.2026 г. в 10:58 {n} <{a}> написа:"),
    ("gmail el", "Στις Δευ 2 Φεβ 2026 στις 10:58 π.μ., ο χρήστης {n} <\n"
     "{a}> έγραψε:"),
    ("gmail ca", "Missatge de {n} <{a}> del dia dl., 2 de febr. 2026 a les "
     "10:58:"),
    ("gmail ja", "2026年2月2日(月) 10:58 {n} <{a}>:"),
    ("gmail zh", "{n} <{a}> 于2026年2月2日周一 10:58写道："),
    ("gmail zh-tw", "{n} <{a}> 於 2026年2月2日 週一 上午10:58寫道："),
    ("gmail ko", "2026년 2월 2일 (월) 오전 10:58, {n} <{a}>님이 작성:"),
    ("gmail cy", "Ar Llun, 2 Chwef 2026 am 10:58, {n} <{a}>\nysgrifennodd:"),
    ("gmail lt", "2026-02-02, pr, 10:58 {n} <{a}> rašė:"),
    ("gmail vi", "Vào Th 2, 2 thg 2, 2026 vào lúc 10:58 {n} <{a}> đã "
     "viết:"),
    ("gmail he", "‫בתאריך יום ב׳, 2 בפבר׳ 2026 ב-10:58 מאת ‪{n}‬‏ <‪{a}‬‏>:‬"),
    ("gmail old", "2026-02-02 10:58 GMT+00:00 {n} <{a}>:"),
    ("apple en", "On 2 Feb 2026, at 10:58, {n} <{a}> wrote:"),
    ("apple us", "On Feb 2, 2026, at 10:58 AM, {n} <{a}> wrote:"),
    ("apple de", "Am 02.02.2026 um 10:58 schrieb {n} <{a}>:"),
    ("apple fr", "Le 2 févr. 2026 à 10:58, {n} <{a}> a écrit :"),
    ("apple es", "El 2 feb 2026, a las 10:58, {n} <{a}> escribió:"),
    ("apple it", "Il giorno 2 feb 2026, alle ore 10:58, {n} <{a}> ha "
     "scritto:"),
    ("apple nl", "Op 2 feb 2026, om 10:58 heeft {n} <{a}> het volgende "
     "geschreven:"),
    ("apple sv", "2 feb. 2026 kl. 10:58 skrev {n} <{a}>:"),
    ("apple pl", "Wiadomość napisana przez {n} <{a}> w dniu 2 lut 2026, o "
     "godz. 10:58:"),
    ("apple ja", "2026/02/02 10:58、{n} <{a}>のメール:"),
    ("apple zh", "在 2026年2月2日，10:58，{n} <{a}> 写道："),
    ("thunderbird en", "On 02/02/2026 10:58, {n} wrote:"),
    ("thunderbird de", "Am 02.02.26 um 10:58 schrieb {n}:"),
    ("thunderbird fr", "Le 02/02/2026 à 10:58, {n} a écrit :"),
    ("thunderbird es", "El 2/2/26 a las 10:58, {n} escribió:"),
    ("thunderbird nl", "Op 02-02-2026 om 10:58 schreef {n}:"),
    ("thunderbird it", "Il 02/02/2026 10:58, {n} ha scritto:"),
    ("thunderbird pl", "W dniu 02.02.2026 o 10:58, {n} pisze:"),
    ("thunderbird cs", "Dne 02. 02. 26 v 10:58 {n} napsal(a):"),
    ("thunderbird ru", "02.02.2026 10:58, {n} пишет:"),
    ("mutt", "On Mon, Feb 02, 2026 at 10:58:31AM +0000, {n} wrote:"),
    ("evolution", "On Mon, 2026-02-02 at 10:58 +0000, {n} wrote:"),
    ("kmail", "On Monday 02 February 2026 10:58:31 {n} wrote:"),
    ("gnus", "{n} <{a}> writes:"),
    ("horde", "Quoting {n} <{a}>:"),
    ("horde de", "Zitat von {n} <{a}>:"),
    ("yahoo en", "On Monday, 2 February 2026 at 10:58:31 GMT, {n} <{a}> "
     "wrote:"),
    ("yahoo phone", "On Mon, Feb 2, 2026 at 10:58 AM, {n}<{a}> wrote:"),
    ("proton", "On Monday, February 2nd, 2026 at 10:58 AM, {n} <{a}> "
     "wrote:"),
    ("proton old", "‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐\nOn Monday, February "
     "2nd, 2026 at 10:58 AM, {n} <{a}> wrote:"),
    ("roundcube", "On 2026-02-02 10:58, {n} wrote:"),
    ("fastmail", "On Mon, Feb 2, 2026, at 10:58 AM, {n} wrote:"),
    ("spark", "On 2 Feb 2026 at 10:58 +0000, {n} <{a}>, wrote:"),
    ("plain", "{n} wrote:"),
]

# Programs that put the header of the mail above it, unquoted.
HEADS = [
    ("outlook en", "From: {n} <{a}>\nSent: 02 February 2026 10:58\nTo: Ben "
     "Sample <ben@example.org>\nSubject: Second draft"),
    ("outlook rule", "________________________________\nFrom: {n} <{a}>\n"
     "Sent: Monday, February 2, 2026 10:58 AM\nTo: Ben Sample\nCc: Cat\n"
     "Subject: Second draft"),
    ("outlook stars", "*From:* {n} <{a}>\n*Sent:* 02 February 2026 10:58\n"
     "*To:* Ben Sample <ben@example.org>\n*Subject:* Second draft"),
    ("outlook old", "-----Original Message-----\nFrom: {n} [mailto:{a}]\n"
     "Sent: 02 February 2026 10:58\nTo: Ben Sample\nSubject: Second draft"),
    ("outlook de", "Von: {n} <{a}>\nGesendet: Montag, 2. Februar 2026 10:58\n"
     "An: Ben Sample <ben@example.org>\nBetreff: Second draft"),
    ("outlook de old", "-----Ursprüngliche Nachricht-----\nVon: {n} <{a}>\n"
     "Gesendet: Montag, 2. Februar 2026 10:58\nAn: Ben\nBetreff: Draft"),
    ("outlook fr", "De : {n} <{a}>\nEnvoyé : lundi 2 février 2026 10:58\n"
     "À : Ben Sample <ben@example.org>\nObjet : Second draft"),
    ("outlook es", "De: {n} <{a}>\nEnviado el: lunes, 2 de febrero de 2026 "
     "10:58\nPara: Ben Sample <ben@example.org>\nAsunto: Second draft"),
    ("outlook it", "Da: {n} <{a}>\nInviato: lunedì 2 febbraio 2026 10:58\n"
     "A: Ben Sample <ben@example.org>\nOggetto: Second draft"),
    ("outlook nl", "Van: {n} <{a}>\nVerzonden: maandag 2 februari 2026 10:58"
     "\nAan: Ben Sample <ben@example.org>\nOnderwerp: Second draft"),
    ("outlook pt", "De: {n} <{a}>\nEnviada em: segunda-feira, 2 de fevereiro "
     "de 2026 10:58\nPara: Ben <ben@example.org>\nAssunto: Second draft"),
    ("outlook sv", "Från: {n} <{a}>\nSkickat: den 2 februari 2026 10:58\n"
     "Till: Ben Sample <ben@example.org>\nÄmne: Second draft"),
    ("outlook da", "Fra: {n} <{a}>\nSendt: 2. februar 2026 10:58\nTil: Ben "
     "Sample <ben@example.org>\nEmne: Second draft"),
    ("outlook fi", "Lähettäjä: {n} <{a}>\nLähetetty: maanantai 2. helmikuuta "
     "2026 10.58\nVastaanottaja: Ben <ben@example.org>\nAihe: Second draft"),
    ("outlook pl", "Od: {n} <{a}>\nWysłano: poniedziałek, 2 lutego 2026 "
     "10:58\nDo: Ben Sample <ben@example.org>\nTemat: Second draft"),
    ("outlook cs", "Od: {n} <{a}>\nOdesláno: pondělí 2. února 2026 10:58\n"
     "Komu: Ben Sample <ben@example.org>\nPředmět: Second draft"),
    ("outlook hu", "Feladó: {n} <{a}>\nElküldve: 2026. február 2., hétfő "
     "10:58\nCímzett: Ben <ben@example.org>\nTárgy: Second draft"),
    ("outlook tr", "Kimden: {n} <{a}>\nGönderildi: 2 Şubat 2026 Pazartesi "
     "10:58\nKime: Ben <ben@example.org>\nKonu: Second draft"),
    ("outlook ru", "От: {n} <{a}>\nОтправлено: 2 февраля 2026 г. 10:58\n"
     "Кому: Ben Sample <ben@example.org>\nТема: Second draft"),
    ("outlook el", "Από: {n} <{a}>\nΣτάλθηκε: Δευτέρα, 2 Φεβρουαρίου 2026 "
     "10:58\nΠρος: Ben <ben@example.org>\nΘέμα: Second draft"),
    ("outlook cy", "Oddi wrth: {n} <{a}>\nAnfonwyd: 02 Chwefror 2026 10:58\n"
     "At: Ben Sample <ben@example.org>\nPwnc: Second draft"),
    ("outlook ja", "差出人: {n} <{a}>\n送信日時: 2026年2月2日 10:58\n宛先: Ben "
     "<ben@example.org>\n件名: Second draft"),
    ("outlook zh", "发件人: {n} <{a}>\n发送时间: 2026年2月2日 10:58\n收件人: "
     "Ben <ben@example.org>\n主题: Second draft"),
    ("outlook ko", "보낸 사람: {n} <{a}>\n보낸 날짜: 2026년 2월 2일 월요일 오전 "
     "10:58\n받는 사람: Ben <ben@example.org>\n제목: Second draft"),
    ("aol", "-----Original Message-----\nFrom: {n} <{a}>\nTo: ben "
     "<ben@example.org>\nSent: Mon, Feb 2, 2026 10:58 am\nSubject: Draft"),
    ("zimbra", "----- Original Message -----\nFrom: \"{n}\" <{a}>\nTo: "
     "\"Ben\" <ben@example.org>\nSent: Monday, 2 February, 2026 10:58:31\n"
     "Subject: Second draft"),
    ("samsung", "-------- Original message --------\nFrom: {n} <{a}>\nDate: "
     "02/02/2026 10:58 (GMT+00:00)\nTo: ben@example.org\nSubject: Draft"),
    ("k9", "-------- Original Message --------\nFrom: {n} <{a}>\nSent: 2 "
     "February 2026 10:58:31 GMT\nTo: ben@example.org\nSubject: Draft"),
    ("gmail forward", "---------- Forwarded message ---------\nFrom: {n} <"
     "{a}>\nDate: Mon, 2 Feb 2026 at 10:58\nSubject: Second draft\nTo: Ben "
     "<ben@example.org>"),
    ("apple forward", "Begin forwarded message:\n\nFrom: {n} <{a}>\nSubject: "
     "Second draft\nDate: 2 February 2026 at 10:58:31 GMT\nTo: Ben "
     "<ben@example.org>"),
    ("notes", "From:   {n} <{a}>\nTo:     Ben Sample/Council\nDate:   "
     "02/02/2026 10:58\nSubject:        Second draft"),
]

FEET = [
    ("", ""),
    ("dashes", "-- \nBen Sample\nHeadteacher, Example School\nTel. 01234 "
     "567890"),
    ("iphone", "Sent from my iPhone"),
    ("ipad de", "Von meinem iPad gesendet"),
    ("android fr", "Envoyé de mon téléphone Android."),
    ("outlook ios", "Get Outlook for iOS<https://aka.ms/o0ukef>"),
    ("mail windows", "Sent from Mail for Windows"),
    ("samsung es", "Enviado desde mi smartphone Samsung Galaxy."),
    ("samsung it", "Inviato da smartphone Samsung Galaxy."),
    ("nl", "Verstuurd vanaf mijn iPhone"),
    ("sv", "Skickat från min iPhone"),
    ("yahoo", "Sent from Yahoo Mail on Android"),
    ("cy", "Anfonwyd o fy iPhone"),
    ("nhs", "*" * 100 + "\n\nThis message may contain confidential "
     "information. If you are not the intended recipient please:\ni) inform "
     "the sender that you have received the message in error before deleting "
     "it; and\nii) do not disclose, copy or distribute information in this "
     "e-mail or take any action in relation to its content (to do so is "
     "strictly prohibited and may be unlawful).\nThank you for your "
     "co-operation.\n\nNHSmail is the secure email, collaboration and "
     "directory service available for all NHS staff in England. NHSmail is "
     "approved for exchanging patient data and other sensitive information "
     "with NHSmail and other accredited email services.\n\nFor more "
     "information and to find out how you can switch visit Joining NHSmail"),
    ("council", "This email and any attachments are confidential and "
     "intended solely for the addressee. If you have received it in error, "
     "please notify the sender and delete it. Views expressed are those of "
     "the author."),
    ("council de", "Diese E-Mail enthält vertrauliche Informationen. Wenn "
     "Sie nicht der richtige Empfänger sind oder diese E-Mail irrtümlich "
     "erhalten haben, vernichten Sie sie bitte."),
    ("print", "Please consider the environment before printing this email."),
    ("list", "_______________________________________________\nHeads mailing "
     "list\nheads@lists.example.org\nhttps://lists.example.org/listinfo/"
     "heads"),
]


def marked(text, sign="> "):
    return "\n".join((sign + line).rstrip() for line in text.split("\n"))


def announced(form):
    return form.format(n=NAME, a=ADDRESS)


def joined(*parts):
    return "\n\n".join(part for part in parts if part)


def answers_above():
    words = itertools.cycle(WORDS)
    feet = itertools.cycle(FEET)
    for program, form in WROTE:
        for _ in range(2):
            text, (foot, below) = next(words), next(feet)
            for quoted, gap in ((QUOTED, "\n\n"), (SHORT, "\n")):
                body = joined(text, below, announced(form)) + gap + \
                    marked(quoted)
                yield f"{program}, above, {foot}", body, text
    for program, form in WROTE:
        if program.startswith(("gmail", "apple", "yahoo", "proton")):
            text = next(words)
            yield (f"{program}, unmarked", joined(text, announced(form),
                                                  QUOTED), text)
    for program, form in HEADS:
        for gap in ("\n\n", "\n\n\n"):
            text, (foot, below) = next(words), next(feet)
            yield (f"{program}, above, {foot}", joined(text, below) + gap +
                   announced(form) + "\n\n" + QUOTED, text)


def answers_tight():
    """No empty line between the words and what announces the quote."""
    words = itertools.cycle(WORDS)
    for program, form in WROTE:
        text = next(words)
        yield (f"{program}, tight", text + "\n" + announced(form) + "\n" +
               marked(QUOTED), text)


def answers_below():
    words = itertools.cycle(WORDS[::-1])
    feet = itertools.cycle(FEET)
    for program, form in WROTE:
        text, (foot, below) = next(words), next(feet)
        if text.startswith(">"):
            text = next(words)
        yield (f"{program}, below, {foot}", joined(
            announced(form) + "\n" + marked(QUOTED), text, below), text)


def answers_between():
    words = itertools.cycle(WORDS)
    for program, form in WROTE[::3]:
        one, two, three = next(words), next(words), next(words)
        if one.startswith(">") or two.startswith(">"):
            continue
        body = joined(one, announced(form) + "\n" +
                      marked("Which of the two dates\nsuits you?"), two,
                      marked("And who will chair?"), three)
        kept = joined(one, marked("Which of the two dates\nsuits you?"), two,
                      marked("And who will chair?"), three)
        yield f"{program}, between", body, kept


def plain():
    for text, (foot, below) in itertools.product(WORDS, FEET):
        yield f"no quote, {foot}", joined(text, below), text


def wrapped():
    """Long announcements, wrapped where a program may wrap them."""
    words = itertools.cycle(WORDS)
    for program, form in WROTE:
        text = next(words)
        one = announced(form).replace("\n", " ")
        lines = textwrap.wrap(one, 48, break_on_hyphens=False)
        yield (f"{program}, wrapped", joined(text, "\n".join(lines) + "\n\n" +
                                             marked(QUOTED)), text)


# Whole shapes that the lists above do not make: how it is quoted, with {w} for
# the author's words.
SHAPES = [
    ("gmail phone", "{w}\n\nOn Mon, 2 Feb 2026, 10:58 Ann Example, "
     "<ann@example.org> wrote:\n\n> Dear members\n"),
    ("outlook android", "{w}\n\nGet Outlook for Android<https://aka.ms/AAb9>\n"
     "________________________________\nFrom: Ann Example <ann@example.org>\n"
     "Sent: Monday, February 2, 2026 10:58:31 AM\nTo: Ben <ben@example.org>\n"
     "Subject: Draft\n\nDear members\n"),
    ("windows mail", "{w}\n\nSent from Mail<https://go.microsoft.com/fwlink/"
     "?LinkId=550986> for Windows 10\n\nFrom: Ann Example<mailto:ann@example."
     "org>\nSent: 02 February 2026 10:58\nTo: Ben<mailto:ben@example.org>\n"
     "Subject: Draft\n\nDear members\n"),
    ("outlook mac", "{w}\n\nFrom: Ann Example <ann@example.org>\nDate: Monday, "
     "2 February 2026 at 10:58\nTo: Ben <ben@example.org>, Cat <cat@example."
     "org>,\n Dan <dan@example.org>\nSubject: Draft\nDear members\n"),
    ("on behalf", "{w}\n\nFrom: heads@example.org <heads@example.org> On Behalf "
     "Of Ann Example\nSent: 02 February 2026 10:58\nTo: heads@example.org\n"
     "Subject: [Heads] Draft\n\nDear members\n"),
    ("apple phone", "{w}\n\nSent from my iPhone\n\n> On 2 Feb 2026, at 10:58, "
     "Ann Example <ann@example.org> wrote:\n> \n> \ufeffDear members\n> \n> "
     "please tell us\n"),
    ("excused", "{w}\n\nSent from my iPhone\nPlease excuse any typos\n\nOn 2 Feb"
     " 2026, at 10:58, Ann <ann@example.org> wrote:\n\n> Dear members\n"),
    ("blackberry", "{w}\nSent via BlackBerry from T-Mobile\n\n-----Original "
     "Message-----\nFrom: Ann <ann@example.org>\nDate: Mon, 2 Feb 2026 10:58:31"
     " \nTo: ben@example.org<ben@example.org>\nSubject: Draft\n\nDear members"),
    ("roundcube de", "{w}\n\nAm 2026-02-02 10:58, schrieb Ann Example:\n> Dear "
     "members\n"),
    ("squirrelmail", "{w}\n\n> Dear members\n>\n> please tell us\n"),
    ("groupwise", "{w}\n\n>>> Ann Example <ann@example.org> 02/02/2026 10:58 "
     ">>>\nDear members,\n\nplease tell us.\n"),
    ("notes", "{w}\n\nAnn Example/Council wrote on 02/02/2026 10:58:31:\n\nDear "
     "members"),
    ("zoho", "{w}\n\n---- On Mon, 02 Feb 2026 10:58:31 +0000 Ann Example <ann@"
     "example.org> wrote ----\n\nDear members\n"),
    ("tutanota", "{w}\n\n2 Feb 2026, 10:58 by ann@example.org:\n\n> Dear members"
     "\n"),
    ("hey", "{w}\n\nOn February 2, 2026, Ann Example <ann@example.org> wrote:\n"
     "> Dear members\n"),
    ("superhuman", "{w}\n\nSent via Superhuman iOS ( https://sprh.mn/?vip=ben@"
     "example.org )\n\nOn Mon, Feb 2 2026 at 10:58 AM, Ann Example < ann@example"
     ".org > wrote:\n\n> Dear members\n"),
    ("proton 2", "{w}\n\nSent with [Proton Mail](https://proton.me/) secure "
     "email.\n\nOn Monday, February 2nd, 2026 at 10:58, Ann Example <ann@"
     "example.org> wrote:\n\n> Dear members\n"),
    ("163", "{w}\n\nAt 2026-02-02 10:58:31, \"Ann Example\" <ann@example.org> "
     "wrote:\n>Dear members\n>please tell us\n"),
    ("qq", "{w}\n\n------------------ 原始邮件 ------------------\n发件人: \"Ann\" "
     "<ann@example.org>;\n发送时间: 2026年2月2日(星期一) 10:58\n收件人: \"Ben\"<ben"
     "@example.org>;\n主题: Draft\n\nDear members\n"),
    ("thunderbird forward", "{w}\n\n\n-------- Forwarded Message --------\n"
     "Subject: \tDraft\nDate: \tMon, 2 Feb 2026 10:58:31 +0000\nFrom: \tAnn "
     "Example <ann@example.org>\nTo: \tBen <ben@example.org>\n\n\nDear members"),
    ("outlook et", "{w}\n\nSaatja: Ann Example <ann@example.org>\nSaadetud: "
     "esmaspäev, 2. veebruar 2026 10:58\nAdressaat: Ben <ben@example.org>\n"
     "Teema: Draft\n\nDear members\n"),
    ("outlook xx", "{w}\n\nFoo: Ann Example <ann@example.org>\nBar: 2 Bazuary "
     "2026 10:58\nQuux: Ben <ben@example.org>\nZot: Draft\n\nDear members\n"),
    ("gmail is", "{w}\n\nÞann mán., 2. feb. 2026 kl. 10:58 skrifaði Ann Example "
     "<ann@example.org>:\n\n> Dear members\n"),
    ("gmail hr", "{w}\n\npon, 2. velj 2026. u 10:58 Ann Example <ann@example.org"
     "> napisao je:\n\n> Dear members\n"),
    ("gmail sl", "{w}\n\nV V pon., 2. feb. 2026 ob 10:58 je oseba Ann Example <"
     "ann@example.org>\nnapisala:\n\n> Dear members\n"),
    ("gmail et", "{w}\n\nAnn Example <ann@example.org> kirjutas kuupäeval E, 2. "
     "veebruar 2026 kell\n10:58:\n\n> Dear members\n"),
    ("gmail lv", "{w}\n\nLietotājs Ann Example (<ann@example.org>) rakstīja "
     "(pirmd., 2026.\ng. 2. febr., plkst. 10:58):\n\n> Dear members\n"),
    ("gmail id", "{w}\n\nPada tanggal Sen, 2 Feb 2026 pukul 10.58 Ann Example <"
     "ann@example.org>\nmenulis:\n\n> Dear members\n"),
    ("gmail th", "{w}\n\nในวันที่ จ. 2 ก.พ. 2026 เวลา 10:58 Ann Example <ann@example."
     "org>\nเขียนว่า:\n\n> Dear members\n"),
    ("gmail ar", "{w}\n\nفي الاثنين، 2 فبراير 2026 في 10:58 ص تمت كتابة ما يلي "
     "بواسطة Ann Example\n<ann@example.org>:\n\n> Dear members\n"),
    ("gmail fa", "{w}\n\nدر تاریخ دوشنبه 2 فوریهٔ 2026،\u200f 10:58 Ann Example <ann@"
     "example.org>\nنوشت:\n\n> Dear members\n"),
    ("gmail eu", "{w}\n\nAnn Example (<ann@example.org>) igorleak hau idatzi du "
     "(2026 ots.\n2(a), al. (10:58)):\n\n> Dear members\n"),
    ("gmail ga", "{w}\n\nAr Luan 2 Feabh 2026 ag 10:58, scríobh Ann Example <"
     "ann@example.org>:\n\n> Dear members\n"),
    ("gmail sr", "{w}\n\nпон, 2. феб 2026. у 10:58 Ann Example <ann@example.org> "
     "је написао/ла:\n\n> Dear members\n"),
    ("group", "{w}\n\n-- \nYou received this message because you are subscribed "
     "to the Google Groups \"Heads\" group.\nTo unsubscribe from this group and "
     "stop receiving emails from it, send an email to heads+unsubscribe@example."
     "org.\nTo view this discussion visit https://groups.google.com/d/x.\n"),
    ("banner", "You don't often get email from ben@example.org. Learn why this is "
     "important<https://aka.ms/LearnAboutSenderIdentification>\n\n{w}\n\nFrom: "
     "Ann <ann@example.org>\nSent: 02 February 2026 10:58\nTo: Ben\nSubject: "
     "Draft\n\nDear members\n"),
    ("caution", "CAUTION: This email originated from outside of the organisation. "
     "Do not click links or open attachments unless you recognise the sender.\n"
     "\n{w}\n"),
    ("avast", "{w}\n\n-- \nThis email has been checked for viruses by Avast "
     "antivirus software.\nwww.avast.com\n"),
    ("council long", "{w}\n\n**********************************************\nThe "
     "information contained in this e-mail is confidential and may be privileged."
     " It is intended for the addressee only.\nIf you are not the intended "
     "recipient please delete it.\n\nUnder the Freedom of Information Act the "
     "contents may be disclosed.\n**********************************************"
     "\n"),
    ("welsh notice", "{w}\n\nMae'r e-bost hwn ac unrhyw atodiadau yn gyfrinachol "
     "ac wedi'u bwriadu ar gyfer y derbynnydd yn unig. Os ydych wedi eu derbyn "
     "trwy gamgymeriad, rhowch wybod i'r anfonwr a'u dileu.\n\nThis email and "
     "any attachments are confidential and intended for the addressee only. If "
     "received in error please notify the sender and delete.\n"),
    ("twice quoted", "{w}\n\nOn 2 Feb 2026 at 10:58, Ann <ann@example.org> wrote:"
     "\n> Dear members\n> On 1 Feb 2026 at 09:00, Cat <cat@example.org> wrote:\n"
     ">> Hello\n"),
    ("quote, then sent from", "{w}\n\nOn 2 Feb 2026 at 10:58, Ann <ann@example."
     "org> wrote:\n> Dear members\n\nSent from my iPad\n"),
    ("quote, then notice", "{w}\n\nOn 2 Feb 2026 at 10:58, Ann <ann@example.org> "
     "wrote:\n> Dear members\n\n________________________________\n\nThis message "
     "is confidential and intended only for the addressee. If you received it in "
     "error, please delete it.\n"),
    ("indented", "{w}\n\n    On Monday, 2 February 2026 at 10:58:31 GMT, Ann "
     "Example <ann@example.org> wrote:  \n \n Dear members\n \n please tell us\n"),
    ("hard spaces", "{w}\n\u00a0\nFrom:\u00a0Ann Example <ann@example.org>\nSent:"
     "\u00a002 February 2026 10:58\nTo:\u00a0Ben\nSubject:\u00a0Draft\n\u00a0\n"
     "Dear members\n"),
    ("double spaced", "{w}\n\nFrom: Ann Example <ann@example.org>\n\nSent: 02 "
     "February 2026 10:58\n\nTo: Ben\n\nSubject: Draft\n\nDear members\n"),
    ("bold", "{w}\n\n*From:* Ann Example [mailto:ann@example.org]\n*Sent:* 02 "
     "February 2026 10:58\n*To:* Ben\n*Subject:* Draft\n\nDear members\n"),
]

# More words that are no marks, each alone and in each shape.
MORE_WORDS = [
    "As Cat said on Monday:\n\nwe should wait. I think so too.",
    "Here is what the report says:\n\nPupils read less than in 2016.\n\nSo?",
    "Time: 10:00\nPlace: B2\nContact: Cat <cat@example.org>\nCost: none",
    "Hi Ann\n\n    SELECT * FROM x -- a comment\n    WHERE y > 3\n\ndoes that "
    "help?\n\nBen",
    "# Heading\n\n* one\n* two\n\n---\n\nAnd the rest: `x > y`.",
    "Nein.\n\nGruß, Jo",
    "My phone is 01234 567890, write to jo@example.org or see\n"
    "https://example.org/a_b?c=d#e -- it is all there.",
    "Q: who pays?\nA: the council.\n\nQ: when?\nA: in May.",
    "This message is for the heads only, I mean the point about money. The "
    "confidential part of the draft must be deleted, in error or not.",
    "I sent it from my iPhone yesterday, sorry about the typos.",
    "Envoyé hier par la poste.",
    "ok\n\nB.",
    "Two more:\n-- the first\n-- the second",
    "Date of the next meeting: 4 May 2026, 10:30. Subject: fees. From then on "
    "monthly.",
    "> Which date?\n\nThe second.\n\n> Which room?\n\nAny.",
    "Contact: Cat <cat@example.org>\nTime: 4 May 2026, 10:30\nPlace: B2\n"
    "Cost: none",
    "Opening hours\n------------------------\nFrom: 10:00\nTo: 12:00",
    "On 3 May 2026, the ministry wrote:\n\nWe will pay.\n\nI call that good.",
    "Two things.\n--\nThe first is the money that nobody has.",
    "The forms are on their way.\n\nSent with good wishes by the machine room.",
    "Ich sehe nichts.\n\nVon meinem Handy aus kann ich das nicht öffnen.",
    "What of this sentence:\n\n> Every pupil shall read.\n",
]


def shapes():
    for n, (name, shape) in enumerate(SHAPES):
        for words in (MORE_WORDS[n % len(MORE_WORDS)],
                      MORE_WORDS[(7 * n + 3) % len(MORE_WORDS)]):
            if ">" in words.split("\n")[0] or words.endswith("read.\n"):
                words = MORE_WORDS[0]
            yield f"{name}, shape", shape.replace("{w}", words), words
    for words in MORE_WORDS:
        yield "words alone", words, words


def samples():
    for some in (answers_above, answers_tight, answers_below, answers_between,
                 wrapped, plain, shapes):
        yield from some()
