"""The whole way with the generated Python client: contract.py BASE MODEL CALIBRATION FOLDER"""

import json
import pathlib
import sys
import time

import openapi_client as client

APPLICANT = [34.8, 40, 19, 4.6, 14.4, 12.6, 12.3, 48, 9, 3, 61, 1, 0, 8, 6, 12.9]


def waited(ask, waiting):
    page = ask()
    while page.status in waiting:
        time.sleep(0.05)
        page = ask()
    return page


def main(base, model_file, calibration_file, folder):
    api = client.ApiClient(client.Configuration(host=base))
    models = client.ModelsApi(api)
    proofs = client.ProofsApi(api)
    verification = client.VerificationApi(api)

    model_bytes = pathlib.Path(model_file).read_bytes()
    calibration = pathlib.Path(calibration_file).read_text()
    model = models.create_model(("credit-scoring.onnx", model_bytes), calibration=calibration).id
    ready = waited(lambda: models.get_model(model), ["COMPILING"])
    assert ready.status == "READY", ready

    def proven(request):
        order = proofs.create_proof(model, client.ProofRequest(request))
        done = waited(lambda: proofs.get_proof(order.id), ["QUEUED", "RUNNING"])
        assert done.status == "SUCCEEDED", done
        return done

    proof = proven(client.ProofRequestByName(inputs={"applicant": [APPLICANT]}, context="case 1"))
    assert len(proof.outputs["probability_of_default"].values) == 1, proof
    other = proven(client.ProofRequestInOrder(input_data=[APPLICANT]))

    files = {
        "key.bin": bytes(models.get_verification_key(model)),
        "proof.bin": bytes(proofs.get_proof_bytes(proof.id)),
        "statement.bin": bytes(proofs.get_statement_bytes(proof.id)),
    }
    for name, content in files.items():
        pathlib.Path(folder, name).write_bytes(content)
    verdict = verification.verify_proof(files["key.bin"], files["proof.bin"], statement=files["statement.bin"])
    assert verdict.valid and verdict.context == "case 1", verdict
    assert verification.verify_stored_proof(other.id).valid
    assert len(proofs.list_proofs(model_id=model).items) == 2

    try:
        proofs.create_proof(model, client.ProofRequest(client.ProofRequestInOrder(input_data=[[1.0]])))
        raise AssertionError("a wrong input is accepted")
    except client.ApiException as refused:
        assert json.loads(refused.body)["code"] == "input-shape", refused
    proofs.delete_proof(other.id)
    models.delete_model(model)
    assert models.get_model(model).status == "DELETED"
    print("contract kept")


main(*sys.argv[1:])
