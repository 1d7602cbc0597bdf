# SPDX-License-Identifier: Apache-2.0
"""
What makes no sense is refused with status 1 and one sentence; what has no
answer is null with a reason; neither is ever NaN.
"""
import json

import program

RAM = '{"ratings": %s}'
BALLOT = '{"candidates": ["A","B"], "ballots": [%s]}'

# (why, method, input, what the sentence holds)
REFUSED = [
    ("no JSON", "ram", "ratings", "not JSON"),
    ("nothing at all", "ram", "", "JSON"),
    ("two objects", "ram", '{"ratings":[]}{}', "not JSON"),
    ("NaN", "ram", RAM % "[NaN]", "not JSON"),
    ("no object", "ram", "[1,2]", "not a JSON object"),
    ("an unknown field", "ram", '{"ratings":[1],"rating":[1]}', "'rating'"),
    ("a missing field", "quantiles", '{"values":[1]}', "'p' is missing"),
    ("neither ratings nor counts", "ram", "{}", "'counts'"),
    ("both ratings and counts", "ram",
     '{"ratings":[1],"counts":[1,0,0,0,0,0,0,0,0]}', "either"),
    ("a rating of 0", "ram", RAM % "[5,0]", "'ratings.1'"),
    ("a rating of 10", "ram_classic", RAM % "[10]", "'ratings.0'"),
    ("half a rating", "ram", RAM % "[6.5]", "whole"),
    ("a rating as text", "ram", RAM % '["7"]', "not a number"),
    ("a rating that is null", "ram", RAM % "[7,null]", "'ratings.1'"),
    ("a rating that is true", "ram", RAM % "[true]", "not a number"),
    ("ratings as an object", "ram", RAM % '{"7":1}', "not a list"),
    ("eight counts", "ram", '{"counts":[1,1,1,1,1,1,1,1]}', "8 items"),
    ("ten counts", "ram", '{"counts":[1,1,1,1,1,1,1,1,1,1]}', "more than 9"),
    ("less than nobody", "ram", '{"counts":[1,-1,1,1,1,1,1,1,1]}',
     "'counts.1'"),
    ("half a person", "ram", '{"counts":[0.5,1,1,1,1,1,1,1,1]}', "whole"),
    ("a point that is not on the scale", "ram", '{"counts":{"10":1}}',
     "no point"),
    ("another quantile", "ram", '{"ratings":[1],"quantile":"type8"}',
     "type7, type6"),
    ("too many ratings", "ram", RAM % ("[" + "5," * 100000 + "5]"),
     "more than 100000"),
    ("a number beyond all", "quantiles", '{"values":[1e300],"p":0}',
     "2^53"),
    ("a p above 1", "quantiles", '{"values":[1],"p":1.01}', "'p'"),
    ("a p below 0 in a list", "quantiles", '{"values":[1],"p":[0.5,-0.1]}',
     "'p.1'"),
    ("a need of nothing", "consensus_topbox",
     '{"ratings":[7],"need":0,"against":15}', "'need'"),
    ("a need above all", "consensus_topbox",
     '{"ratings":[7],"need":101,"against":15}', "'need'"),
    ("a share below none", "consensus_topbox",
     '{"ratings":[7],"need":70,"against":-1}', "'against'"),
    ("a range below 0", "iqr_consensus", '{"ratings":[1],"max_iqr":-1}',
     "'max_iqr'"),
    ("rounds of different people", "histogram_change",
     '{"round1":[1,2],"round2":[1]}', "1 items, not 2"),
    ("a rating in no category", "histogram_change",
     '{"round1":[1],"round2":[6],"categories":5}', "'round2.0'"),
    ("half a category", "cv_change",
     '{"round1":[1],"round2":[1],"categories":1.5}', "'categories'"),
    ("more than a billion", "mcnemar", '{"b":1000000001,"c":1}', "'b'"),
    ("half a member", "mcnemar", '{"b":1.5,"c":1}', "'b'"),
    ("a table that is not square", "kappa", '{"table":[[1,2],[3,4],[5,6]]}',
     "not square"),
    ("a ragged table", "kappa", '{"table":[[1,2],[3]]}', "'table.1'"),
    ("a table of numbers", "kappa", '{"table":[1,2]}', "'table.0'"),
    ("a cell below 0", "kappa", '{"table":[[1,-2],[3,4]]}', "'table.0.1'"),
    ("other weights", "kappa", '{"table":[[1]],"weights":"cubic"}',
     "quadratic"),
    ("ragged judges", "kendall_w", '{"scores":[[1,2,3],[1,2]]}',
     "2 items, not 3"),
    ("a score that is null", "kendall_w", '{"scores":[[1,null]]}',
     "'scores.0.1'"),
    ("too many scores", "kendall_w",
     json.dumps({"scores": [list(range(1000))] * 1001}), "1000000"),
    ("too many judges", "kendall_w", json.dumps({"scores": [[]] * 10001}),
     "10000"),
    ("too many items", "kendall_w", json.dumps({"scores": [[1] * 1001]}),
     "1000 items"),
    ("a candidate twice", "schulze",
     '{"candidates":["A","A"],"ballots":[]}', "twice"),
    ("a stranger on a ballot", "schulze", BALLOT % '{"ranking":[["C"]]}',
     "unknown name 'C'"),
    ("a name twice on a ballot", "borda", BALLOT % '{"ranking":["A",["A"]]}',
     "twice"),
    ("an empty rank", "borda", BALLOT % '{"ranking":[[],["A"]]}',
     "'ballots.0.ranking.0' is empty"),
    ("a number on a ballot", "schulze", BALLOT % '{"ranking":[1]}', "names"),
    ("a ballot without a ranking", "schulze", BALLOT % '{"count":1}',
     "'ballots.0.ranking' is missing"),
    ("a ballot with a name too many", "schulze",
     BALLOT % '{"ranking":[],"weight":1}', "'ballots.0.weight'"),
    ("less than no ballot", "borda", BALLOT % '{"ranking":[],"count":-1}',
     "'ballots.0.count'"),
    ("a top that schulze does not have", "schulze",
     '{"candidates":[],"ballots":[],"top":1}', "'top'"),
    ("a top of 0", "borda", '{"candidates":[],"ballots":[],"top":0}',
     "'top'"),
    ("too many candidates", "schulze", json.dumps(
        {"candidates": [str(i) for i in range(101)], "ballots": []}),
     "more than 100"),
    ("groups as a list", "jla", '{"questions":[],"top":1,"groups":[]}',
     "'groups'"),
    ("a tie in a member's list", "jla",
     '{"questions":["A","B"],"top":1,"groups":{"x":[[["A","B"]]]}}',
     "'groups.x.0.0' is not a name"),
    ("a score between", "chnri", '{"criteria":[[1,0.7]]}',
     "'criteria.0.1'"),
    ("a score below 0", "chnri", '{"criteria":[[-1]]}', "'criteria.0.0'"),
    ("ragged criteria", "chnri", '{"criteria":[[1],[1,0]]}',
     "'criteria.1'"),
]

# (why, method, input): something is null, and a reason says why
NULL = [
    ("nobody rated", "ram", '{"ratings":[]}'),
    ("nobody is counted", "ram", '{"counts":[0,0,0,0,0,0,0,0,0]}'),
    ("nobody rated", "ram_classic", '{"ratings":[]}'),
    ("seven rated", "ram_classic", '{"ratings":[7,7,7,7,7,7,7]}'),
    ("no values", "quantiles", '{"values":[],"p":[0.5]}'),
    ("nobody rated", "consensus_topbox",
     '{"ratings":[],"need":70,"against":15}'),
    ("nobody rated", "iqr_consensus", '{"ratings":[],"max_iqr":1}'),
    ("nobody stayed", "attrition", '{"stayers":[],"leavers":[1]}'),
    ("nobody rated", "histogram_change", '{"round1":[],"round2":[]}'),
    ("nobody rated", "median_shift", '{"round1":[],"round2":[]}'),
    ("one person", "cv_change", '{"round1":[1],"round2":[2]}'),
    ("means of zero", "cv_change", '{"round1":[0.1,0.2,-0.3],"round2":[1,2,3]}'),
    ("nobody moved", "mcnemar", '{"b":0,"c":0}'),
    ("an empty table", "kappa", '{"table":[]}'),
    ("one category", "kappa", '{"table":[[7]]}'),
    ("a table of zeros", "kappa", '{"table":[[0,0],[0,0]]}'),
    ("all in one cell", "kappa",
     '{"table":[[0,0],[0,9]],"weights":"quadratic"}'),
    ("no judge", "kendall_w", '{"scores":[]}'),
    ("no item", "kendall_w", '{"scores":[[],[]]}'),
    ("one judge", "kendall_w", '{"scores":[[1,2,3]]}'),
    ("one item", "kendall_w", '{"scores":[[1],[2]]}'),
    ("all tied", "kendall_w", '{"scores":[[2,2,2],[3,3,3]]}'),
    ("no ballot", "schulze", BALLOT % ""),
    ("ballots of nobody", "schulze", BALLOT % '{"ranking":["A"],"count":0}'),
    ("no candidate", "schulze", '{"candidates":[],"ballots":[]}'),
    ("no ballot", "borda", BALLOT % ""),
    ("nobody answered", "jla",
     '{"questions":["A"],"top":1,"groups":{"x":[]}}'),
    ("no group", "jla", '{"questions":["A"],"top":1,"groups":{}}'),
    ("no question", "jla", '{"questions":[],"top":1,"groups":{"x":[[]]}}'),
    ("no criterion", "chnri", '{"criteria":[]}'),
    ("no scorer", "chnri", '{"criteria":[[],[]]}'),
    ("nobody informed", "chnri", '{"criteria":[[null,null],[1,1]]}'),
]


def holds_null(value):
    if isinstance(value, dict):
        return any(holds_null(v) for v in value.values())
    if isinstance(value, list):
        return any(holds_null(v) for v in value)
    return value is None


def refused(tap):
    for why, method, given, words in REFUSED:
        status, out, err = program.run(method, given)
        tap.check(f"{method} refuses {why}",
                  status == 1 and out == "" and words in err and
                  err.startswith("soundings: ") and err.count("\n") == 1,
                  f"{given[:200]}\nstatus {status}\n{out}{err}")


def null(tap):
    for why, method, given in NULL:
        status, out, err = program.run(method, given)
        answer = json.loads(out, parse_constant=program.not_json) \
            if status == 0 else {}
        tap.check(f"{method} has no answer, but a reason: {why}",
                  bool(answer.pop("reason", None)) and holds_null(answer),
                  f"{given}\nstatus {status}\n{out}{err}")


def status(tap):
    code, out, err = program.run(None, "")
    tap.check("without a method the methods are listed",
              code == 0 and "kendall_w" in out and err == "", err)
    code, out, err = program.run("anova", "{}")
    tap.check("an unknown method ends with status 2 and the list",
              code == 2 and out == "" and "kendall_w" in err, out)


def check(tap):
    status(tap)
    refused(tap)
    null(tap)
