/* SPDX-License-Identifier: Apache-2.0 */
/*
 * smtp.c - what libcurl alone can send: the reference for our own sending.
 *
 *	load_smtp URL MAILS CONNECTIONS BYTES
 *
 * The same few lines of SMTP for each mail on as many reused connections as
 * ours has, nothing rendered, nothing recorded. Prints mails a second.
 */
#include <curl/curl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define CONNECTIONS_MAX 8

struct sending {
	CURL *easy;
	size_t left; /* bytes of its mail */
};

static size_t
on_read(char *to, size_t size, size_t count, void *user)
{
	struct sending *s = user;
	size_t n = size * count < s->left ? size * count : s->left;

	memset(to, 'x', n);
	for (size_t i = 76; i + 2 <= n; i += 78)
		memcpy(to + i, "\r\n", 2);
	s->left -= n;
	return n;
}

static void
prepare(struct sending *s, const char *url, struct curl_slist *to, long bytes)
{
	s->easy = curl_easy_init();
	curl_easy_setopt(s->easy, CURLOPT_URL, url);
	curl_easy_setopt(s->easy, CURLOPT_PROXY, "");
	curl_easy_setopt(s->easy, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(s->easy, CURLOPT_MAIL_FROM, "us@localhost");
	curl_easy_setopt(s->easy, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(s->easy, CURLOPT_READFUNCTION, on_read);
	curl_easy_setopt(s->easy, CURLOPT_READDATA, s);
	curl_easy_setopt(s->easy, CURLOPT_INFILESIZE, bytes);
	curl_easy_setopt(s->easy, CURLOPT_PRIVATE, s);
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The next mail on a connection that is free; false: there is none left. */
static bool
begin(CURLM *multi, struct sending *s, long *mails, long bytes)
{
	if (*mails == 0)
		return false;
	--*mails;
	s->left = (size_t)bytes;
	curl_multi_add_handle(multi, s->easy);
	return true;
}

/* Ends what has ended; how many of these were not taken. */
static int
go_on(CURLM *multi, long *mails, long bytes)
{
	struct sending *s;
	CURLMsg *m;
	int left, failed = 0;

	while ((m = curl_multi_info_read(multi, &left)) != NULL) {
		curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE,
		    (char **)&s);
		failed += m->data.result != CURLE_OK;
		curl_multi_remove_handle(multi, s->easy);
		begin(multi, s, mails, bytes);
	}
	return failed;
}

int
main(int argc, char **argv)
{
	struct sending all[CONNECTIONS_MAX] = { 0 };
	struct curl_slist *to = curl_slist_append(NULL, "you@example.org");
	long mails, count, connections, bytes, left;
	int running = 1, failed = 0;
	CURLM *multi;
	double began;

	if (argc != 5)
		return 2;
	count = mails = left = strtol(argv[2], NULL, 10);
	connections = strtol(argv[3], NULL, 10);
	bytes = strtol(argv[4], NULL, 10);
	if (mails < 1 || connections < 1 || connections > CONNECTIONS_MAX)
		return 2;
	curl_global_init(CURL_GLOBAL_DEFAULT);
	multi = curl_multi_init();
	began = now();
	for (long i = 0; i < connections; i++) {
		prepare(&all[i], argv[1], to, bytes);
		begin(multi, &all[i], &left, bytes);
	}
	while (running > 0 || left > 0) {
		curl_multi_perform(multi, &running);
		failed += go_on(multi, &left, bytes);
		curl_multi_perform(multi, &running);
		if (running > 0)
			curl_multi_poll(multi, NULL, 0, 1000, NULL);
	}
	failed += go_on(multi, &left, bytes);
	printf("%.1f\n", (double)count / (now() - began));
	return failed == 0 ? 0 : 1;
}
