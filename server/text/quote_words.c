/* SPDX-License-Identifier: Apache-2.0 */
/*
 * quote_words.c - the words by which mail programs announce what they quote.
 *
 * Collected by language, from what the programs write when they are set to it.
 * A language that is missing here is not lost: quote_mark.c also knows such
 * lines by their shape (an address, a date and a time before a colon).
 */
#include "text/quote_words.h"

#include <string.h>

enum {
	BANNER_LEN = 400,
	SENT_FROM_LEN = 120,
	ALARM_LEN = 30,
	GET_SPACES = 5, /* "get outlook for ios or android" */
};

/* Whole words, or what stands inside words in Chinese, Japanese, Korean. */
static const char *const wrote[] = {
	"wrote", "writes", "schrieb", "schreibt", "geschrieben",
	"a écrit", "écrit", "a ecrit", "ecrit", "escribió", "escribio",
	"escribiu", "ha escrit", "va escriure", "escreveu", "ha scritto",
	"scrive", "scritto", "schreef", "geschreven", "skrev", "kirjoitti",
	"kirjutas", "napisał(a)", "napisał", "napisała", "pisze", "napsal(a)",
	"napsal", "napsala", "napísal(a)", "napísal", "napísala", "napisao je",
	"napisala", "napisao", "je napisao/la", "je napisal", "ezt írta",
	"írta", "a scris", "написал", "написала", "написал(а)", "написав",
	"написала", "пише", "пишет", "написа", "написао", "έγραψε", "γράφει",
	"yazdı", "şunu yazdı", "şunları yazdı", "đã viết", "menulis",
	"rašė", "parašė", "rakstīja", "skrifaði", "ysgrifennodd",
	"wedi ysgrifennu", "scríobh", "sgrìobh", "idatzi du", "kattab",
	"כתב", "כתבה", "כתב/ה", "מאת", "كتب", "تمت كتابة ما يلي بواسطة",
	"نوشت", "ने लिखा", "लिहिले", "লিখেছেন", "نے لکھا", "ਲਿਖਿਆ",
	"எழுதியது", "wrote the following", "schrieb folgendes",
};
static const char *const wrote_inside[] = {
	"写道", "寫道", "写到", "のメール", "のメッセージ", "は書きました",
	"さんは書きました", "님이 작성", "작성:", "님의 말", "เขียน",
};

/* How those lines begin, a space behind each. */
static const char *const on[] = {
	"on", "le", "am", "el", "em", "no dia", "il", "il giorno", "op",
	"den", "dnia", "w dniu", "dne", "dňa", "dana", "pe", "la", "în",
	"ar", "ddydd", "на", "в", "στις", "vào", "pada", "tanggal", "at",
	"quoting", "zitat von", "citando", "citat", "missatge de", "el dia",
	"a", "w", "í", "å", "ma", "ti", "ke", "to", "pe", "la", "su", "um",
	"kuupäeval", "бұл", "в", "у", "dne", "po", "út", "st", "čt", "pá",
	"so", "ne", "pon", "wt", "śr", "czw", "pt", "sob", "niedz", "lun",
	"mar", "mer", "jeu", "ven", "sam", "dim", "mon", "tue", "wed", "thu",
	"fri", "sat", "sun", "mån", "tis", "ons", "tors", "fre", "lör",
	"sön", "man", "tir", "tor", "lør", "søn", "пн", "вт", "ср", "чт",
	"пт", "сб", "вс", "нд", "понедельник", "вторник", "среда", "четверг",
	"пятница", "суббота", "воскресенье", "在", "于", "於", "في", "בתאריך",
	"ב",
};

struct heading {
	const char *name;
	enum head head;
};

static const struct heading headings[] = {
	{ "from", HEAD_FROM }, { "von", HEAD_FROM }, { "de", HEAD_FROM },
	{ "da", HEAD_FROM }, { "van", HEAD_FROM }, { "från", HEAD_FROM },
	{ "fra", HEAD_FROM }, { "lähettäjä", HEAD_FROM }, { "od", HEAD_FROM },
	{ "feladó", HEAD_FROM }, { "от", HEAD_FROM }, { "від", HEAD_FROM },
	{ "kimden", HEAD_FROM }, { "gönderen", HEAD_FROM },
	{ "από", HEAD_FROM }, { "de la", HEAD_FROM }, { "oddi wrth", HEAD_FROM },
	{ "ó", HEAD_FROM }, { "saatja", HEAD_FROM }, { "nuo", HEAD_FROM },
	{ "no", HEAD_FROM }, { "差出人", HEAD_FROM }, { "发件人", HEAD_FROM },
	{ "寄件者", HEAD_FROM }, { "寄件人", HEAD_FROM },
	{ "보낸 사람", HEAD_FROM }, { "보낸사람", HEAD_FROM },
	{ "من", HEAD_FROM }, { "מאת", HEAD_FROM }, { "từ", HEAD_FROM },
	{ "dari", HEAD_FROM }, { "remitente", HEAD_FROM },
	{ "expéditeur", HEAD_FROM }, { "absender", HEAD_FROM },
	{ "mittente", HEAD_FROM }, { "afzender", HEAD_FROM },
	{ "remetente", HEAD_FROM }, { "nadawca", HEAD_FROM },
	{ "avsändare", HEAD_FROM }, { "avsender", HEAD_FROM },
	{ "afsender", HEAD_FROM },

	{ "sent", HEAD_DATE }, { "date", HEAD_DATE }, { "gesendet", HEAD_DATE },
	{ "gesendet am", HEAD_DATE }, { "datum", HEAD_DATE },
	{ "envoyé", HEAD_DATE }, { "envoyé le", HEAD_DATE },
	{ "envoye", HEAD_DATE }, { "enviado", HEAD_DATE },
	{ "enviado el", HEAD_DATE }, { "enviada em", HEAD_DATE },
	{ "enviado em", HEAD_DATE }, { "enviada", HEAD_DATE },
	{ "enviat", HEAD_DATE }, { "fecha", HEAD_DATE }, { "data", HEAD_DATE },
	{ "inviato", HEAD_DATE }, { "verzonden", HEAD_DATE },
	{ "skickat", HEAD_DATE }, { "sendt", HEAD_DATE }, { "dato", HEAD_DATE },
	{ "lähetetty", HEAD_DATE }, { "päiväys", HEAD_DATE },
	{ "päivämäärä", HEAD_DATE }, { "wysłano", HEAD_DATE },
	{ "wysłane", HEAD_DATE }, { "odesláno", HEAD_DATE },
	{ "odoslané", HEAD_DATE }, { "dátum", HEAD_DATE },
	{ "elküldve", HEAD_DATE }, { "дата", HEAD_DATE },
	{ "отправлено", HEAD_DATE }, { "надіслано", HEAD_DATE },
	{ "изпратено", HEAD_DATE }, { "tarih", HEAD_DATE },
	{ "gönderildi", HEAD_DATE }, { "gönderilme tarihi", HEAD_DATE },
	{ "gönderme tarihi", HEAD_DATE }, { "ημερομηνία", HEAD_DATE },
	{ "στάλθηκε", HEAD_DATE }, { "trimis", HEAD_DATE },
	{ "anfonwyd", HEAD_DATE }, { "dyddiad", HEAD_DATE },
	{ "seolta", HEAD_DATE }, { "saadetud", HEAD_DATE },
	{ "poslano", HEAD_DATE }, { "送信日時", HEAD_DATE },
	{ "日付", HEAD_DATE }, { "发送时间", HEAD_DATE },
	{ "日期", HEAD_DATE }, { "寄件日期", HEAD_DATE },
	{ "傳送時間", HEAD_DATE }, { "보낸 날짜", HEAD_DATE },
	{ "날짜", HEAD_DATE }, { "보낸시간", HEAD_DATE },
	{ "تاريخ الإرسال", HEAD_DATE }, { "التاريخ", HEAD_DATE },
	{ "נשלח", HEAD_DATE }, { "תאריך", HEAD_DATE }, { "ngày", HEAD_DATE },
	{ "sent at", HEAD_DATE }, { "date/time", HEAD_DATE },

	{ "to", HEAD_TO }, { "an", HEAD_TO }, { "à", HEAD_TO }, { "a", HEAD_TO },
	{ "pour", HEAD_TO }, { "para", HEAD_TO }, { "per a", HEAD_TO },
	{ "aan", HEAD_TO }, { "till", HEAD_TO }, { "til", HEAD_TO },
	{ "vastaanottaja", HEAD_TO }, { "do", HEAD_TO }, { "komu", HEAD_TO },
	{ "címzett", HEAD_TO }, { "кому", HEAD_TO }, { "до", HEAD_TO },
	{ "kime", HEAD_TO }, { "alıcı", HEAD_TO }, { "προς", HEAD_TO },
	{ "către", HEAD_TO }, { "at", HEAD_TO }, { "chuig", HEAD_TO },
	{ "宛先", HEAD_TO }, { "收件人", HEAD_TO }, { "收件者", HEAD_TO },
	{ "받는 사람", HEAD_TO }, { "받는사람", HEAD_TO }, { "إلى", HEAD_TO },
	{ "אל", HEAD_TO }, { "đến", HEAD_TO }, { "kepada", HEAD_TO },
	{ "za", HEAD_TO }, { "prima", HEAD_TO }, { "kam", HEAD_TO },
	{ "saaja", HEAD_TO }, { "destinataire", HEAD_TO },
	{ "empfänger", HEAD_TO }, { "destinatario", HEAD_TO },

	{ "subject", HEAD_SUBJECT }, { "betreff", HEAD_SUBJECT },
	{ "objet", HEAD_SUBJECT }, { "sujet", HEAD_SUBJECT },
	{ "asunto", HEAD_SUBJECT }, { "assumpte", HEAD_SUBJECT },
	{ "assunto", HEAD_SUBJECT }, { "oggetto", HEAD_SUBJECT },
	{ "onderwerp", HEAD_SUBJECT }, { "ämne", HEAD_SUBJECT },
	{ "emne", HEAD_SUBJECT }, { "aihe", HEAD_SUBJECT },
	{ "temat", HEAD_SUBJECT }, { "předmět", HEAD_SUBJECT },
	{ "predmet", HEAD_SUBJECT }, { "tárgy", HEAD_SUBJECT },
	{ "тема", HEAD_SUBJECT }, { "относно", HEAD_SUBJECT },
	{ "konu", HEAD_SUBJECT }, { "θέμα", HEAD_SUBJECT },
	{ "subiect", HEAD_SUBJECT }, { "pwnc", HEAD_SUBJECT },
	{ "ábhar", HEAD_SUBJECT }, { "teema", HEAD_SUBJECT },
	{ "tema", HEAD_SUBJECT }, { "zadeva", HEAD_SUBJECT },
	{ "件名", HEAD_SUBJECT }, { "主题", HEAD_SUBJECT },
	{ "主旨", HEAD_SUBJECT }, { "主題", HEAD_SUBJECT },
	{ "제목", HEAD_SUBJECT }, { "الموضوع", HEAD_SUBJECT },
	{ "נושא", HEAD_SUBJECT }, { "chủ đề", HEAD_SUBJECT },
	{ "subjek", HEAD_SUBJECT }, { "perihal", HEAD_SUBJECT },

	{ "cc", HEAD_OTHER }, { "bcc", HEAD_OTHER }, { "kopie", HEAD_OTHER },
	{ "kopia", HEAD_OTHER }, { "kopi", HEAD_OTHER }, { "dw", HEAD_OTHER },
	{ "copie", HEAD_OTHER }, { "cc:", HEAD_OTHER }, { "копия", HEAD_OTHER },
	{ "másolat", HEAD_OTHER }, { "másolatot kap", HEAD_OTHER },
	{ "bilgi", HEAD_OTHER }, { "κοιν.", HEAD_OTHER },
	{ "抄送", HEAD_OTHER }, { "副本", HEAD_OTHER }, { "참조", HEAD_OTHER },
	{ "reply-to", HEAD_OTHER }, { "antwort an", HEAD_OTHER },
	{ "répondre à", HEAD_OTHER }, { "responder a", HEAD_OTHER },
	{ "importance", HEAD_OTHER }, { "wichtigkeit", HEAD_OTHER },
	{ "priority", HEAD_OTHER }, { "sensitivity", HEAD_OTHER },
	{ "attachments", HEAD_OTHER }, { "anlagen", HEAD_OTHER },
	{ "organization", HEAD_OTHER }, { "organisation", HEAD_OTHER },
	{ "newsgroups", HEAD_OTHER }, { "message-id", HEAD_OTHER },
	{ "list-id", HEAD_OTHER }, { "resent-from", HEAD_OTHER },
	{ "resent-to", HEAD_OTHER }, { "resent-date", HEAD_OTHER },
	{ "sender", HEAD_OTHER }, { "when", HEAD_OTHER },
	{ "where", HEAD_OTHER },
};

/* Between dashes or underscores, or before a colon. */
static const char *const original[] = {
	"original message", "original appointment", "forwarded message",
	"reply message", "forward message", "original mail",
	"original email", "original e-mail", "forwarded mail",
	"ursprüngliche nachricht", "originalnachricht",
	"original-nachricht", "weitergeleitete nachricht",
	"weitergeleitete e-mail", "ursprüngliche e-mail",
	"message d'origine", "message d’origine", "message original",
	"message initial", "message transféré", "message transmis",
	"mensaje original", "mensaje reenviado", "missatge original",
	"missatge reenviat", "mensagem original", "mensagem encaminhada",
	"messaggio originale", "messaggio inoltrato",
	"oorspronkelijk bericht", "originele bericht", "origineel bericht",
	"doorgestuurd bericht", "ursprungligt meddelande",
	"originalmeddelande", "vidarebefordrat meddelande",
	"oprindelig meddelelse", "original meddelelse",
	"videresendt meddelelse", "opprinnelig melding",
	"original melding", "videresendt melding", "alkuperäinen viesti",
	"välitetty viesti", "oryginalna wiadomość",
	"wiadomość oryginalna", "wiadomość przekazana",
	"przekazana wiadomość", "treść przekazanej wiadomości",
	"původní zpráva", "přeposlaná zpráva", "pôvodná správa",
	"preposlaná správa", "eredeti üzenet", "továbbított üzenet",
	"исходное сообщение", "пересылаемое сообщение",
	"перенаправленное сообщение", "пересланное сообщение",
	"оригинальное сообщение", "переслане повідомлення",
	"оригінальне повідомлення", "пересилане повідомлення",
	"orijinal mesaj", "orijinal ileti", "özgün ileti", "özgün mesaj",
	"yönlendirilen ileti", "yönlendirilmiş mesaj",
	"iletilen mesaj", "αρχικό μήνυμα", "προωθημένο μήνυμα",
	"mesaj original", "mesaj redirecționat", "neges wreiddiol",
	"neges a anfonwyd ymlaen", "teachtaireacht bhunaidh",
	"originalna poruka", "izvorna poruka", "proslijeđena poruka",
	"izvirno sporočilo", "algne kiri", "algteade",
	"元のメッセージ", "転送メッセージ", "转发邮件", "转发的邮件",
	"转发的消息", "原始邮件", "原始郵件", "原邮件",
	"轉寄的郵件", "轉寄郵件", "원본 메시지", "원본 메일",
	"전달된 메시지", "전달된 메일", "الرسالة الأصلية",
	"رسالة معاد توجيهها", "הודעה מקורית", "הודעה שהועברה",
	"thư gốc", "tin nhắn gốc", "pesan asli", "pesan terusan",
};
static const char *const begin_forwarded[] = {
	"begin forwarded message", "anfang der weitergeleiteten nachricht",
	"anfang der weitergeleiteten e-mail", "début du message réexpédié",
	"début du message transféré", "inicio del mensaje reenviado",
	"inizio messaggio inoltrato", "begin doorgestuurd bericht",
	"início da mensagem reencaminhada", "início da mensagem encaminhada",
	"vidarebefordrat brev", "start på videresendt besked",
	"videresendt melding", "välitetty viesti alkaa",
	"początek przekazywanej wiadomości", "začátek přeposlané zprávy",
	"начало переадресованного сообщения", "iletilmiş mesajın başlangıcı",
	"továbbított levél kezdete", "begynnelsen på videresendt melding",
	"下面是被转发的邮件", "以下是轉寄的郵件", "転送されたメッセージ",
	"전달된 메시지 시작", "reply above this line",
	"write your reply above this line", "type your reply above this line",
};

/* A phrase and, for the short ones, what else must be on the line. */
static const char *const sent_from[] = {
	"sent from ", "sent via ", "sent with ", "sent using ", "sent by my ",
	"sent on the ", "sent while mobile",
	"get outlook for ", "download outlook for ", "get bluemail for ",
	"get typeapp for ", "get yahoo mail for ", "yahoo mail: search",
	"get mymail",
	"envoyé de mon ", "envoyé depuis ", "envoyé à partir de ",
	"envoyé avec ", "télécharger outlook pour ", "obtenez outlook pour ",
	"von meinem ", "von meinem/meiner ", "gesendet von ", "gesendet mit ",
	"gesendet über ",
	"diese nachricht wurde von ", "holen sie sich outlook",
	"outlook für ", "enviado desde ", "enviado con ",
	"obtener outlook para ", "enviado do ", "enviado a partir ",
	"enviado pelo ", "enviado de mi ", "enviado via ",
	"obter outlook para ", "obter o outlook", "enviat des d",
	"inviato da ", "inviato dal ", "inviato con ", "ottenere outlook per ",
	"scarica outlook", "verzonden vanaf ", "verzonden met ",
	"verstuurd vanaf ", "verstuurd met ", "outlook voor ",
	"download outlook voor", "skickat från ", "skickades från ",
	"hämta outlook för", "sendt fra ", "hent outlook til",
	"få outlook for", "lähetetty ", "hanki outlook",
	"wysłane z ", "wysłano z ", "pobierz outlook", "pobierz program outlook",
	"odesláno z ", "odoslané z ", "získat outlook", "poslano z ",
	"отправлено с ", "отправлено из ", "надіслано з ",
	"получить outlook", "iphone'umdan gönderildi", "gönderildi",
	"outlook'u edinin", "trimis de pe ", "trimis din ",
	"στάλθηκε από ", "elküldve ", "küldve ", "anfonwyd o ",
	"anfonwyd gan ", "seolta ó ", "發自我的", "从我的", "發自 ", "发自我的",
	"来自我的", "iphoneから送信", "ipadから送信", "androidから送信",
	"나의 ", "내 iphone에서 보냄", "נשלח מ", "تم الإرسال من",
	"مرسل من",
	"đã gửi từ ", "gửi từ ", "dikirim dari ",
};
/* Begins of words; languages hang their endings on them. */
static const char *const device[] = {
	"iphon", "ipad", "ipod", "android", "samsung", "galaxy", "blackberry",
	"huawei", "nokia", "lumia", "windows", "mobile", "mobil", "phone",
	"telefon", "téléphone", "teléfono", "telefoon", "telefone", "puhelim",
	"handy", "smartphone", "tablet", "pixel", "xiaomi", "motorola",
	"oneplus", "oppo", "lenovo", "outlook", "yahoo", "gmail", "proton",
	"k-9", "móvil", "movil", "cellulare", "celular", "телефон",
	"смартфон", "айфон", "bluemail", "sparrow", "mailbird",
	"thunderbird", "手机", "手機", "web.de", "vodafone", "superhuman",
	"mailspring", "missive", "airmail", "canary", "postbox", "mimestream",
	"zoho", "typeapp", "tutanota", "ffôn", "t-mobile", "mymail",
};
/* Whole words: longer ones begin with these letters. */
static const char *const short_device[] = {
	"htc", "mac", "ios", "gsm", "aol", "gmx", "apple watch", "spark",
	"edison", "newton",
	"boxer", "fón", "apple mail", "surface", "portable", "on the move",
	"on the go", "while mobile",
};

/* A notice begins by naming itself... */
static const char *const this_mail[] = {
	"this e-mail", "this email", "this message", "this communication",
	"this transmission", "this electronic", "the information contained",
	"the information in this", "the contents of this", "confidentiality",
	"privileged", "disclaimer", "the content of this", "important notice",
	"information contained in this", "e-mail disclaimer", "legal notice",
	"diese e-mail", "diese email", "diese nachricht", "der inhalt dieser",
	"ce message", "ce courriel", "cet e-mail", "cet email",
	"les informations contenues", "este mensaje", "este correo",
	"la información contenida", "este e-mail", "este email",
	"esta mensagem", "as informações", "questo messaggio",
	"questa e-mail", "le informazioni contenute", "il presente messaggio",
	"dit bericht", "deze e-mail", "deze email", "de informatie",
	"detta meddelande", "detta e-postmeddelande", "denne e-mail",
	"denne e-post", "denne mail", "tämä viesti", "tämä sähköposti",
	"ta wiadomość", "niniejsza wiadomość", "treść tej wiadomości",
	"tato zpráva", "táto správa", "ez az üzenet", "ez az e-mail",
	"данное сообщение", "это сообщение", "это письмо", "настоящее сообщение",
	"bu e-posta", "bu mesaj", "acest mesaj", "acest e-mail",
	"mae'r neges", "mae’r neges", "mae'r e-bost", "mae’r e-bost",
	"y neges hon", "yr e-bost hwn", "gall y neges", "gall yr e-bost",
	"本邮件", "此邮件", "本郵件", "このメール", "이 메일",
};
/* ...and then says some of these. */
static const char *const notice[] = {
	"confidential", "intended recipient", "intended solely",
	"intended only", "intended for the", "addressee", "addressed",
	"privileged", "received this", "in error", "delete", "disclos",
	"unauthor", "virus", "liab", "distribut", "copying", "monitored",
	"prohibited", "unlawful", "views expressed", "vertraulich",
	"empfänger", "irrtüm", "vernicht", "löschen", "unbefugt",
	"confidentiel", "destinataire", "par erreur", "détrui", "supprim",
	"confidencial", "destinatari", "por error", "por erro", "elimin",
	"borr", "riservat", "per errore", "distrug", "vertrouwelijk",
	"geadresseerde", "bestemd", "ten onrechte", "verwijder",
	"konfidenti", "mottagare", "modtager", "mottaker", "av misstag",
	"ved en fejl", "luottamuksel", "poufn", "adresat", "důvěrn",
	"dôvern", "bizalmas", "címzett", "конфиденциал", "получател",
	"ошиб", "gizli", "alıcı", "confidențial", "destinatar",
	"gyfrinachol", "cyfrinachol", "bwriadwyd", "fwriadu", "gamgymeriad",
	"derbynn", "dileu",
	"机密", "保密", "機密", "収件", "宛先", "기밀", "nhsmail",
	"freedom of information", "registered in england", "company number",
	"registered office", "charity", "legally", "environment",
	"print", "scanned", "mimecast", "opinions", "secure email",
};
/* Notices that are known by one phrase. */
static const char *const known_notice[] = {
	"please consider the environment before printing",
	"think before you print", "save a tree", "please don't print this",
	"nhsmail is the secure email", "nhsmail is approved for",
	"find out how you can switch visit joining nhsmail",
	"this email has been scanned", "this message has been scanned",
	"this e-mail has been scanned", "virus-free. www.avast",
	"virus-free.www.avast", "www.avast.com", "avast antivirus",
	"checked for viruses by avast", "no virus found in this message",
	"scanned by mailscanner", "this footer confirms",
	"this e-mail was scanned", "this email was scanned",
	"this email has been checked for viruses",
	"this e-mail has been checked for viruses",
	"respectez l'environnement", "pensez à l'environnement",
	"n'imprimez ce", "denken sie an die umwelt", "antes de imprimir",
	"prima di stampare", "denk aan het milieu",
	"meddyliwch am yr amgylchedd", "tänk på miljön",
	"rydym yn croesawu gohebiaeth yn gymraeg",
	"croesewir gohebiaeth yn gymraeg",
	"rydym yn croesawu derbyn gohebiaeth yn gymraeg",
	"gohebu yn gymraeg yn arwain at oedi",
	"corresponding in welsh will not lead to",
	"corresponding with us in welsh will not lead to",
};

/* What the receiver's own mail system puts above a mail. */
static const char *const banner[] = { "you don't often get email from",
	"you don’t often get email from", "[external", "external email",
	"external sender", "this message is from an external sender",
	"caution: this email originated",
	"caution: external email", "caution: external mail",
	"caution: external sender", "caution: external message",
	"caution: this message originated",
	"this email originated from outside", 
	"this message originated from outside", "this email originates from outside",
	"this email has been received from outside",
	"warning: this email originated", "warning: this message originated",
	"this email was sent from outside", "this message was sent from outside",
	"some people who received this message don't often get email",
	"some people who received this message don’t often get email",
	"rhybudd: daeth yr e-bost hwn o'r tu allan" };

/* Or in other words and languages: an alarm, right behind it that this mail is
 * meant, that it comes from a stranger, and what is not to be opened. */
static const char *const alarm[] = { "[ext", "(ext", "ext:", "external",
	"extern", "caution", "warning", "attention", "notice", "important",
	"achtung", "vorsicht", "warnung", "hinweis", "avertissement",
	"prudence", "atención", "precaución", "aviso", "advertencia",
	"let op", "waarschuwing", "uwaga", "ostrzeżenie", "rhybudd", "gofal",
	"attenzione", "be careful" };
static const char *const stranger[] = { "external", "extern", "outside",
	"außerhalb", "extérieur", "fuera", "buiten", "zewnętrz", "spoza",
	"allanol", "o'r tu allan", "o’r tu allan", "esterno" };
static const char *const peril[] = { "link", "attachment", "anhäng",
	"anhang", "lien", "pièce", "enlace", "adjunto", "bijlage", "załącznik",
	"dolen", "atodiad", "allegat", "sender", "absender", "expéditeur",
	"remitente", "afzender", "nadawc", "anfonwr" };

static const char *const list_foot[] = {
	"mailing list", "listinfo", "unsubscribe",
	"you received this message because you are subscribed",
	"to post to this group",
	"visit this group", "groups.google.com", "googlegroups.com",
	"to stop receiving emails from it", "manage your subscription",
	"jiscmail", "désabonner", "abmelden", "mailman",
};

static const char *const inline_words[] = {
	"answers in line", "answers inline", "comments in line",
	"comments inline", "replies in line", "replies inline",
	"reply inline", "responses inline", "inline below",
	"in-line below", "my answers below", "my comments below",
	"my replies below", "my responses below", "answers below",
	"comments below in", "into your text", "in your text", "in bold",
	"see inline", "right below", "replies below", "responses below", "in red",
	"in blue", "in green", "in purple", "in bold below",
	"in capitals below", "below in bold", "below in capitals",
	"between the lines", "in the text below", "within the text below",
	"after each question", "under each question", "under each point",
	"antworten unten", "kommentare unten", "antworten im text",
	"meine antworten", "in rot", "in blau", "im text unten",
	"mes réponses", "réponses ci-dessous", "commentaires ci-dessous",
	"en rouge", "en bleu", "mis respuestas", "en rojo", "en azul",
	"le mie risposte", "in rosso", "in rood", "in blauw",
	"mijn antwoorden", "em vermelho", "minhas respostas", "i rött",
	"mina svar", "med rødt", "w treści poniżej", "na czerwono",
	"mewn coch", "fy atebion isod",
};
/* Enough where little else is said above: why else would it be there? Not
 * what is still "to be fixed". */
static const char *const below[] = {
	"below", "inline", "in line", "capitals", "in caps", "bracket",
	"corrected", "correction", "fixed", "edited", "amended", "my changes",
	"tracked", "highlighted", "marked", "my answers", "my replies",
	"my comments", "inserted", "unten", "korrig", "ergänz", "eckigen",
	"ci-dessous", "corrig", "abajo", "sotto", "corretto", "hieronder",
	"nedan", "nedenfor", "poniżej", "abaixo", "isod",
};

#define WORDS(table) (table), sizeof(table) / sizeof((table)[0])

static bool
letter(char c)
{
	return ((unsigned char)c & 0x80) != 0 || (c >= 'a' && c <= 'z');
}

static bool
has(const char *bare, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strstr(bare, words[i]) != NULL)
			return true;
	return false;
}

static size_t
how_many(const char *bare, const char *const *words, size_t count)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		found += strstr(bare, words[i]) != NULL;
	return found;
}

static bool
begins(const char *bare, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strncmp(bare, words[i], strlen(words[i])) == 0)
			return true;
	return false;
}

/* As a word, not inside one. */
static bool
has_word(const char *bare, const char *word)
{
	size_t len = strlen(word);
	const char *at = bare;

	while ((at = strstr(at, word)) != NULL) {
		if ((at == bare || !letter(at[-1])) && !letter(at[len]))
			return true;
		at += len;
	}
	return false;
}

/* At the beginning of a word that is in Latin letters; anywhere else. */
static bool
begins_a_word(const char *bare, const char *const *words, size_t count)
{
	const char *at;

	for (size_t i = 0; i < count; i++)
		for (at = bare; (at = strstr(at, words[i])) != NULL; at++)
			if (at == bare || at[-1] < 'a' || at[-1] > 'z')
				return true;
	return false;
}

static bool
has_any_word(const char *bare, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (has_word(bare, words[i]))
			return true;
	return false;
}

bool
says_wrote(const char *bare)
{
	return has_any_word(bare, WORDS(wrote)) ||
	       has(bare, WORDS(wrote_inside));
}

bool
says_on(const char *bare)
{
	size_t len;

	if (*bare >= '0' && *bare <= '9')
		return true;
	for (size_t i = 0; i < sizeof(on) / sizeof(on[0]); i++) {
		len = strlen(on[i]);
		if (strncmp(bare, on[i], len) == 0 && !letter(bare[len]))
			return true;
	}
	return strncmp(bare, "在", 3) == 0 || strncmp(bare, "ב", 2) == 0;
}

enum head
says_head(const char *bare)
{
	size_t len;

	for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++) {
		len = strlen(headings[i].name);
		if (strncmp(bare, headings[i].name, len) != 0)
			continue;
		len += strspn(bare + len, " ");
		if (bare[len] == ':' || strncmp(bare + len, "：", 3) == 0)
			return headings[i].head;
	}
	return HEAD_NONE;
}

/* Nothing but the phrase and what draws a line, or a colon. */
static bool
only(const char *bare, const char *const *words, size_t count)
{
	static const char line[] = "-_=>#~.: ";
	const char *from = bare + strspn(bare, line);
	size_t len;

	for (size_t i = 0; i < count; i++) {
		len = strlen(words[i]);
		if (strncmp(from, words[i], len) != 0)
			continue;
		from += len;
		from += strspn(from, line);
		from += strncmp(from, "：", 3) == 0 ? 3 : 0;
		return *from == '\0';
	}
	return false;
}

bool
says_original(const char *bare)
{
	if (only(bare, WORDS(begin_forwarded)))
		return true;
	return strpbrk(bare, "-_=:") != NULL && only(bare, WORDS(original));
}

/* "Get Outlook for iOS" and perhaps its link; a sentence goes on. */
static bool
is_advice(const char *bare)
{
	static const char *const get[] = { "get outlook ", "get bluemail ",
		"get typeapp ", "get yahoo mail ", "download outlook " };
	size_t end = strcspn(bare, "<(:"), spaces = 0;

	for (size_t i = 0; i < end; i++)
		spaces += bare[i] == ' ' && bare[i + 1] != '\0' && i + 1 < end;
	return begins(bare, WORDS(get)) &&
	       (spaces > GET_SPACES || strcspn(bare, ",;.!?") < end);
}

/* What Outlook puts under a mail, in any language: its name and its page. */
static bool
is_outlook_link(const char *bare)
{
	const char *link = strstr(bare, "https://aka.ms/");

	return link != NULL && strstr(bare, "outlook") != NULL &&
	       strpbrk(link, " \t") == NULL && strcspn(bare, ".,!?") >
		   (size_t)(link - bare);
}

/* What a program says of a sign that was pressed instead of words written. */
static bool
is_reaction(const char *bare)
{
	const char *by = strstr(bare, " reacted via gmail");
	const char *to = strstr(bare, " reacted to your message:");

	if (by != NULL)
		by += strlen(" reacted via gmail");
	return (by != NULL && (*by == '\0' || strncmp(by, " <http", 6) == 0)) ||
	       (to != NULL && strchr(to, ':')[1] == '\0');
}

bool
says_sent_from(const char *bare)
{
	if (strlen(bare) > SENT_FROM_LEN)
		return false;
	if (is_outlook_link(bare) || is_reaction(bare))
		return true;
	if (!begins(bare, WORDS(sent_from)) || is_advice(bare))
		return false;
	if (strncmp(bare, "von meinem", 10) == 0 &&
	    strstr(bare, "gesendet") == NULL)
		return false;
	return begins_a_word(bare, WORDS(device)) ||
	       has_any_word(bare, WORDS(short_device));
}

bool
says_sent(const char *bare)
{
	return begins(bare, WORDS(sent_from));
}

bool
says_notice(const char *bare)
{
	size_t said = how_many(bare, WORDS(notice));

	if (has(bare, WORDS(known_notice)))
		return true;
	if (strlen(bare) < 60 || !has(bare, WORDS(this_mail)))
		return false;
	return said >= 3 || (said >= 2 && begins(bare, WORDS(this_mail)));
}

bool
says_notice_perhaps(const char *bare)
{
	return has(bare, WORDS(known_notice)) ||
	       how_many(bare, WORDS(notice)) + has(bare, WORDS(this_mail)) > 0;
}

bool
says_notice_line(const char *bare)
{
	return has(bare, WORDS(known_notice)) ||
	       how_many(bare, WORDS(notice)) + has(bare, WORDS(this_mail)) > 1;
}

/* "Caution: this mail", and nothing said between. */
static bool
names_itself(const char *bare)
{
	const char *at;

	for (size_t i = 0; i < sizeof(this_mail) / sizeof(this_mail[0]); i++) {
		at = strstr(bare, this_mail[i]);
		if (at != NULL && at - bare <= ALARM_LEN)
			return true;
	}
	return false;
}

bool
says_banner(const char *bare)
{
	if (strlen(bare) > BANNER_LEN)
		return false;
	return begins(bare, WORDS(banner)) ||
	       (begins(bare, WORDS(alarm)) && has(bare, WORDS(stranger)) &&
		   has(bare, WORDS(peril)) && names_itself(bare));
}

bool
says_list_foot(const char *bare)
{
	return has(bare, WORDS(list_foot)) &&
	       (strchr(bare, '@') != NULL || strstr(bare, "http") != NULL ||
		   strstr(bare, "www.") != NULL ||
		   strstr(bare, "you received this") != NULL);
}

bool
says_inline(const char *bare)
{
	return has(bare, WORDS(inline_words));
}

bool
says_below(const char *bare)
{
	const char *at;

	for (size_t i = 0; i < sizeof(below) / sizeof(below[0]); i++)
		for (at = bare; (at = strstr(at, below[i])) != NULL; at++)
			if (at - bare < 3 || strncmp(at - 3, "be ", 3) != 0)
				return true;
	return false;
}
