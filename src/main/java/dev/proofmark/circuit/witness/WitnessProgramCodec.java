package dev.proofmark.circuit.witness;

import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.build.CircuitBuilder;
import dev.proofmark.circuit.codec.ByteSink;
import dev.proofmark.circuit.codec.ByteSource;
import java.util.ArrayList;
import java.util.List;

/// The encoding of witness programs inside proving keys.
///
/// ```
/// program = u8 version = 1, u32 count, step ...
/// step    = u8 0 u32 target u32 source                          Copy
///         | u8 1 u32 target u32 source i64 bias u8 bits         LowBits
///         | u8 2 u32 target u32 source i64 bias u8 bits         HighBits
///         | u8 3 u32 target u32 source u32 table u8 column      TableValue
///         | u8 4 u32 target i64 numerator u32 divisor           Quotient
///         | u8 5 u32 target u32 source i64 bias u8 shift u8 bits  MiddleBits
///         | u8 6 u32 target u32 numerator u32 divisor           Ratio
/// ```
public final class WitnessProgramCodec {
    private static final int VERSION = 1;

    private WitnessProgramCodec() {
    }

    public static byte[] encode(WitnessProgram program) {
        ByteSink out = new ByteSink();
        out.u8(VERSION);
        out.u32(program.steps().size());
        for (WitnessStep step : program.steps()) {
            write(step, out);
        }
        return out.toByteArray();
    }

    /// **Errors** `CircuitException` with code `encoding`, or with code `witness-program` if the steps do not fill the
    /// circuit's tensors (`WitnessProgramRules`).
    public static WitnessProgram decode(byte[] bytes, Circuit circuit) {
        ByteSource in = new ByteSource(bytes);
        int version = in.u8();
        if (version != VERSION) {
            throw in.failure("witness program version " + VERSION + " expected, got " + version);
        }
        List<WitnessStep> steps = new ArrayList<>();
        for (int n = in.count("steps", CircuitBuilder.MAX_NODES, 9); n > 0; n--) {
            steps.add(read(in));
        }
        in.end();
        WitnessProgram program = new WitnessProgram(steps);
        WitnessProgramRules.check(program, circuit);
        return program;
    }

    private static void write(WitnessStep step, ByteSink out) {
        switch (step) {
            case WitnessStep.Copy(int target, int source) -> {
                out.u8(0);
                out.u32(target);
                out.u32(source);
            }
            case WitnessStep.LowBits(int target, int source, long bias, int bits) -> {
                out.u8(1);
                shifted(target, source, bias, bits, out);
            }
            case WitnessStep.MiddleBits(int target, int source, long bias, int shift, int bits) -> {
                out.u8(5);
                shifted(target, source, bias, shift, out);
                out.u8(bits);
            }
            case WitnessStep.HighBits(int target, int source, long bias, int bits) -> {
                out.u8(2);
                shifted(target, source, bias, bits, out);
            }
            case WitnessStep.TableValue(int target, int source, int table, int column) -> {
                out.u8(3);
                out.u32(target);
                out.u32(source);
                out.u32(table);
                out.u8(column);
            }
            case WitnessStep.Ratio(int target, int numerator, int divisor) -> {
                out.u8(6);
                out.u32(target);
                out.u32(numerator);
                out.u32(divisor);
            }
            case WitnessStep.Quotient(int target, long numerator, int divisor) -> {
                out.u8(4);
                out.u32(target);
                out.i64(numerator);
                out.u32(divisor);
            }
        }
    }

    private static void shifted(int target, int source, long bias, int bits, ByteSink out) {
        out.u32(target);
        out.u32(source);
        out.i64(bias);
        out.u8(bits);
    }

    private static WitnessStep read(ByteSource in) {
        int kind = in.u8();
        return switch (kind) {
            case 0 -> new WitnessStep.Copy(in.u32(), in.u32());
            case 1 -> new WitnessStep.LowBits(in.u32(), in.u32(), in.i64(), in.u8());
            case 2 -> new WitnessStep.HighBits(in.u32(), in.u32(), in.i64(), in.u8());
            case 3 -> new WitnessStep.TableValue(in.u32(), in.u32(), in.u32(), in.u8());
            case 4 -> new WitnessStep.Quotient(in.u32(), in.i64(), in.u32());
            case 5 -> new WitnessStep.MiddleBits(in.u32(), in.u32(), in.i64(), in.u8(), in.u8());
            case 6 -> new WitnessStep.Ratio(in.u32(), in.u32(), in.u32());
            default -> throw in.failure("unknown witness step " + kind);
        };
    }
}
