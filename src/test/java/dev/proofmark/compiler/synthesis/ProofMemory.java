package dev.proofmark.compiler.synthesis;

import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.compiler.quantize.program.QuantizedProgram;
import dev.proofmark.compiler.quantize.program.TableFunction;
import dev.proofmark.proving.key.owner.ProvingKey;
import dev.proofmark.proving.prover.KeyGenerator;
import dev.proofmark.proving.prover.Prover;
import dev.proofmark.proving.prover.ProvingListener;
import dev.proofmark.testing.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Measures the heap that proofs hold, in a process of its own, so that nothing else lives in it: at every checkpoint the
/// prover's own thread has the garbage collected and looks at what is left. The collector is one that leaves none.
///
/// **Shape** of the output: a line `name predicted measured` for each model, in bytes.
final class ProofMemory {
    static final int THREADS = 2;
    /// What the process makes meanwhile for itself is added to what a proof holds, so the least measurement counts.
    private static final int MOST_TRIES = 5;
    static final String SYNTHETIC = "synthetic";

    record Figures(String name, long predicted, long measured) {}

    private ProofMemory() {}

    static List<Figures> of(List<String> models) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx768m", "-Xmn4m", "-XX:+UseSerialGC",
                "-XX:MarkSweepDeadRatio=0", "-XX:TieredStopAtLevel=1", "--add-modules=jdk.incubator.vector",
                "-Dproofmark.models=" + System.getProperty("proofmark.models", "../shared/models"),
                "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ProofMemory.class.getName()));
        command.addAll(models);
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<Figures> figures = new ArrayList<>();
        for (String line : process.inputReader().readAllLines()) {
            String[] parts = line.split(" ");
            figures.add(new Figures(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2])));
        }
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException("the measuring process ended with " + exit);
        }
        return figures;
    }

    public static void main(String[] models) {
        measured(lower(dense(8, 8, 8)), Map.of("x", new long[64])); // what a process makes once
        for (String model : models) {
            LoweredCircuit lowered;
            Map<String, long[]> inputs;
            if (model.equals(SYNTHETIC)) {
                lowered = lower(dense(192, 64, 512));
                inputs = Map.of("x", new Random(2).longs(192 * 64, -32, 32).toArray());
            } else {
                ModelFolder folder = ModelFolder.of(model);
                QuantizedProgram program = ModelPrograms.program(folder);
                lowered = lower(program);
                inputs = ModelPrograms.inputs(folder, program).getFirst();
            }
            System.out.println(model + " " + lowered.cost().memory().bytes(THREADS) + " " + measured(lowered, inputs));
        }
    }

    static LoweredCircuit lower(QuantizedProgram program) {
        return CircuitLowering.lower(program, LoweringOptions.of(OutputVisibility.PUBLIC));
    }

    static QuantizedProgram dense(int rows, int inputs, int outputs) {
        ProgramSketch sketch = new ProgramSketch();
        int x = sketch.input("x", IntegerRange.signed(6), rows, inputs);
        int w = sketch.weights(new Random(1).longs((long) inputs * outputs, -128, 128).toArray(), 8, inputs, outputs);
        return sketch.output("y", sketch.requantize(sketch.matMul(x, w), 8, TableFunction.rectifier(12))).program();
    }

    private static long measured(LoweredCircuit lowered, Map<String, long[]> inputs) {
        try (Workers workers = Workers.of(THREADS)) {
            ProvingKey key = KeyGenerator.register(lowered.circuit(), lowered.witness(), lowered.weights(), new byte[32],
                    new byte[32], workers, new LiveHeap(0));
            prove(key, inputs, workers, new LiveHeap(0)); // makes the tables that later proofs share
            long least = Long.MAX_VALUE;
            for (int i = 0; i < MOST_TRIES && least > lowered.cost().memory().bytes(THREADS); i++) {
                LiveHeap heap = new LiveHeap(LiveHeap.inUse());
                prove(key, inputs, workers, heap);
                least = Math.min(least, heap.most);
            }
            return least;
        }
    }

    private static void prove(ProvingKey key, Map<String, long[]> inputs, Workers workers, LiveHeap heap) {
        new Prover(key).prove(new Prover.Request(inputs, false, new byte[0]), new byte[32], workers, heap);
    }

    private static final class LiveHeap implements ProvingListener {
        private final long before;
        private long most;

        LiveHeap(long before) {
            this.before = before;
        }

        static long inUse() {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        }

        @Override
        public void stage(String name, int percent) {
            most = before == 0 ? 0 : Math.max(most, inUse() - before);
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    }
}
