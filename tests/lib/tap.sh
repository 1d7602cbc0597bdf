# SPDX-License-Identifier: Apache-2.0
#
# tap.sh - how a part written in bash tells its results; source it.
#
# check SENTENCE COMMAND... runs a command and prints one line of TAP; what the
# command said goes to stderr when it failed, where tests/run keeps it.

tap_count=0
tap_failed=0

tap_ok() {
	tap_count=$((tap_count + 1))
	printf 'ok %d - %s\n' "$tap_count" "$1"
}

tap_not_ok() {
	tap_count=$((tap_count + 1))
	tap_failed=$((tap_failed + 1))
	printf 'not ok %d - %s\n' "$tap_count" "$1"
}

tap_skip() {
	tap_count=$((tap_count + 1))
	printf 'ok %d - %s # SKIP %s\n' "$tap_count" "$1" "$2"
}

check() {
	local tap_sentence=$1 tap_said
	shift
	if tap_said=$("$@" 2>&1); then
		tap_ok "$tap_sentence"
	else
		tap_not_ok "$tap_sentence"
		printf '%s: %s\n%s\n' "$tap_sentence" "$*" "$tap_said" >&2
	fi
}

# The last line of a part: the plan, and the part's exit code.
tap_end() {
	printf '1..%d\n' "$tap_count"
	[ "$tap_failed" = 0 ]
}
