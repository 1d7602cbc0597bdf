# SPDX-License-Identifier: Apache-2.0
"""Exim as Debian packs it, laid out by tests/unpack and never installed.

It knows its user by name, so it sees a passwd of its own, which takes root
(namespaces_work). All that it takes it delivers into one Maildir, but for the
users that it refuses at once (`unknown`) or gives up later (`gone`).
"""
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from dovecot import unpacked
from server import free_port

CONFIG = """
exim_path = {program}
spool_directory = {folder}/spool
log_file_path = {folder}/log/%s
pid_file_path = {folder}/pid
primary_hostname = relay.example.net
daemon_smtp_ports = {port}
local_interfaces = 127.0.0.1
tls_advertise_hosts =
keep_environment =
host_lookup =
rfc1413_hosts =
prdr_enable = false
chunking_advertise_hosts =
never_users = root
acl_smtp_rcpt = rcpt
acl_smtp_data = data
begin acl
rcpt:
  deny local_parts = unknown
       message = 550 5.1.1 no such person here
  accept
data:
  accept
begin routers
lost:
  driver = redirect
  local_parts = gone : gonë
  allow_fail
  data = :fail: the mailbox is closed for good
ours:
  driver = accept
  local_parts = {ours}
  local_part_suffix = +*
  transport = bring
all:
  driver = accept
  transport = keep
begin transports
bring:
  driver = lmtp
  socket = {lmtp}
  rcpt_include_affixes
keep:
  driver = appendfile
  maildir_format
  directory = {folder}/mail
  create_directory
  user = {user}
  group = nogroup
  envelope_to_add
  return_path_add
"""


def namespaces_work():
    """May this user show a program another /etc/passwd?"""
    return subprocess.run(
        ["unshare", "--mount", "--pid", "--fork", "sh", "-c",
         "mount --bind /etc/passwd /etc/passwd"],
        capture_output=True).returncode == 0


class Exim:
    def __init__(self, lmtp=None):
        """`lmtp`: the socket to which mail for soundings+... is brought."""
        self.lmtp = lmtp
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="exim-"))
        self.folder.chmod(0o755)
        self.program = unpacked("exim4-daemon-light") / "usr/sbin/exim4"
        self.port = free_port()
        self.process = None
        self.lay_out()

    def lay_out(self):
        # It runs as nobody, under the name that it was built with.
        me = pwd.getpwnam("nobody")
        known = pathlib.Path("/etc/passwd").read_text()
        groups = pathlib.Path("/etc/group").read_text()
        (self.folder / "passwd").write_text(
            known + f"Debian-exim:x:{me.pw_uid}:{me.pw_gid}::/nonexistent:"
            "/bin/false\n")
        (self.folder / "group").write_text(
            groups + f"Debian-exim:x:{me.pw_gid}:\n")
        for name in ("spool", "log", "mail"):
            (self.folder / name).mkdir()
            os.chown(self.folder / name, me.pw_uid, me.pw_gid)
        for name in ("main", "reject", "panic"):  # root must not make them
            (self.folder / "log" / name).touch()
            os.chown(self.folder / "log" / name, me.pw_uid, me.pw_gid)
        self.config = self.folder / "conf"
        self.config.write_text(CONFIG.format(
            folder=self.folder, program=self.program, port=self.port,
            user="nobody", lmtp=self.lmtp or "/nowhere",
            ours="soundings" if self.lmtp else ""))

    def __enter__(self):
        self.process = subprocess.Popen(
            ["unshare", "--mount", "--pid", "--fork", "--mount-proc", "sh", "-c",
             "mount --bind $0/passwd /etc/passwd && "
             "mount --bind $0/group /etc/group && exec \"$@\"",
             self.folder, self.program, "-C", self.config, "-bdf", "-q1m"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, cwd=self.folder)
        until = time.monotonic() + 30
        while time.monotonic() < until and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except OSError:
                time.sleep(0.05)
        said = self.said()
        self.__exit__()
        raise RuntimeError("exim does not answer:\n" + said)

    def __exit__(self, *_):
        """Ends the first of its PID space, and with it all of them. It would
        not end with its parent: it has changed its user since."""
        pid = self.process.pid
        children = pathlib.Path(f"/proc/{pid}/task/{pid}/children")
        if self.process.poll() is None:
            for child in children.read_text().split():
                os.kill(int(child), signal.SIGKILL)
        self.process.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}"

    def said(self):
        return "\n".join(p.read_text(errors="replace")
                         for p in sorted((self.folder / "log").glob("*")))

    def await_mails(self, count, seconds=60):
        """The mails that were delivered, as they lie in the Maildir."""
        until = time.monotonic() + seconds
        while True:
            found = [p.read_bytes() for p in
                     sorted((self.folder / "mail").glob("new/*"))]
            if len(found) >= count:
                return found
            if time.monotonic() > until:
                raise AssertionError(f"{len(found)} of {count} mails\n"
                                     + self.said())
            time.sleep(0.05)
