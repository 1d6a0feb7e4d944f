package dev.proofmark.circuit.codec;

import dev.proofmark.argument.budget.Work;
import dev.proofmark.argument.budget.WorkBudget;
import dev.proofmark.argument.budget.WorkExceeded;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.CircuitException;
import dev.proofmark.circuit.rules.CircuitRules;

/// The one encoding of circuits. It is canonical: a circuit has exactly one encoding, and bytes that decode are the
/// encoding of what they decode to. Decoding replays `CircuitBuilder`, so whatever it returns keeps every rule.
///
/// ```
/// circuit    = u8 version = 2, u8 columnBits, list(node), list(table), list(constraint), list(port), list(port)
///              the ports are the inputs, then the outputs; multiplicity tensors are implied by the tables
/// list(x)    = u32 count, x ...
/// node       = u8 0 name shape range            WEIGHT
///            | u8 1 name shape                  INPUT
///            | u8 2 name shape                  WITNESS
///            | u8 3 name shape range            PUBLIC
///            | u8 4 name shape values           CONSTANT
///            | u8 5 name u32 length values      TABLE
///            | u8 16 shape coefficient u16 count (u32 node, coefficient, axes) ...            Combine
///            | u8 17 u32 a small(labels) u32 b small(labels) small(result labels)             Contract
///            | u8 18 u32 operand u8 count group ...                                           AxisMap
///            | u8 19 u32 operand shape small(variables)                                       View
/// axes       = one byte per axis of the result: the operand's axis, 255 where it lacks it
/// group      = u8 0                                                                           passes through
///            | u8 1 u32 input, output, kernel, stride, dilation, pad                          Window
///            | u8 2 u32 input, output, kernel, stride, dilation, pad                          WindowSum
///            | u8 3 lengths lengths values      Gather: input lengths, output lengths, source per output
/// table      = name u32 length u8 width column ...
/// column     = u8 0 i64 start i64 step          Affine
///            | u8 1 u32 node                    Stored
/// constraint = u8 0 u32 table u8 count u32 node ...     Lookup
///            | u8 1 u32 node                            Zero
/// port       = name u32 tensor shape scale range
/// scale      = u64 unit (IEEE 754 bits) u8 axis u32 count u8 exponent ...
/// name       = u16 bytes, UTF-8          shape, lengths = u8 rank, u32 length ...
/// range      = i64 low i64 high          coefficient    = i64 numerator u8 shift
/// small(x)   = u8 count, u8 x ...
/// values     = u8 width, then values in two's complement of that many bytes; width is the least that fits all of them
/// ```
/// All integers are big-endian.
public final class CircuitCodec {
    public static final int VERSION = 2;
    public static final int MAX_BYTES = 1 << 25;

    private CircuitCodec() {
    }

    /// **Errors** `CircuitException` with code `encoding` if the encoding would be larger than decoders accept.
    public static byte[] encode(Circuit circuit) {
        byte[] bytes = new CircuitWriter().write(circuit);
        if (bytes.length > MAX_BYTES) {
            throw new CircuitException("encoding", "a circuit takes at most " + MAX_BYTES + " bytes, got " + bytes.length);
        }
        return bytes;
    }

    /// Charges what `decode` charges for the circuit.
    ///
    /// @param encoded its encoding
    public static void charge(Circuit circuit, byte[] encoded, WorkBudget budget) {
        budget.charge(Work.BYTE, encoded.length);
        CircuitRules.charge(circuit, budget);
    }

    /// **Requires** nothing of the bytes. **Cost** linear in their number.
    ///
    /// **Errors** `CircuitException`: code `encoding`, or the code of the broken rule.
    public static Circuit decode(byte[] bytes) {
        return decode(bytes, WorkBudget.decoding(() -> {}));
    }

    /// The same within what a verifier has left for decoding.
    ///
    /// **Errors** code `work` too.
    public static Circuit decode(byte[] bytes, WorkBudget budget) {
        if (bytes.length > MAX_BYTES) {
            throw new CircuitException("encoding", "a circuit takes at most " + MAX_BYTES + " bytes, got " + bytes.length);
        }
        try {
            budget.charge(Work.BYTE, bytes.length);
            return new CircuitReader(bytes).read(budget);
        } catch (WorkExceeded e) {
            throw new CircuitException("work", e.getMessage());
        }
    }
}
