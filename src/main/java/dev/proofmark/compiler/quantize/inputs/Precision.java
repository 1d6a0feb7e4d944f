package dev.proofmark.compiler.quantize.inputs;

/// The widths that trade accuracy for proving cost.
///
/// @param activationBits magnitude bits of an activation: unsigned ones use `[0, 2^bits)`, signed ones
///                       `[-2^bits, 2^bits)`
/// @param shift          bits dropped by one requantisation (or twice as many where the accumulator is to be finer)
/// @param outputBits     magnitude bits of an output that is not an activation
/// @param weightBits     least magnitude bits of the largest weight of a layer; else twice the shift is taken
/// @param tableBits      the widest table made for the sake of accuracy
public record Precision(int activationBits, int shift, int outputBits, int weightBits, int tableBits) {

    public static final Precision DEFAULT = new Precision(12, 14, 15, 8, 13);
    public static final Precision HIGH = new Precision(14, 16, 18, 10, 16);

    public Precision {
        require("activationBits", activationBits, 4, 16);
        require("shift", shift, 2, 24);
        require("outputBits", outputBits, 4, 24);
        require("weightBits", weightBits, 1, 20);
        require("tableBits", tableBits, activationBits + 1, 20);
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " in [" + least + ", " + most + "], not " + value);
        }
    }

    /// The table domain of rectified and signed activations: one bit more for the sign.
    public int domainBits() {
        return activationBits + 1;
    }
}
