# SPDX-License-Identifier: Apache-2.0
"""The servers that ours is measured against, each at its best.

nginx with nchan, and mosquitto, are Debian's packages, unpacked and not
installed, because installing them starts them; ws and socket.io come from npm
at the versions of peers/package-lock.json. Each runs on the server's core with
nothing to store, to check or to log, and ends with the `with` block.
"""
import contextlib
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time

import stage
from server import free_port

NAMES = ("broadcaster", "nchan", "mosquitto", "ws", "socket.io")
READY_SECONDS = 20
END_SECONDS = 5

NGINX = """
load_module {nchan}/usr/lib/nginx/modules/ngx_nchan_module.so;
daemon off;
pid {folder}/pid;
error_log stderr error;
worker_processes 1;
worker_rlimit_nofile 20000;
{user}
events {{ worker_connections 19000; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    keepalive_requests 100000000;
    keepalive_timeout 1h;
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        location = /pub {{
            nchan_publisher;
            nchan_channel_id thread;
            nchan_message_buffer_length 100;
        }}
        location = /sub {{
            nchan_subscriber websocket;
            nchan_channel_id thread;
            nchan_subscriber_first_message newest;
        }}
    }}
}}
"""

# This version starts with no WebSocket listener alone.
MOSQUITTO = """
listener {other} 127.0.0.1
listener {port} 127.0.0.1
protocol websockets
allow_anonymous true
persistence false
max_connections -1
max_queued_messages 0
set_tcp_nodelay true
connection_messages false
log_type error
{user}
"""


def unpacked(package):
    """The folder that stands for / of a Debian package."""
    return subprocess.check_output(
        [stage.ROOT / "tests" / "unpack", package], text=True).strip()


def packages():
    """What the unpacked programs are linked with."""
    subprocess.run([stage.ROOT / "deploy" / "packages",
                    stage.ROOT / "deploy" / "packages-load.txt"], check=True)


def node():
    return subprocess.check_output(
        [stage.ROOT / "deploy" / "node"], text=True).strip() + "/node"


def modules():
    """Where peers/ stands with its modules."""
    place = stage.BUILD / "peers"
    source = stage.HERE / "peers"
    names = ("package.json", "package-lock.json", ".npmrc", "ws.js",
             "socket.io.js")
    old = [(place / name).read_bytes() if (place / name).exists() else b""
           for name in names]
    if (place / "node_modules").is_dir() and \
            old == [(source / name).read_bytes() for name in names]:
        return place
    place.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copy(source / name, place)
    print("fetching ws and socket.io (npm ci)", file=sys.stderr)
    subprocess.run(["npm", "ci", "--loglevel=error"], cwd=place, check=True,
                   stdout=sys.stderr)
    return place


def await_port(process, port, log):
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except ConnectionRefusedError:
            time.sleep(0.01)
    raise RuntimeError(f"{process.args} does not listen:\n{log.read_text()}")


@contextlib.contextmanager
def daemon(command, port, log):
    """A program that listens on this port and ends on SIGTERM."""
    with open(log, "wb") as out:
        process = subprocess.Popen(stage.ON_SERVER_CORE + command,
                                   stdin=subprocess.DEVNULL, stderr=out)
    try:
        await_port(process, port, log)
        yield port, process.pid
    finally:
        process.terminate()
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()  # mosquitto takes a minute for 10,000 clients
            process.wait()


@contextlib.contextmanager
def child(command):
    """A program that prints its port and ends with standard input."""
    process = subprocess.Popen(
        stage.ON_SERVER_CORE + command, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE)
    try:
        yield int(process.stdout.readline()), process.pid
    finally:
        process.stdin.close()
        process.wait()


def configured(folder, name, text, user):
    """Writes a configuration; who is root stays so, and can read it."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    path = folder / name
    path.write_text(text.format(
        port=port, other=free_port(), folder=folder,
        nchan=unpacked("libnginx-mod-nchan"),
        user=user if os.geteuid() == 0 else ""))
    return path, port


def worker_of(pid):
    """nginx's only one, which does the work; it comes a moment later."""
    children = pathlib.Path(f"/proc/{pid}/task/{pid}/children")
    while not children.read_text():
        time.sleep(0.01)
    return int(children.read_text().split()[0])


@contextlib.contextmanager
def nginx_home():
    """nchan lets nginx make this folder, whatever is configured; its parent
    comes with Debian's package, of which only the program is here."""
    home = pathlib.Path("/var/lib/nginx")
    ours = not home.exists()
    home.mkdir(exist_ok=True)
    try:
        yield
    finally:
        if ours:
            shutil.rmtree(home)


@contextlib.contextmanager
def nchan(folder):
    path, port = configured(folder / "nchan", "nginx.conf", NGINX,
                            "user root;")
    command = [unpacked("nginx") + "/usr/sbin/nginx", "-e", "stderr",
               "-p", str(path.parent), "-c", str(path)]
    with nginx_home(), daemon(command, port, path.parent / "log") as at:
        yield port, worker_of(at[1])


def mosquitto(folder):
    path, port = configured(folder / "mosquitto", "mosquitto.conf",
                            MOSQUITTO, "user root")
    return daemon([unpacked("mosquitto") + "/usr/sbin/mosquitto", "-c",
                   str(path)], port, path.parent / "log")


def reference(name, folder, frame):
    """One of NAMES at work; `with` gives its port and its process."""
    if name == "nchan":
        return nchan(folder)
    if name == "mosquitto":
        return mosquitto(folder)
    if name == "broadcaster":
        program = stage.BUILD / "tests" / "broadcaster"
        return child([str(program), str(frame)])
    return child([node(), str(modules() / f"{name}.js"), str(frame)])
