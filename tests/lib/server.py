# SPDX-License-Identifier: Apache-2.0
"""A Soundings server of one's own: scratch folder, private port, real program.

    with Server() as s:
        ann = s.member("ann@example.org", "Ann")
        ann.http().call("session.me")

Settings go in as environment (SOUNDINGS_NAME), readiness is awaited by
/healthz, and only the process that was started here is ever ended.
"""
import atexit
import itertools
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from wire import Http, WebSocket, outcome

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
START_SECONDS = 60


def binary():
    """The program under test: SOUNDINGS, else what BUILD holds."""
    if os.environ.get("SOUNDINGS"):
        return pathlib.Path(os.environ["SOUNDINGS"])
    build = pathlib.Path(os.environ.get("BUILD") or ROOT / "build")
    places = [build / "soundings", build / "release" / "soundings",
              build / "debug" / "soundings"]
    for place in places:
        if place.is_file():
            return place
    raise SystemExit(f"no server in {build}: build one, or set SOUNDINGS")


def build_folder():
    """Where tests may leave what they made."""
    folder = pathlib.Path(os.environ.get("BUILD") or ROOT / "build")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Control:
    """JSON-RPC as the server itself, one object a line, over a Unix socket."""

    def __init__(self, path):
        self.raw = socket.socket(socket.AF_UNIX)
        self.raw.settimeout(60)
        self.raw.connect(str(path))
        self.lines = self.raw.makefile("rb")
        self.last = 0

    def close(self):
        self.lines.close()
        self.raw.close()

    def send(self, method, params, token=None):
        """As the server itself, or as the member who holds the token."""
        self.last += 1
        call = {"jsonrpc": "2.0", "id": self.last, "method": method,
                "params": params}
        if token is not None:
            call["token"] = token
        self.raw.sendall((json.dumps(call) + "\n").encode())
        return self.last

    def receive(self):
        line = self.lines.readline()
        if not line:
            raise ConnectionError("the server has closed the control socket")
        return json.loads(line)

    def call(self, method, **params):
        self.send(method, params)
        return outcome(self.receive())

    def calls(self, method, many, window=64):
        """The results of many calls, in order, `window` under way at once.

        `many` yields params, or (params, token).
        """
        many = ((one, None) if isinstance(one, dict) else one
                for one in many)
        order, results = [], {}
        for params, token in itertools.islice(many, window):
            order.append(self.send(method, params, token))
        while len(results) < len(order):
            answer = self.receive()
            results[answer["id"]] = outcome(answer)
            for params, token in itertools.islice(many, 1):
                order.append(self.send(method, params, token))
        return [results[ident] for ident in order]


class Member:
    """Somebody with a session."""

    def __init__(self, server, email, ident, token):
        self.server, self.email = server, email
        self.id, self.token = ident, token

    def http(self):
        return Http(self.server.port, self.token)

    def socket(self):
        return WebSocket(self.server.port, self.token)


class Server:
    def __init__(self, folder=None, prefix=(), program=None, **settings):
        """prefix: words before the command (taskset, strace); program: in
        place of the one under test; settings: names of the configuration
        file, over those a test wants."""
        self.own_folder = folder is None
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(
            prefix="soundings-test-"))
        self.prefix, self.program = list(prefix), program or binary()
        self.port, self.metrics_port = free_port(), free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        self.settings = {
            "listen": f"127.0.0.1:{self.port}",
            "public_url": self.origin,
            "data": self.folder / "data",
            "control": self.folder / "control",
            "metrics_listen": f"127.0.0.1:{self.metrics_port}",
            "mail_mode": "directory",
            "log_level": "warn",
        }
        client = ROOT / "build" / "client"
        if client.is_dir():
            self.settings["client"] = client
        self.settings |= settings
        self.process = None
        self.admin = None
        self.log = self.folder / "log"

    def __enter__(self):
        return self.start()

    def __exit__(self, kind, *rest):
        self.stop()
        if self.own_folder and kind is None:
            shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def pid(self):
        """Of the server itself, also when strace is its parent."""
        if "strace" not in self.prefix[:1]:
            return self.process.pid
        pid = self.process.pid
        children = pathlib.Path(f"/proc/{pid}/task/{pid}/children")
        return int((children.read_text().split() or [pid])[0])

    @property
    def database(self):
        return self.folder / "data" / "soundings.db"

    @property
    def mail(self):
        return pathlib.Path(self.settings.get(
            "mail_directory", self.folder / "data" / "mail"))

    def environment(self):
        env = {name: value for name, value in os.environ.items()
               if not name.startswith("SOUNDINGS")}
        for name, value in self.settings.items():
            env["SOUNDINGS_" + name.upper()] = str(value)
        if "strace" in self.prefix[:1]:
            env["ASAN_OPTIONS"] = "detect_leaks=0"  # it needs ptrace itself
        return env

    def start(self):
        (self.folder / "data").mkdir(parents=True, exist_ok=True)
        (self.folder / "data").chmod(0o700)
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                self.prefix + [str(self.program), "serve"], stdout=log,
                stderr=log, stdin=subprocess.DEVNULL, env=self.environment())
        atexit.register(self.kill)
        self.await_ready()
        return self

    def await_ready(self):
        http = Http(self.port, timeout=5)
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with "
                                   f"{self.process.returncode}:\n"
                                   + self.log_end())
            try:
                if http.request("GET", "/healthz")[0] == 200:
                    http.close()
                    return
            except OSError:
                http.close()
            time.sleep(0.01)
        raise RuntimeError("the server was not ready in time:\n"
                           + self.log_end())

    def log_end(self):
        return self.log.read_text(errors="replace")[-4000:]

    def close_control(self):
        if self.admin is not None:
            self.admin.close()
        self.admin = None

    def finish(self, number, seconds):
        self.close_control()
        if self.process is None:
            return None
        if self.process.poll() is None:
            os.kill(self.pid, number)
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
                raise RuntimeError("the server did not stop in time:\n"
                                   + self.log_end()) from None
        atexit.unregister(self.kill)
        code, self.process = self.process.returncode, None
        return code

    def stop(self, seconds=30):
        """SIGTERM; the exit code, or None when it was not running."""
        return self.finish(signal.SIGTERM, seconds)

    def kill(self):
        return self.finish(signal.SIGKILL, 30)

    def control(self):
        if self.admin is None:
            self.admin = Control(self.settings["control"])
        return self.admin

    def call(self, method, **params):
        """As the server itself."""
        return self.control().call(method, **params)

    def turns(self):
        """The loop's longest turn since the start, as it measures itself, in
        ms: by the clock, and of its own time on a core."""
        http = Http(self.metrics_port, timeout=30)
        said = http.request("GET", "/metrics")[2].decode()
        http.close()
        said = dict(line.split() for line in said.splitlines()
                    if not line.startswith("#"))
        return [int(said[f"soundings_turn_longest_{of}microseconds"]) / 1000
                for of in ("", "cpu_")]

    def member(self, email, name):
        """A session for this address; the person is made if new."""
        got = self.call("session.issue", email=email, display_name=name)
        return Member(self, email, got["member"], got["token"])

    def community(self, name, summary="A place to try things out.",
                  remit="To try things out.", coordinators=(), members=()):
        """Its row; people are Member objects."""
        row = self.call("community.create", name=name, summary=summary,
                        remit=remit, expectations=["Be kind."])
        for role, people in (("coordinator", coordinators),
                             ("member", members)):
            for one in people:
                self.call("community.enrol", community=row["id"],
                          member=one.id, role=role)
        return row
