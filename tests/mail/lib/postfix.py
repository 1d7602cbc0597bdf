# SPDX-License-Identifier: Apache-2.0
"""Postfix as Debian packs it, laid out by tests/unpack and never installed.

It knows its users by name, so it sees a passwd of its own, which takes root
(namespaces_work). Mail for localhost goes by LMTP to a socket, all other to
`next_hop`.
"""
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from dovecot import unpacked

OWNER, DROP = 64321, 64322

MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/spool
data_directory = {folder}/data
daemon_directory = {place}/usr/lib/postfix/sbin
command_directory = {place}/usr/sbin
mail_owner = postfix
setgid_group = postdrop
import_environment = LD_LIBRARY_PATH MAIL_CONFIG LANG=C
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = relay.example.net
mynetworks = 127.0.0.0/8
mydestination =
alias_maps =
recipient_delimiter = +
smtputf8_enable = yes
virtual_mailbox_domains = localhost
virtual_transport = lmtp:unix:{lmtp}
relayhost = [127.0.0.1]:{next_hop}
"""

MASTER = """
{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
smtp unix - - n - - smtp
lmtp unix - - n - - lmtp
error unix - - n - - error
retry unix - - n - - error
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""

# (name, owner, mode) of what is in the queue's folder.
PLACES = [("active", OWNER, 0o700), ("bounce", OWNER, 0o700),
          ("corrupt", OWNER, 0o700), ("defer", OWNER, 0o700),
          ("deferred", OWNER, 0o700), ("flush", OWNER, 0o700),
          ("hold", OWNER, 0o700), ("incoming", OWNER, 0o700),
          ("private", OWNER, 0o700), ("maildrop", OWNER, 0o730),
          ("public", OWNER, 0o710), ("saved", OWNER, 0o700),
          ("trace", OWNER, 0o700), ("pid", 0, 0o755)]


class Postfix:
    def __init__(self, lmtp, next_hop, port):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="postfix-"))
        self.folder.chmod(0o755)
        self.place = unpacked("postfix")
        self.port = port
        self.process = None
        self.lay_out(lmtp, next_hop)

    def lay_out(self, lmtp, next_hop):
        for name in ("passwd", "group"):
            (self.folder / name).write_text(
                pathlib.Path("/etc", name).read_text() + (
                    f"postfix:x:{OWNER}:{OWNER}::/nonexistent:/bin/false\n"
                    if name == "passwd" else
                    f"postfix:x:{OWNER}:\npostdrop:x:{DROP}:\n"))
        for name, owner, mode in PLACES:
            path = self.folder / "spool" / name
            path.mkdir(parents=True)
            os.chown(path, owner, DROP if name in ("maildrop", "public")
                     else 0)
            path.chmod(mode)
        (self.folder / "data").mkdir()
        os.chown(self.folder / "data", OWNER, 0)
        how = {"folder": self.folder, "place": self.place, "lmtp": lmtp,
               "port": self.port, "next_hop": next_hop}
        (self.folder / "etc").mkdir()
        (self.folder / "etc" / "main.cf").write_text(MAIN.format(**how))
        (self.folder / "etc" / "master.cf").write_text(MASTER.format(**how))

    def __enter__(self):
        self.process = subprocess.Popen(
            ["unshare", "--mount", "--pid", "--fork", "--mount-proc", "sh",
             "-c", "mount --bind $0/passwd /etc/passwd && "
             "mount --bind $0/group /etc/group && exec \"$@\"", self.folder,
             self.place / "usr/lib/postfix/sbin/master", "-d", "-c",
             self.folder / "etc"],
            env=os.environ | {
                "LD_LIBRARY_PATH": str(self.place / "usr/lib/postfix")},
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
        raise RuntimeError("postfix does not answer:\n" + said)

    def __exit__(self, *_):
        """Ends the first of its PID space, and with it all of them."""
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
        try:
            return (self.folder / "log").read_text(errors="replace")
        except OSError:
            return ""
