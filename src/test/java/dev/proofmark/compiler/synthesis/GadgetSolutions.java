package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.LogicalEvaluator;
import dev.proofmark.circuit.Port;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Tries every combination of candidate values for the secret tensors of a one-element circuit and sorts the outputs by
/// which constraints would have to be missing for them.
final class GadgetSolutions {
    private final Circuit circuit;
    private final LogicalEvaluator values;
    private final List<Tensor> free = new ArrayList<>();
    private final long[][] candidates;
    private final long[] chosen;
    private final int output;
    private final long[] inputs;
    private final LoweredCircuit lowered;
    private final Set<Long> accepted = new TreeSet<>();
    private final Set<Integer> guards = new TreeSet<>();
    private final Map<Integer, Map<Integer, Long>> forgeries = new TreeMap<>();
    private final long expected;

    /// @param candidates values to try for a tensor whose honest value is given
    GadgetSolutions(LoweredCircuit lowered, long[] inputs, Candidates candidates) {
        this.lowered = lowered;
        this.circuit = lowered.circuit();
        this.inputs = inputs;
        this.values = new LogicalEvaluator(circuit);
        this.output = circuit.outputs().getFirst().tensor();
        Map<String, long[]> named = new HashMap<>();
        for (int i = 0; i < inputs.length; i++) {
            named.put(circuit.inputs().get(i).name(), new long[] {inputs[i]});
        }
        LogicalEvaluator honest = LoweredRun.fill(lowered, named);
        this.expected = honest.value(output)[0];
        for (TensorKind kind : new TensorKind[] {TensorKind.WITNESS, TensorKind.PUBLIC}) {
            free.addAll(circuit.tensors(kind));
        }
        this.candidates = new long[free.size()][];
        for (int i = 0; i < free.size(); i++) {
            String name = free.get(i).name();
            long value = honest.value(free.get(i).id())[0];
            this.candidates[i] = isInputLimb(name) ? new long[] {value, value + 1} : candidates.of(name, value);
        }
        this.chosen = new long[free.size()];
        search(0);
    }

    /// No gadget reads the limbs that show an input's range.
    private static boolean isInputLimb(String name) {
        return name.endsWith(" above low") || name.endsWith(" below high");
    }

    @FunctionalInterface
    interface Candidates {
        long[] of(String tensor, long honest);
    }

    /// Outputs of assignments that satisfy every constraint.
    Set<Long> accepted() {
        return accepted;
    }

    long expected() {
        return expected;
    }

    /// Constraints that alone keep some false output out.
    Set<Integer> guards() {
        return guards;
    }

    /// For each guard an assignment, by tensor, that breaks it alone and gives a false output in the declared range.
    Map<Integer, Map<Integer, Long>> forgeries() {
        return forgeries;
    }

    private void search(int at) {
        if (at == free.size()) {
            judge();
            return;
        }
        for (long candidate : candidates[at]) {
            chosen[at] = candidate;
            search(at + 1);
        }
    }

    private void judge() {
        values.clear();
        lowered.weights().forEach(values::put);
        for (int i = 0; i < inputs.length; i++) {
            Port port = circuit.inputs().get(i);
            values.put(port.tensor(), new long[] {inputs[i]});
        }
        for (int i = 0; i < free.size(); i++) {
            values.put(free.get(i).id(), new long[] {chosen[i]});
        }
        int broken = -1;
        for (int i = 0; i < circuit.constraints().size(); i++) {
            Constraint constraint = circuit.constraints().get(i);
            if (!values.holds(constraint)) {
                if (broken >= 0) {
                    return;
                }
                broken = i;
            }
        }
        long result = values.value(output)[0];
        if (broken < 0) {
            accepted.add(result);
        } else if (result != expected) {
            guards.add(broken);
            Map<Integer, Long> forgery = new HashMap<>();
            for (int i = 0; i < free.size(); i++) {
                forgery.put(free.get(i).id(), chosen[i]);
            }
            boolean stated = free.stream().allMatch(t -> t.kind() != TensorKind.PUBLIC || t.range().contains(forgery.get(t.id())));
            if (stated) {
                forgeries.putIfAbsent(broken, forgery);
            }
        }
    }

    static long[] around(long value, long... others) {
        TreeSet<Long> set = new TreeSet<>(List.of(value - 1, value, value + 1));
        Arrays.stream(others).forEach(set::add);
        return set.stream().mapToLong(v -> v).toArray();
    }
}
