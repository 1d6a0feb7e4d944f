package dev.proofmark.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.ServiceTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;

/// The database ends the session, or demands the transaction again, at the very commit that finishes a job.
///
/// A deferred trigger does it, as often as a sequence (which no rollback sets back) is below a number.
@ServiceTest
@DirtiesContext
class FinishingCommitTest {
    private static final String CUT = "perform pg_terminate_backend(pg_backend_pid());";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    private Api api;

    @BeforeEach
    void connect() {
        api = new Api(port);
    }

    private void atTheCommitThatMakes(String status, int times, String fault) {
        database.sql("drop sequence if exists faults cascade").update();
        database.sql("create sequence faults").update();
        database.sql("""
                        create or replace function fault() returns trigger language plpgsql as $$
                        begin
                            if new.status = '%s' and new.tidied_at is null and nextval('faults') <= %d then %s end if;
                            return null;
                        end $$""".formatted(status, times, fault)).update();
        database.sql("drop trigger if exists fault on job").update();
        database.sql("""
                        create constraint trigger fault after update on job deferrable initially deferred
                        for each row execute function fault()""").update();
    }

    private long faults() {
        return database.sql("select last_value from faults").query(Long.class).single();
    }

    private String prove(String model, String context) {
        Api.Answer answer = api.post(model + "/proofs",
                "{\"inputs\": {\"x\": [[1, 2, 3]]}, \"context\": \"" + context + "\"}");
        answer.expect(202);
        return answer.header("Location");
    }

    private int starts(String proof) {
        return database.sql("select attempt from job where id = (select job_id from proof where id = ?)")
                .param(UUID.fromString(proof.substring("/v1/proofs/".length()))).query(Integer.class).single();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        CUT,
        "raise exception 'again' using errcode = '40001';",
        "raise exception 'full' using errcode = '53100';",
    })
    void anAcceptedProofSucceedsAndIsComputedOnce(String fault) {
        String model = api.readyModel(FakeEngine.model(0, 0));
        atTheCommitThatMakes("SUCCEEDED", 3, fault);
        String proof = prove(model, "cut");
        JsonNode done = api.await(proof, body -> body.get("finishedAt") != null);
        assertThat(done.get("status").stringValue()).as("%s", done).isEqualTo("SUCCEEDED");
        assertThat(faults()).as("three commits failed").isEqualTo(4);
        assertThat(starts(proof)).isEqualTo(1);
        assertThat(api.get("/v1/verify/" + proof.substring("/v1/proofs/".length())).expect(200).get("valid").booleanValue())
                .isTrue();
    }

    @Test
    void aModelBecomesReady() {
        atTheCommitThatMakes("SUCCEEDED", 2, CUT);
        api.readyModel(FakeEngine.model(0, 0));
        assertThat(faults()).isEqualTo(3);
    }

    @Test
    void anEndWithAProblemArrivesToo() {
        String model = api.readyModel(FakeEngine.model(0, 0));
        atTheCommitThatMakes("FAILED", 2, CUT);
        String proof = prove(model, "refuse");
        assertThat(api.await(proof, Api.status("FAILED")).at("/problem/code").stringValue()).isEqualTo("invalid-input");
        assertThat(faults()).isEqualTo(3);
    }

    @Test
    void aRequestAtACutCommitIsAnsweredWith503() {
        String model = api.readyModel(FakeEngine.model(0, 60_000));
        String proof = prove(model, "delete-me");
        api.await(proof, Api.status("RUNNING"));
        atTheCommitThatMakes("RUNNING", Integer.MAX_VALUE, CUT);
        Api.Answer cut = api.delete(proof);
        cut.problem(503, "unavailable");
        assertThat(cut.header("Retry-After")).isNotNull();
        database.sql("drop trigger fault on job").update();
        assertThat(api.delete(proof).status()).as("told to stop, or stopped already").isIn(200, 202);
        api.await(proof, Api.status("CANCELLED"));
    }
}
