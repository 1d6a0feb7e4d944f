package dev.proofmark.compiler.accuracy;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.ElementType;
import dev.proofmark.compiler.graph.TensorShape;
import java.nio.FloatBuffer;
import java.nio.DoubleBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// A model in onnxruntime, on one thread, in this process: native code that a hostile model may crash.
///
/// The only class that runs onnxruntime. [RuntimeMain] calls it in a process of its own, so that the service survives.
/// **Requires** a version without telemetry: models and how they are used are secrets.
final class OnnxRuntimeSession implements FloatReference {

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Map<String, ElementType> inputTypes;

    private OnnxRuntimeSession(OrtEnvironment environment, OrtSession session, Map<String, ElementType> inputTypes) {
        this.environment = environment;
        this.session = session;
        this.inputTypes = Map.copyOf(inputTypes);
    }

    /// **Errors** [OrtException] where the model is refused, [LinkageError] where the native library does not load.
    static OnnxRuntimeSession open(byte[] model, Map<String, ElementType> inputTypes) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // As written in the file: graph rewriting is most of the native code that a hostile model could reach.
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return new OnnxRuntimeSession(environment, environment.createSession(model, options), inputTypes);
        }
    }

    @Override
    public String name() {
        return "onnxruntime " + environment.getVersion();
    }

    @Override
    public Map<String, DenseTensor> evaluate(Map<String, DenseTensor> inputs) {
        Map<String, OnnxTensor> feeds = new HashMap<>();
        try {
            for (Map.Entry<String, DenseTensor> input : inputs.entrySet()) {
                feeds.put(input.getKey(), feed(inputTypes.get(input.getKey()), input.getValue()));
            }
            try (OrtSession.Result result = session.run(feeds)) {
                Map<String, DenseTensor> outputs = new HashMap<>();
                for (Map.Entry<String, OnnxValue> output : result) {
                    outputs.put(output.getKey(), read((OnnxTensor) output.getValue()));
                }
                return outputs;
            }
        } catch (OrtException | RuntimeException failed) {
            return Map.of();
        } finally {
            feeds.values().forEach(OnnxTensor::close);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("onnxruntime did not close its session", e);
        }
    }

    private OnnxTensor feed(ElementType type, DenseTensor tensor) throws OrtException {
        long[] shape = Arrays.stream(tensor.shape().lengths()).asLongStream().toArray();
        double[] values = tensor.values();
        if (type == ElementType.FLOAT64) {
            return OnnxTensor.createTensor(environment, DoubleBuffer.wrap(values), shape);
        }
        if (type == ElementType.FLOAT16) {
            ShortBuffer halves = ShortBuffer.allocate(values.length);
            for (double value : values) {
                halves.put(Float.floatToFloat16((float) value));
            }
            return OnnxTensor.createTensor(environment, halves.flip(), shape, OnnxJavaType.FLOAT16);
        }
        FloatBuffer floats = FloatBuffer.allocate(values.length);
        for (double value : values) {
            floats.put((float) value);
        }
        return OnnxTensor.createTensor(environment, floats.flip(), shape);
    }

    private static DenseTensor read(OnnxTensor tensor) {
        int[] lengths = Arrays.stream(tensor.getInfo().getShape()).mapToInt(Math::toIntExact).toArray();
        double[] values = new double[TensorShape.of(lengths).elementCount()];
        if (tensor.getInfo().type == OnnxJavaType.DOUBLE) {
            tensor.getDoubleBuffer().get(values);
        } else {
            FloatBuffer floats = tensor.getFloatBuffer();
            for (int i = 0; i < values.length; i++) {
                values[i] = floats.get(i);
            }
        }
        return DenseTensor.of(TensorShape.of(lengths), values);
    }
}
