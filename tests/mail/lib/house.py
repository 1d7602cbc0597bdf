# SPDX-License-Identifier: Apache-2.0
"""A server whose outbox can be looked into."""
import sqlite3
import time

from server import Server
from wire import outcome


class MailServer(Server):
    def relay(url, **settings):
        """One that sends to a relay on this machine, without TLS unless said."""
        return MailServer(**({"mail_mode": "relay", "mail_relay": url,
                              "mail_tls": "off"} | settings))

    def ask(self, member, method, /, **params):
        """A call as this member."""
        control = self.control()
        control.send(method, params, member.token)
        return outcome(control.receive())

    def sql(self, text, *values):
        db = sqlite3.connect(self.database, timeout=30)
        try:
            db.row_factory = sqlite3.Row
            with db:
                return [dict(row) for row in db.execute(text, values)]
        finally:
            db.close()

    def outbox(self, address):
        """The newest mail to an address."""
        rows = self.sql("SELECT * FROM outbox WHERE address = ? "
                        "ORDER BY id DESC LIMIT 1", address)
        return rows[0] if rows else None

    def await_outbox(self, address, good, seconds=60):
        """The newest mail to an address, once good(row) holds."""
        until = time.monotonic() + seconds
        while True:
            row = self.outbox(address)
            if row and good(row):
                return row
            if time.monotonic() > until:
                raise AssertionError(f"the mail to {address} is {row}")
            time.sleep(0.02)

    def await_state(self, address, state, seconds=60):
        return self.await_outbox(address, lambda r: r["state"] == state,
                                 seconds)

    def await_nothing_waits(self, seconds=60):
        until = time.monotonic() + seconds
        while self.sql("SELECT 1 FROM outbox WHERE settled_at IS NULL"):
            if time.monotonic() > until:
                raise AssertionError("mails still wait")
            time.sleep(0.02)

    def await_log(self, words, seconds=60):
        until = time.monotonic() + seconds
        while words not in self.log.read_text(errors="replace"):
            if time.monotonic() > until:
                raise AssertionError(f"the log does not say {words}")
            time.sleep(0.02)

    def send_link(self, address):
        """A mail with a link to sign in, to a member of that address."""
        self.member(address, address.split("@")[0])
        self.call("session.send_link", email=address)

    def files(self):
        """The mails in the directory, oldest first."""
        return [p.read_bytes() for p in sorted(self.mail.glob("*.eml"))]

    def await_files(self, count, seconds=60):
        until = time.monotonic() + seconds
        while len(self.files()) < count:
            if time.monotonic() > until:
                raise AssertionError(f"{len(self.files())} of {count} files")
            time.sleep(0.02)
        return self.files()

    def digest_now(self, member):
        """Makes a member's digest due at once, on a day of its own; it tells
        what has been decided about."""
        self.call("notice.decide")
        self.sql("DELETE FROM digest WHERE member = ?", member.id)
        self.await_notice(member)
        self.sql("UPDATE notice SET next_at = 1 WHERE member = ?", member.id)
        until = time.monotonic() + 60
        while self.sql("SELECT 1 FROM notice WHERE member = ? "
                       "AND next_at = 1", member.id):
            if time.monotonic() > until:
                raise AssertionError("the digest was not looked at")
            time.sleep(0.02)

    def await_notice(self, member):
        self.call("notice.reckon")
        assert self.sql("SELECT 1 FROM notice WHERE member = ?", member.id)

    def let_go(self):
        """As if patience and the readers' hours were over."""
        self.call("notice.decide")
        self.sql("UPDATE mailing SET due_at = 1 WHERE settled_at IS NULL")
        while self.call("notice.send")["more"]:
            pass
        self.await_nothing_waits()

    def queue_many(self, count, words="High."):
        """So many mails that wait: one real digest, and copies of it to
        strangers, about whom there is nothing to be asked before it is sent.
        Kills the server, whose relay must be away."""
        ben = self.member("m0@example.org", "Ben")
        ann = self.member("ann@example.org", "Ann")
        club = self.community("Club", coordinators=[ann], members=[ben])["id"]
        self.ask(ann, "thread.open", community=club, title="Tides", body=words)
        self.digest_now(ben)
        self.await_outbox("m0@example.org", lambda r: r["kind"] == "digest")
        self.await_log("mail.held")
        self.kill()
        first = self.outbox("m0@example.org")
        names = [n for n in first
                 if n not in ("id", "address", "member", "unsubscribe")]
        last = self.sql("SELECT max(id) AS id FROM outbox")[0]["id"]
        columns = ", ".join(names)
        self.sql("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 "
                 f"FROM n WHERE i < {count - 1}) "
                 f"INSERT INTO outbox (id, address, {columns}) "
                 f"SELECT {last} + i, 'm' || i || '@example.org', {columns} "
                 f"FROM n, outbox o WHERE o.id = {first['id']}")
        return {f"m{i}@example.org" for i in range(count)}
