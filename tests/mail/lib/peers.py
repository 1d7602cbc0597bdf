# SPDX-License-Identifier: Apache-2.0
"""Mail servers to send to: one that we script, and two that others wrote."""
import os
import pathlib
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
import time

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent.parent


class Received:
    """One mail as it came: envelope and bytes, dots taken off."""

    def __init__(self, sender, recipients, raw):
        self.sender, self.recipients, self.raw = sender, recipients, raw


class Script:
    """A relay that answers as it is told, and keeps every byte it was sent.

    answers: for a stage (connect, ehlo, mail, rcpt, data, dot) a reply, or
    "drop" to hang up, or a list of such, one for each time; the last stays.
    """

    def __init__(self, port=0, **answers):
        self.answers = {k: list(v) if isinstance(v, list) else [v]
                        for k, v in answers.items()}
        self.mails, self.commands, self.connections = [], [], 0
        self.lock = threading.Condition()
        self.server = socket.create_server(("127.0.0.1", port),
                                           reuse_port=False)
        self.port = self.server.getsockname()[1]
        self.open = True
        self.links = []
        threading.Thread(target=self.accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.open = False
        # shutdown wakes the thread in accept; close alone would not.
        try:
            self.server.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.server.close()
        for link in self.links:
            try:
                link.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}"

    def accept(self):
        while self.open:
            try:
                link, _ = self.server.accept()
            except OSError:
                return
            self.links.append(link)
            threading.Thread(target=self.serve, args=(link,),
                             daemon=True).start()

    def answer(self, stage, usual):
        with self.lock:
            told = self.answers.get(stage)
            if not told:
                return usual
            return told.pop(0) if len(told) > 1 else told[0]

    def say(self, link, stage, usual):
        """False: hung up."""
        reply = self.answer(stage, usual)
        if reply == "drop":
            link.close()
            return False
        link.sendall((reply + "\r\n").encode())
        return True

    def serve(self, link):
        try:
            with self.lock:
                self.connections += 1
                self.lock.notify_all()
            if self.say(link, "connect", "220 here"):
                self.talk(link, link.makefile("rb"))
        except OSError:
            pass
        finally:
            link.close()

    def talk(self, link, lines):
        sender, recipients = None, []
        for line in lines:
            with self.lock:
                self.commands.append(line)
                self.lock.notify_all()
            verb = line.split(b" ")[0].strip().upper()
            if verb in (b"EHLO", b"HELO"):
                good = self.say(link, "ehlo", "250 here")
            elif verb == b"MAIL":
                sender, recipients = address(line), []
                good = self.say(link, "mail", "250 ok")
            elif verb == b"RCPT":
                recipients.append(address(line))
                good = self.say(link, "rcpt", "250 ok")
            elif verb == b"DATA":
                good = self.data(link, lines, sender, recipients)
            elif verb == b"QUIT":
                link.sendall(b"221 bye\r\n")
                return
            elif verb in (b"RSET", b"NOOP"):
                link.sendall(b"250 ok\r\n")
                good = True
            else:
                link.sendall(b"500 what?\r\n")
                good = True
            if not good:
                return

    def data(self, link, lines, sender, recipients):
        reply = self.answer("data", "354 go on")
        if reply == "drop":
            return False
        link.sendall((reply + "\r\n").encode())
        if not reply.startswith("354"):
            return True
        raw = b""
        for line in lines:
            if line == b".\r\n":
                break
            raw += line[1:] if line.startswith(b".") else line
        else:
            return False  # broken off before its dot: no mail (RFC 5321 4.1.1.4)
        with self.lock:
            self.mails.append(Received(sender, recipients, raw))
            self.lock.notify_all()
        return self.say(link, "dot", "250 taken")

    def await_mails(self, count, seconds=60):
        """The mails, once there are so many."""
        with self.lock:
            self.lock.wait_for(lambda: len(self.mails) >= count, seconds)
            if len(self.mails) < count:
                raise AssertionError(f"{len(self.mails)} of {count} mails "
                                     f"came within {seconds} s")
            return list(self.mails)

    def await_connections(self, count, seconds=60):
        with self.lock:
            return self.lock.wait_for(lambda: self.connections >= count,
                                      seconds)


def address(line):
    """What stands between the angle brackets of MAIL and RCPT."""
    return line[line.index(b"<") + 1:line.index(b">")].decode()


class SmtpSink:
    """Postfix's smtp-sink, which writes each mail into a file."""

    def __init__(self):
        place = subprocess.run([ROOT / "tests" / "unpack", "postfix"],
                               check=True, capture_output=True,
                               text=True).stdout.strip()
        self.place = pathlib.Path(place)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="smtp-sink-"))
        self.process = None

    def __enter__(self):
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]
        env = dict(os.environ,
                   LD_LIBRARY_PATH=str(self.place / "usr/lib/postfix"))
        user = []
        if os.getuid() == 0:  # it wants to be somebody else then
            user = ["-u", "nobody"]
            self.folder.chmod(0o777)
        self.process = subprocess.Popen(
            [self.place / "usr/sbin/smtp-sink", *user, *self.options(),
             f"127.0.0.1:{self.port}", "100"],
            env=env, cwd=self.folder, stdin=subprocess.DEVNULL)
        until = time.monotonic() + 20
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except OSError:
                time.sleep(0.02)
        raise RuntimeError("smtp-sink does not listen")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)

    def options(self):
        return ["-d", str(self.folder / "%M.")]

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}"

    def mails(self):
        """Each whole file, without the lines that smtp-sink puts first."""
        found = []
        for path in sorted(self.folder.iterdir()):
            raw = path.read_bytes()
            # It writes LF and adds X- headers and a Received of its own.
            raw = raw.replace(b"\r\n", b"\n")
            head, _, rest = raw.partition(b"\nDate: ")
            if rest.endswith(b"\n"):
                found.append(b"Date: " + rest)
        return found


def certificates(folder):
    """A CA of our own and a certificate for localhost; their paths."""
    folder = pathlib.Path(folder)
    run = lambda *args: subprocess.run(args, check=True, capture_output=True,
                                       cwd=folder)
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days",
        "2", "-subj", "/CN=Test CA", "-keyout", "ca.key", "-out", "ca.pem")
    run("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj",
        "/CN=localhost", "-keyout", "key.pem", "-out", "request.pem")
    (folder / "names").write_text("subjectAltName=DNS:localhost\n")
    run("openssl", "x509", "-req", "-in", "request.pem", "-CA", "ca.pem",
        "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile",
        "names", "-out", "cert.pem")
    return folder / "ca.pem", folder / "cert.pem", folder / "key.pem"


class Keeper:
    """What aiosmtpd calls: keeps mails, and who was signed in how."""

    def __init__(self):
        self.mails, self.lock = [], threading.Condition()

    async def handle_DATA(self, server, session, envelope):
        with self.lock:
            self.mails.append((Received(envelope.mail_from,
                                        envelope.rcpt_tos,
                                        envelope.original_content),
                               secured(server),
                               session.authenticated))
            self.lock.notify_all()
        return "250 taken"

    def await_mails(self, count, seconds=60):
        with self.lock:
            self.lock.wait_for(lambda: len(self.mails) >= count, seconds)
            return list(self.mails)


def secured(server):
    return server.transport.get_extra_info("sslcontext") is not None


class Aiosmtpd:
    """aiosmtpd with STARTTLS (or TLS from the start) and a password."""

    def __init__(self, cert, key, user="soundings", password="tide",
                 tls_first=False, utf8=True):
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(cert, key)
        self.keeper = Keeper()
        self.tries = []

        def authenticate(server, session, envelope, mechanism, data):
            got = (data.login.decode(), data.password.decode())
            self.tries.append((mechanism, secured(server), got))
            return AuthResult(success=got == (user, password), handled=False)

        options = {"authenticator": authenticate, "auth_required": True,
                   "auth_require_tls": True, "enable_SMTPUTF8": utf8}
        if tls_first:
            options |= {"ssl_context": context, "auth_require_tls": False}
        else:
            options |= {"tls_context": context, "require_starttls": True}
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]
        self.controller = Controller(self.keeper, hostname="127.0.0.1",
                                     port=self.port, **options)
        self.scheme = "smtps" if tls_first else "smtp"

    def __enter__(self):
        self.controller.start()
        return self

    def __exit__(self, *_):
        self.controller.stop()

    @property
    def url(self):
        return f"{self.scheme}://localhost:{self.port}"
