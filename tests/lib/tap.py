# SPDX-License-Identifier: Apache-2.0
"""TAP for parts written in Python: ok, not ok, skip; explanations to stderr."""
import sys


class Tap:
    def __init__(self):
        self.count = 0
        self.failed = 0

    def line(self, words, sentence, tail=""):
        self.count += 1
        print(f"{words} {self.count} - {sentence}{tail}", flush=True)

    def ok(self, sentence):
        self.line("ok", sentence)

    def not_ok(self, sentence, why=""):
        self.failed += 1
        self.line("not ok", sentence)
        if why:
            print(f"--- {sentence}\n{why}", file=sys.stderr, flush=True)

    def skip(self, sentence, why):
        self.line("ok", sentence, f" # SKIP {why}")

    def check(self, sentence, good, why=""):
        if good:
            self.ok(sentence)
        else:
            self.not_ok(sentence, why)
        return good

    def end(self):
        """Prints the plan; the exit code of the part."""
        print(f"1..{self.count}", flush=True)
        return 1 if self.failed else 0
