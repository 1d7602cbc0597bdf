# SPDX-License-Identifier: Apache-2.0
"""Servers that are restarted one after the other under load: as they are, and
as the versions after this one, whose migrations meet servers that run."""
import subprocess
import threading

from behind import Scene, missing
from common import need, test
from front import Haproxy
from server import binary, build_folder

EXPAND, CONTRACT = "soundings_expand", "soundings_contract"


def later(name):
    """The program with more migrations (tests/CMakeLists.txt)."""
    return build_folder() / "tests" / name


def cannot():
    """Why there are no later versions, or no proxy; builds what is missing."""
    if missing(Haproxy):
        return missing(Haproxy)
    if not (build_folder() / "build.ninja").exists():
        return "BUILD is no build folder, so there are no later versions"
    subprocess.run(["cmake", "--build", build_folder(), "--target",
                    "soundings", EXPAND, CONTRACT], check=True,
                   stdout=subprocess.DEVNULL)
    return None


def one_after_the_other(scene, servers, program):
    for s in servers:
        s.stop()
        s.program = program
        s.start()
        scene.goes_on()


def hold_tables(scene, seconds):
    """A backup that reads a table while the next version wants to change it."""
    thread = threading.Thread(target=scene.stage.sql, args=(
        f"BEGIN; LOCK TABLE post IN ACCESS SHARE MODE; "
        f"SELECT pg_sleep({seconds}); COMMIT",))
    thread.start()
    return thread


def says_at_start(server):
    done = subprocess.run([str(server.program), "serve"], env=server.environment(),
                          capture_output=True, text=True, timeout=60,
                          check=False)
    need(done.returncode == 1, f"it ends with {done.returncode}")
    return done.stderr


@test("three servers are restarted one after the other, then with the next "
      "version and the one after that: nobody loses a post, and an older one "
      "goes on beside a newer schema but does not start with it", cannot)
def _(stage):
    scene = Scene(stage, Haproxy, 3)
    scene.everywhere()
    one_after_the_other(scene, scene.servers, binary())
    first, old = scene.servers[0], scene.servers[1]
    first.stop()
    backup = hold_tables(scene, 3)
    first.program = later(EXPAND)
    first.start()
    backup.join()
    need("store.migration_waits" in first.log.read_text(),
         "it did not meet the backup")
    scene.goes_on()
    need(all(s.process.poll() is None for s in scene.servers),
         "a server ended")
    old.stop()
    said = says_at_start(old)
    need(said.count("\n") == 1 and "install the newer soundings" in said, said)
    one_after_the_other(scene, scene.servers[1:], later(EXPAND))
    one_after_the_other(scene, scene.servers, later(CONTRACT))
    broken = [why for voice in scene.voices for why in voice.broken]
    need(not broken, f"they were told: {broken}")
    scene.end()
