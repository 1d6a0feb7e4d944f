package dev.proofmark.kills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.kills.Ledger.Promise;
import dev.proofmark.service.database.EmbeddedDatabase;
import dev.proofmark.service.platform.FolderRemoval;
import dev.proofmark.service.platform.Randomness;
import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Sixty times `kill -9`, two of three times of the service and else of its database server, at random moments under load. Afterwards
/// every promise is kept, nothing is damaged, and nothing lies about.
class KillsIT {
    private static final int KILLS = Integer.getInteger("proofmark.kills", 60);
    private static final long SEED = Long.getLong("proofmark.kills.seed", 1);
    private static final long LONGEST_LIFE_MILLIS = 10_000;
    /// A service that is killed while it starts was started for at the most so long.
    private static final long LONGEST_START_MILLIS = 5_000;

    /// Stays afterwards, for whoever wants to know what happened.
    private final Path folder = Path.of("target", "kills").toAbsolutePath();
    private final Random random = new Random(SEED);
    private final Ledger ledger = new Ledger();
    private final AtomicBoolean databaseLost = new AtomicBoolean();
    private final Map<String, Integer> done = new TreeMap<>();
    private KilledService service;

    @Test
    void everyPromiseIsKeptWhateverIsKilled() throws Exception {
        FolderRemoval.remove(folder);
        try (EmbeddedDatabase database =
                EmbeddedDatabase.start(folder.resolve("database"), new Randomness(), () -> databaseLost.set(true))) {
            service = new KilledService(Path.of(System.getProperty("proofmark.service.jar")), folder.resolve("service"), Map.of(
                    "SPRING_DATASOURCE_URL", database.jdbcUrl(), "SPRING_DATASOURCE_USERNAME", database.user(),
                    "SPRING_DATASOURCE_PASSWORD", database.password(), "PROOFMARK_WARM_UP", "0",
                    "PROOFMARK_JOBS_LEASE", "5s", "PROOFMARK_JOBS_HEARTBEAT", "500ms"));
            service.launch(Map.of());
            service.awaitHealth();
            try (Load load = new Load(ledger, lastingModels(), service.api(), SEED)) {
                for (boolean ofTheService : schedule()) {
                    kill(ofTheService);
                    load.check();
                    assertThat(databaseLost).as("the database server does not start again").isFalse();
                }
                done.put("requests without an answer", load.unanswered());
                done.put("requests put off (503, 507)", load.putOff());
            }
            service.awaitHealth();
            everythingEnds();
            everyPromiseIsKept();
            service.stop();
            nothingIsDamagedOrLeftBehind();
        } finally {
            System.out.println("kills of seed " + SEED + ": " + done);
        }
    }

    private Set<String> lastingModels() throws IOException {
        Set<String> lasting = Set.of(Load.upload(service.api(), true), Load.upload(service.api(), false));
        lasting.forEach(ledger::model);
        lasting.forEach(model -> service.api().await(model, Api.status("READY")));
        return lasting;
    }

    private List<Boolean> schedule() {
        List<Boolean> schedule = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            schedule.add(i % 3 != 0);
        }
        Collections.shuffle(schedule, random);
        return schedule;
    }

    /// At a random moment of a life; one of four services dies already while it starts.
    private void kill(boolean ofTheService) throws IOException, InterruptedException {
        if (!ofTheService) {
            service.awaitHealth();
            Thread.sleep(random.nextLong(LONGEST_LIFE_MILLIS));
            killDatabase();
            return;
        }
        boolean starting = random.nextInt(4) == 0;
        if (!starting) {
            service.awaitHealth();
        }
        Thread.sleep(random.nextLong(starting ? LONGEST_START_MILLIS : LONGEST_LIFE_MILLIS));
        count(service.healthy() ? "kills of the service" : "kills of the service while it was away");
        service.kill();
        service.launch(Map.of());
    }

    private void killDatabase() throws IOException, InterruptedException {
        long server = Long.parseLong(Files.readAllLines(folder.resolve("database/cluster/postmaster.pid")).getFirst().strip());
        assertThat(new ProcessBuilder("kill", "-KILL", String.valueOf(server)).start().waitFor()).isZero();
        count("kills of the database server");
    }

    private void count(String what) {
        done.merge(what, 1, Integer::sum);
    }

    private void everythingEnds() {
        Api api = service.api();
        for (String waiting : List.of("/v1/proofs?status=QUEUED", "/v1/proofs?status=RUNNING", "/v1/models?status=COMPILING")) {
            Await.until("the end of what was accepted", () -> items(api, waiting).size(), left -> left == 0);
        }
    }

    /// All entries of a list.
    private static List<JsonNode> items(Api api, String list) {
        List<JsonNode> items = new ArrayList<>();
        String more = list + (list.contains("?") ? "&" : "?") + "limit=100";
        JsonNode page = api.get(more).expect(200);
        page.get("items").forEach(items::add);
        while (page.get("nextCursor").isString()) {
            page = api.get(more + "&cursor=" + page.get("nextCursor").stringValue()).expect(200);
            page.get("items").forEach(items::add);
        }
        return items;
    }

    private void everyPromiseIsKept() {
        Api api = service.api();
        ledger.models().forEach((model, promise) -> {
            String status = api.get(model).expect(200).get("status").stringValue();
            count("models " + promise + ": " + status);
            assertThat(status).as(model + " " + promise).isIn(switch (promise) {
                case KEPT -> List.of("READY");
                case MAYBE_TAKEN_BACK, CANCELLED -> List.of("READY", "DELETED");
                case REMOVED -> List.of("DELETED");
            });
        });
        ledger.proofs().forEach((proof, order) -> {
            Api.Answer page = api.get(proof);
            String status = page.status() == 404 ? "gone" : page.expect(200).get("status").stringValue();
            count("proofs " + order.promise() + (ledger.modelTakenBack(order) ? ", model taken back: " : ": ") + status);
            List<String> allowed = new ArrayList<>(switch (order.promise()) {
                case KEPT -> List.of("SUCCEEDED");
                case MAYBE_TAKEN_BACK -> List.of("SUCCEEDED", "CANCELLED", "gone");
                case CANCELLED -> List.of("CANCELLED");
                case REMOVED -> List.of("gone");
            });
            if (ledger.modelTakenBack(order) && (order.promise() == Promise.KEPT || order.promise() == Promise.MAYBE_TAKEN_BACK)) {
                allowed.addAll(List.of("CANCELLED", "FAILED")); // failed, where it waited for the model's registration
            }
            assertThat(status).as(proof + " " + page.text()).isIn(allowed);
        });
        items(api, "/v1/proofs").forEach(item -> verifies(api, item));
        assertThat(items(api, "/v1/models?status=FAILED")).as("models that failed").isEmpty();
    }

    /// Also of what was asked for without an answer: it may be there, and then it is as good as the rest.
    private void verifies(Api api, JsonNode item) {
        String id = item.get("id").stringValue();
        switch (item.get("status").stringValue()) {
            case "SUCCEEDED" -> {
                assertThat(api.get("/v1/verify/" + id).expect(200).get("valid").booleanValue()).as(id).isTrue();
                JsonNode page = api.get("/v1/proofs/" + id).expect(200);
                assertThat(page.has("outputs")).as(page.toString()).isTrue();
                count("proofs that verify");
            }
            case "FAILED" -> {
                assertThat(item.at("/problem/code").stringValue()).as(item.toString()).isEqualTo("model-not-ready");
                assertThat(api.get("/v1/models/" + item.get("modelId").stringValue()).expect(200).get("status").stringValue())
                        .isEqualTo("DELETED");
            }
            default -> assertThat(item.get("status").stringValue()).as(item.toString()).isEqualTo("CANCELLED");
        }
    }

    /// What kills left without a row is taken by the sweep, here without its day's grace.
    private void nothingIsDamagedOrLeftBehind() throws Exception {
        List<String> check = service.operate("check-artifacts");
        assertThat(check.getFirst()).as(String.join("\n", check)).isEqualTo("0");
        done.put("files that no row named", (int) check.stream().filter(line -> line.startsWith("orphaned")).count());
        service.launch(Map.of("PROOFMARK_SWEEP_GRACE", "0s", "PROOFMARK_SWEEP_FIRST", "0s"));
        service.awaitHealth();
        Await.until("the sweep", () -> service.operate("check-artifacts"), lines -> lines.getLast().endsWith(" 0 files are orphaned"));
        service.stop();
        assertThat(files(service.temporary())).as("temporary files").isEmpty();
        assertThat(
                files(service.data()).stream().filter(file -> !file.startsWith("artifacts/open") && !file.startsWith("artifacts/sealed")))
                .as("what else lies in the data folder").containsExactly("secret.key");
        assertThat(files(service.data().resolve("artifacts")).stream().map(file -> file.substring(file.lastIndexOf('/') + 1)))
                .as("names of artefacts").allMatch(name -> name.matches("[0-9a-f]{64}"));
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).map(file -> root.relativize(file).toString()).sorted().toList();
        }
    }
}
