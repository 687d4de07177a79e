"""Hold SARIF reports against the OASIS schema, and against what a schema cannot say.   usage: sarif.py SCHEMA REPORT..."""
import json
import sys

import jsonschema


def complaints(log):
    for run in log["runs"]:
        rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        taxa = {t["name"]: {taxon["id"] for taxon in t["taxa"]} for t in run["taxonomies"]}
        states = {"baselineState" in result for result in run["results"]}
        if len(states) > 1:
            yield "baselineState on some results and not on others"
        seen = set()
        for result in run["results"]:
            where = result["partialFingerprints"]["cotejo/v1"]
            if rules[result["ruleIndex"]] != result["ruleId"]:
                yield f"{where}: ruleIndex is not that of {result['ruleId']}"
            for taxon in result["taxa"]:
                if taxon["id"] not in taxa[taxon["toolComponent"]["name"]]:
                    yield f"{where}: no taxon {taxon['id']}"
            if (where, len(run["results"])) in seen:
                yield f"{where}: a fingerprint twice"
            seen.add((where, len(run["results"])))
            for place in result["locations"] + result.get("relatedLocations", []):
                region = place["physicalLocation"]["region"]
                if (region["startLine"], region["startColumn"]) >= (region["endLine"], region["endColumn"]):
                    yield f"{where}: an empty or reversed region"
            if result["message"]["text"][-1] not in ".?!":
                yield f"{where}: the message ends without a stop"
            for suppression in result.get("suppressions", []):
                if not suppression.get("justification"):
                    yield f"{where}: suppressed without a reason"


schema = json.load(open(sys.argv[1], encoding="utf-8"))
validator = jsonschema.Draft4Validator(schema)
failed = 0
for name in sys.argv[2:]:
    log = json.load(open(name, encoding="utf-8"))
    wrong = [f"{list(e.absolute_path)}: {e.message[:300]}" for e in validator.iter_errors(log)] or list(complaints(log))
    for line in wrong[:20]:
        print(f"{name}: {line}")
    failed += len(wrong)
    print(f"{name}: {sum(len(run['results']) for run in log['runs'])} results, {len(wrong)} complaints")
sys.exit(failed > 0)
