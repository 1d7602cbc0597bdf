# SPDX-License-Identifier: Apache-2.0
#
# embed.awk - the named blocks of db/queries become an enum and a table of C.
#
# Reads all query files; writes OUT.h (enum sql) and OUT.c (sql_blocks, see
# server/store/embed.h). A block begins with "-- its_name: what it answers";
# "--   more words", "-- scan: why a full scan is right", "-- many",
# "-- ahead" and "-- row: NAME" may follow; the rest up to the next block is its
# SQL. A part ("-- part its_name: what it says") is SQL that stands in every block
# with the line "-- with its_name", and in parts behind it. Plain POSIX awk:
# Debian has only mawk.

function refuse(where, why) {
	print where ": " why > "/dev/stderr"
	failed = 1
	exit 1
}

# A literal of C; `end` comes behind the text as it is.
function quoted(text, end) {
	gsub(/\\/, "&&", text)
	gsub(/"/, "\\\\&", text)
	gsub(/\?/, "\\\\&", text) # no trigraphs
	gsub(/\t/, "\\t", text)
	return "\"" text end "\""
}

# Ends the block that is being read: drops what trails and the last ';'.
function finish_block(   last) {
	if (!reading)
		return
	last = lines[count]
	while (last > 0 && sql[count, last] ~ /^[ \t;]*$/)
		last--
	if (last == 0)
		refuse(first_place[name_of[count]], "block " name_of[count] " has no SQL")
	sub(/[ \t;]+$/, "", sql[count, last])
	lines[count] = last
	reading = 0
}

function begin_block(name, about) {
	if (name in first_place)
		refuse(FILENAME ":" FNR, "block " name " is already at " first_place[name])
	if (name == "sql_count")
		refuse(FILENAME ":" FNR, "no block may be named sql_count")
	first_place[name] = FILENAME ":" FNR
	count++
	name_of[count] = name
	about_of[count] = about
	line_of[count] = FNR
	file_of[count] = FILENAME
	sub(/^.*\/db\//, "db/", file_of[count])
	scan_of[count] = ""
	many_of[count] = ahead_of[count] = 0
	row_of[count] = ""
	lines[count] = 0
	reading = 1
}

# Puts the lines of a block, or part, behind the n that `line` has; how many it
# has then.
function spread(block, n,   k, name) {
	for (k = 1; k <= lines[block]; k++) {
		name = part_named[block, k]
		if (name == "") {
			line[++n] = sql[block, k]
			continue
		}
		if (!(name in part))
			refuse(sql[block, k], "there is no part " name)
		if (is_part[block] && part[name] >= block)
			refuse(sql[block, k], "the part " name " stands behind this one")
		used[name] = 1
		n = spread(part[name], n)
	}
	return n
}

BEGIN {
	count = 0
	if (ARGC < 2) { # no query files yet: do not read stdin
		ARGV[1] = "/dev/null"
		ARGC = 2
	}
}

FNR == 1 { finish_block() }

{ sub(/\r$/, "") }

reading && lines[count] == 0 && /^-- scan: ./ {
	scan_of[count] = substr($0, 10)
	next
}

# See server/store/postgres_many.c.
reading && lines[count] == 0 && /^-- many$/ {
	many_of[count] = 1
	next
}

# See server/store/postgres_together.c.
reading && lines[count] == 0 && /^-- ahead$/ {
	ahead_of[count] = 1
	next
}

# See server/store/postgres_ahead.c.
reading && lines[count] == 0 && /^-- row: [a-z_]+$/ {
	row_of[count] = substr($0, 9)
	next
}

# For one database only, see server/store/only.c.
reading && /^-- (only [a-z]+|both)$/ {
	sql[count, ++lines[count]] = $0
	next
}

/^-- part [a-z][a-z0-9_]*: ./ {
	finish_block()
	name = $3
	sub(/:$/, "", name)
	begin_block(name, "")
	part[name] = count
	is_part[count] = 1
	parts++
	next
}

reading && /^-- with [a-z][a-z0-9_]*$/ {
	sql[count, ++lines[count]] = FILENAME ":" FNR
	part_named[count, lines[count]] = $3
	next
}

/^-- [a-z][a-z0-9_]*: ./ {
	finish_block()
	name = $2
	sub(/:$/, "", name)
	begin_block(name, substr($0, length(name) + 6))
	next
}

reading && lines[count] == 0 && /^(--.*|[ \t]*)$/ { next }

!reading && !/^(--.*|[ \t]*)$/ { refuse(FILENAME ":" FNR, "SQL before the first block") }

reading {
	if (index($0, "//"))
		refuse(FILENAME ":" FNR, "// is no comment in SQL")
	sql[count, ++lines[count]] = $0
}

END {
	if (failed)
		exit 1
	finish_block()
	header = out ".h"
	source = out ".c"

	print "/* Made of db/queries by server/store/embed.awk. */" > header
	print "#ifndef SOUNDINGS_SQL_H\n#define SOUNDINGS_SQL_H\n" > header
	print "enum sql {" > header
	for (i = 1; i <= count; i++) {
		if (is_part[i])
			continue
		about = about_of[i]
		gsub(/\*\//, "* /", about)
		print "\t" toupper(name_of[i]) ", /* " about " */" > header
	}
	print "\tSQL_COUNT\n};\n\n#endif" > header

	print "/* Made of db/queries by server/store/embed.awk. */" > source
	print "#include \"store/embed.h\"\n" > source
	print "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n" > source
	print "const struct sql_block sql_blocks[] = {" > source
	for (i = 1; i <= count; i++) {
		if (is_part[i])
			continue
		print "\t{ .name = " quoted(name_of[i]) ", .file = " \
		    quoted(file_of[i]) ", .line = " line_of[i] "," > source
		if (scan_of[i] != "")
			print "\t  .scan = " quoted(scan_of[i]) "," > source
		if (many_of[i])
			print "\t  .many = true," > source
		if (ahead_of[i])
			print "\t  .ahead = true," > source
		if (row_of[i] != "")
			print "\t  .row = " quoted(row_of[i]) "," > source
		print "\t  .sql =" > source
		last = spread(i, 0)
		for (k = 1; k < last; k++)
			print "\t    " quoted(line[k], "\\n") > source
		print "\t    " quoted(line[last]) " }," > source
	}
	for (name in part)
		if (!(name in used))
			refuse(first_place[name], "part " name " is used nowhere")
	print "\t{ 0 }\n};\n\nconst size_t sql_block_count = " count - parts ";" > source
}
