package dev.proofmark.compiler.accuracy;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.ElementType;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// This side of a child process: questions through its standard input, answers from its standard output, so that the model
/// never touches a disk.
///
/// The child's answers are as hostile as the model: [RuntimeMessages] bounds them before anything is allocated. A child that
/// fails once is asked nothing more. Closing kills it, waits for its end, and deletes its folder.
final class RuntimeProcess implements AutoCloseable {

    private static final long END_SECONDS = 10;

    private final PrivateFolder folder;
    private final Process process;
    private final DataOutputStream questions;
    private final DataInputStream answers;
    private Duration patience;
    private String name;

    private RuntimeProcess(PrivateFolder folder, Process process, Duration patience) {
        this.folder = folder;
        this.process = process;
        this.patience = patience;
        questions = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
        answers = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
    }

    /// **Errors** [IOException] where the child does not start, does not answer in time or does not take the model; nothing
    /// is left of it then.
    static RuntimeProcess start(RuntimeCommand command, byte[] model, Map<String, ElementType> inputTypes) throws IOException {
        PrivateFolder folder = PrivateFolder.create();
        RuntimeProcess child = null;
        try {
            child = new RuntimeProcess(folder, launched(command, folder), command.patience());
            RuntimeProcess asked = child;
            String answer = child.withinPatience(() -> {
                RuntimeMessages.writeModel(asked.questions, model, inputTypes);
                return RuntimeMessages.readName(asked.answers);
            });
            if (answer.startsWith(RuntimeRefusal.MARK)) {
                throw new RuntimeRefusal(answer);
            }
            child.name = answer;
            return child;
        } finally {
            if (child == null) {
                folder.close();
            } else if (child.name == null) {
                child.close();
            }
        }
    }

    String name() {
        return name;
    }

    /// Empty where the child could not evaluate this sample.
    Map<String, DenseTensor> evaluate(Map<String, DenseTensor> inputs) throws IOException {
        return withinPatience(() -> {
            RuntimeMessages.writeTensors(questions, inputs);
            return RuntimeMessages.readTensors(answers);
        });
    }

    @Override
    public void close() {
        kill();
        process.onExit().completeOnTimeout(process, END_SECONDS, TimeUnit.SECONDS).join();
        folder.close();
    }

    private static Process launched(RuntimeCommand command, PrivateFolder folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.arguments())
                .directory(folder.path().toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        return builder.start();
    }

    /// One question and its answer. A failure or a late answer ends the child.
    private <T> T withinPatience(Exchange<T> exchange) throws IOException {
        long start = System.nanoTime();
        Thread watch = Thread.ofVirtual().start(this::killWhenLate);
        boolean answered = false;
        try {
            T answer = exchange.ask();
            answered = true;
            return answer;
        } finally {
            watch.interrupt();
            patience = patience.minusNanos(System.nanoTime() - start);
            if (!answered) {
                kill();
            }
        }
    }

    private void killWhenLate() {
        try {
            Thread.sleep(patience.isNegative() ? Duration.ZERO : patience);
            kill();
        } catch (InterruptedException answered) {
            Thread.currentThread().interrupt();
        }
    }

    private void kill() {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    @FunctionalInterface
    private interface Exchange<T> {
        T ask() throws IOException;
    }
}
