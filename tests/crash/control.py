#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""control.py DATABASE LEVEL COUNT - a program that says it has stored.

The control of the power-cut replay: with LEVEL FULL it keeps its word, with
NORMAL it does not, and the replay must tell one from the other.
"""
import os
import sqlite3
import sys

path, level, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
db = sqlite3.connect(path, isolation_level=None)
db.execute("PRAGMA journal_mode = WAL")
db.execute("PRAGMA synchronous = FULL")
db.execute("CREATE TABLE post (id INTEGER PRIMARY KEY, body TEXT)")
db.execute("PRAGMA wal_checkpoint")
db.execute(f"PRAGMA synchronous = {level}")
for n in range(1, count + 1):
    db.execute("INSERT INTO post VALUES (?, ?)", (n, "word " * 50))
    os.write(1, b'{"result":{"id":%d,"thread":1}}\n' % n)
