# SPDX-License-Identifier: Apache-2.0
"""
Calls that are not made: unsafe ones anywhere, memory by hand in the domain,
locks outside the two files that have them, programs and SQL put together at
run time.
"""
import re

import source

BANNED = (r"\b(strcpy|strcat|sprintf|vsprintf|gets|atoi|atol|atof|strtok"
          r"|localtime|gmtime|rand|srand|alloca|setjmp|longjmp|system|popen)"
          r"\s*\(")
BY_HAND = r"\b(malloc|calloc|realloc|free|strdup|strndup|asprintf)\s*\("
LOCKS = (r"\b(pthread_(?:mutex|cond|rwlock|spin|barrier)_\w+|mtx_\w+|cnd_\w+"
         r"|sem_\w+|uv_(?:mutex|cond|rwlock|sem|barrier)_\w+)\s*\(")
# What the process has once: made before the threads, or told apart by them.
GLOBALS = {
    ("server/base/clock.c", "calendar_key"),
    ("server/base/clock.c", "calendar_once"),
    ("server/store/wal_file.c", "plain"),
    ("server/base/log.c", "log_least"),
    ("server/base/log.c", "log_lock"),
    ("server/base/metric.c", "values"),
    ("server/base/secret.c", "keys"),
    ("server/base/settings.c", "texts"),
    ("server/base/settings.c", "values"),
}
# An assignment or a step.
EFFECT = re.compile(r"\+\+|--|[^=!<>]=[^=]")


def found(top, pattern, why, but=()):
    for path in source.files(top, ".c", ".h"):
        if str(path) in but:
            continue
        for line, match in source.matches(path, pattern):
            yield f"{path}:{line}: {match.group(1)} {why}"


def banned():
    for top in ("server", "include", "tests"):
        yield from found(top, BANNED, "is banned")


def domain_has_no_memory():
    yield from found("server/domain", BY_HAND,
                     "in the domain: what a call needs lives in its arena")


def locks_have_two_homes():
    yield from found("server", LOCKS, "outside queue.c and log.c",
                     ("server/base/queue.c", "server/base/log.c"))


def asserts_only_ask():
    for path in source.files("server", ".c", ".h"):
        for line, match in source.matches(path, r"\b(?:assert|invariant)\((.*)"):
            if EFFECT.search(match.group(1)):
                yield f"{path}:{line}: does something inside an assertion"


def globals_are_const():
    """At the margin, not const, and ending in an initialiser or a ';'."""
    variable = re.compile(
        r"^(?:static )?(?!const\b|extern\b|struct \w+ \{|struct \w+;|enum\b"
        r"|typedef\b|static const\b|return\b|else\b|goto\b)"
        r"[a-z_][\w ]*[ *]+\**(\w+)(?:\[[^\]]*\])*\s*(?:=|;)")
    for path in source.files("server", ".c"):
        for number, line in enumerate(source.code(path).split("\n"), 1):
            match = variable.match(line)
            if not match or "const " in line or "thread_local" in line.lower():
                continue
            if (str(path), match.group(1)) in GLOBALS:
                continue
            yield f"{path}:{number}: {match.group(1)} is a variable global"


def arrays_have_fixed_sizes():
    if "-Wvla" not in source.text(source.pathlib.Path("CMakeLists.txt")):
        yield "CMakeLists.txt: -Wvla is not among the warnings"


RULES = [
    ("no banned call", banned),
    ("the domain neither allocates nor frees", domain_has_no_memory),
    ("locks live in queue.c and log.c", locks_have_two_homes),
    ("assertions have no effects", asserts_only_ask),
    ("no variable is global but those listed", globals_are_const),
    ("the compiler refuses arrays of variable size", arrays_have_fixed_sizes),
]
