/* SPDX-License-Identifier: Apache-2.0 */
/*
 * convert_package.c - a DOCX or ODT as its parts, checked.
 *
 * The converter never sees the archive that was uploaded: two programs can read
 * one archive in two ways, and what was checked here would not be what is used
 * there. It gets a new one, made of the parts that have passed. No archive
 * inside the archive is ever opened.
 */
#include "text/convert_package.h"

#include <string.h>
#include <strings.h>
#include <zip.h>

#include "soundings/base.h"
#include "soundings/text.h"
#include "text/convert_xml.h"

#define NAME_MAX_LEN 512

#define DAMAGED                                                                \
	"This file is damaged: it is an archive that cannot be unpacked. "     \
	"Please save the document again and upload the new file."

static bool
ends(const char *name, const char *with)
{
	size_t n = strlen(name), len = strlen(with);

	return n >= len && strcasecmp(name + n - len, with) == 0;
}

static bool
is_xml(const char *name)
{
	return ends(name, ".xml") || ends(name, ".rels") ||
	    strcmp(name, "mimetype") == 0;
}

/* A name that could lead out of a directory, or be read in two ways. */
static bool
name_is_wrong(const char *name)
{
	size_t len = strlen(name);

	if (len == 0 || len > NAME_MAX_LEN || name[0] == '/' ||
	    !utf8_valid(name, len) || strchr(name, '\\') != NULL ||
	    strchr(name, ':') != NULL)
		return true;
	for (const char *p = name; p != NULL; p = strchr(p, '/')) {
		p += *p == '/' ? 1 : 0;
		if (strncmp(p, "..", 2) == 0 && (p[2] == '/' || p[2] == '\0'))
			return true;
	}
	for (; *name != '\0'; name++)
		if ((unsigned char)*name < 0x20 || *name == 0x7f)
			return true;
	return false;
}

static bool
too_dense(uint64_t expanded, uint64_t packed)
{
	return expanded > RATIO_FROM && expanded / RATIO_MAX > packed;
}

static const char *
judge_entry(const zip_stat_t *st)
{
	const zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE |
	    ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD |
	    ZIP_STAT_ENCRYPTION_METHOD;

	if ((st->valid & needed) != needed)
		return DAMAGED;
	if (st->encryption_method != ZIP_EM_NONE)
		return "This file is protected by a password. Please save it "
		       "without one and upload it again.";
	if (name_is_wrong(st->name))
		return "This file holds a part with a name that no document "
		       "has. It was not opened.";
	if (st->comp_method != ZIP_CM_STORE && st->comp_method != ZIP_CM_DEFLATE)
		return "This file is packed in a way that documents do not "
		       "use. Please save the document again and upload the new "
		       "file.";
	if (st->size > EXPANDED_MAX)
		return "This file would unpack to more than 100 MB. It was not "
		       "opened.";
	if (too_dense(st->size, st->comp_size))
		return "This file would unpack to more than a hundred times "
		       "its size. It was not opened.";
	return NULL;
}

static bool
named_before(const struct package *p, const char *name)
{
	for (size_t i = 0; i < p->count; i++)
		if (strcasecmp(p->parts[i].name, name) == 0)
			return true;
	return false;
}

/* Everything that can be known before a byte is unpacked. */
static const char *
list_parts(struct arena *a, struct package *p)
{
	zip_int64_t n = zip_get_num_entries(p->zip, 0);
	uint64_t expanded = 0;
	const char *why;
	zip_stat_t st;

	if (n > PARTS_MAX)
		return "This file is an archive of more than 2,000 parts. It "
		       "was not opened.";
	p->parts = arena_get(a, (size_t)n * sizeof(*p->parts));
	for (zip_int64_t i = 0; i < n; i++) {
		zip_stat_init(&st);
		if (zip_stat_index(p->zip, (zip_uint64_t)i, 0, &st) != 0)
			return DAMAGED;
		why = judge_entry(&st);
		if (why != NULL)
			return why;
		if (named_before(p, st.name))
			return "This file holds two parts of one name. It was "
			       "not opened.";
		expanded += st.size;
		p->parts[p->count].name = arena_text(a, st.name);
		p->parts[p->count].size = (size_t)st.size;
		p->count++;
	}
	if (expanded > EXPANDED_MAX)
		return "This file would unpack to more than 100 MB. It was not "
		       "opened.";
	return NULL;
}

static const char *
wrong_xml(enum xml_wrong wrong)
{
	switch (wrong) {
	case XML_FINE:
		break;
	case XML_ENTITIES:
		return "This file declares entities, which no document needs "
		       "and which can be used to harm. It was not opened.";
	case XML_DEEP:
		return "This file is nested deeper than any document. It was "
		       "not opened.";
	case XML_LETTERS:
	case XML_BROKEN:
		return "This file is damaged: a part of it cannot be read. "
		       "Please save the document again and upload the new "
		       "file.";
	}
	return NULL;
}

static const char *
look_through(const struct part *part)
{
	const char *at = part->body.at;
	struct xml x = { .at = at, .end = at + part->body.len };

	if (strcmp(part->name, "mimetype") == 0)
		return NULL;
	if (part->body.len >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0)
		x.at += 3;
	if (!utf8_valid(at, part->body.len))
		return wrong_xml(XML_LETTERS);
	while (xml_next(&x))
		continue;
	return wrong_xml(x.wrong);
}

struct blob
package_read(struct arena *a, const struct package *p, const struct part *part,
    size_t most)
{
	zip_uint64_t index = (zip_uint64_t)(part - p->parts);
	struct blob none = { .at = "" };
	zip_int64_t len = -1;
	zip_file_t *f;
	char *at, more;

	if (part->size > most)
		return none;
	f = zip_fopen_index(p->zip, index, 0);
	if (f == NULL)
		return none;
	at = arena_get(a, part->size + 1);
	len = zip_fread(f, at, part->size);
	/* One byte more, and the sum of all, are what a liar trips over. */
	if (len == (zip_int64_t)part->size && zip_fread(f, &more, 1) != 0)
		len = -1;
	if (zip_fclose(f) != 0 || len != (zip_int64_t)part->size)
		return none;
	return (struct blob){ .at = at, .len = part->size };
}

static const char *
expand_parts(struct arena *a, struct package *p)
{
	size_t expanded = 0;
	const char *why;

	for (size_t i = 0; i < p->count; i++) {
		struct part *part = &p->parts[i];

		if (!is_xml(part->name) || part->size == 0)
			continue;
		expanded += part->size;
		if (expanded > TEXT_MAX)
			return "This file has far more text than a draft may "
			       "have. Please split it into parts.";
		part->body = package_read(a, p, part, EXPANDED_MAX);
		if (part->body.len == 0)
			return DAMAGED;
		why = look_through(part);
		if (why != NULL)
			return why;
	}
	return NULL;
}

void
package_open(struct arena *a, struct package *p, struct blob file)
{
	zip_source_t *source;

	*p = (struct package){ 0 };
	source = zip_source_buffer_create(file.at, file.len, 0, NULL);
	invariant(source != NULL);
	p->zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
	if (p->zip == NULL) {
		zip_source_free(source);
		p->why = DAMAGED;
		return;
	}
	p->why = list_parts(a, p);
	if (p->why == NULL)
		p->why = expand_parts(a, p);
}

void
package_close(struct package *p)
{
	if (p->zip != NULL)
		zip_discard(p->zip);
	p->zip = NULL;
}

struct part *
package_part(const struct package *p, const char *name)
{
	for (size_t i = 0; i < p->count; i++)
		if (strcmp(p->parts[i].name, name) == 0)
			return &p->parts[i];
	return NULL;
}

static void
add_part(zip_t *zip, const struct part *part)
{
	zip_source_t *body = zip_source_buffer(zip, part->body.at,
	    part->body.len, 0);
	zip_int64_t index;

	invariant(body != NULL);
	index = zip_file_add(zip, part->name, body, ZIP_FL_ENC_UTF_8);
	invariant(index >= 0);
	zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0);
}

static struct blob
bytes_of(struct arena *a, zip_source_t *source)
{
	zip_stat_t st;
	char *at;

	zip_stat_init(&st);
	if (zip_source_open(source) != 0)
		return (struct blob){ .at = "" };
	zip_source_stat(source, &st);
	at = arena_get(a, (size_t)st.size);
	if (zip_source_read(source, at, st.size) != (zip_int64_t)st.size)
		st.size = 0;
	zip_source_close(source);
	return (struct blob){ .at = at, .len = (size_t)st.size };
}

struct blob
package_rebuilt(struct arena *a, const struct package *p)
{
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
	struct blob made;
	zip_t *zip;
	int closed;

	invariant(source != NULL);
	zip_source_keep(source);
	zip = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
	invariant(zip != NULL);
	for (size_t i = 0; i < p->count; i++)
		if (!ends(p->parts[i].name, "/"))
			add_part(zip, &p->parts[i]);
	closed = zip_close(zip);
	invariant(closed == 0);
	made = bytes_of(a, source);
	zip_source_free(source);
	return made;
}
