# SPDX-License-Identifier: Apache-2.0
"""
Who may include whom. Calls go down only; the rooms of the domain and the edges
do not know each other; each library has one home.
"""
import source

FLOOR = {"base": 0, "store": 1, "text": 1, "call": 2, "domain": 3,
         "engine": 4, "net": 5, "mail": 5, "ctl": 5}

# Which room each door belongs to. A new door is put here on purpose.
DOOR = {
    "base": "arena base buffer clock field json log metric queue record secret "
            "settings table val durable",
    "store": "bell db move store",
    "text": "anchor convert diff grid idna mention reply text",
    "call": "access call event inside method outbox sealed",
    "domain": "file statistics",
    "engine": "engine hub",
    "net": "net",
    "mail": "doctor inbox incoming mail",
}
ROOM_OF_DOOR = {f"soundings/{door}.h": room
                for room, names in DOOR.items() for door in names.split()}

# The command line starts the server, so it may open the edges' own doors.
STARTS_EDGES = {"net/net.h", "mail/mail.h", "mail/inbox.h"}

# Header (or what it begins with): where it may be included.
HOME = {
    "libwebsockets.h": ["server/net/"],
    "sqlite3.h": ["server/store/"],
    "libpq-fe.h": ["server/store/"],
    "curl/": ["server/mail/"],
    "gmime/": ["server/mail/"],
    "openssl/": ["server/mail/sign.c"],
    "jansson.h": ["server/base/"],
    "sodium.h": ["server/base/secret.c"],
    "uv.h": ["server/net/", "server/engine/", "server/mail/", "server/ctl/"],
    "uthash.h": ["server/base/"],
    "md4c.h": ["server/text/markdown.c"],
    "unicode/": ["server/text/", "server/base/clock.c"],
    "zip.h": ["server/text/"],
    "xlsxwriter.h": ["server/text/"],
}


def room_of(path):
    """base, store ... of a file under server/; main.c belongs to ctl."""
    return path.parts[1] if len(path.parts) > 2 else "ctl"


def server_includes():
    for path in source.files("server", ".c", ".h"):
        for line, name in source.includes(path):
            yield path, line, name


def doors_have_a_floor():
    for path in source.files("include/soundings", ".h"):
        if f"soundings/{path.name}" not in ROOM_OF_DOOR:
            yield f"{path}:1: say in tests/house/floors.py whose door it is"


def calls_go_down():
    for path, line, name in server_includes():
        room, other = room_of(path), ROOM_OF_DOOR.get(name)
        if other and FLOOR[other] > FLOOR[room]:
            yield f"{path}:{line}: {room} opens {name}, a door of {other}"


def private_headers_stay_at_home():
    for path, line, name in server_includes():
        other = name.split("/")[0]
        if other not in FLOOR or "/" not in name:
            continue
        if other == room_of(path):
            continue
        if room_of(path) == "ctl" and name in STARTS_EDGES:
            continue
        yield f"{path}:{line}: {name} belongs to {other} alone"


def domain_rooms_are_strangers():
    for path, line, name in server_includes():
        parts = name.split("/")
        if parts[0] != "domain" or len(parts) < 3:
            continue
        if path.parts[:3] != ("server", "domain", parts[1]):
            yield f"{path}:{line}: {name} belongs to the room {parts[1]} alone"


def libraries_have_one_home():
    for path, line, name in server_includes():
        for header, homes in HOME.items():
            if name != header and not (header.endswith("/") and
                                       name.startswith(header)):
                continue
            if not any(str(path).startswith(home) for home in homes):
                yield f"{path}:{line}: {name} lives in {' and '.join(homes)}"


RULES = [
    ("every door belongs to a floor", doors_have_a_floor),
    ("calls go down only", calls_go_down),
    ("a room's own headers are opened by that room", private_headers_stay_at_home),
    ("the rooms of the domain do not know each other", domain_rooms_are_strangers),
    ("each library is included in its home only", libraries_have_one_home),
]
