package dev.proofmark.compiler.quantize.program;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 over everything that a [QuantizedProgram] computes with: equal digests, equal circuits and weights.
public final class ProgramDigest {

    private ProgramDigest() {}

    /// Lower-case hex.
    public static String of(QuantizedProgram program) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            try (DataOutputStream out = new DataOutputStream(
                    new java.io.BufferedOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), sha)))) {
                for (Step step : program.steps()) {
                    write(out, step);
                }
                out.writeUTF(program.inputs() + " " + program.outputs());
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(DataOutputStream out, Step step) throws IOException {
        out.writeInt(step.id());
        out.writeChars(step.name());
        out.writeUTF(step.shape().toString());
        out.writeLong(step.range().low());
        out.writeLong(step.range().high());
        out.writeDouble(step.scale());
        if (step.op() instanceof IntegerOp.Weights weights) {
            out.writeInt(weights.bits());
            for (long value : weights.values()) {
                out.writeLong(value);
            }
        } else {
            out.writeChars(step.op().toString());
        }
        TableFunction table =
                step.op() instanceof IntegerOp.Requantize requantize ? requantize.function()
                        : step.op() instanceof IntegerOp.Lookup lookup ? lookup.function()
                                : null;
        if (table != null) {
            out.writeInt(table.below());
            out.writeInt(table.above());
            for (int value : table.values()) {
                out.writeInt(value);
            }
        }
    }
}
