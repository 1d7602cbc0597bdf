# SPDX-License-Identifier: Apache-2.0
"""Where figures are taken: the build, the two cores, the driver, the people."""
import contextlib
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BUILD = pathlib.Path(os.environ.get("BUILD") or ROOT / "build" / "release")
os.environ["BUILD"] = str(BUILD)
sys.path[:0] = [str(HERE.parent / "lib")]

from server import Server  # noqa: E402

PEOPLE = 10000      # connected
LISTENERS = 1000    # of one busy community
WATCHERS = 50       # of one thread among all the others
POSTERS = 256       # each with a community of its own
PAGED_POSTS = 2000
SERVER_CORE, LOAD_CORE = "0", "1"
ON_SERVER_CORE = ["taskset", "-c", SERVER_CORE]
BACKLOG = pathlib.Path("/proc/sys/net/core/netdev_max_backlog")


def build():
    if not (BUILD / "build.ninja").exists():
        subprocess.run(["cmake", "--preset", "release"], cwd=ROOT, check=True,
                       stdout=sys.stderr)
    targets = ["load", "broadcaster", "load_smtp"]
    if not os.environ.get("SOUNDINGS"):
        targets.append("soundings")
    subprocess.run(["cmake", "--build", str(BUILD), "--target", *targets],
                   cwd=ROOT, check=True, stdout=sys.stderr)


@contextlib.contextmanager
def wide_loopback():
    """At the default, loopback drops packets when a core is busy; and 10,000
    clients need as many descriptors."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    before = BACKLOG.read_text()
    try:
        BACKLOG.write_text("100000")
    except OSError:
        print("cannot raise netdev_max_backlog: figures may suffer",
              file=sys.stderr)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            BACKLOG.write_text(before)


def load(scenario, **words):
    """Runs the driver on its core; its figures."""
    command = ["taskset", "-c", LOAD_CORE, str(BUILD / "tests" / "load"),
               scenario] + [f"{k}={v}" for k, v in words.items()]
    return json.loads(subprocess.check_output(command))


def median_of(runs, *path):
    """The median over the runs of one figure."""
    def get(run):
        for name in path:
            run = run[name]
        return run
    return statistics.median(get(run) for run in runs)


def measured_server(folder, **settings):
    """A server on its core, not started yet; proxies are believed, because
    the driver gives each client an address of its own."""
    return Server(folder, ON_SERVER_CORE, mail_mode="off",
                  trusted_proxy="127.0.0.1", **settings)


def people(control, prefix, count):
    """So many members, each with a session: [{member, token}]."""
    return control.calls("session.issue", (
        {"email": f"{prefix}{n}@load.example", "display_name": f"Person {n}"}
        for n in range(count)))


def enrol(control, community, members, role="member"):
    control.calls("community.enrol", (
        {"community": community, "member": one["member"], "role": role}
        for one in members))


def write_cast(path, members, threads):
    """Who takes part, for the driver."""
    path.write_text("".join(
        f"{one['token']} {thread}\n"
        for one, thread in zip(members, threads)))
    return path


BYSTANDER = """
import sys, threading, time
stop, late = threading.Event(), 0.0
threading.Thread(target=lambda: (sys.stdin.read(), stop.set())).start()
while not stop.is_set():
    begin = time.monotonic()
    time.sleep(0.002)
    late = max(late, time.monotonic() - begin - 0.002)
print(late * 1000)
"""


class Bystander:
    """A process that only sleeps: how late this machine wakes anybody."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-c", BYSTANDER], text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def longest(self):
        return float(self.process.communicate("")[0])


class Stage:
    """The people, communities and threads that most figures need."""

    def __init__(self, folder):
        self.folder = folder
        self.server = measured_server(folder / "server")
        self.server.start()
        control = self.server.control()
        print(f"making {PEOPLE:,} members", file=sys.stderr)
        self.people = people(control, "p", PEOPLE)
        self.listening = self.people[WATCHERS:][:LISTENERS]
        everybody = self.place("Everybody", self.people)
        watched = self.place("Watched", self.people[:WATCHERS])
        busy = self.place("Busy", self.listening)
        self.make_casts(everybody, watched, busy)
        self.make_pages(control, busy)
        self.restart()

    def place(self, name, members):
        """A community with these members; its id."""
        row = self.server.community(name)
        enrol(self.server.control(), row["id"], members)
        return row["id"]

    def thread(self, community, who):
        return self.server.control().calls("thread.open", [(
            {"community": community, "title": "About the second draft",
             "body": "What do you think?"}, who["token"])])[0]["thread"]["id"]

    def make_casts(self, everybody, watched, busy):
        def cast(name, members, *threads):
            return write_cast(self.folder / name, members,
                              threads * len(members))
        self.crowd = cast("crowd", self.people,
                          self.thread(watched, self.people[0]))
        self.listeners = cast("listeners", self.listening,
                              self.thread(busy, self.listening[0]))
        heard = self.thread(everybody, self.people[0])
        self.everybody = cast("everybody", self.people, heard)
        posters = self.people[-POSTERS:]
        own = [self.thread(self.place(f"Room {n}", [one]), one)
               for n, one in enumerate(posters)]
        self.writers = write_cast(self.folder / "writers", posters, own)
        self.cut = write_cast(self.folder / "cut", self.people,
                              [heard] * (PEOPLE - 1) + own[-1:])

    def make_pages(self, control, community):
        paged = self.thread(community, self.listening[0])
        posts = control.calls("thread.post", ((
            {"thread": paged, "body": self.body(n)},
            self.listening[n % 40]["token"]) for n in range(PAGED_POSTS)))
        self.page_low, self.page_high = posts[60]["id"], posts[-1]["id"]
        readers = self.listening[:POSTERS]
        self.readers = write_cast(self.folder / "readers", readers,
                                  [paged] * POSTERS)

    @staticmethod
    def body(n):
        return (f"Point {n}: the list in section 3 is too long for a busy "
                "reader. I would keep *four* items and move the rest to the "
                "appendix, as we did in the first draft; see also what was "
                "said about minutes.")

    def restart(self):
        self.server.stop()
        self.server.start()

    @property
    def port(self):
        return self.server.port

    def posts(self):
        """Posts in the database, by another way than the server."""
        return int(subprocess.check_output(
            ["sqlite3", "-readonly", str(self.server.database),
             "SELECT count(*) FROM post"]))
