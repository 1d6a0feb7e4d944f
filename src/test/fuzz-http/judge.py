"""Judges a run of the fuzzer beyond schemathesis's own checks: python judge.py report.json openapi.yaml service.log

Every operation of the description must have succeeded at least once, some proofs must have been verified as valid, no answer may be 5xx, and
the service's log may hold no error.
"""

import json
import pathlib
import sys

import yaml

report = json.loads(pathlib.Path(sys.argv[1]).read_text())
description = yaml.safe_load(pathlib.Path(sys.argv[2]).read_text())
log = pathlib.Path(sys.argv[3]).read_text(errors="replace").splitlines()

operations = [operation["operationId"] for path in description["paths"].values() for operation in path.values()]
counts = report["operations"]
faults = [f"{name} never succeeded" for name in operations if not counts.get(name, {}).get("2xx")]
faults += [f"{name} answered 5xx {counts[name]['5xx']} times" for name in counts if counts[name].get("5xx")]
faults += [f"{name} found no proof valid" for name in ("verifyProof", "verifyStoredProof")
           if not report["verdicts"].get(name + " valid")]
faults += ["the log holds an error: " + line for line in log if " ERROR " in line]

for fault in faults:
    print(fault, file=sys.stderr)
print(f"{sum(count['requests'] for count in counts.values())} requests, "
      f"{sum(count.get('2xx', 0) for count in counts.values())} of them successful")
sys.exit(1 if faults else 0)
