package dev.proofmark.service.testing;

import dev.proofmark.compiler.ModelProblem;
import dev.proofmark.compiler.OperatorForm;
import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.proving.verifier.Rejection;
import dev.proofmark.service.engine.FormatNotSupportedException;
import dev.proofmark.service.engine.InferenceEngine;
import dev.proofmark.service.engine.InputRefusedException;
import dev.proofmark.service.engine.Inspection;
import dev.proofmark.service.engine.KeyUnreadableException;
import dev.proofmark.service.engine.ModelFiles;
import dev.proofmark.service.engine.ModelRefusedException;
import dev.proofmark.service.engine.ModelReport;
import dev.proofmark.service.engine.ModelSettings;
import dev.proofmark.service.engine.ProofSource;
import dev.proofmark.service.engine.ProvenInference;
import dev.proofmark.service.engine.ProvingMaterial;
import dev.proofmark.service.engine.RegisteredModel;
import dev.proofmark.service.engine.Verdict;
import dev.proofmark.service.engine.WorkMonitor;
import dev.proofmark.service.platform.Digests;
import dev.proofmark.service.tensors.InferenceInput;
import dev.proofmark.service.tensors.Signature.Port;
import dev.proofmark.service.tensors.Signature;
import dev.proofmark.service.tensors.Tensor;
import dev.proofmark.service.tensors.Visibility;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An engine for tests of everything around it. Its models are property files beginning with `fake`: the input `x` of a shape,
/// a range, how long registering and proving take and what memory (`registerMegabytes`, `proveMegabytes`), `private` outputs, a file
/// (`gate`) that proving waits for; a registration in a later format than 1 waits for another file (`renewGate`) and fails with
/// `failRenewal`. The format is that of the system property `fake.format`, and can be changed. Its only output `y` is the sum of the input's elements. Its
/// proofs are checksums and prove nothing.
///
/// Work takes as long as its model says, at least; with `gate` in the model it also waits for that file to be there.
///
/// With the system property `fake.journal` it appends a line to that file for every registration and proof it begins
/// and ends, so that a test over several processes can count them.
public final class FakeEngine implements InferenceEngine {
    private volatile int keyFormat = Integer.getInteger("fake.format", 1);

    /// The milliseconds of work that a test ends by cancelling it.
    public static final int UNTIL_CANCELLED = 24 * 3_600_000;

    /// A fake model taking `x` of shape [1, 3] within [-10, 10].
    public static String model(int registerMillis, int proveMillis) {
        return "fake=1\nshape=1,3\nlow=-10\nhigh=10\nregister=%d\nprove=%d\n".formatted(registerMillis, proveMillis);
    }

    /// No proof of this engine is longer.
    public static final int LONGEST_PROOF = 1 << 16;

    @Override
    public int keyFormat() {
        return keyFormat;
    }

    /// What an upgrade does: from now on this is the format of keys and proofs.
    public void keyFormat(int format) {
        keyFormat = format;
    }

    /// What the files of one kind and format begin with; those of format 1 do not name it.
    private static String magic(String kind, int format) {
        return "fake-" + kind + (format == 1 ? " " : "-" + format + " ");
    }

    private void demandFormat(String kind, String file) {
        Matcher header = Pattern.compile("fake-" + kind + "(-(\\d+))? .*", Pattern.DOTALL).matcher(file);
        if (header.matches()) {
            int format = header.group(2) == null ? 1 : Integer.parseInt(header.group(2));
            if (format != keyFormat) {
                throw new FormatNotSupportedException(kind, format, keyFormat);
            }
        }
    }

    @Override
    public Inspection inspect(ModelFiles files, ModelSettings settings, List<InferenceInput> calibration) {
        Properties model = parse(files.model());
        if (model.containsKey("exhaust")) {
            exhaust();
        }
        Double low = settings.inputRanges().containsKey("x")
                ? Double.valueOf(settings.inputRanges().get("x").low()) : number(model, "low");
        Double high = settings.inputRanges().containsKey("x")
                ? Double.valueOf(settings.inputRanges().get("x").high()) : number(model, "high");
        if (low == null && calibration.isEmpty()) {
            throw new ModelRefusedException(List.of(new ModelProblem(ProblemCode.MISSING_RANGE, "x", "",
                    "the range of input 'x' is neither declared nor calibrated",
                    "options.inputRanges or calibration data", "neither")));
        }
        List<Integer> shape = settings.shapes().getOrDefault("x", List.of(model.getProperty("shape").split(","))
                .stream().map(String::valueOf).map(Integer::valueOf).toList());
        return new Inspection(new Signature(
                List.of(new Port("x", "float32", shape, low == null ? List.of(-1.0, 1.0) : List.of(low, high))),
                List.of(new Port("y", "float32", List.of(1, 1), null))),
                calibration.size() == 1 ? List.of("only one sample") : List.of(), megabytes(model, "registerMegabytes"));
    }

    @Override
    public List<OperatorForm> operators() {
        return List.of(new OperatorForm("Fake", 7, OptionalInt.of(12), 1, OptionalInt.empty(),
                List.of(new OperatorForm.Attribute("axis", "int", true, List.of("0", "1"))), List.of("constant weights")));
    }

    @Override
    public RegisteredModel register(
            ModelFiles files, ModelSettings settings, List<InferenceInput> calibration, WorkMonitor monitor) {
        Properties model = parse(files.model());
        String name = Digests.sha256(files.model()).substring(0, 8);
        journal("register-begin " + name);
        int format = keyFormat;
        boolean renewing = format > 1;
        work(monitor, "compile", number(model, "register"),
                Optional.ofNullable(model.getProperty("renewGate")).filter(gate -> renewing).map(Path::of));
        if (model.containsKey("fail") || renewing && model.containsKey("failRenewal")) {
            throw new IllegalStateException("secret weights: " + model.getProperty("fail"));
        }
        String digest = Digests.sha256((Digests.sha256(files.model()) + Digests.sha256(settings.seed()) + format)
                .getBytes(StandardCharsets.US_ASCII));
        byte[] key = (magic("key", format) + digest).getBytes(StandardCharsets.US_ASCII);
        journal("register-end " + name);
        return new RegisteredModel(files.model(), (magic("proving-key", format) + digest).getBytes(StandardCharsets.US_ASCII), key,
                format, digest, inspect(files, settings, calibration).signature(),
                new ModelReport(42, List.of("x is summed"), List.of(),
                        new ModelReport.Accuracy("fake", calibration.size(), 0.25, 0.125, 1.0),
                        new ModelReport.CircuitSize(1, 2, 3, 4, 5),
                        new ModelReport.PredictedCost(0.1, 0.02, 100, 200, megabytes(model, "proveMegabytes"))));
    }

    @Override
    public ProvenInference prove(ProvingMaterial material, Map<String, Tensor> inputs, Visibility inputVisibility,
            String context, WorkMonitor monitor) {
        Properties model = parse(material.plan().get());
        String provingKey = new String(material.provingKey().get(), StandardCharsets.US_ASCII);
        demandFormat("proving-key", provingKey);
        int format = keyFormat;
        String digest = provingKey.substring(magic("proving-key", format).length());
        journal("prove-begin " + context);
        if (context.startsWith("refuse")) {
            throw new InputRefusedException("the element at [0, 0] is refused", "another", "this one");
        }
        if (context.startsWith("exhaust")) {
            exhaust();
        }
        work(monitor, "commit", number(model, "prove"), Optional.ofNullable(model.getProperty("gate")).map(Path::of));
        double sum = 0;
        for (double value : inputs.get("x").values()) {
            sum += value;
        }
        String statement = digest + "|" + context + "|" + inputVisibility + "|" + (model.containsKey("private") ? 0 : sum);
        byte[] bytes = statement.getBytes(StandardCharsets.UTF_8);
        journal("prove-end " + context);
        return new ProvenInference((magic("proof", format) + Digests.sha256(bytes) + " " + statement).getBytes(StandardCharsets.UTF_8),
                bytes, Map.of("y", new Tensor(List.of(1, 1), new double[] {sum})),
                model.containsKey("private") ? Visibility.PRIVATE : Visibility.PUBLIC);
    }

    @Override
    public Verdict verify(byte[] verificationKey, ProofSource source, Optional<byte[]> statement, Runnable interruption) {
        interruption.run();
        String key = new String(verificationKey, StandardCharsets.UTF_8);
        demandFormat("key", key);
        demandFormat("proof", new String(source.head(32), StandardCharsets.UTF_8));
        String proofMagic = magic("proof", keyFormat);
        if (!key.startsWith(magic("key", keyFormat))) {
            throw new KeyUnreadableException("the key has no fake-key header");
        }
        if (source.length() > LONGEST_PROOF) {
            return new Verdict.Rejected(Rejection.MALFORMED, "a proof has at most " + LONGEST_PROOF + " bytes");
        }
        String text = new String(source.read(), StandardCharsets.UTF_8);
        int digestAt = proofMagic.length();
        if (!text.startsWith(proofMagic) || text.length() < digestAt + 66) {
            return new Verdict.Rejected(Rejection.MALFORMED, "the proof does not decode");
        }
        String inside = text.substring(digestAt + 65);
        if (!Digests.sha256(inside.getBytes(StandardCharsets.UTF_8)).equals(text.substring(digestAt, digestAt + 64))) {
            return new Verdict.Rejected(Rejection.OPENING_GROUP, "an equation does not hold");
        }
        if (statement.isPresent() && !inside.equals(new String(statement.get(), StandardCharsets.UTF_8))) {
            return new Verdict.Rejected(Rejection.STATEMENT, "the statement is not the one inside the proof");
        }
        String[] fields = inside.split("\\|", -1);
        if (!key.equals(magic("key", keyFormat) + fields[0])) {
            return new Verdict.Rejected(Rejection.KEY_DIGEST, "the proof was made for another key");
        }
        Tensor output = new Tensor(List.of(1, 1), new double[] {Double.parseDouble(fields[3])});
        return new Verdict.Accepted(fields[0], fields[1], Visibility.valueOf(fields[2]), Map.of(), Map.of("y", output), 100,
                List.of("The model of key " + fields[0] + " gives y."));
    }

    /// Takes all the heap.
    private static void exhaust() {
        List<long[]> held = new ArrayList<>();
        while (held.size() < Integer.MAX_VALUE) {
            held.add(new long[1 << 20]);
        }
    }

    private static void work(WorkMonitor monitor, String stage, Double millis, Optional<Path> gate) {
        long end = System.nanoTime() + Math.round((millis == null ? 0 : millis) * 1e6);
        long start = System.nanoTime();
        do {
            double done = end == start ? 1 : (double) (System.nanoTime() - start) / (end - start);
            monitor.progress(stage, Math.min(done, 1));
            monitor.stopIfCancelled();
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        } while (System.nanoTime() < end || gate.filter(Files::notExists).isPresent());
    }

    private static Properties parse(byte[] model) {
        Properties properties = new Properties();
        String text = new String(model, StandardCharsets.UTF_8);
        try {
            properties.load(new StringReader(text.startsWith("fake") ? text : ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!properties.containsKey("shape")) {
            List<ModelProblem> findings = new ArrayList<>();
            findings.add(new ModelProblem(
                    ProblemCode.UNSUPPORTED_OPERATOR, "n1", "Loop", "no such operator", "a supported operator", "Loop"));
            findings.add(new ModelProblem(
                    ProblemCode.UNSUPPORTED_TYPE, "n2", "Cast", "no such type", "float32", "string"));
            throw new ModelRefusedException(findings);
        }
        return properties;
    }

    private static long megabytes(Properties model, String name) {
        return Long.parseLong(model.getProperty(name, "1")) << 20;
    }

    private static Double number(Properties model, String name) {
        return model.containsKey(name) ? Double.valueOf(model.getProperty(name)) : null;
    }

    private static void journal(String line) {
        String file = System.getProperty("fake.journal");
        if (file != null) {
            try {
                Files.writeString(Path.of(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
