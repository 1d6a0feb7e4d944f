package dev.proofmark.proving.cost;

import java.util.EnumMap;
import java.util.Map;

/// Counts work stage by stage while a circuit is looked through.
final class WorkTally {
    private final Map<ProofStage, Map<Operation, Long>> units = new EnumMap<>(ProofStage.class);
    private ProofStage stage;

    WorkTally() {
        for (ProofStage each : ProofStage.values()) {
            enter(each);
            add(Operation.STAGE, 1);
        }
    }

    /// What is added from now on belongs to `stage`.
    void enter(ProofStage stage) {
        this.stage = stage;
    }

    void add(Operation operation, long times) {
        units.computeIfAbsent(stage, s -> new EnumMap<>(Operation.class)).merge(operation, times, Math::addExact);
    }

    Map<ProofStage, WorkUnits> stages() {
        Map<ProofStage, WorkUnits> stages = new EnumMap<>(ProofStage.class);
        units.forEach((each, done) -> stages.put(each, WorkUnits.of(done)));
        return stages;
    }
}
