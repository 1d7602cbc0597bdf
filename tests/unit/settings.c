/* SPDX-License-Identifier: Apache-2.0 */
/*
 * settings.c - the configuration file and the environment.
 */
#include "soundings/settings.h"

#include "soundings/base.h"
#include "unit.h"

#include <sys/stat.h>

BEFORE_ALL
{
	if (chdir(unit_directory()) != 0)
		abort();
}

static const struct settings *
with(const char *text)
{
	return settings_read(unit_file("soundings.conf", text));
}

TEST(without_a_file_everything_has_a_default)
{
	const struct settings *s = settings_read(NULL);

	EQ_TEXT("localhost:8080", s->listen);
	EQ_TEXT("http://localhost:8080", s->public_url);
	EQ_TEXT("./data", s->data);
	EQ_TEXT("sqlite:./data/soundings.db", s->store);
	EQ_TEXT("./data/control.sock", s->control);
	EQ_TEXT("/usr/share/soundings/client", s->client);
	EQ_TEXT("", s->metrics_listen);
	EQ_TEXT("Soundings", s->name);
	EQ_TEXT("info", s->log_level);
	EQ_TEXT("", s->trusted_proxy);
	EQ_TEXT("directory", s->mail_mode);
	EQ_TEXT("./data/mail", s->mail_directory);
	EQ_TEXT("soundings@localhost", s->mail_from);
	EQ_TEXT("", s->mail_relay);
	EQ_TEXT("", s->mail_user);
	EQ_TEXT("", s->mail_password_file);
	EQ_TEXT("", s->mail_ca_file);
	EQ_INT(2, s->mail_connections);
	EQ_TEXT("require", s->mail_tls);
	EQ_INT(2, s->readers);
	EQ_INT(20 * 1024 * 1024, s->body_max);
	NO(s->demo);
}

TEST(a_file_overrides_and_the_environment_overrides_the_file)
{
	const struct settings *s;

	setenv("SOUNDINGS_READERS", "7", 1);
	setenv("SOUNDINGS_METRICS_LISTEN", "[::1]:9100", 1);
	setenv("SOUNDINGS_CONFIG", "/etc/soundings.conf", 1);
	s = with("# a comment\n"
		 "\n"
		 "  listen=127.0.0.1:0\r\n"
		 "name =  The Tide = Club # 1  \n"
		 "\tdata = /srv/soundings\t\n"
		 "store = sqlite:///fast/x.db\n"
		 "readers = 3\n"
		 "body_max = 64K\n"
		 "demo = true");
	unsetenv("SOUNDINGS_READERS");
	unsetenv("SOUNDINGS_METRICS_LISTEN");
	unsetenv("SOUNDINGS_CONFIG");
	EQ_TEXT("127.0.0.1:0", s->listen);
	EQ_TEXT("The Tide = Club # 1", s->name);
	EQ_TEXT("sqlite:///fast/x.db", s->store);
	EQ_TEXT("/srv/soundings/mail", s->mail_directory);
	EQ_TEXT("/srv/soundings/control.sock", s->control);
	EQ_INT(7, s->readers);
	EQ_TEXT("[::1]:9100", s->metrics_listen);
	EQ_INT(65536, s->body_max);
	YES(s->demo);
}

TEST(a_value_may_be_as_long_as_it_likes)
{
	static char text[5000];

	snprintf(text, sizeof(text), "name = %04000d\n", 1);
	EQ_INT(4000, strlen(with(text)->name));
}

TEST(a_client_built_here_comes_before_the_installed_one)
{
	EQ_INT(0, mkdir("build", 0700));
	EQ_INT(0, mkdir("build/client", 0700));
	EQ_TEXT("./build/client", settings_read(NULL)->client);
	EQ_TEXT("/elsewhere", with("client = /elsewhere\n")->client);
	EQ_INT(0, rmdir("build/client"));
}

static void
read_text(const void *text)
{
	with(text);
}

TEST(a_wrong_line_ends_the_start_and_is_named)
{
	static const struct {
		const char *text, *said;
	} row[] = {
		{ "\n\nlissten = x\n",
		    "soundings.conf:3: there is no setting lissten\n" },
		{ "[server]\n",
		    "soundings.conf:1: a line must be `name = value`\n" },
		{ "= x\n",
		    "soundings.conf:1: a line must be `name = value`\n" },
		{ "name = a\nname = b\n",
		    "soundings.conf:2: name was already set in line 1\n" },
		{ "name =\n", "soundings.conf:1: name must not be empty\n" },
		{ "name = a\x1b[31m\n",
		    "name must not hold control characters\n" },
		{ "listen = localhost\n", "listen must be host:port\n" },
		{ "listen = :80\n", "listen must be host:port\n" },
		{ "listen = host:65536\n", "listen must be host:port\n" },
		{ "listen = host:http\n", "listen must be host:port\n" },
		{ "listen = http://host:80\n", "listen must be host:port\n" },
		{ "public_url = localhost\n", "public_url must be http" },
		{ "public_url = http://\n", "public_url must be http" },
		{ "public_url = https://a.org/\n", "without a slash" },
		{ "public_url = https://a.org?x\n", "without a slash" },
		{ "public_url = https://a.org\">\n", "without a slash" },
		{ "store =\n", "store must be sqlite:PATH or postgres:...\n" },
		{ "store = mysql://a/b\n", "store must be sqlite:PATH or" },
		{ "readers = 17\n", "readers must be a number from 0 to 16\n" },
		{ "readers = -1\n", "readers must be a number from 0 to 16\n" },
		{ "readers = two\n", "readers must be a number" },
		{ "readers =\n", "readers must be a number" },
		{ "readers = 1K\n", "readers must be a number" },
		{ "readers = 99999999999999999999\n",
		    "readers must be a number" },
		{ "body_max = 63K\n", "body_max must be a number from" },
		{ "body_max = 2G\n", "body_max must be a number from" },
		{ "body_max = 20MB\n", "body_max must be a number from" },
		{ "body_max = 9007199254740993G\n",
		    "body_max must be a number from" },
		{ "demo = maybe\n", "demo must be yes or no\n" },
		{ "log_level = loud\n", "log_level must be debug, info or" },
		{ "trusted_proxy = localhost\n", "trusted_proxy must be an" },
		{ "mail_mode = pigeon\n", "mail_mode must be relay" },
		{ "mail_from = Ann <ann@example.org>\n",
		    "mail_from must be a plain mail address\n" },
		{ "mail_from = ann\n", "mail_from must be a plain" },
		{ "mail_relay = mx.example.org\n", "mail_relay must be smtp" },
		{ "mail_tls = maybe\n", "mail_tls must be require or off\n" },
		{ "mail_connections = 0\n",
		    "mail_connections must be a number from 1 to 8\n" },
		{ "mail_mode = relay\n",
		    "setting mail_relay: must be given with" },
		{ "mail_mode = relay\nmail_relay = smtp://mx.org:25\n"
		  "mail_tls = off\n",
		    "setting mail_tls: may be off only for a relay" },
		{ "mail_mode = relay\nmail_relay = smtp://localhost.org:25\n"
		  "mail_tls = off\n",
		    "setting mail_tls: may be off only for a relay" },
		{ "mail_user = ann\n",
		    "setting mail_password_file: must be given with" },
	};

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i].text);
		FATAL(row[i].said, read_text, row[i].text);
	}
}

TEST(settings_that_are_right_together_are_taken)
{
	static const char *const row[] = {
		"mail_mode = relay\nmail_relay = smtp://mx.example.org:587\n",
		"mail_mode = relay\nmail_relay = smtps://mx.example.org\n",
		"mail_mode = relay\nmail_relay = smtp://localhost\nmail_tls = off",
		"mail_mode = relay\nmail_relay = smtp://[::1]\nmail_tls = off",
		"mail_user = ann\nmail_password_file = /etc/soundings/mail\n",
		"trusted_proxy = 10.0.0.1\n",
		"trusted_proxy = ::1\n",
		"public_url = https://talk.example.org/club\n",
	};

	for (size_t i = 0; i < COUNT(row); i++) {
		CASE("%s", row[i]);
		EQ_TEXT("localhost:8080", with(row[i])->listen);
	}
}

static void
read_nul(const void *arg)
{
	FILE *f = fopen("nul.conf", "w");

	(void)arg;
	fwrite("name = a\0b\n", 1, 11, f);
	fclose(f);
	settings_read("nul.conf");
}

static void
read_path(const void *path)
{
	settings_read(path);
}

TEST(a_file_that_cannot_be_read_ends_the_start)
{
	FATAL("nul.conf:1: holds a NUL character", read_nul, NULL);
	FATAL("configuration file nowhere.conf: No such file", read_path,
	    "nowhere.conf");
	FATAL("configuration file .: Is a directory", read_path, ".");
}

static void
read_variable(const void *variable)
{
	static char text[100];

	snprintf(text, sizeof(text), "%s", (const char *)variable);
	putenv(text);
	settings_read(NULL);
}

TEST(a_wrong_variable_ends_the_start_and_is_named)
{
	FATAL("SOUNDINGS_LISSTEN in the environment: there is no setting "
	      "lissten\n",
	    read_variable, "SOUNDINGS_LISSTEN=x");
	FATAL("SOUNDINGS_READERS in the environment: must be a number",
	    read_variable, "SOUNDINGS_READERS=x");
	FATAL("SOUNDINGS_CONFIGS in the environment: there is no setting",
	    read_variable, "SOUNDINGS_CONFIGS=x");
}

static const char *
printed(void)
{
	static char text[20000];
	FILE *f;
	int out = dup(STDOUT_FILENO);
	size_t len;

	fflush(stdout);
	f = freopen("printed.conf", "w+", stdout);
	YES(f != NULL);
	settings_print();
	rewind(stdout);
	len = fread(text, 1, sizeof(text) - 1, stdout);
	text[len] = '\0';
	dup2(out, STDOUT_FILENO);
	close(out);
	return text;
}

TEST(the_printed_file_is_the_one_that_is_deployed)
{
	static char here[] = __FILE__, path[500], text[20000];
	FILE *f;
	size_t len;

	*strstr(here, "tests/unit/settings.c") = '\0';
	snprintf(path, sizeof(path), "%sdeploy/soundings.conf", here);
	f = fopen(path, "r");
	YES(f != NULL);
	len = fread(text, 1, sizeof(text) - 1, f);
	text[len] = '\0';
	fclose(f);
	EQ_TEXT(printed(), text);
}

/* Every line that sets something, with its # taken away, sets the default. */
TEST(the_printed_file_says_the_defaults)
{
	static char text[20000];
	struct settings want = *settings_read(NULL);
	const struct settings *s;
	char *to = text;

	for (const char *p = printed(); *p; p++)
		if (!(*p == '#' && p[1] != ' ' && p[1] != '\n'))
			*to++ = *p;
	*to = '\0';
	HAS_TEXT("\nlisten = localhost:8080\n", text);
	s = with(text);
	EQ_TEXT(want.store, s->store);
	EQ_TEXT(want.client, s->client);
	EQ_TEXT(want.mail_directory, s->mail_directory);
	EQ_TEXT(want.metrics_listen, s->metrics_listen);
	EQ_INT(want.body_max, s->body_max);
	EQ_INT(want.demo, s->demo);
}
