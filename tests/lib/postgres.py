# SPDX-License-Identifier: Apache-2.0
"""A PostgreSQL cluster of one's own: scratch folder, private port, no TCP peer.

    with Cluster() as pg:
        store = pg.store("one")      # what the setting `store` wants
        pg.sql("one", "SELECT 1")
        other = pg.standby()         # commits wait for it from now on
        pg.crash()
        other.promote()

The server refuses to run as root; then it runs as the user `postgres` of
Debian's package. Only what was started here is ever ended.
"""
import atexit
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time

START_SECONDS = 60
PROGRAMS = pathlib.Path("/usr/lib/postgresql")


def program(name):
    """A program of the newest PostgreSQL that is installed; None: none is."""
    places = sorted(PROGRAMS.glob(f"*/bin/{name}"),
                    key=lambda p: int(p.parts[-3]))
    return places[-1] if places else None


def missing():
    """Why there is no PostgreSQL to test with; None when there is."""
    if program("initdb") is None:
        return "the package postgresql is not installed"
    return None


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Cluster:
    def __init__(self, prefix=(), **settings):
        """prefix: words before the server (taskset); settings: of
        postgresql.conf."""
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="soundings-pg-"))
        self.prefix, self.more = list(prefix), settings
        self.port = free_port()
        self.settings = {
            "listen_addresses": "127.0.0.1", "port": self.port,
            "unix_socket_directories": self.folder, "max_connections": 200,
        } | settings
        self.process = None
        self.user = "postgres" if os.getuid() == 0 else None
        if self.user:
            who = pwd.getpwnam(self.user)
            os.chown(self.folder, who.pw_uid, who.pw_gid)

    def initialise(self):
        self.run("initdb", "-D", self.folder / "data", "-U", "soundings",
                 "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8",
                 "--no-sync")

    def words(self, name, *arguments):
        """A command as somebody who is not root."""
        words = [str(program(name)), *map(str, arguments)]
        if self.user:
            words = ["setpriv", f"--reuid={self.user}",
                     f"--regid={self.user}", "--clear-groups", *words]
        return self.prefix + words

    def run(self, name, *arguments):
        done = subprocess.run(self.words(name, *arguments), cwd=self.folder,
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{name}: {done.stderr}")
        return done.stdout

    def __enter__(self):
        if not (self.folder / "data").exists():
            self.initialise()
        return self.start()

    def __exit__(self, *rest):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self):
        if self.process is not None:
            return self
        words = self.words("postgres", "-D", self.folder / "data")
        for name, value in self.settings.items():
            words += ["-c", f"{name}={value}"]
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(words, stdout=log, stderr=log,
                                            stdin=subprocess.DEVNULL,
                                            cwd=self.folder)
        atexit.register(self.kill)
        until = time.monotonic() + START_SECONDS
        while self.process.poll() is None and time.monotonic() < until:
            if subprocess.run(self.words("pg_isready", "-q", "-h",
                                         self.folder, "-p", self.port),
                              check=False).returncode == 0:
                return self
            time.sleep(0.02)
        raise RuntimeError("PostgreSQL does not start:\n" + self.log_end())

    def finish(self, number):
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(number)
            self.process.wait(60)
        atexit.unregister(self.kill)
        self.process = None

    def stop(self):
        """At once for its clients, and clean (SIGINT: "fast")."""
        self.finish(signal.SIGINT)

    def kill(self):
        """As when the machine lets it down; its children end by themselves."""
        self.finish(signal.SIGQUIT)

    def crash(self):
        """As when the power goes: none of its processes says a last word."""
        pid = self.process.pid
        children = pathlib.Path(f"/proc/{pid}/task/{pid}/children")
        fds = [os.pidfd_open(int(child))
               for child in children.read_text().split()]
        segment = (self.folder / "data" / "postmaster.pid").read_text() \
            .split("\n")[6].split()[1]
        self.finish(signal.SIGKILL)
        for fd in fds:
            try:
                signal.pidfd_send_signal(fd, signal.SIGKILL)
            except ProcessLookupError:
                pass  # it has seen that its parent is gone
            os.close(fd)
        subprocess.run(["ipcrm", "--shmem-id", segment], check=True)

    def standby(self, waits=True):
        """One more, of the same data; commits wait for its disk."""
        return Cluster(self.prefix, **self.more).follow(self, waits)

    def follow(self, primary, waits=True):
        """With the primary's data from now on, in place of what it had."""
        shutil.rmtree(self.folder / "data", ignore_errors=True)
        self.run("pg_basebackup", "-D", self.folder / "data", "-R",
                 "--checkpoint=fast", "--no-sync", "-d",
                 f"host={primary.folder} port={primary.port} "
                 "user=soundings application_name=standby")
        self.start()
        if not waits:
            return self
        primary.sql("postgres", "ALTER SYSTEM SET synchronous_standby_names "
                    "= 'standby'")
        primary.sql("postgres", "SELECT pg_reload_conf()")
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if primary.sql("postgres", "SELECT sync_state FROM "
                           "pg_stat_replication") == [["sync"]]:
                return self
            time.sleep(0.02)
        raise RuntimeError("the standby does not follow:\n" + self.log_end())

    def everyone(self, number):
        """A signal for all of its processes."""
        pid = self.process.pid
        children = pathlib.Path(f"/proc/{pid}/task/{pid}/children")
        for one in [pid, *map(int, children.read_text().split())]:
            os.kill(one, number)

    def promote(self):
        if self.sql("postgres", "SELECT pg_promote()") != [["t"]]:
            raise RuntimeError("it is not promoted:\n" + self.log_end())

    def log_end(self):
        return (self.folder / "log").read_text()[-2000:]

    def sql(self, database, statement):
        """The rows as lists of texts."""
        out = self.run("psql", "-X", "-q", "-A", "-t", "-F", "\t",
                       "-v", "ON_ERROR_STOP=1", "-h", self.folder, "-p",
                       self.port, "-U", "soundings", "-d", database, "-c",
                       statement)
        return [line.split("\t") for line in out.splitlines()]

    def store(self, database):
        """Makes an empty database; what the setting `store` wants."""
        self.sql("postgres", f'CREATE DATABASE "{database}"')
        return (f"postgres:host={self.folder} port={self.port} "
                f"user=soundings dbname={database}")
