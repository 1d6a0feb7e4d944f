package dev.proofmark.service.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.artifacts.ArtifactRef.Protection;
import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.ServiceTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class ArtifactSweepTest {
    @LocalServerPort
    private int port;

    @Autowired
    private ArtifactSweep sweep;

    @Autowired
    private JdbcClient database;

    @Test
    void whateverARowNamesIsKept() {
        Api api = new Api(port);
        String model = api.readyModel(FakeEngine.model(0, 0));
        String lonely = api.readyModel(FakeEngine.model(0, 0));
        String proof = api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}").header("Location");
        api.await(proof, Api.status("SUCCEEDED"));
        List<String> columns = database.sql("""
                        select unnest(array[plan_artifact, proving_key_artifact, verification_key_artifact])
                        from model where id = :model
                        union all select artifact from model_file where model_id = :model
                        union all select unnest(array[statement_artifact, proof_artifact]) from proof where model_id = :model""")
                .param("model", UUID.fromString(model.substring("/v1/models/".length())))
                .query(String.class)
                .list();
        assertThat(columns).hasSize(7).doesNotContainNull();
        assertThat(sweep.named()).containsAll(columns.stream().map(ArtifactRef::parse).toList());

        ArtifactRef withProof = key(api, model);
        ArtifactRef without = key(api, lonely);
        assertThat(sweep.named()).contains(withProof, without);
        api.delete(model);
        api.delete(lonely);
        assertThat(sweep.named()).as("public keys outlive their models").contains(withProof, without);
        sweep.sweep();
        assertThat(api.get(proof + "/proof").status()).isEqualTo(200);
    }

    private static ArtifactRef key(Api api, String model) {
        return new ArtifactRef(Protection.OPEN, api.get(model).expect(200).at("/digests/verificationKey").stringValue());
    }
}
