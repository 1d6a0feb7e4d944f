package dev.proofmark.kills;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What the service has promised: every model and proof that it answered 202 for, and what was then asked of it.
///
/// A request whose answer never came may have had its effect or not.
final class Ledger {
    enum Promise {
        /// It ends well.
        KEPT,
        /// Its removal or cancellation was asked for, and no answer came that says what became of it.
        MAYBE_TAKEN_BACK,
        /// Its cancellation was accepted: it never succeeds.
        CANCELLED,
        /// Its removal was accepted.
        REMOVED
    }

    /// @param model the model's address
    record Order(String model, Promise promise) {
        Order with(Promise changed) {
            return new Order(model, changed);
        }
    }

    private final Map<String, Promise> models = new ConcurrentHashMap<>();
    private final Map<String, Order> proofs = new ConcurrentHashMap<>();

    void model(String address) {
        models.put(address, Promise.KEPT);
    }

    void model(String address, Promise promise) {
        models.put(address, promise);
    }

    void proof(String address, String model) {
        proofs.put(address, new Order(model, Promise.KEPT));
    }

    void proof(String address, Promise promise) {
        proofs.computeIfPresent(address, (same, order) -> order.with(promise));
    }

    Map<String, Promise> models() {
        return Map.copyOf(models);
    }

    Map<String, Order> proofs() {
        return Map.copyOf(proofs);
    }

    /// Whether something was asked of a proof's model that ends the proof's work.
    boolean modelTakenBack(Order order) {
        return models.get(order.model()) != Promise.KEPT;
    }

    /// A proof of which nothing was taken back; null where there is none.
    String anyKeptProof(Random random) {
        List<String> kept = proofs.entrySet().stream().filter(proof -> proof.getValue().promise() == Promise.KEPT)
                .map(Map.Entry::getKey).sorted().toList();
        return kept.isEmpty() ? null : kept.get(random.nextInt(kept.size()));
    }

    /// @param apart from these
    String anyKeptModel(Random random, Set<String> apart) {
        List<String> kept = models.entrySet().stream().filter(model -> model.getValue() == Promise.KEPT)
                .map(Map.Entry::getKey).filter(model -> !apart.contains(model)).sorted().toList();
        return kept.isEmpty() ? null : kept.get(random.nextInt(kept.size()));
    }
}
