# SPDX-License-Identifier: Apache-2.0
"""A database on another machine: it proves who it is, and we who we are."""
import os
import pwd
import subprocess

import postgres
from common import Stage, community, need, open_thread, run_to_its_end, test

NAME = "db.example.org"


def make_certificate(cluster):
    """For NAME, signed by itself; the database's own."""
    key, certificate = cluster.folder / "key.pem", cluster.folder / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days",
         "2", "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}",
         "-keyout", key, "-out", certificate], check=True, capture_output=True)
    key.chmod(0o600)
    if cluster.user:
        who = pwd.getpwnam(cluster.user)
        os.chown(key, who.pw_uid, who.pw_gid)
    return certificate


def with_tls():
    cluster = postgres.Cluster(ssl="on")
    certificate = make_certificate(cluster)
    cluster.settings |= {"ssl_cert_file": certificate,
                         "ssl_key_file": cluster.folder / "key.pem"}
    return cluster, certificate


def ask_for_password(cluster):
    """Whoever comes by TCP needs one from now on; `soundings` has it."""
    cluster.sql("postgres", "ALTER ROLE soundings PASSWORD 'the right one'")
    rules = cluster.folder / "data" / "pg_hba.conf"
    rules.write_text("local all all trust\n"
                     "hostssl all all 127.0.0.1/32 scram-sha-256\n")
    cluster.sql("postgres", "SELECT pg_reload_conf()")


def password_file(stage, cluster, password):
    path = stage.folder / f"pgpass {password[:3]}"
    path.write_text(f"{NAME}:{cluster.port}:*:soundings:{password}\n")
    path.chmod(0o600)
    return path


@test("a database on another machine is believed by its certificate alone, and "
      "it is told a password that nobody else is told", postgres.missing)
def _(stage):
    cluster, certificate = with_tls()
    with cluster:
        far = Stage(cluster)
        far.store()
        far.folder = stage.folder
        ask_for_password(cluster)
        there = (f"hostaddr=127.0.0.1 port={cluster.port} user=soundings "
                 f"dbname={far.database} "
                 f"passfile='{password_file(stage, cluster, 'the right one')}'")
        for store, words in (
                (f"host={NAME} {there}", "certificate verify failed"),
                (f"host=db.example.com sslrootcert={certificate} {there}",
                 "does not match host name"),
                (f"host={NAME} sslrootcert=/nowhere {there}",
                 '"/nowhere" does not exist'),
                (f"host={NAME} sslrootcert={certificate} {there} passfile="
                 f"'{password_file(stage, cluster, 'a wrong one')}'",
                 "password authentication failed")):
            code, said = run_to_its_end("postgres:" + store)
            need(code == 1 and words in said and said.count("\n") == 1, said)
            need("one" not in said.replace("soundings", ""), said)
        s = far.server(f"postgres:host={NAME} sslrootcert={certificate} {there}")
        club, (ann,) = community(s, "ann")
        open_thread(ann, club)
        plain = far.sql(
            "SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)"
            f" WHERE datname = '{far.database}' AND client_addr IS NOT NULL "
            "AND NOT ssl")
        need(plain == [["0"]], f"{plain} connections are not encrypted")
        s.stop()
