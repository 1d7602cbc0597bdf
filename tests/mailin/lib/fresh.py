# SPDX-License-Identifier: Apache-2.0
"""Whole answers, each written by hand as somebody's mail program would send it,
before anybody looked at what the trimming makes of it: no two of one pattern.

MAILS: (name, body, the words that the author would miss).
"""

Q = "> "  # of a quoted line


def quoted(text, mark=Q):
    return "\n".join((mark + line).rstrip() for line in text.split("\n"))


ASKED = ("Hello everybody,\n\nplease look at section 4 before Thursday. Do we "
         "need the second\nappointment, or is one enough?\n\nMany thanks\n"
         "Rhiannon\n--\nYou get this mail because you are asked.")

OUTLOOK_EN = """From: Rhiannon Pugh via Perinatal <soundings+rabc@care.example.org>
Sent: 14 November 2026 09:12
To: Beth Owen <beth.owen@trust.example.net>
Subject: Section 4

"""

MAILS = []


def mail(name, body, wanted):
    MAILS.append((name, body, wanted))


# -- above the quote ---------------------------------------------------------

mail("outlook, no line above the header",
     "One is enough if it is a long one.\n\nBeth\n\n" + OUTLOOK_EN + ASKED,
     "One is enough if it is a long one.\n\nBeth")
mail("outlook, underscores above the header",
     "Two, please. The first one is always too short.\n\n"
     "________________________________\n" + OUTLOOK_EN + ASKED,
     "Two, please. The first one is always too short.")
mail("outlook for ios",
     "Agree with Beth\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n"
     "________________________________\n" + OUTLOOK_EN + ASKED,
     "Agree with Beth")
mail("outlook for android, its foot below the header's rule",
     "No objection.\n\nSent from Outlook for Android<https://aka.ms/AAb9ysg>\n"
     "________________________________\n" + OUTLOOK_EN + ASKED,
     "No objection.")
mail("outlook with a trust's notice",
     "Happy with one.\n\nSharon Okafor\nCommunity Matron\n\n" + OUTLOOK_EN +
     ASKED + "\n\nThis message may contain confidential information. If you "
     "are not the\nintended recipient please inform the sender and delete it.",
     "Happy with one.\n\nSharon Okafor\nCommunity Matron")
mail("outlook german",
     "Ein Termin reicht, wenn er lang genug ist.\n\nMit freundlichen Grüßen\n"
     "Jutta Brandt\n\n\nVon: Rhiannon Pugh <soundings+rabc@care.example.org>\n"
     "Gesendet: Samstag, 14. November 2026 09:12\nAn: Brandt, Jutta\n"
     "Betreff: Section 4\n\n" + ASKED,
     "Ein Termin reicht, wenn er lang genug ist.\n\nMit freundlichen Grüßen\n"
     "Jutta Brandt")
mail("outlook french",
     "Un seul rendez-vous me paraît court.\nJe préfère deux.\n\n"
     "De : Rhiannon Pugh <soundings+rabc@care.example.org>\n"
     "Envoyé : samedi 14 novembre 2026 09:12\nÀ : Claire Morel\n"
     "Objet : Section 4\n\n" + ASKED,
     "Un seul rendez-vous me paraît court.\nJe préfère deux.")
mail("outlook welsh",
     "Mae un yn ddigon.\n\nDiolch\nCarys\n\n"
     "Oddi wrth: Rhiannon Pugh <soundings+rabc@care.example.org>\n"
     "Anfonwyd: 14 Tachwedd 2026 09:12\nAt: Carys Llwyd\nPwnc: Section 4\n\n" +
     ASKED, "Mae un yn ddigon.\n\nDiolch\nCarys")
mail("outlook, mail address of the recipient unresolved",
     "ok for me\n\nFrom: Perinatal [mailto:soundings+rabc@care.example.org]\n"
     "Sent: Saturday, November 14, 2026 9:12 AM\nTo: 'Beth'\n"
     "Subject: RE: Section 4\nImportance: High\n\n" + ASKED, "ok for me")
mail("original message",
     "Let us ask the parents as well.\n\n-----Original Message-----\n" +
     OUTLOOK_EN + ASKED, "Let us ask the parents as well.")
mail("gmail english",
     "I would keep both.\n\nThe second one is where mothers talk.\n\n"
     "On Sat, 14 Nov 2026 at 09:12, Rhiannon Pugh via Perinatal <\n"
     "soundings+rabc@care.example.org> wrote:\n\n" + quoted(ASKED),
     "I would keep both.\n\nThe second one is where mothers talk.")
mail("gmail german, wrapped in the name",
     "Beide behalten, bitte.\n\nAm Sa., 14. Nov. 2026 um 09:12 Uhr schrieb "
     "Rhiannon Pugh via\nPerinatal <soundings+rabc@care.example.org>:\n\n" +
     quoted(ASKED), "Beide behalten, bitte.")
mail("gmail welsh",
     "Cadwch y ddau.\n\nAr Sad, 14 Tach 2026 am 09:12, Rhiannon Pugh <\n"
     "soundings+rabc@care.example.org> ysgrifennodd:\n\n" + quoted(ASKED),
     "Cadwch y ddau.")
mail("apple french",
     "D'accord pour un seul.\n\nEnvoyé de mon iPhone\n\n"
     "> Le 14 nov. 2026 à 09:12, Rhiannon Pugh "
     "<soundings+rabc@care.example.org> a écrit :\n> \n" + quoted(ASKED),
     "D'accord pour un seul.")
mail("iphone, the mark inside the quote",
     "Yes to both\n\nSent from my iPhone\n\n> On 14 Nov 2026, at 09:12, "
     "Rhiannon Pugh <soundings+rabc@care.example.org> wrote:\n> \n> \n" +
     quoted(ASKED), "Yes to both")
mail("ipad german", "Passt.\n\nVon meinem iPad gesendet\n\n"
     "> Am 14.11.2026 um 09:12 schrieb Rhiannon Pugh "
     "<soundings+rabc@care.example.org>:\n> \n" + quoted(ASKED), "Passt.")
mail("samsung",
     "Will read it tonight\n\n\nSent from my Galaxy\n\n\n"
     "-------- Original message --------\nFrom: Rhiannon Pugh "
     "<soundings+rabc@care.example.org>\nDate: 14/11/2026 09:12 (GMT+00:00)\n"
     "To: Beth <beth@example.net>\nSubject: Section 4\n\n" + ASKED,
     "Will read it tonight")
mail("k-9", "I vote for two.\n-- \nSent from my Android device with K-9 Mail. "
     "Please excuse my brevity.", "I vote for two.")
mail("k-9 with the quote between",
     "On 14 November 2026 09:12:44 GMT, Rhiannon Pugh "
     "<soundings+rabc@care.example.org> wrote:\n" + quoted(ASKED, ">") +
     "\n\nTwo, with childcare.\n-- \nSent from my Android device with K-9 "
     "Mail. Please excuse my brevity.", "Two, with childcare.")
mail("yahoo",
     "Two is better\n\nSent from Yahoo Mail for iPhone\n\n\n"
     "On Saturday, November 14, 2026, 9:12 AM, Rhiannon Pugh "
     "<soundings+rabc@care.example.org> wrote:\n\n" + ASKED, "Two is better")
mail("yahoo on the web",
     " Dear Rhiannon,\nplease keep two.\nMaria\n    On Saturday, 14 November "
     "2026 at 09:12:44 GMT, Rhiannon Pugh <soundings+rabc@care.example.org> "
     "wrote:  \n \n " + ASKED.replace("\n", "\n "),
     "Dear Rhiannon,\nplease keep two.\nMaria")
mail("proton",
     "Keep the second appointment.\n\nSent with [Proton Mail]"
     "(https://proton.me/mail/home) secure email.\n\n"
     "On Saturday, November 14th, 2026 at 09:12, Rhiannon Pugh "
     "<soundings+rabc@care.example.org> wrote:\n\n" + quoted(ASKED),
     "Keep the second appointment.")
mail("zoho",
     "One long one.\n\n\n\n---- On Sat, 14 Nov 2026 09:12:44 +0000 Rhiannon "
     "Pugh <soundings+rabc@care.example.org> wrote ---\n\n" + ASKED,
     "One long one.")
mail("gmx",
     "Ich wäre für zwei.\n\nGruß, Anke\n\nGesendet: Samstag, 14. November 2026 "
     "um 09:12 Uhr\nVon: \"Rhiannon Pugh\" <soundings+rabc@care.example.org>\n"
     "An: anke@gmx.example\nBetreff: Section 4\n\n" + ASKED,
     "Ich wäre für zwei.\n\nGruß, Anke")
mail("thunderbird english, signature above its quote",
     "Fine by me.\n\n-- \nDr Tom Reid\nGP, Leith\n\n\nOn 14/11/2026 09:12, "
     "Rhiannon Pugh wrote:\n" + quoted(ASKED), "Fine by me.")
mail("roundcube", "On 2026-11-14 09:12, Rhiannon Pugh wrote:\n" +
     quoted(ASKED) + "\n\nI have seen both done well. Please keep the choice.",
     "I have seen both done well. Please keep the choice.")
mail("no quote at all", "We meet on Tuesdays.\nThat is all I know.",
     "We meet on Tuesdays.\nThat is all I know.")
mail("spark", "Sounds right\n\nSent via Spark (https://sparkmailapp.com/source)"
     "\nOn 14 Nov 2026 at 09:12 +0000, Rhiannon Pugh "
     "<soundings+rabc@care.example.org>, wrote:\n" + quoted(ASKED),
     "Sounds right")
mail("missive, a bare name",
     "Both.\n\nRhiannon Pugh <soundings+rabc@care.example.org> schrieb am Sa., "
     "14. Nov. 2026, 09:12:\n\n" + quoted(ASKED), "Both.")
mail("icloud on the web",
     "It depends on the ward.\n\n> On Nov 14, 2026, at 9:12 AM, Rhiannon Pugh "
     "<soundings+rabc@care.example.org> wrote:\n>\n" + quoted(ASKED),
     "It depends on the ward.")

# -- below, between, around ---------------------------------------------------

mail("below, nothing above",
     "Rhiannon Pugh wrote:\n" + quoted(ASKED) +
     "\n\nThe second appointment is the one that counts.",
     "The second appointment is the one that counts.")
mail("between, two answers",
     "On 14/11/2026 09:12, Rhiannon Pugh wrote:\n> please look at section 4 "
     "before Thursday.\n\nI did, see below.\n\n> Do we need the second\n> "
     "appointment, or is one enough?\n\nWe need it.\n\nJo",
     "> please look at section 4 before Thursday.\n\nI did, see below.\n\n> Do "
     "we need the second\n> appointment, or is one enough?\n\nWe need it.\n\n"
     "Jo")
mail("between, a greeting above",
     "Hello Rhiannon,\n\nAm 14.11.26 um 09:12 schrieb Rhiannon Pugh:\n> Do we "
     "need the second\n> appointment, or is one enough?\n\nJa, unbedingt.\n\n"
     "> before Thursday\n\nSchaffe ich nicht.\n\nGruß\nAnke",
     "Hello Rhiannon,\n\n> Do we need the second\n> appointment, or is one "
     "enough?\n\nJa, unbedingt.\n\n> before Thursday\n\nSchaffe ich nicht.\n\n"
     "Gruß\nAnke")
mail("between, then the rest of the quote",
     "On Sat, 14 Nov 2026 at 09:12, Rhiannon Pugh <soundings+rabc@care.example."
     "org> wrote:\n\n> please look at section 4 before Thursday.\n\nThursday "
     "is too soon for us.\n\n> Do we need the second\n> appointment, or is one "
     "enough?\n>\n> Many thanks\n> Rhiannon",
     "> please look at section 4 before Thursday.\n\nThursday is too soon for "
     "us.")
mail("answers said to be below in a quoted Outlook mail",
     "Hi Rhiannon, my answers are in CAPITALS below.\n\nBeth\n\n" + OUTLOOK_EN +
     "please look at section 4 before Thursday. DONE\n\nDo we need the second "
     "appointment? YES, FOR FIRST BABIES\n\nRhiannon",
     "Hi Rhiannon, my answers are in CAPITALS below.\n\nBeth\n\n" +
     OUTLOOK_EN + "please look at section 4 before Thursday. DONE\n\nDo we "
     "need the second appointment? YES, FOR FIRST BABIES\n\nRhiannon")
mail("answers in red, said in German",
     "Liebe Rhiannon,\n\nmeine Antworten stehen unten in rot.\n\nViele Grüße\n"
     "Jutta\n\nVon: Rhiannon Pugh <soundings+rabc@care.example.org>\nGesendet: "
     "Samstag, 14. November 2026 09:12\nAn: Jutta\nBetreff: Section 4\n\nBrauchen "
     "wir zwei Termine? Ja, beim ersten Kind.",
     "Liebe Rhiannon,\n\nmeine Antworten stehen unten in rot.\n\nViele Grüße\n"
     "Jutta\n\nVon: Rhiannon Pugh <soundings+rabc@care.example.org>\nGesendet: "
     "Samstag, 14. November 2026 09:12\nAn: Jutta\nBetreff: Section 4\n\nBrauchen "
     "wir zwei Termine? Ja, beim ersten Kind.")
mail("above and below",
     "Short answer: yes.\n\nOn 14/11/2026 09:12, Rhiannon Pugh wrote:\n"
     "> Do we need the second\n> appointment, or is one enough?\n\nLonger "
     "answer: first-time mothers need two, the others choose.",
     "Short answer: yes.\n\n> Do we need the second\n> appointment, or is one "
     "enough?\n\nLonger answer: first-time mothers need two, the others choose.")
mail("a quote by hand, led up to",
     "The guideline says in 1.4.2:\n\n> Offer a second appointment within 14 "
     "days.\n\nSo the question is answered.",
     "The guideline says in 1.4.2:\n\n> Offer a second appointment within 14 "
     "days.\n\nSo the question is answered.")
mail("a quote by hand at the end",
     "I go by what the parents wrote to us:\n\n> Nobody asked how I slept.",
     "I go by what the parents wrote to us:\n\n> Nobody asked how I slept.")

# -- what looks like a mark and is none ---------------------------------------

mail("a list of dates",
     "I can do any of these:\n\nMon 16 Nov 2026 09:30\nTue 17 Nov 2026 14:00\n"
     "Wed 18 Nov 2026 11:15\n\nBest wishes, Pam",
     "I can do any of these:\n\nMon 16 Nov 2026 09:30\nTue 17 Nov 2026 14:00\n"
     "Wed 18 Nov 2026 11:15\n\nBest wishes, Pam")
mail("somebody is cited by name",
     "On 3 March 2025 the Royal College wrote: \"one visit is not care\".\n"
     "I have nothing to add to that.",
     "On 3 March 2025 the Royal College wrote: \"one visit is not care\".\n"
     "I have nothing to add to that.")
mail("somebody is cited, the words on lines of their own",
     "When I asked our parents' group, Amina wrote:\n\nThe second visit saved "
     "me. Please do not take it away.\n\nI can only agree.",
     "When I asked our parents' group, Amina wrote:\n\nThe second visit saved "
     "me. Please do not take it away.\n\nI can only agree.")
mail("a meeting is described",
     "There is a workshop about it:\n\nWhen: 2 December 2026, 10:00\nWhere: "
     "Cardiff, Room 3\nFrom: the North Wales team\nTo: everybody who asks\n"
     "Subject: second visits\n\nShall I send the link?",
     "There is a workshop about it:\n\nWhen: 2 December 2026, 10:00\nWhere: "
     "Cardiff, Room 3\nFrom: the North Wales team\nTo: everybody who asks\n"
     "Subject: second visits\n\nShall I send the link?")
mail("a rule between two thoughts",
     "First, the wording. \"Should\" is weaker than \"must\".\n\n"
     "---\n\nSecond, the money. Who pays for the second visit?",
     "First, the wording. \"Should\" is weaker than \"must\".\n\n"
     "---\n\nSecond, the money. Who pays for the second visit?")
mail("two hyphens between two thoughts",
     "Please keep both visits.\n--\nAnd one more thing: the leaflet in Polish "
     "is out of date. Somebody should look at it before it is printed again.",
     "Please keep both visits.\n--\nAnd one more thing: the leaflet in Polish "
     "is out of date. Somebody should look at it before it is printed again.")
mail("an address and a colon",
     "Please write to the regional lead, Siân Rees <sian.rees@nhs.example>:\n"
     "she has the figures for 2026.\n\nOwen",
     "Please write to the regional lead, Siân Rees <sian.rees@nhs.example>:\n"
     "she has the figures for 2026.\n\nOwen")
mail("sent from, as words",
     "The leaflet was sent from my ward to every GP in May.\nNobody answered.\n"
     "So mail is not the way.",
     "The leaflet was sent from my ward to every GP in May.\nNobody answered.\n"
     "So mail is not the way.")
mail("sent from, in the last line",
     "You asked where the draft comes from.\n\nIt was sent from my old "
     "hospital in Leeds.",
     "You asked where the draft comes from.\n\nIt was sent from my old "
     "hospital in Leeds.")
mail("confidential, as words",
     "What parents tell us is confidential and must not be disclosed to "
     "the intended\nrecipient of the report.\n\nPlease put that into section 4.",
     "What parents tell us is confidential and must not be disclosed to "
     "the intended\nrecipient of the report.\n\nPlease put that into section 4.")
mail("unsubscribe, as words",
     "Parents who unsubscribe from the app must still be visited.\n\nThat is "
     "missing in 4.3.",
     "Parents who unsubscribe from the app must still be visited.\n\nThat is "
     "missing in 4.3.")
mail("a table in plain text",
     "Our figures:\n\nyear   visits   missed\n----   ------   ------\n2024   "
     "410      33\n2025   455      21\n\nSo it gets better.",
     "Our figures:\n\nyear   visits   missed\n----   ------   ------\n2024   "
     "410      33\n2025   455      21\n\nSo it gets better.")
mail("numbered points and a question with time",
     "1) 09:15 is too early for parents with school children\n2) 10.30 works\n"
     "3) who opens the door?\n\nX",
     "1) 09:15 is too early for parents with school children\n2) 10.30 works\n"
     "3) who opens the door?\n\nX")
mail("begins like a mark",
     "On Thursdays at 09:30 we meet anyway, so why not then?\n\nI wrote:\n"
     "that in May already.",
     "On Thursdays at 09:30 we meet anyway, so why not then?\n\nI wrote:\n"
     "that in May already.")
mail("a postscript below the greeting",
     "Two visits.\n\nBest\nHelen\n\nPS: Please see the paper by Hughes (2024), "
     "https://doi.example/10.1000/182: it has the numbers.",
     "Two visits.\n\nBest\nHelen\n\nPS: Please see the paper by Hughes (2024), "
     "https://doi.example/10.1000/182: it has the numbers.")
mail("a postscript below an unmarked signature",
     "Two visits.\n\nHelen Hughes\nConsultant Midwife\nT 029 2000 0000\n\n"
     "P.S. The Welsh text of 4.2 says three.",
     "Two visits.\n\nHelen Hughes\nConsultant Midwife\nT 029 2000 0000\n\n"
     "P.S. The Welsh text of 4.2 says three.")
mail("arrows and signs",
     "Change it like this:\n\none visit -> two visits\n14 days -> 10 days\n>90 % "
     "-> >95 %\n\nThen I am content.",
     "Change it like this:\n\none visit -> two visits\n14 days -> 10 days\n>90 % "
     "-> >95 %\n\nThen I am content.")

# -- signatures and notices ---------------------------------------------------

mail("signature by the book",
     "Two.\n\n-- \nBeth Owen | Health Visitor\nTeam East\n", "Two.")
mail("a notice under a drawn line",
     "Two visits, and please say so in the summary.\n\nBeth\n\n"
     "********************************************************************\n"
     "This message may contain confidential information. If you are not the "
     "intended\nrecipient please inform the sender that you have received the "
     "message in error\nbefore deleting it.\n"
     "********************************************************************",
     "Two visits, and please say so in the summary.\n\nBeth")
mail("a notice in German",
     "Zwei Termine.\n\nJ. Brandt\n\nDiese E-Mail enthält vertrauliche und/oder "
     "rechtlich geschützte Informationen.\nWenn Sie nicht der richtige Adressat "
     "sind oder diese E-Mail irrtümlich erhalten\nhaben, informieren Sie bitte "
     "sofort den Absender und vernichten Sie diese Mail.",
     "Zwei Termine.\n\nJ. Brandt")
mail("a notice in French",
     "Deux rendez-vous.\n\nClaire\n\nCe message et toutes les pièces jointes "
     "sont confidentiels et établis à\nl'intention exclusive de leurs "
     "destinataires. Si vous recevez ce message par\nerreur, merci de le "
     "détruire et d'en avertir l'expéditeur.",
     "Deux rendez-vous.\n\nClaire")
mail("think before printing",
     "Both visits.\n\nMark\n\nPlease consider the environment before printing "
     "this e-mail.", "Both visits.\n\nMark")
mail("an external banner above",
     "CAUTION: This email originated from outside of the organisation. Do not "
     "click links or open attachments unless you recognise the sender.\n\n"
     "One visit is enough.", "One visit is enough.")
mail("virus scanner",
     "Two.\n\nIngrid\n\n-- \nDiese E-Mail wurde von Avast-Antivirussoftware auf "
     "Viren geprüft.\nwww.avast.com", "Two.\n\nIngrid")
mail("nhs mail foot and the quote",
     "I agree with Sharon.\n\n" + OUTLOOK_EN + ASKED + "\n\n"
     "*****************************************************************\n\n"
     "This message may contain confidential information.",
     "I agree with Sharon.")

# -- passed on ----------------------------------------------------------------

mail("gmail forward with a comment above",
     "See what Pam answered us in May, it still holds:\n\n"
     "---------- Forwarded message ---------\nFrom: Pam Price <pam@example.net>\n"
     "Date: Tue, 5 May 2026 at 08:01\nSubject: Re: visits\nTo: Beth Owen "
     "<beth@example.net>\n\n\nOne long visit is worth two short ones.",
     "See what Pam answered us in May, it still holds:")
mail("apple forward without a comment",
     "Begin forwarded message:\n\nFrom: Pam Price <pam@example.net>\nSubject: "
     "Re: visits\nDate: 5 May 2026 at 08:01:12 BST\nTo: Beth Owen "
     "<beth@example.net>\n\nOne long visit is worth two short ones.",
     "One long visit is worth two short ones.")

# -- odd shapes ---------------------------------------------------------------

mail("a thread of three mails",
     "Then two it is.\n\nOn 15/11/2026 10:00, Beth Owen wrote:\n> I need two.\n>\n"
     "> On 14/11/2026 09:12, Rhiannon Pugh wrote:\n>> One or two?\n>>\n>> R",
     "Then two it is.")
mail("quote marks with initials",
     "RP> Do we need the second\nRP> appointment?\n\nYes.\n\nRP> before Thursday\n\n"
     "No, later.",
     "RP> Do we need the second\nRP> appointment?\n\nYes.\n\nRP> before Thursday\n\n"
     "No, later.")
mail("bar as the quote mark",
     "| Do we need the second appointment?\n\nYes, always.",
     "| Do we need the second appointment?\n\nYes, always.")
mail("no line between answer and mark",
     "two please\nOn Sat, 14 Nov 2026 at 09:12, Rhiannon Pugh "
     "<soundings+rabc@care.example.org> wrote:\n" + quoted(ASKED),
     "two please")
mail("windows line ends and blanks at the ends",
     "Two visits.  \r\n\r\nBeth \r\n\r\nOn Sat, 14 Nov 2026 at 09:12, Rhiannon "
     "Pugh <soundings+rabc@care.example.org> wrote:\r\n> One or two?\r\n",
     "Two visits.\n\nBeth")
mail("polish",
     "Dwie wizyty, proszę.\n\nW dniu 14.11.2026 o 09:12, Rhiannon Pugh pisze:\n" +
     quoted(ASKED), "Dwie wizyty, proszę.")
mail("urdu",
     "دو ملاقاتیں ضروری ہیں۔\n\nOn Sat, 14 Nov 2026 at 09:12, Rhiannon Pugh "
     "<soundings+rabc@care.example.org> wrote:\n\n" + quoted(ASKED),
     "دو ملاقاتیں ضروری ہیں۔")
mail("ukrainian",
     "Потрібно два візити.\n\nсб, 14 лист. 2026 р. о 09:12 Rhiannon Pugh "
     "<soundings+rabc@care.example.org> пише:\n\n" + quoted(ASKED),
     "Потрібно два візити.")
mail("spanish outlook",
     "Dos visitas, por favor.\n\nDe: Rhiannon Pugh "
     "<soundings+rabc@care.example.org>\nEnviado el: sábado, 14 de noviembre de "
     "2026 9:12\nPara: Lucía\nAsunto: Section 4\n\n" + ASKED,
     "Dos visitas, por favor.")
mail("a long answer with headings",
     "SUMMARY\n\nTwo visits.\n\nREASONS\n\n* the first is used up by forms\n* "
     "mothers talk in the second\n\nCOSTS\n\nabout 40 pounds a family\n\n"
     "Regards,\nDr. A. Khan\n\nOn 14 Nov 2026, at 09:12, Rhiannon Pugh "
     "<soundings+rabc@care.example.org> wrote:\n\n" + ASKED,
     "SUMMARY\n\nTwo visits.\n\nREASONS\n\n* the first is used up by forms\n* "
     "mothers talk in the second\n\nCOSTS\n\nabout 40 pounds a family\n\n"
     "Regards,\nDr. A. Khan")

# -- a second lot, written after the first had been mended --------------------

mail("outlook web, bold header names",
     "We do two already.\n\n________________________________\n*From:* Rhiannon Pugh "
     "<soundings+rabc@care.example.org>\n*Sent:* 14 November 2026 09:12\n*To:* Beth "
     "<beth@example.net>\n*Subject:* Section 4\n\n"+ASKED,
     "We do two already.")
mail("reply then own signature then quote, no mark for the signature",
     "Hi all,\n\nTwo.\n\nWarm regards,\n\nNia Evans\nSpecialist Health Visitor (Perinatal)\nHywel "
     "Dda UHB | 01267 000000\nPronouns: she/her\n\nOn Sat, Nov 14, 2026 at 9:12 AM Rhiannon Pugh "
     "via Perinatal <soundings+rabc@care.example.org> wrote:\n\n"+quoted(ASKED),
     "Hi all,\n\nTwo.\n\nWarm regards,\n\nNia Evans\nSpecialist Health Visitor (Perinatal)\nHywel "
     "Dda UHB | 01267 000000\nPronouns: she/her")
mail("answer only in the subject's words plus greeting","Hi\n\n\n","Hi")
mail("date line without address",
     "Both.\n\nOn Saturday, 14 November 2026, 09:12:44 GMT, Perinatal wrote:\n\n"+ASKED, "Both.")
mail("italian gmail below","Il giorno sab 14 nov 2026 alle ore 09:12 Rhiannon Pugh "
     "<\nsoundings+rabc@care.example.org> ha scritto:\n\n"+quoted(ASKED)+"\n\nMeglio due.","Meglio due.")
mail("dutch outlook","Twee afspraken graag.\n\nVan: Rhiannon Pugh "
     "<soundings+rabc@care.example.org>\nVerzonden: zaterdag 14 november 2026 09:12\nAan: "
     "Joke\nOnderwerp: Section 4\n\n"+ASKED,"Twee afspraken graag.")
mail("swedish", "Två besök.\n\nDen lör 14 nov. 2026 kl 09:12 skrev Rhiannon Pugh "
     "<soundings+rabc@care.example.org>:\n\n"+quoted(ASKED),"Två besök.")
mail("portuguese", "Duas consultas.\n\nEm sáb., 14 de nov. de 2026 às 09:12, Rhiannon Pugh "
     "<\nsoundings+rabc@care.example.org> escreveu:\n\n"+quoted(ASKED),"Duas consultas.")
mail("arabic gmail","موعدان أفضل.\n\nفي السبت، 14 نوفمبر 2026 في 9:12 ص تمت كتابة ما يلي بواسطة "
     "Rhiannon Pugh <\n‪soundings+rabc@care.example.org‬‏>:\n\n"+quoted(ASKED),"موعدان أفضل.")
mail("irish","Dhá chuairt.\n\nAr Sath 14 Samh 2026 ag 09:12, scríobh Rhiannon Pugh "
     "<soundings+rabc@care.example.org>:\n\n"+quoted(ASKED),"Dhá chuairt.")
mail("question as the last line under dashes","Two.\n--\nOr three?","Two.\n--\nOr three?")
mail("dashes as bullets","-- one visit is not enough\n-- two visits are\n-- who pays?","-- one "
     "visit is not enough\n-- two visits are\n-- who pays?")
mail("em dashes around an aside","Two visits\n—\nthe second at home\n—\nwould be best.","Two "
     "visits\n—\nthe second at home\n—\nwould be best.")
mail("stars between thoughts","One.\n\n* * *\n\nOn reflection, two.","One.\n\n* * *\n\nOn reflection, two.")
mail("a pasted mail header in the midst, author goes on",
     "I asked Pam and she said this:\n\nFrom: Pam Price\nTo: me\n\nand then nothing else, so I rang "
     "her. Two visits.",
     "I asked Pam and she said this:\n\nFrom: Pam Price\nTo: me\n\nand then nothing else, so I rang "
     "her. Two visits.")
mail("a definition list",
     "Who does what:\n\nTo: the midwife, who books\nFrom: the day of birth\nDate: within 14 "
     "days\n\nIs this right?",
     "Who does what:\n\nTo: the midwife, who books\nFrom: the day of birth\nDate: within 14 "
     "days\n\nIs this right?")
mail("a date and a name, then a colon",
     "What I found in the notes:\n\n12 May 2026, 14:05, ward round, Dr Khan:\nmother not "
     "asked.\n\n13 May 2026, 09:00, ward round, Dr Lee:\nmother asked.\n\nSo it depends on who comes.",
     "What I found in the notes:\n\n12 May 2026, 14:05, ward round, Dr Khan:\nmother not "
     "asked.\n\n13 May 2026, 09:00, ward round, Dr Lee:\nmother asked.\n\nSo it depends on who comes.")
mail("a transcript",
     "Our chat of yesterday:\n\n[14/11/2026, 09:12:03] Beth: two?\n[14/11/2026, 09:13:10] Jo: "
     "two!\n\nThat settles it.",
     "Our chat of yesterday:\n\n[14/11/2026, 09:12:03] Beth: two?\n[14/11/2026, 09:13:10] Jo: "
     "two!\n\nThat settles it.")
mail("wrote with a colon and a list",
     "The committee wrote:\n\n1. two visits\n2. no forms\n\nI agree with 1 only.",
     "The committee wrote:\n\n1. two visits\n2. no forms\n\nI agree with 1 only.")
mail("he wrote to me on a date with address",
     "On 12 May 2026 Pam (pam@example.net) wrote to me that she needs two visits:\none for forms, "
     "one to talk.\n\nI think so too.",
     "On 12 May 2026 Pam (pam@example.net) wrote to me that she needs two visits:\none for forms, "
     "one to talk.\n\nI think so too.")
mail("german citation","In der Leitlinie von 2019 schrieb die Fachgesellschaft: zwei "
     "Termine.\n\nDabei sollte es bleiben.","In der Leitlinie von 2019 schrieb die "
     "Fachgesellschaft: zwei Termine.\n\nDabei sollte es bleiben.")
mail("french citation","Le 3 mars 2025, le Collège a écrit :\n« une visite ne suffit pas ».\n\nJe "
     "suis d'accord.","Le 3 mars 2025, le Collège a écrit :\n« une visite ne suffit pas ».\n\nJe "
     "suis d'accord.")
mail("signature with pictures named","Two.\n\n[cid:image001.png@01DA1234.5678]\n\nBeth Owen\nHealth "
     "Visitor","Two.\n\n[cid:image001.png@01DA1234.5678]\n\nBeth Owen\nHealth Visitor")
mail("spaces before the mark","Two\n\n   On 14 Nov 2026, at 09:12, Rhiannon Pugh "
     "<soundings+rabc@care.example.org> wrote:\n\n   > One or two?","Two")
mail("html bold asterisks in answer","*Section 4.1*: keep\n*Section 4.2*: drop\n\nOn Sat, 14 Nov "
     "2026 at 09:12, Rhiannon Pugh <\nsoundings+rabc@care.example.org> "
     "wrote:\n"+quoted(ASKED),"*Section 4.1*: keep\n*Section 4.2*: drop")
mail("urls in the answer","See https://www.nice.org.uk/guidance/cg192 "
     "and\nhttp://example.org/a_b?c=1#d\n\nthere it says two.\n\nSent from my iPad","See "
     "https://www.nice.org.uk/guidance/cg192 and\nhttp://example.org/a_b?c=1#d\n\nthere it says two.")
mail("blackberry","two pls\n\nSent from my BlackBerry 10 smartphone on the EE network.\n  Original "
     "Message\nFrom: Rhiannon Pugh\nSent: Saturday, 14 November 2026 09:12\nTo: Beth\nReply To: "
     "soundings+rabc@care.example.org\nSubject: Section 4\n\n"+ASKED,"two pls")
mail("windows mail","Two.\n\nSent from Mail for Windows\n\nFrom: Rhiannon Pugh\nSent: 14 November "
     "2026 09:12\nTo: Beth\nSubject: Section 4\n\n"+ASKED,"Two.")
mail("aol","Keep two!\n\n-----Original Message-----\nFrom: Rhiannon Pugh "
     "<soundings+rabc@care.example.org>\nTo: beth <beth@aol.example>\nSent: Sat, 14 Nov 2026 "
     "9:12\nSubject: Section 4\n\n"+ASKED,"Keep two!")
mail("lotus notes","Two visits please\n\n\n\nFrom:   Rhiannon Pugh "
     "<soundings+rabc@care.example.org>\nTo:     beth@example.net\nDate:   14/11/2026 "
     "09:12\nSubject:        Section 4\n\n\n\n"+ASKED,"Two visits please")
mail("groupwise","Two.\n\n>>> Rhiannon Pugh <soundings+rabc@care.example.org> 14/11/2026 09:12 "
     ">>>\n"+ASKED,"Two.")
mail("emacs","Rhiannon Pugh <soundings+rabc@care.example.org> writes:\n\n> Do we need the second\n> "
     "appointment, or is one enough?\n\nTwo, with tea.","Two, with tea.")
mail("mutt","On Sat, Nov 14, 2026 at 09:12:44AM +0000, Rhiannon Pugh wrote:\n> Do we need the "
     "second\n> appointment, or is one enough?\n\nTwo.\n\n> Many thanks\n\nWelcome.","> Do we need "
     "the second\n> appointment, or is one enough?\n\nTwo.\n\n> Many thanks\n\nWelcome.")
mail("a ps below the quote","Two.\n\nOn 14/11/2026 09:12, Rhiannon Pugh "
     "wrote:\n"+quoted(ASKED)+"\n\nPS: bring cake.","Two.\n\n"+quoted(ASKED)+"\n\nPS: bring cake.")
mail("signature below the quote only","Two.\n\nOn 14/11/2026 09:12, Rhiannon Pugh "
     "wrote:\n"+quoted(ASKED)+"\n\n-- \nTom Reid, GP","Two.")
mail("thanks with exclamation under two hyphens","Two visits.\n--\nThanks!\nBeth","Two "
     "visits.\n--\nThanks!\nBeth")
mail("signature with motto","Two visits.\n\n-- \nBeth Owen\n\"Every mother counts!\"","Two visits.")
mail("confluence of words: delete","Please delete 4.2.\n\nThis message to parents is confusing: it "
     "says one visit, then two. Delete it.","Please delete 4.2.\n\nThis message to parents is "
     "confusing: it says one visit, then two. Delete it.")
mail("privacy as the matter","This email from the trust says records are confidential and must not "
     "be copied or disclosed to others.\n\nCan a partner read them?","This email from the trust "
     "says records are confidential and must not be copied or disclosed to others.\n\nCan a partner "
     "read them?")
mail("privacy as the matter, in the end","I asked our lawyer. Her answer:\n\nThis information is "
     "confidential and the intended recipient must delete it after 30 days.","I asked our lawyer. "
     "Her answer:\n\nThis information is confidential and the intended recipient must delete it "
     "after 30 days.")
mail("company foot","Two.\n\nBeth\n\nRegistered in England and Wales No. 01234567. Registered "
     "office: 1 High Street, Leeds LS1 1AA. This email and any attachments are confidential and "
     "intended solely for the addressee.","Two.\n\nBeth")
mail("list foot of google","Two.\n\n-- \nYou received this message because you are subscribed to "
     "the Google Groups \"visits\" group.\nTo unsubscribe from this group and stop receiving emails "
     "from it, send an email to visits+unsubscribe@googlegroups.com.","Two.")
mail("from at the beginning of a line",">From the parents' side: two.\nFrom ours: one.",">From the "
     "parents' side: two.\nFrom ours: one.")
mail("only a thumb","👍\n\nSent from my iPhone","👍")
mail("forward with own words below the header block",
     "-------- Forwarded Message --------\nSubject: \tRe: visits\nDate: \tTue, 5 May 2026 08:01:12 "
     "+0100\nFrom: \tPam Price <pam@example.net>\nTo: \tBeth Owen <beth@example.net>\n\n\nOne long "
     "visit is worth two short ones.",
     "One long visit is worth two short ones.")
mail("gmail forward, a question above, and one mail inside",
     "Can you answer Pam?\n\n---------- Forwarded message ---------\nVon: Pam Price "
     "<pam@example.net>\nDate: Di., 5. Mai 2026 um 08:01 Uhr\nSubject: visits\nTo: "
     "<beth@example.net>\n\n\nIs it two?",
     "Can you answer Pam?")
mail("score lines","Night care 4\nFeeding 3\nBonding 5\n\nOn Sat, 14 Nov 2026 at 09:12, Rhiannon "
     "Pugh <\nsoundings+rabc@care.example.org> wrote:\n"+quoted(ASKED),"Night care 4\nFeeding 3\nBonding 5")
mail("code","Run this:\n\n    if (visits < 2)\n        ask();\n\n-- \nOwen","Run this:\n\n    if "
     "(visits < 2)\n        ask();")
mail("a poem with rules","Roses\n~~~~~\nred\n\n=====\n\nViolets\n_____\nblue","Roses\n~~~~~\nred\n\n=====\n\nViolets\n_____\nblue")
mail("best wishes on one line with name and rule","Two is fine.\n\nBest "
     "wishes,\nAnn\n____________\nAnn Example, Lead Midwife","Two is fine.\n\nBest "
     "wishes,\nAnn\n____________\nAnn Example, Lead Midwife")
mail("answer in the greeting of a quote with wrapped mark over three lines",
     "I say two.\n\nOn Saturday, 14 November 2026 at 09:12, Rhiannon Pugh via the Community\nof "
     "Practice for Perinatal Mental "
     "Health\n<soundings+rabc@care.example.org>\nwrote:\n\n"+quoted(ASKED),"I say two.")
mail("zimbra","Two.\n\n----- Original Message -----\nFrom: \"Rhiannon Pugh\" "
     "<soundings+rabc@care.example.org>\nTo: \"Beth\" <beth@example.net>\nSent: Saturday, 14 "
     "November, 2026 09:12:44\nSubject: Section 4\n\n"+quoted(ASKED),"Two.")
mail("zimbra french","Deux.\n\nDe: \"Rhiannon Pugh\" <soundings+rabc@care.example.org>\nÀ: "
     "\"Claire\" <claire@example.net>\nEnvoyé: Samedi 14 Novembre 2026 09:12:44\nObjet: Section "
     "4\n\n"+ASKED,"Deux.")
mail("orange french","Deux.\n\n\n> Message du 14/11/26 09:12\n> De : \"Rhiannon Pugh\" "
     "<soundings+rabc@care.example.org>\n> A : claire@orange.example\n> Copie à :\n> Objet : "
     "Section 4\n> \n"+quoted(ASKED),"Deux.")
mail("web.de","Zwei.\n\n-- \nDiese Nachricht wurde von meinem Android Mobiltelefon mit WEB.DE Mail "
     "gesendet.\nAm 14.11.26, 09:12 schrieb Rhiannon Pugh <soundings+rabc@care.example.org>:\n> One "
     "or two?","Zwei.")
mail("t-online","Zwei Termine.\n\n-----Original-Nachricht-----\nBetreff: Section 4\nDatum: "
     "2026-11-14T09:12:44+0100\nVon: \"Rhiannon Pugh\" <soundings+rabc@care.example.org>\nAn: "
     "\"anke@t-online.example\"\n\n"+ASKED,"Zwei Termine.")
mail("no-break spaces","Two visits.\u00a0\n\u00a0\nBeth\n\u00a0\nFrom:\u00a0Rhiannon Pugh "
     "<soundings+rabc@care.example.org>\nSent:\u00a0Saturday, November 14, 2026 9:12 "
     "AM\nTo:\u00a0Beth\nSubject:\u00a0Section 4\n\u00a0\n"+ASKED,"Two visits.\u00a0\n\u00a0\nBeth")
mail("tutanota","Two.\n\n-- \n Secured with Tuta Mail: \n https://tuta.com/free-email\n\n\n14 Nov "
     "2026, 09:12 by soundings+rabc@care.example.org:\n\n"+quoted(ASKED),"Two.")
mail("fastmail","Two.\n\nOn Sat, 14 Nov 2026, at 09:12, Rhiannon Pugh wrote:\n"+quoted(ASKED),"Two.")
mail("hey","Two.\n\nOn November 14, 2026, Rhiannon Pugh <soundings+rabc@care.example.org> "
     "wrote:\n\n"+quoted(ASKED),"Two.")
mail("evolution german","Am Samstag, dem 14.11.2026 um 09:12 +0000 schrieb Rhiannon Pugh:\n> One or "
     "two?\n\nZwei.","Zwei.")
mail("danish outlook","To besøg.\n\nFra: Rhiannon Pugh <soundings+rabc@care.example.org>\nSendt: "
     "14. november 2026 09:12\nTil: Mette\nEmne: Section 4\n\n"+ASKED,"To besøg.")

# -- a third lot, meant to be hard ---------------------------------------------

G="On Tue, 3 Mar 2026 at 17:45, Club <soundings+rq1@care.example.org> wrote:\n"
mail("short","ok","ok")
mail("two thoughts and a signature block with phone","I would move 4.2 up.\n\nCould we also name "
     "the helpline?\n\nThanks,\nOwen\n\nOwen Bevan RM\nTel: +44 29 2000 0001\nMon-Wed "
     "only\n\n"+G+quoted(ASKED),"I would move 4.2 up.\n\nCould we also name the "
     "helpline?\n\nThanks,\nOwen\n\nOwen Bevan RM\nTel: +44 29 2000 0001\nMon-Wed only")
mail("answer with a time and a colon","We meet on 3 March 2026 at 17:45:\n\nHall B, first "
     "floor.\n\nOwen","We meet on 3 March 2026 at 17:45:\n\nHall B, first floor.\n\nOwen")
mail("name, date and a colon then points","Notes of Ann Lee, 3 March 2026, 17:45:\n\n- no beds\n- "
     "no staff\n\nI agree with her.","Notes of Ann Lee, 3 March 2026, 17:45:\n\n- no beds\n- no "
     "staff\n\nI agree with her.")
mail("sent by","Sent by the ward clerk, who has no account:\n\nwe have two rooms only.","Sent by "
     "the ward clerk, who has no account:\n\nwe have two rooms only.")
mail("sent from my phone in a sentence at the end","Sorry for the brevity, I am on call.\nSent from "
     "my phone while walking.","Sorry for the brevity, I am on call.")
mail("get outlook in the text","Can somebody help me to get Outlook for the ward?\n\nMeg","Can "
     "somebody help me to get Outlook for the ward?\n\nMeg")
mail("subject in text","Subject to funding: yes.\nTo all who asked: yes too.\nFrom me: "
     "thanks.","Subject to funding: yes.\nTo all who asked: yes too.\nFrom me: thanks.")
mail("von bis","Von: Montag\nBis: Freitag\nAn: alle Stationen\nBetreff: Dienstplan\n\nIst das so "
     "richtig?","Von: Montag\nBis: Freitag\nAn: alle Stationen\nBetreff: Dienstplan\n\nIst das so richtig?")
mail("de a","De: 9h00\nÀ: 12h30\nObjet: réunion\n\nCela vous convient ?","De: 9h00\nÀ: "
     "12h30\nObjet: réunion\n\nCela vous convient ?")
mail("original message as words","The original message\n\nwas better, I think.","The original "
     "message\n\nwas better, I think.")
mail("forwarded message as words","Forwarded message:\n\nI do not know who wrote it, but it "
     "fits.","Forwarded message:\n\nI do not know who wrote it, but it fits.")
mail("unsubscribing under a line","I like the text.\n\n-----\nHow can the ward unsubscribe from "
     "these?","I like the text.\n\n-----\nHow can the ward unsubscribe from these?")
mail("underscored gaps of a form","Name: ______\nWard: ______\n\nThe form has these two gaps "
     "only.","Name: ______\nWard: ______\n\nThe form has these two gaps only.")
mail("signature dashes then many lines of prose","Fine.\n\n--\nHowever the last section says that "
     "mothers must come to us.\nMany cannot. They have no car and no childcare.\nPlease change "
     "that.","Fine.\n\n--\nHowever the last section says that mothers must come to us.\nMany "
     "cannot. They have no car and no childcare.\nPlease change that.")
mail("disclaimer in the midst","This email is confidential in the sense that the names in it are "
     "real. Please delete it in error or not.\n\nMother A waited two weeks.\nMother B waited "
     "four.","This email is confidential in the sense that the names in it are real. Please delete "
     "it in error or not.\n\nMother A waited two weeks.\nMother B waited four.")
mail("please print","Please print the leaflet on thicker paper.","Please print the leaflet on thicker paper.")
mail("environment","Please consider the environment of the ward: it is loud.","Please consider the "
     "environment of the ward: it is loud.")
mail("virus","No virus was found in the water, says the lab.\n\nSo birth pools are back.","No virus "
     "was found in the water, says the lab.\n\nSo birth pools are back.")
mail("caution","Caution: external heat pads burn.\n\nThat should stand in 4.1.","Caution: external "
     "heat pads burn.\n\nThat should stand in 4.1.")
mail("html-like","<b>Yes</b> & <i>no</i>.\n\n"+G+quoted(ASKED),"<b>Yes</b> & <i>no</i>.")
mail("answers inline with names","> please look at section 4\n\n[Meg] done\n\n> Do we need the "
     "second\n> appointment\n\n[Meg] yes","> please look at section 4\n\n[Meg] done\n\n> Do we need "
     "the second\n> appointment\n\n[Meg] yes")
mail("quote then answer, no attribution","> Do we need the second appointment?\n\nYes.","> Do we "
     "need the second appointment?\n\nYes.")
mail("answer, then a quote without attribution","Yes.\n\n> Do we need the second appointment?\n> R.","Yes.")
mail("nested lists with signs","+ more time\n- less money\n= no change\n\n* * *\n\n~ 40 % agree","+ "
     "more time\n- less money\n= no change\n\n* * *\n\n~ 40 % agree")
mail("exchange german old","Passt!\n\n-----Ursprüngliche Nachricht-----\nVon: Club "
     "[mailto:soundings+rq1@care.example.org] \nGesendet: Dienstag, 3. März 2026 17:45\nAn: "
     "Jutta\nBetreff: AW: Section 4\n\n"+ASKED,"Passt!")
mail("finnish","Kaksi käyntiä.\n\nti 3. maalisk. 2026 klo 17.45 Club "
     "(soundings+rq1@care.example.org) kirjoitti:\n\n"+quoted(ASKED),"Kaksi käyntiä.")
mail("czech","Dvě.\n\nút 3. 3. 2026 v 17:45 odesílatel Club <soundings+rq1@care.example.org> "
     "napsal:\n\n"+quoted(ASKED),"Dvě.")
mail("greek","Δύο.\n\nΣτις Τρί 3 Μαρ 2026 στις 5:45 μ.μ., ο χρήστης Club "
     "<soundings+rq1@care.example.org> έγραψε:\n\n"+quoted(ASKED),"Δύο.")
mail("hindi","दो मुलाकातें।\n\nमंगल, 3 मार्च 2026 को 5:45 pm बजे को Club "
     "<soundings+rq1@care.example.org> ने लिखा:\n\n"+quoted(ASKED),"दो मुलाकातें।")
mail("bengali","দুটি।\n\nমঙ্গল, ৩ মার্চ, ২০২৬ তারিখে ৫:৪৫ PM টায় তারিখে Club "
     "<soundings+rq1@care.example.org> লিখেছেন:\n\n"+quoted(ASKED),"দুটি।")
mail("persian","دو بار.\n\nدر تاریخ سه‌شنبه ۳ مارس ۲۰۲۶، ۱۷:۴۵ Club "
     "<soundings+rq1@care.example.org> نوشت:\n\n"+quoted(ASKED),"دو بار.")
mail("thai","สองครั้ง\n\nในวันที่ อ. 3 มี.ค. 2026 เวลา 17:45 Club <soundings+rq1@care.example.org> "
     "เขียนว่า:\n\n"+quoted(ASKED),"สองครั้ง")
mail("outlook mac","Two.\n\nMeg\n\nFrom: Club <soundings+rq1@care.example.org>\nDate: Tuesday, 3 "
     "March 2026 at 17:45\nTo: Meg Price <meg@example.net>\nSubject: Section 4\n\n"+ASKED,"Two.\n\nMeg")
mail("mobile outlook with reply-to all list","Two\n________________________________\nFrom: Club "
     "<soundings+rq1@care.example.org>\nSent: Tuesday, March 3, 2026 5:45:01 PM\nTo: Meg; Owen; "
     "Sian\nCc: Ann\nSubject: Section 4\n\n"+ASKED,"Two")
mail("siri","Two appointments please full stop\n\nSent from my Apple Watch","Two appointments "
     "please full stop")
mail("huawei","two\n\n\nGesendet von meinem HUAWEI-Smartphone\n\n-------- Originalnachricht "
     "--------\nVon: Club <soundings+rq1@care.example.org>\nDatum: Di., 3. März 2026, 17:45\nAn: "
     "Jutta\nBetreff: Section 4\n\n"+ASKED,"two")
mail("nine","Two\n\nSent from Nine\n________________________________\nFrom: Club "
     "<soundings+rq1@care.example.org>\nSent: Tuesday, 3 March 2026 17:45\nTo: Meg\nSubject: "
     "Section 4\n\n"+ASKED,"Two")
mail("reply after a cut quote with dots","> please look at section 4 [...]\n\nDone. See my letter "
     "of 1 March.\n\nMeg","> please look at section 4 [...]\n\nDone. See my letter of 1 March.\n\nMeg")
mail("german sentence with schrieb and date","Am 3. März 2026 um 17:45 Uhr schrieb mir Jutta "
     "Brandt, dass sie zwei braucht:\neinen für Formulare.\n\nDas sehe ich auch so.","Am 3. März "
     "2026 um 17:45 Uhr schrieb mir Jutta Brandt, dass sie zwei braucht:\neinen für "
     "Formulare.\n\nDas sehe ich auch so.")

