// The whole way with the generated TypeScript client: contract.js BASE MODEL CALIBRATION FOLDER
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Configuration, ModelsApi, ProofRequest, ProofsApi, ResponseError, VerificationApi } from './index';

const APPLICANT = [34.8, 40, 19, 4.6, 14.4, 12.6, 12.3, 48, 9, 3, 61, 1, 0, 8, 6, 12.9];

function check(condition: boolean, otherwise: unknown): asserts condition {
    if (!condition) {
        throw new Error(JSON.stringify(otherwise));
    }
}

async function waited<T extends { status: string }>(ask: () => Promise<T>, waiting: string[]): Promise<T> {
    let page = await ask();
    while (waiting.includes(page.status)) {
        await new Promise(resolve => setTimeout(resolve, 50));
        page = await ask();
    }
    return page;
}

async function main(base: string, modelFile: string, calibrationFile: string, folder: string): Promise<void> {
    const configuration = new Configuration({ basePath: base });
    const models = new ModelsApi(configuration);
    const proofs = new ProofsApi(configuration);
    const verification = new VerificationApi(configuration);

    const { id } = await models.createModel({
        model: new File([readFileSync(modelFile)], 'credit-scoring.onnx'),
        calibration: readFileSync(calibrationFile, 'utf8'),
    });
    const ready = await waited(() => models.getModel({ id }), ['COMPILING']);
    check(ready.status === 'READY', ready);

    const proven = async (proofRequest: ProofRequest) => {
        const order = await proofs.createProof({ id, proofRequest });
        const done = await waited(() => proofs.getProof({ id: order.id }), ['QUEUED', 'RUNNING']);
        check(done.status === 'SUCCEEDED', done);
        return done;
    };
    const proof = await proven({ inputs: { applicant: [APPLICANT] }, context: 'case 1' });
    check(proof.outputs?.['probability_of_default']?.values.length === 1, proof);
    const other = await proven({ inputData: [APPLICANT] });

    const key = await models.getVerificationKey({ id });
    const bytes = await proofs.getProofBytes({ id: proof.id });
    const statement = await proofs.getStatementBytes({ id: proof.id });
    for (const [name, content] of Object.entries({ 'key.bin': key, 'proof.bin': bytes, 'statement.bin': statement })) {
        writeFileSync(join(folder, name), Buffer.from(await content.arrayBuffer()));
    }
    const verdict = await verification.verifyProof({ key, proof: bytes, statement });
    check(verdict.valid && verdict.context === 'case 1', verdict);
    check((await verification.verifyStoredProof({ proofId: other.id })).valid, 'the other proof is not valid');
    check((await proofs.listProofs({ modelId: id })).items.length === 2, 'the list has another length');

    try {
        await proofs.createProof({ id, proofRequest: { inputData: [[1]] } });
        throw new Error('a wrong input is accepted');
    } catch (refused) {
        check(refused instanceof ResponseError, String(refused));
        check((await refused.response.json()).code === 'input-shape', 'another problem');
    }
    await proofs.deleteProof({ id: other.id });
    await models.deleteModel({ id });
    check((await models.getModel({ id })).status === 'DELETED', 'the deleted model has no tombstone');
    console.log('contract kept');
}

const [base, modelFile, calibrationFile, folder] = process.argv.slice(2);
main(base, modelFile, calibrationFile, folder).catch(error => {
    console.error(error);
    process.exit(1);
});
