# SPDX-License-Identifier: Apache-2.0
"""The replay law: snapshot before + events heard = snapshot after.

Checked for every speaker and every community they can see, per table, row and
field. Rows are keyed by id; the newest seq wins.
"""
from pattern import short


def tables_of(contract):
    """Event kind -> table, from the printed contract."""
    return {event["name"]: event["row"] for event in contract["x-events"]}


def fold(before, events, upto, community, tables):
    """The rows as the listener's client would have them at `upto`."""
    state = {table: {row["id"]: row for row in rows}
             for table, rows in before["rows"].items()}
    for message in events:
        told = message["params"]
        seq = told.get("seq")
        table = tables.get(message["method"])
        if (seq is None or not before["seq"] < seq <= upto or table is None
                or told.get("community") not in (community, None)):
            continue
        state.setdefault(table, {})[told["row"]["id"]] = told["row"]
    return state


def differences(state, after):
    """Sentences that say where the fold and the later snapshot part."""
    out = []
    for table in sorted(state.keys() | after["rows"].keys()):
        have = state.get(table, {})
        want = {row["id"]: row for row in after["rows"].get(table, [])}
        for ident in sorted(have.keys() | want.keys()):
            if ident not in have:
                out.append(f"{table} {ident} was never told: "
                           + short(want[ident]))
            elif ident not in want:
                out.append(f"{table} {ident} was told but is not there: "
                           + short(have[ident]))
            else:
                out += fields(table, ident, have[ident], want[ident])
    return out


def fields(table, ident, have, want):
    return [f"{table} {ident}.{name} was told as "
            f"{short(have.get(name))}, and is {short(want.get(name))}"
            for name in sorted(have.keys() | want.keys())
            if have.get(name) != want.get(name)]


def check(speaker, tables):
    """(what is wrong, the stream to keep) for one speaker at the end."""
    wrong, kept = [], []
    communities = sorted(speaker.before)
    after = {c: speaker.snapshot(c) for c in communities}
    speaker.barrier()
    for community in communities:
        before, then = speaker.before[community], after[community]
        state = fold(before, speaker.heard, then["seq"], community, tables)
        wrong += [f"{speaker.name}, community {community}: {what}"
                  for what in differences(state, then)]
        kept.append({"community": community, "before": before,
                     "after": then})
    stream = {"speaker": speaker.name, "communities": kept,
              "events": speaker.heard}
    return wrong + speaker.wrong, stream


def blind_spots(stream, tables):
    """(events whose loss is noticed, events whose loss is not) of a stream.

    The law's own control: the newest event of each row is left out, and unless
    it told nothing new the later snapshot must contradict.
    """
    seen = unseen = 0
    for place in stream["communities"]:
        newest = {(tables.get(m["method"]), m["params"]["row"]["id"]): m
                  for m in stream["events"] if "row" in m["params"]}
        for (table, ident), message in newest.items():
            rest = [m for m in stream["events"] if m is not message]
            state = fold(place["before"], rest, place["after"]["seq"],
                         place["community"], tables)
            row = state.get(table, {}).get(ident)
            told = message["params"]
            if (row == told["row"] or told["seq"] > place["after"]["seq"]
                    or told["seq"] <= place["before"]["seq"] or
                    told.get("community") not in (place["community"], None)):
                continue
            if differences(state, place["after"]):
                seen += 1
            else:
                unseen += 1
    return seen, unseen
