# SPDX-License-Identifier: Apache-2.0
"""nginx and HAProxy as deploy/ shows them, before servers of the test's own.

Debian's packages are unpacked and not installed, because installing them starts
them. The examples are used as they stand: only ports, servers and certificates
are put in, and each of these must be found where it is expected.
"""
import atexit
import os
import pathlib
import re
import ssl
import subprocess
import time

from server import ROOT, free_port
from wire import Http, Way, WebSocket

NAME = "community.example.org"
READY_SECONDS = 20

NGINX = """daemon off;
pid {folder}/pid;
error_log stderr warn;
worker_processes 1;
{user}
events {{ worker_connections 1000; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


def program(package, path):
    """A program of a Debian package; None: it cannot be had, or not run."""
    done = subprocess.run([ROOT / "tests" / "unpack", package], text=True,
                          capture_output=True, check=False)
    if done.returncode != 0:
        return None
    place = pathlib.Path(done.stdout.strip() + path)
    runs = subprocess.run([place, "-v"], capture_output=True, check=False)
    return place if runs.returncode == 0 else None


def certificate(folder):
    """A certificate for NAME and its key, in one file."""
    both = folder / "both.pem"
    if not both.exists():
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes",
             "-days", "2", "-subj", f"/CN={NAME}", "-addext",
             f"subjectAltName=DNS:{NAME}", "-keyout", "key.pem", "-out",
             "cert.pem"], cwd=folder, check=True, capture_output=True)
        both.write_text((folder / "cert.pem").read_text()
                        + (folder / "key.pem").read_text())
    return both


def put(text, changes):
    """The example with other ports; a change that fits nowhere is an error."""
    for pattern, words in changes:
        text, count = re.subn(pattern, words, text, flags=re.M)
        if count == 0:
            raise RuntimeError(f"the example has nothing like {pattern}")
    return text


class Front:
    """One proxy at work. Clients come to `port`, by TLS and by NAME."""

    def __init__(self, folder, ports):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir()
        self.port, self.plain_port = free_port(), free_port()
        both = certificate(self.folder)
        tls = ssl.create_default_context(cafile=str(both))
        self.way = Way(NAME, tls)
        self.tls = tls
        self.configure(ports, both)
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(
                self.command(), stdin=subprocess.DEVNULL, stdout=log,
                stderr=log, cwd=self.folder)
        atexit.register(self.stop)
        self.await_ready()

    def await_ready(self):
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            try:
                http = self.http(None)
                if http.request("GET", "/healthz")[0] == 200:
                    http.close()
                    return
            except OSError:
                pass
            time.sleep(0.02)
        raise RuntimeError("it does not listen:\n"
                           + (self.folder / "log").read_text()[-2000:])

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(10)
        atexit.unregister(self.stop)

    def http(self, token, source=None, headers=None):
        way = Way(NAME, self.tls, source) if source else self.way
        return Http(self.port, token, way=way, headers=headers, timeout=40)

    def socket(self, token):
        return WebSocket(self.port, token, way=self.way)


class Nginx(Front):
    PROGRAM = ("nginx", "/usr/sbin/nginx")

    def configure(self, ports, both):
        servers = "\n".join(rf"\tserver 127.0.0.1:{p}\1" for p in ports)
        site = put((ROOT / "deploy" / "nginx.conf").read_text(), (
            (r"^.*listen \[::\]:.*\n", ""),
            (r"listen 80;", f"listen 127.0.0.1:{self.plain_port};"),
            (r"listen 443 ", f"listen 127.0.0.1:{self.port} "),
            (r"/etc/letsencrypt/live/\S+\.pem;", f"{both};"),
            (r"^\s*server 127\.0\.0\.1:8080(.*)$", servers)))
        (self.folder / "site.conf").write_text(site)
        (self.folder / "nginx.conf").write_text(NGINX.format(
            folder=self.folder,
            user="user root;" if os.geteuid() == 0 else ""))

    def command(self):
        return [program(*self.PROGRAM), "-e", "stderr", "-p", self.folder,
                "-c", self.folder / "nginx.conf"]


class Haproxy(Front):
    PROGRAM = ("haproxy", "/usr/sbin/haproxy")

    def configure(self, ports, both):
        servers = "\n".join(f"\tserver s{p} 127.0.0.1:{p}" for p in ports)
        text = put((ROOT / "deploy" / "haproxy.cfg").read_text(), (
            (r"^\t(user|group) haproxy\n", ""),
            (r"maxconn \d+$", "maxconn 1000"),
            (r"bind :80$", f"bind 127.0.0.1:{self.plain_port}"),
            (r"bind :443 ", f"bind 127.0.0.1:{self.port} "),
            (r"/etc/haproxy/\S+\.pem", str(both)),
            (r"^\tserver one 127\.0\.0\.1:8080$", servers)))
        (self.folder / "haproxy.cfg").write_text(text)

    def command(self):
        return [program(*self.PROGRAM), "-db", "-f",
                self.folder / "haproxy.cfg"]
