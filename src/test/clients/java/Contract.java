import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.ModelsApi;
import org.openapitools.client.api.ProofsApi;
import org.openapitools.client.api.VerificationApi;
import org.openapitools.client.model.Model;
import org.openapitools.client.model.Problem;
import org.openapitools.client.model.Proof;
import org.openapitools.client.model.ProofRequest;
import org.openapitools.client.model.ProofRequestByName;
import org.openapitools.client.model.ProofRequestInOrder;
import org.openapitools.client.model.Verification;

/// The whole way with the generated Java client: `Contract BASE MODEL CALIBRATION FOLDER`.
public final class Contract {
    private static final List<Double> APPLICANT =
            List.of(34.8, 40., 19., 4.6, 14.4, 12.6, 12.3, 48., 9., 3., 61., 1., 0., 8., 6., 12.9);

    public static void main(String[] arguments) throws Exception {
        ApiClient client = new ApiClient();
        client.updateBaseUri(arguments[0]);
        ModelsApi models = new ModelsApi(client);
        ProofsApi proofs = new ProofsApi(client);
        VerificationApi verification = new VerificationApi(client);

        Model uploaded = models.createModel(new File(arguments[1]), Files.readString(Path.of(arguments[2])), List.of(), null);
        UUID model = uploaded.getId();
        Model ready = uploaded;
        while (ready.getStatus() == Model.StatusEnum.COMPILING) {
            Thread.sleep(50);
            ready = models.getModel(model);
        }
        check(ready.getStatus() == Model.StatusEnum.READY, "the model is " + ready);

        ProofRequest byName = new ProofRequest(new ProofRequestByName()
                .inputs(Map.of("applicant", List.of(APPLICANT))).context("case 1"));
        Proof proof = finished(proofs, proofs.createProof(model, byName).getId());
        check(proof.getOutputs().get("probability_of_default").getValues().size() == 1, "the outputs are " + proof.getOutputs());
        ProofRequest inOrder = new ProofRequest(new ProofRequestInOrder().inputData(List.of(APPLICANT)));
        Proof other = finished(proofs, proofs.createProof(model, inOrder).getId());

        File key = keep(models.getVerificationKey(model), arguments[3], "key.bin");
        File bytes = keep(proofs.getProofBytes(proof.getId()), arguments[3], "proof.bin");
        File statement = keep(proofs.getStatementBytes(proof.getId()), arguments[3], "statement.bin");
        Verification verdict = verification.verifyProof(key, bytes, statement);
        check(verdict.getValid() && verdict.getContext().equals("case 1"), "the verdict is " + verdict);
        check(verification.verifyStoredProof(other.getId()).getValid(), "the other proof is not valid");
        check(proofs.listProofs(model, null, null, null).getItems().size() == 2, "the list has another length");

        try {
            proofs.createProof(model, new ProofRequest(new ProofRequestInOrder().inputData(List.of(List.of(1.)))));
            throw new IllegalStateException("a wrong input is accepted");
        } catch (ApiException refused) {
            Problem problem = ApiClient.createDefaultObjectMapper().readValue(refused.getResponseBody(), Problem.class);
            check(problem.getCode().equals("input-shape"), "the problem is " + problem);
        }
        proofs.deleteProof(other.getId());
        models.deleteModel(model);
        check(models.getModel(model).getStatus() == Model.StatusEnum.DELETED, "the deleted model has no tombstone");
        System.out.println("contract kept");
    }

    private static Proof finished(ProofsApi proofs, UUID id) throws Exception {
        Proof proof = proofs.getProof(id);
        while (proof.getStatus() == Proof.StatusEnum.QUEUED || proof.getStatus() == Proof.StatusEnum.RUNNING) {
            Thread.sleep(50);
            proof = proofs.getProof(id);
        }
        check(proof.getStatus() == Proof.StatusEnum.SUCCEEDED, "the proof is " + proof);
        return proof;
    }

    private static File keep(File download, String folder, String name) throws Exception {
        Path file = Path.of(folder, name);
        Files.move(download.toPath(), file, StandardCopyOption.REPLACE_EXISTING);
        return file.toFile();
    }

    private static void check(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }
}
