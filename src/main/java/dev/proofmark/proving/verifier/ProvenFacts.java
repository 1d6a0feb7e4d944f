package dev.proofmark.proving.verifier;

import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.PlainText;
import dev.proofmark.circuit.Port;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.proof.Statement;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// What an accepted proof shows, in the model's own terms: names, shapes and real values.
///
/// @param keyDigest      hex
/// @param context        the context if it is plain UTF-8 ([PlainText]), else its hex with the prefix `0x`
/// @param outputs        public outputs; private ones are only named, in `privateOutputs`
/// @param inputs         the inputs if they are public, else empty and named in `privateInputs`
public record ProvenFacts(String keyDigest, String context, List<NamedValues> outputs, List<String> privateOutputs,
        List<NamedValues> inputs, List<String> privateInputs, VerificationResult.Registration registration) {
    /// Computational soundness: discrete logarithms in BN254 G1.
    public static final int SECURITY_BITS = 100;

    /// For somebody who knows neither proofs nor this protocol.
    public static final String MEANING =
            "whoever made this proof ran the model that this key commits to, on an input that the proof fixes, for"
                    + " this context, and got these outputs; it does not mean that the model is good, fair or large, that the input is true, or"
                    + " that the key is that of the model you think of: compare its digest \"key\" with what the model's owner published.";

    /// Real values of one input or output, row-major.
    public record NamedValues(String name, int[] shape, double[] values) {
    }

    public static ProvenFacts of(VerificationKey key, VerificationResult.Accepted accepted) {
        Circuit circuit = key.circuit();
        Statement statement = accepted.statement();
        List<NamedValues> outputs = new ArrayList<>();
        List<String> privateOutputs = new ArrayList<>();
        for (Port port : circuit.outputs()) {
            if (circuit.tensor(port.tensor()).kind() == TensorKind.PUBLIC) {
                outputs.add(real(port, statement.publics().get(port.tensor())));
            } else {
                privateOutputs.add(port.name());
            }
        }
        List<NamedValues> inputs = new ArrayList<>();
        List<String> privateInputs = new ArrayList<>();
        for (Port port : circuit.inputs()) {
            if (statement.inputsPublic()) {
                inputs.add(real(port, statement.inputValues().get(port.tensor())));
            } else {
                privateInputs.add(port.name());
            }
        }
        return new ProvenFacts(HexFormat.of().formatHex(statement.keyDigest()), printable(statement.context()), outputs,
                privateOutputs, inputs, privateInputs, accepted.registration());
    }

    private static NamedValues real(Port port, long[] integers) {
        double[] values = new double[integers.length];
        int[] lengths = port.shape().lengths();
        for (int i = 0; i < values.length; i++) {
            values[i] = integers[i] * port.scale().at(lengths, i);
        }
        return new NamedValues(port.name(), lengths, values);
    }

    private static String printable(byte[] context) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(context)).toString();
            if (PlainText.isPlain(text)) {
                return text;
            }
        } catch (CharacterCodingException e) {
            return "0x" + HexFormat.of().formatHex(context);
        }
        return "0x" + HexFormat.of().formatHex(context);
    }

    /// The facts in words, a line each, whatever the names and the context are.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("key         " + keyDigest);
        lines.add("context     " + (context.isEmpty() ? "(none)" : PlainText.escaped(context)));
        inputs.forEach(v -> lines.add("input       " + line(v)));
        privateInputs.forEach(name -> lines.add("input       " + PlainText.escaped(name) + ": private, committed in the statement"));
        outputs.forEach(v -> lines.add("output      " + line(v)));
        privateOutputs.forEach(name -> lines.add("output      " + PlainText.escaped(name) + ": private, committed in the proof"));
        lines.add("weights     " + switch (registration) {
            case PROVEN -> "in their declared ranges, by the key's registration proof";
            case REBUILT -> "as rebuilt by the verifier's user (registration proof not asked for)";
        });
        lines.add("security    about " + SECURITY_BITS + " bits, not post-quantum");
        return lines;
    }

    private static String line(NamedValues v) {
        StringBuilder line =
                new StringBuilder(PlainText.escaped(v.name())).append(' ').append(java.util.Arrays.toString(v.shape())).append(" = ");
        int shown = Math.min(16, v.values().length);
        for (int i = 0; i < shown; i++) {
            line.append(i == 0 ? "[" : ", ").append(String.format(java.util.Locale.ROOT, "%.6g", v.values()[i]));
        }
        return line.append(shown < v.values().length ? ", ... " + v.values().length + " values]" : "]").toString();
    }
}
