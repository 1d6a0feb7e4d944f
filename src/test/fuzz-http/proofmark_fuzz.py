"""What the fuzzer cannot read in openapi/openapi.yaml: a model, its calibration data, and files that belong together.

schemathesis loads this module (SCHEMATHESIS_HOOKS) and calls it before and after each request. Of requests that it means to be
valid, most get the sample model or real files, some get damaged ones. After most uploads and requests for proofs it waits until
the work has ended, so that the operations linked from there find something that is ready; after the others it does not.

At the end it prints, for each operation, how many requests were answered with which class of status, and says which operations
never succeeded. Environment: PROOFMARK_FUZZ_SAMPLE (the sample model's folder), PROOFMARK_FUZZ_REPORT (the file that takes the
counts, as JSON), PROOFMARK_API_KEY.
"""

import atexit
import collections
import hashlib
import json
import os
import pathlib
import random
import threading
import time

import requests
import schemathesis
from schemathesis.transport.serialization import Binary

SAMPLE = pathlib.Path(os.environ["PROOFMARK_FUZZ_SAMPLE"])
ONNX = (SAMPLE / "credit-scoring.onnx").read_bytes()
CALIBRATION = (SAMPLE / "calibration.json").read_text()
APPLICANT = json.loads((SAMPLE / "applicant.json").read_text())
KEY = {"Authorization": "Bearer " + os.environ["PROOFMARK_API_KEY"]}
PATIENCE_SECONDS = 60

lock = threading.Lock()
counts = collections.defaultdict(collections.Counter)  # by operation: "2xx", "404", and how it came to be called
verdicts = collections.Counter()
endings = collections.Counter()
whole = collections.deque(maxlen=32)  # key, proof and statement that belong together
key_digests = collections.deque(maxlen=32)
removed_proofs = set()
deleted_models = set()


def operation_id(case):
    return case.operation.definition.raw["operationId"]


def chance(case):
    """Random numbers that depend on nothing but what was generated, so that a case that is repeated is the same."""
    drawn = repr((operation_id(case), case.path_parameters, case.body if isinstance(case.body, (dict, list)) else None))
    return random.Random(hashlib.sha256(drawn.encode("utf-8", "replace")).digest())


def damaged(content, chance):
    if chance.random() < 0.5:
        return content[:chance.randrange(len(content))]
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1:]


def mostly(content, chance):
    return Binary(content if chance.random() < 0.85 else damaged(content, chance))


def number(chance):
    return chance.choice([0, 1, -1, 0.5, 34.8, 61, 1e-9, -1e9, 1e300, 2**53, chance.uniform(0, 50)])


def options(chance):
    every = {
        "precision": chance.choice(["default", "high"]),
        "outputVisibility": chance.choice(["public", "private"]),
        "seed": chance.choice(["a seed", "", "\u00e4\U0001f600", "s" * 1000]),
        "inputRanges": {chance.choice(["applicant", "x"]): [number(chance), number(chance)]},
        "shapes": {chance.choice(["applicant", "x"]): [chance.choice([0, 1, 2, -1]), 16]},
    }
    return json.dumps({name: every[name] for name in every if chance.random() < 0.25})


def inputs(chance):
    row = list(APPLICANT["inputs"]["applicant"][0])
    if chance.random() < 0.3:
        row[chance.randrange(len(row))] = number(chance)
    if chance.random() < 0.1:
        row = row[: chance.randrange(len(row))]
    document = {"inputs": {"applicant": [row]}} if chance.random() < 0.7 else {"input_data": [row]}
    if chance.random() < 0.7:
        document["inputVisibility"] = chance.choice(["private", "public", None])
    if chance.random() < 0.7:
        document["context"] = chance.choice(["case 4711", "", None, "\u00e4\U0001f600\u0000", "c" * 1024])
    return document


def upload(body, chance):
    """A model's upload; what was generated stays for the parts that are not replaced."""
    body["model"] = mostly(ONNX, chance)
    body.pop("externalData", None)
    if chance.random() < 0.9:
        body["calibration"] = CALIBRATION
    if chance.random() < 0.6:
        body.pop("options", None)
    elif chance.random() < 0.9:
        body["options"] = options(chance)


def verification(body, chance):
    if whole:
        key, proof, statement = chance.choice(list(whole))
        body["key"] = mostly(key, chance)
        body["proof"] = mostly(proof, chance)
        if "statement" in body:
            body["statement"] = mostly(statement, chance)


def replace_body(case, body):
    """Gives a request another body that is meant to be as valid as the one that was generated.

    schemathesis would hold it against the form's schema, which no bytes fulfil, and then expect that it is refused."""
    case.body = body
    case._record_starting_state()


@schemathesis.hook
def before_call(context, case, kwargs):
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    operation = operation_id(case)
    dice = chance(case)
    if operation == "getVerificationKeyByDigest" and key_digests and dice.random() < 0.5:
        case.path_parameters["digest"] = dice.choice(list(key_digests))
    elif operation == "createProof" and dice.random() < 0.8:
        replace_body(case, inputs(dice))
    elif isinstance(case.body, dict) and dice.random() < 0.9:
        body = dict(case.body)
        if operation == "createModel":
            upload(body, dice)
        elif operation == "createModelAndProof":
            upload(body, dice)
            if dice.random() < 0.9:
                body["input"] = json.dumps(inputs(dice))
        elif operation == "verifyProof":
            verification(body, dice)
        else:
            return
        replace_body(case, body)


def awaited(address):
    """The page of a job once it has ended."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        answer = requests.get(address, headers=KEY, timeout=PATIENCE_SECONDS)
        if answer.status_code != 200:
            return {"status": str(answer.status_code)}  # another request has removed it
        page = answer.json()
        if page["status"] not in ("COMPILING", "QUEUED", "RUNNING"):
            return page
        time.sleep(0.05)
    raise AssertionError(f"{address} has not ended within {PATIENCE_SECONDS} seconds")


def follow(operation, case, response):
    """After something was accepted: waits for its end, and takes the files of a proof."""
    if chance(case).random() < 0.2:
        return
    root = response.request.url.split("/v1/")[0]
    page = awaited(root + response.headers["location"][0])
    with lock:
        endings[f"{operation} {page['status']}"] += 1
    if page["status"] == "READY":
        key_digests.append(page["digests"]["key"])
    elif page["status"] == "SUCCEEDED":
        files = [requests.get(root + path, headers=KEY, timeout=PATIENCE_SECONDS) for path in (
            f"/v1/models/{page['modelId']}/verification-key", f"/v1/proofs/{page['id']}/proof", f"/v1/proofs/{page['id']}/statement")]
        if all(file.status_code == 200 for file in files):
            whole.append([file.content for file in files])


@schemathesis.hook
def after_call(context, case, response):
    operation = operation_id(case)
    called = case.meta.phase.name.value if case.meta else "probe"
    with lock:
        counts[operation]["requests"] += 1
        counts[operation][f"{response.status_code // 100}xx"] += 1
        counts[operation][f"status {response.status_code}"] += 1
        if response.status_code < 300:
            counts[operation][f"2xx {called}"] += 1
    if response.request.method != case.operation.method.upper():
        return  # another method than the operation's
    if response.status_code == 202 and operation in ("createModel", "createProof", "createModelAndProof"):
        follow(operation, case, response)
    elif response.status_code == 204:
        (deleted_models if operation == "deleteModel" else removed_proofs).add(case.path_parameters["id"])
    elif response.status_code == 200 and operation in ("verifyProof", "verifyStoredProof"):
        with lock:
            verdicts[f"{operation} {'valid' if response.json()['valid'] else 'not valid'}"] += 1


@schemathesis.check
def what_is_removed_stays_removed(context, response, case):
    """In place of schemathesis's own check, which knows neither that a deleted model's page and key stay nor that DELETE of a proof
    whose work goes on cancels that."""
    if response.status_code // 100 != 2 or response.request.method == "OPTIONS":
        return
    operation = operation_id(case)
    if operation == "deleteProof":
        return  # the removal itself
    name = case.path_parameters.get("id", case.path_parameters.get("proofId"))
    assert name not in removed_proofs, f"the proof {name} was removed, and {operation} still finds it"
    if name in deleted_models:
        assert operation != "createProof", f"the model {name} was deleted, and proofs of it are accepted"
        if operation == "getModel":
            assert response.json()["status"] == "DELETED", f"the model {name} was deleted, and its page does not say so"


@atexit.register
def report():
    classes = ["requests", "2xx", "2xx stateful", "4xx", "5xx"]
    print("\n" + "operation".ljust(30) + "".join(name.rjust(14) for name in classes))
    for operation in sorted(counts):
        print(operation.ljust(30) + "".join(str(counts[operation][name]).rjust(14) for name in classes))
    for tally in (endings, verdicts):
        print(", ".join(f"{name}: {times}" for name, times in sorted(tally.items())))
    pathlib.Path(os.environ["PROOFMARK_FUZZ_REPORT"]).write_text(json.dumps(
        {"operations": counts, "endings": endings, "verdicts": verdicts}, indent=1, sort_keys=True))
