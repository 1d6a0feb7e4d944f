package dev.proofmark.compiler.onnx.file;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.ElementType;
import dev.proofmark.compiler.graph.TensorShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// ONNX tensors to doubles. Everything is counted and bounded before memory is taken.
public final class TensorReader {

    private final ImportLimits limits;
    private final ExternalData externalData;
    private final ConstantBudget budget;

    public TensorReader(ImportLimits limits, ExternalData externalData, ConstantBudget budget) {
        this.limits = limits;
        this.externalData = externalData;
        this.budget = budget;
    }

    /// **Errors** [NodeRejection] for a type, size or data that cannot be read.
    public Operand.Constant read(String name, TensorProto tensor) {
        ElementType type = OnnxTypes.of(tensor.getDataType())
                .orElseThrow(() -> new NodeRejection(
                        ProblemCode.UNSUPPORTED_TYPE,
                        "This tensor's element type cannot be computed with.",
                        "a float, integer or bool type",
                        OnnxTypes.name(tensor.getDataType())));
        if (tensor.hasSegment()) {
            throw new NodeRejection(ProblemCode.INVALID_TENSOR, "Tensors in segments are not read.", "one piece", "a segment");
        }
        TensorShape shape = shape(tensor);
        budget.read(shape.elementCount());
        double[] values = tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL
                ? decode(externalData.read(tensor, byteCount(type, shape)), type, shape)
                : tensor.hasRawData()
                        ? decode(raw(tensor.getRawData(), type, shape), type, shape)
                        : typed(tensor, type, shape);
        return new Operand.Constant(name, type, DenseTensor.of(shape, values));
    }

    private TensorShape shape(TensorProto tensor) {
        if (tensor.getDimsCount() > limits.rank()) {
            throw new NodeRejection(
                    ProblemCode.LIMIT_EXCEEDED, "Too many axes.", "at most " + limits.rank(), tensor.getDimsCount() + "");
        }
        int[] lengths = new int[tensor.getDimsCount()];
        long count = 1;
        for (int axis = 0; axis < lengths.length; axis++) {
            long length = tensor.getDims(axis);
            if (length < 0) {
                throw new NodeRejection(
                        ProblemCode.INVALID_TENSOR, "A tensor has a negative axis length.", "at least 0", length + "");
            }
            if (length > limits.tensorElements() || (count *= length) > limits.tensorElements()) {
                throw new NodeRejection(
                        ProblemCode.LIMIT_EXCEEDED,
                        "A tensor is too large.",
                        "at most " + limits.tensorElements() + " elements",
                        "dims " + tensor.getDimsList());
            }
            lengths[axis] = (int) length;
        }
        return TensorShape.of(lengths);
    }

    private static int byteCount(ElementType type, TensorShape shape) {
        long bytes = (long) shape.elementCount() * OnnxTypes.bytesPerElement(type);
        if (bytes > Integer.MAX_VALUE - 16) {
            throw new NodeRejection(
                    ProblemCode.LIMIT_EXCEEDED, "A tensor is too large.", "less than 2 GiB", bytes + " bytes");
        }
        return (int) bytes;
    }

    private static ByteBuffer raw(ByteString data, ElementType type, TensorShape shape) {
        if (data.size() != byteCount(type, shape)) {
            throw new NodeRejection(
                    ProblemCode.INVALID_TENSOR,
                    "A tensor's raw data does not have the size of its shape and type.",
                    byteCount(type, shape) + " bytes for " + shape + " of " + type.onnxName(),
                    data.size() + " bytes");
        }
        return data.asReadOnlyByteBuffer();
    }

    private static double[] decode(ByteBuffer data, ElementType type, TensorShape shape) {
        ByteBuffer in = data.order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (type) {
                case FLOAT32 -> in.getFloat();
                case FLOAT64 -> in.getDouble();
                case FLOAT16 -> Float.float16ToFloat(in.getShort());
                case BFLOAT16 -> Rounding.bfloat16ToFloat(in.getShort());
                case INT8 -> in.get();
                case UINT8 -> in.get() & 0xff;
                case BOOL -> in.get() == 0 ? 0 : 1;
                case INT16 -> in.getShort();
                case UINT16 -> in.getShort() & 0xffff;
                case INT32 -> in.getInt();
                case UINT32 -> in.getInt() & 0xffffffffL;
                case INT64 -> in.getLong();
                case UINT64 -> unsigned(in.getLong());
            };
        }
        return values;
    }

    private static double[] typed(TensorProto tensor, ElementType type, TensorShape shape) {
        int found = switch (type) {
            case FLOAT32 -> tensor.getFloatDataCount();
            case FLOAT64 -> tensor.getDoubleDataCount();
            case INT64 -> tensor.getInt64DataCount();
            case UINT32, UINT64 -> tensor.getUint64DataCount();
            case FLOAT16, BFLOAT16, INT8, UINT8, BOOL, INT16, UINT16, INT32 -> tensor.getInt32DataCount();
        };
        if (found != shape.elementCount()) {
            throw new NodeRejection(
                    ProblemCode.INVALID_TENSOR,
                    "A tensor does not have as many values as its shape says.",
                    shape.elementCount() + " values for " + shape + " of " + type.onnxName(),
                    found + " values");
        }
        double[] values = new double[found];
        for (int i = 0; i < found; i++) {
            values[i] = switch (type) {
                case FLOAT32 -> tensor.getFloatData(i);
                case FLOAT64 -> tensor.getDoubleData(i);
                case FLOAT16 -> Float.float16ToFloat((short) tensor.getInt32Data(i));
                case BFLOAT16 -> Rounding.bfloat16ToFloat((short) tensor.getInt32Data(i));
                case INT8 -> (byte) tensor.getInt32Data(i);
                case UINT8 -> tensor.getInt32Data(i) & 0xff;
                case BOOL -> tensor.getInt32Data(i) == 0 ? 0 : 1;
                case INT16 -> (short) tensor.getInt32Data(i);
                case UINT16 -> tensor.getInt32Data(i) & 0xffff;
                case INT32 -> tensor.getInt32Data(i);
                case INT64 -> tensor.getInt64Data(i);
                case UINT32 -> tensor.getUint64Data(i) & 0xffffffffL;
                case UINT64 -> unsigned(tensor.getUint64Data(i));
            };
        }
        return values;
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : (bits >>> 1) * 2.0 + (bits & 1);
    }
}
