package dev.proofmark.kills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.kills.Ledger.Promise;
import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.Api.Answer;
import dev.proofmark.service.testing.Api.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Some clients that upload models, ask for proofs, verify, and take things back, whatever happens to the service meanwhile.
///
/// Whatever is answered must be what the API's description says ([Api]); a refusal must be one that passes (503, 507), or follow from
/// what another client did.
final class Load implements AutoCloseable {
    private static final Path SAMPLE = Path.of("src/main/resources/sample");
    private static final int CLIENTS = 3;
    private static final int WAITING_AT_MOST = 24;
    private static final int MODELS_AT_MOST = 12;
    private static final long PAUSE_MILLIS = 150;

    private final Ledger ledger;
    private final Set<String> lasting;
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final List<Future<?>> clients = new ArrayList<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger putOff = new AtomicInteger();
    private volatile boolean enough;

    /// @param lasting models that are never deleted
    Load(Ledger ledger, Set<String> lasting, Api api, long seed) {
        this.ledger = ledger;
        this.lasting = lasting;
        for (int i = 0; i < CLIENTS; i++) {
            Random random = new Random(seed + i);
            clients.add(threads.submit(() -> run(api, random)));
        }
    }

    /// Uploads the sample model.
    ///
    /// @return its address; null where the service put it off
    static String upload(Api api, boolean hiddenOutputs) throws IOException {
        Answer answer = api.post("/v1/models", form(hiddenOutputs));
        return passing(answer) ? null : accepted(answer);
    }

    private static Form form(boolean hiddenOutputs) throws IOException {
        return new Form().file("model", "credit-scoring.onnx", Files.readAllBytes(SAMPLE.resolve("credit-scoring.onnx")))
                .field("calibration", Files.readString(SAMPLE.resolve("calibration.json")))
                .field("options", "{\"outputVisibility\": \"%s\"}".formatted(hiddenOutputs ? "private" : "public"));
    }

    int unanswered() {
        return unanswered.get();
    }

    int putOff() {
        return putOff.get();
    }

    /// Fails where a client met what must not be.
    void check() throws ExecutionException, InterruptedException {
        for (Future<?> client : clients) {
            if (client.isDone()) {
                client.get();
            }
        }
    }

    @Override
    public void close() throws InterruptedException, ExecutionException {
        enough = true;
        threads.shutdown();
        for (Future<?> client : clients) {
            client.get();
        }
    }

    private Void run(Api api, Random random) throws IOException, InterruptedException {
        while (!enough) {
            try {
                act(api, random);
            } catch (UncheckedIOException e) {
                if (!neverSent(e)) {
                    unanswered.incrementAndGet();
                }
            }
            Thread.sleep(random.nextLong(2 * PAUSE_MILLIS));
        }
        return null;
    }

    /// Whether the service was not even there: what was asked has had no effect.
    private static boolean neverSent(UncheckedIOException e) {
        return e.getCause() instanceof ConnectException;
    }

    private void act(Api api, Random random) throws IOException {
        int dice = random.nextInt(100);
        if (dice < 62) {
            prove(api, random);
        } else if (dice < 68) {
            if (ledger.models().values().stream().filter(Promise.KEPT::equals).count() < MODELS_AT_MOST) {
                counted(upload(api, random.nextBoolean()), ledger::model);
            }
        } else if (dice < 72) {
            uploadAndProve(api, random);
        } else if (dice < 81) {
            takeBackProof(api, random);
        } else if (dice < 84) {
            takeBackModel(api, random);
        } else {
            verify(api, random);
        }
    }

    private void counted(String address, Consumer<String> kept) {
        if (address == null) {
            putOff.incrementAndGet();
        } else {
            kept.accept(address);
        }
    }

    private void prove(Api api, Random random) {
        String model = ledger.anyKeptModel(random, Set.of());
        Answer queue = api.get("/v1/proofs?status=QUEUED&limit=100");
        if (passing(queue) || queue.expect(200).get("items").size() >= WAITING_AT_MOST) {
            return;
        }
        Answer answer = api.post(model + "/proofs", input(random));
        if (answer.status() == 409) {
            answer.problem(409, "model-not-ready"); // or deleted by another client
        } else {
            counted(passing(answer) ? null : accepted(answer), proof -> ledger.proof(proof, model));
        }
    }

    private void uploadAndProve(Api api, Random random) throws IOException {
        Answer answer = api.post("/v1/proofs", form(random.nextBoolean()).field("input", input(random)));
        if (passing(answer)) {
            putOff.incrementAndGet();
            return;
        }
        String proof = accepted(answer);
        String model = "/v1/models/" + answer.json().get("modelId").stringValue();
        ledger.model(model);
        ledger.proof(proof, model);
    }

    private static String input(Random random) {
        return "{\"inputs\": {\"applicant\": [[%s, 40, 19, 4.6, 14.4, 12.6, 12.3, 48, 9, 3, 61, 1, 0, 8, 6, 12.9]]}, \"inputVisibility\": \"%s\"}"
                .formatted(20 + random.nextInt(40), random.nextBoolean() ? "private" : "public");
    }

    private void takeBackProof(Api api, Random random) {
        String proof = ledger.anyKeptProof(random);
        if (proof == null) {
            return;
        }
        ledger.proof(proof, Promise.MAYBE_TAKEN_BACK);
        Answer answer = delete(api, proof, () -> ledger.proof(proof, Promise.KEPT));
        if (answer.status() == 204) {
            ledger.proof(proof, Promise.REMOVED);
        } else if (!passing(answer)) {
            assertThat(answer.status()).as(answer.text()).isIn(200, 202);
            ledger.proof(proof, Promise.CANCELLED);
        }
    }

    private void takeBackModel(Api api, Random random) {
        String model = ledger.anyKeptModel(random, lasting);
        if (model == null) {
            return;
        }
        ledger.model(model, Promise.MAYBE_TAKEN_BACK);
        Answer answer = delete(api, model, () -> ledger.model(model));
        if (!passing(answer)) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(204);
            ledger.model(model, Promise.REMOVED);
        }
    }

    private static Answer delete(Api api, String address, Runnable undone) {
        try {
            return api.delete(address);
        } catch (UncheckedIOException e) {
            if (neverSent(e)) {
                undone.run();
            }
            throw e;
        }
    }

    private void verify(Api api, Random random) {
        String proof = ledger.anyKeptProof(random);
        if (proof == null) {
            return;
        }
        Answer page = api.get(proof);
        if (page.status() == 200 && Api.status("SUCCEEDED").test(page.json())) {
            Answer verdict = api.get(proof.replace("/proofs/", "/verify/"));
            if (verdict.status() == 200) {
                assertThat(verdict.json().get("valid").booleanValue()).as(verdict.text()).isTrue();
            } else if (!passing(verdict)) {
                verdict.problem(404, "proof-not-found"); // another client has just removed it
            }
        } else if (!passing(page) && page.status() != 200) {
            page.problem(404, "proof-not-found");
        }
    }

    private static boolean passing(Answer answer) {
        return answer.status() == 503 || answer.status() == 507;
    }

    private static String accepted(Answer answer) {
        answer.expect(202);
        return answer.header("Location");
    }
}
