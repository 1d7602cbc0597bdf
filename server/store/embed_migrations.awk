# SPDX-License-Identifier: Apache-2.0
#
# embed_migrations.awk - db/migrations/NNNN_name.sql become a table of C.
#
# Writes OUT (migrations, see server/store/embed.h). The files come in the order
# of their numbers, which are 1, 2, 3 ... without a gap: a database that knows
# version n has had all of them up to n.

function refuse(file, why) {
	print file ": " why > "/dev/stderr"
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

BEGIN {
	text = ""
	for (i = 1; i < ARGC; i++) {
		file = name = ARGV[i]
		sub(/^.*\//, "", name)
		if (name !~ /^[0-9][0-9][0-9][0-9]_[a-z][a-z0-9_]*\.sql$/)
			refuse(file, "is not named NNNN_name.sql")
		if (substr(name, 1, 4) + 0 != i)
			refuse(file, "should have number " i ": no gaps, no two alike")
		sub(/\.sql$/, "", name)
		text = text "\t{ .version = " i ", .name = " quoted(name) ",\n"
		text = text "\t  .sql =\n"
		read = 0
		while ((got = (getline line < file)) > 0) {
			read++
			if (index(line, "//"))
				refuse(file ":" read, "// is no comment in SQL")
			text = text "\t    " quoted(line, "\\n") "\n"
		}
		if (got < 0)
			refuse(file, "cannot be read")
		if (read == 0)
			refuse(file, "is empty")
		close(file)
		text = text "\t},\n"
	}
	print "/* Made of db/migrations by server/store/embed_migrations.awk. */" > out
	print "#include \"store/embed.h\"\n" > out
	print "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n" > out
	print "const struct migration migrations[] = {" > out
	print text "\t{ 0 }\n};\n\nconst int migration_count = " ARGC - 1 ";" > out
	exit 0
}
