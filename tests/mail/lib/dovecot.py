# SPDX-License-Identifier: Apache-2.0
"""Dovecot as Debian packs it, laid out by tests/unpack and never installed.

It looks for its parts in /usr/lib, so it sees a layer over that which nobody else
sees; for that the tests must be root (layers_work). Otherwise it keeps to a folder
of its own and to private ports. Any user may sign in with the password; each has
a mailbox of their own.
"""
import contextlib
import grp
import imaplib
import os
import pathlib
import pwd
import shutil
import subprocess
import tempfile
import time

from server import free_port

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent.parent


def unpacked(package):
    return pathlib.Path(subprocess.run(
        [ROOT / "tests" / "unpack", package], check=True, capture_output=True,
        text=True).stdout.strip())


def layers_work():
    """May this user lay a layer over /usr/lib, seen by its own programs only?"""
    return subprocess.run(
        ["unshare", "--mount", "--pid", "--fork", "sh", "-c",
         "mount -t overlay -o lowerdir=/usr/lib:/usr/share none /usr/lib"],
        capture_output=True).returncode == 0


CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
libexec_dir = {folder}/lib/dovecot
instance_name = soundings-test
import_environment = TZ LD_LIBRARY_PATH ASAN_OPTIONS
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
mail_plugin_dir = {folder}/none
login_plugin_dir = {folder}/none
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
disable_plaintext_auth = no
ssl = yes
ssl_cert = <{cert}
ssl_key = <{key}
mail_location = maildir:~/Maildir
mail_privileged_group =
first_valid_uid = 0
auth_mechanisms = plain login
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Done {{
    auto = create
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service auth {{
  user = {user}
}}
service auth-worker {{
  user = {user}
}}
"""


class Dovecot:
    def __init__(self, cert, key, password="tide"):
        self.packages = [unpacked("dovecot-core"), unpacked("dovecot-imapd")]
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="dovecot-"))
        self.password = password
        self.port, self.tls_port = free_port(), free_port()
        self.process = None
        self.lay_out(cert, key)

    def lay_out(self, cert, key):
        """The packages' programs side by side, and a configuration."""
        libexec = self.folder / "lib" / "dovecot"
        libexec.mkdir(parents=True)
        for package in self.packages:
            for file in (package / "usr/lib/dovecot").iterdir():
                if not (libexec / file.name).exists():
                    (libexec / file.name).symlink_to(file)
        (self.folder / "none").mkdir()
        (self.folder / "home").mkdir()
        me = pwd.getpwuid(os.getuid())
        if me.pw_uid == 0:  # it will not read mail as root
            me = pwd.getpwnam("nobody")
            os.chown(self.folder / "home", me.pw_uid, me.pw_gid)
            self.folder.chmod(0o755)
        (self.folder / "conf").write_text(CONFIG.format(
            folder=self.folder, user=me.pw_name,
            group=grp.getgrgid(me.pw_gid).gr_name, uid=me.pw_uid,
            gid=me.pw_gid, password=self.password, port=self.port,
            tls_port=self.tls_port, cert=cert, key=key))

    def start(self):
        core = self.packages[0]
        env = dict(os.environ, LD_LIBRARY_PATH=str(core / "usr/lib/dovecot"))
        layer = ["unshare", "--mount", "--pid", "--fork", "--kill-child",
                 "sh", "-c",
                 "mount -t overlay -o lowerdir=$0:/usr/lib none /usr/lib "
                 "&& exec \"$@\"", self.folder / "lib"]
        # dovecot would look for doveconf in /usr/bin; so that one comes first.
        self.process = subprocess.Popen(
            [*layer, core / "usr/bin/doveconf", "-f", "service=master", "-m", "master",
             "-c", self.folder / "conf", "-p", "-e",
             core / "usr/sbin/dovecot", "-F", "-c", self.folder / "conf"],
            env=env, stdin=subprocess.DEVNULL, cwd=self.folder)
        until = time.monotonic() + 30
        while time.monotonic() < until:
            if self.process.poll() is not None:
                break
            try:
                with self.mailbox("probe"):
                    return self
            except (OSError, imaplib.IMAP4.error):
                time.sleep(0.05)
        self.stop()
        raise RuntimeError("dovecot does not answer:\n" + self.said())

    def stop(self):
        """At once, with all that it has started: they share its PID space."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        self.process = None

    def __enter__(self):
        return self.start()

    def __exit__(self, kind, *_):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def said(self):
        log = self.folder / "log"
        return log.read_text(errors="replace") if log.exists() else ""

    @contextlib.contextmanager
    def mailbox(self, user, box="INBOX"):
        """Signed in as a mail program of this user would be."""
        link = imaplib.IMAP4("127.0.0.1", self.port, timeout=20)
        try:
            link.login(user, self.password)
            link.select(box)
            yield link
        finally:
            with contextlib.suppress(OSError, imaplib.IMAP4.error):
                link.logout()

    def deliver(self, user, *mails, box="INBOX"):
        """As a mail server would: each is a mail's bytes."""
        with self.mailbox(user) as link:
            for raw in mails:
                code, said = link.append(
                    box, None, None,
                    raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
                assert code == "OK", said

    def mails(self, user, box="INBOX"):
        """The bytes of all mails, oldest first, as IMAP hands them out."""
        with self.mailbox(user, box) as link:
            _, found = link.uid("SEARCH", "ALL")
            out = []
            for uid in found[0].split():
                _, data = link.uid("FETCH", uid, "(BODY.PEEK[])")
                out.append(data[0][1])
            return out

    def count_anew(self, user):
        """Gives the mailbox another UIDVALIDITY, as a restored one has."""
        folder = self.folder / "home" / user / "Maildir"
        for file in [*folder.glob("dovecot-uidlist"),
                     *folder.glob("dovecot.index*")]:
            file.unlink()
        # New ones are made of the clock, in seconds.
        (folder / "dovecot-uidvalidity").unlink(missing_ok=True)
        for file in folder.glob("dovecot-uidvalidity.*"):
            file.unlink()

    def validity(self, user):
        with self.mailbox(user) as link:
            return int(link.response("UIDVALIDITY")[1][0])
