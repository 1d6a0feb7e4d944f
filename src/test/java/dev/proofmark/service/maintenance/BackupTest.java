package dev.proofmark.service.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.Await;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.TestNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Backups of a working installation, each restored and put to work.
class BackupTest {
    private static final int BACKUPS = 3;

    @TempDir
    private Path folder;

    private Map<String, String> data(String name) {
        return Map.of("proofmark.data-dir", folder.resolve(name).toString(), "proofmark.jobs.lease", "30s");
    }

    private Command command(String name, String backup, String data) {
        return Command.run(name, folder.resolve(backup).toString(), "--proofmark.data-dir=" + folder.resolve(data));
    }

    @Test
    void everyBackupOfAWorkingInstallationIsOneMomentOfIt() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        Queue<String> kept = new ConcurrentLinkedQueue<>();
        List<List<String>> before = new ArrayList<>();
        try (TestNode node = TestNode.start(folder.resolve("node"), data("live")); ExecutorService load = Executors.newFixedThreadPool(2)) {
            Api api = node.api();
            String model = api.readyModel(FakeEngine.model(0, 5) + "private=1\n");
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                callers.add(load.submit(() -> callUntil(enough, api, model, kept)));
            }
            try {
                for (int i = 0; i < BACKUPS; i++) {
                    int wanted = 20 * (i + 1);
                    Await.until("some proofs", kept::size, size -> size >= wanted);
                    before.add(List.copyOf(kept));
                    Command backup = command("backup", "backup" + i, "live");
                    assertThat(backup.exitCode()).as(backup.output()).isZero();
                    assertThat(backup.output()).contains("secret.key");
                }
            } finally {
                enough.set(true);
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
        }
        for (int i = 0; i < BACKUPS; i++) {
            Command restored = command("restore", "backup" + i, "restored" + i);
            assertThat(restored.exitCode()).as(restored.output()).isZero();
            assertThat(restored.output()).doesNotContain("NOT in the backup");
            try (TestNode node = TestNode.start(folder.resolve("again" + i), data("restored" + i))) {
                assertWhole(node.api(), before.get(i));
            }
        }
        assertThat(command("restore", "backup0", "restored0").output()).contains("is not empty");
    }

    /// Asks for proofs, removes some, uploads and removes models: files come and go. What the busy service puts off (503) is asked again.
    ///
    /// @param kept takes the pages of proofs that are made and never removed
    private static void callUntil(AtomicBoolean enough, Api api, String model, Queue<String> kept) {
        for (int i = 0; !enough.get(); i++) {
            String proof = answered("a request for a proof", () -> api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}"))
                    .header("Location");
            ended(api, proof, "SUCCEEDED");
            if (i % 4 == 0) {
                assertThat(answered("the removal of a proof", () -> api.delete(proof)).status()).isIn(204, 404);
            } else {
                kept.add(proof);
            }
            if (i % 10 == 0) {
                String remark = FakeEngine.model(0, 0) + "# " + i + "\n";
                String another =
                        answered("an upload", () -> api.post("/v1/models", new Api.Form().file("model", "m", remark))).header("Location");
                ended(api, another, "READY");
                assertThat(answered("the removal of a model", () -> api.delete(another)).status()).isIn(204, 404);
            }
        }
    }

    private static Api.Answer answered(String what, Callable<Api.Answer> request) {
        return Await.until(what, request, answer -> answer.status() != 503);
    }

    private static void ended(Api api, String page, String status) {
        Await.until(page, () -> api.get(page),
                answer -> answer.status() == 200 && answer.json().get("status").stringValue().equals(status));
    }

    /// @param kept pages of proofs that were made before the backup began
    private static void assertWhole(Api api, List<String> kept) {
        Await.until("the end of what was under way", () -> Stream.of("QUEUED", "RUNNING")
                .mapToInt(status -> api.get("/v1/proofs?limit=100&status=" + status).expect(200).get("items").size()).sum(),
                left -> left == 0);
        api.get("/v1/proofs?limit=100").expect(200).get("items")
                .forEach(item -> assertThat(item.get("status").stringValue()).isEqualTo("SUCCEEDED"));
        kept.forEach(proof -> {
            assertThat(api.get(proof).expect(200).at("/outputs/y/values/0").doubleValue()).as("a sealed output").isEqualTo(6);
            assertThat(api.get(proof.replace("proofs", "verify")).expect(200).get("valid").booleanValue()).isTrue();
        });
        JsonNode models = api.get("/v1/models?status=READY&limit=100").expect(200).get("items");
        assertThat(models).isNotEmpty();
        models.forEach(item -> {
            String model = "/v1/models/" + item.get("id").stringValue();
            assertThat(api.get(model + "/verification-key").status()).isEqualTo(200);
            String proof = api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}").header("Location");
            api.await(proof, Api.status("SUCCEEDED"));
        });
    }

    @Test
    void whatIsNotThereIsToldAndTheRestIsBackedUp() throws Exception {
        try (TestNode node = TestNode.start(folder.resolve("node"), data("live"))) {
            Api api = node.api();
            String model = api.readyModel(FakeEngine.model(0, 0));
            String proof = api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}").header("Location");
            api.await(proof, Api.status("SUCCEEDED"));
        }
        try (Stream<Path> open = Files.walk(folder.resolve("live/artifacts/open"))) {
            List<Path> files = open.filter(Files::isRegularFile).sorted().toList();
            Files.delete(files.get(0));
            Files.writeString(files.get(1), "changed");
        }
        Command backup = command("backup", "backup", "live");
        assertThat(backup.exitCode()).as(backup.output()).isEqualTo(1);
        assertThat(backup.output()).contains("is missing").contains("has changed on disk");
        assertThat(command("restore", "backup", "restored").exitCode()).isZero();
        assertThat(command("backup", "backup", "live").output()).contains("is not empty");
        assertThat(command("restore", "nothing", "new").output()).contains("holds no complete backup");
        assertThat(Command.run("backup").exitCode()).isEqualTo(2);
        assertThat(Command.run("rotate-key", "what").exitCode()).isEqualTo(2);
    }
}
