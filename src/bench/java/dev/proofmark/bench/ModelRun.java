package dev.proofmark.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// One model through the whole service: upload, prove every sample, verify over HTTP and offline.
public record ModelRun(ApiClient api, OfflineVerifier verifier) {
    /// What happened; every proof was accepted by the service (by id and as uploaded bytes) and by the offline verifier.
    ///
    /// @param verifySeconds the fastest verdict over HTTP
    public record Result(long parameters, double registerSeconds, List<Double> proveSeconds, double verifySeconds, int proofBytes,
            int keyBytes,
            OutputDistance distance) {
        public double fastestProof() {
            return proveSeconds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        }
    }

    /// @param extraRounds how many times the samples are proven again, for warm figures
    public Result run(ModelCase model, int extraRounds) throws IOException, InterruptedException {
        long start = System.nanoTime();
        URI address = api.upload(model.upload());
        JsonNode page = api.await(address, "READY");
        double registerSeconds = seconds(start);
        byte[] key = api.bytes(URI.create(address + "/verification-key"));

        List<Double> proveSeconds = new ArrayList<>();
        double verifySeconds = Double.POSITIVE_INFINITY;
        OutputDistance distance = null;
        byte[] proof = null;
        for (int round = 0; round <= extraRounds; round++) {
            for (int i = 0; i < model.samples().size(); i++) {
                ModelCase.Sample sample = model.samples().get(i);
                long asked = System.nanoTime();
                URI job = api.prove(address, sample.body("%s, sample %d".formatted(model.name(), i)));
                JsonNode done = api.await(job, "SUCCEEDED");
                proveSeconds.add(Timings.proving(done).orElse(seconds(asked)));
                OutputDistance one = distance(sample, done.path("outputs"));
                distance = distance == null ? one : distance.worse(one);
                long verifying = System.nanoTime();
                accepted(api.verify(job), "the service, by id");
                verifySeconds = Math.min(verifySeconds, seconds(verifying));
                if (round == 0) {
                    proof = api.bytes(URI.create(job + "/proof"));
                    accepted(api.verify(proof, key), "the service, by upload");
                    byte[] statement = api.bytes(URI.create(job + "/statement"));
                    int exit = verifier.verify(key, proof, statement);
                    if (exit != 0) {
                        throw new IOException("the offline verifier ended with %d on %s".formatted(exit, model.name()));
                    }
                }
            }
        }
        return new Result(page.path("parameters").asLong(), registerSeconds, List.copyOf(proveSeconds), verifySeconds, proof.length,
                key.length, distance);
    }

    private static void accepted(JsonNode verdict, String where) throws IOException {
        if (!verdict.path("valid").asBoolean()) {
            throw new IOException("rejected by " + where + ": " + verdict);
        }
    }

    private static OutputDistance distance(ModelCase.Sample sample, JsonNode outputs) {
        List<JsonNode> answered = new ArrayList<>(outputs.values());
        if (answered.size() != sample.expected().size()) {
            throw new IllegalArgumentException("expected %d outputs, got %s".formatted(sample.expected().size(), outputs));
        }
        OutputDistance worst = null;
        for (int o = 0; o < answered.size(); o++) {
            List<Double> values = new ArrayList<>();
            flatten(answered.get(o).path("values"), values);
            OutputDistance one = OutputDistance.between(sample.expected().get(o),
                    values.stream().mapToDouble(Double::doubleValue).toArray());
            worst = worst == null ? one : worst.worse(one);
        }
        return worst;
    }

    private static void flatten(JsonNode node, List<Double> into) {
        if (node.isArray()) {
            node.values().forEach(child -> flatten(child, into));
        } else {
            into.add(node.asDouble());
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
