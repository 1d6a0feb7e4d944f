package dev.proofmark.algebra.curve;

import java.nio.charset.StandardCharsets;

/// Derives the generators from their tag: what the shipped table must hold.
final class GeneratorDerivation {
    private static final byte[] TAG = Generators.DST.getBytes(StandardCharsets.US_ASCII);

    private GeneratorDerivation() {
    }

    static G1 generator(int i) {
        return HashToCurve.hash(TAG, new byte[] {'G', (byte) (i >>> 24), (byte) (i >>> 16), (byte) (i >>> 8), (byte) i});
    }

    static G1 blinding() {
        return HashToCurve.hash(TAG, new byte[] {'H'});
    }

    static byte[] table() {
        return bytes(0, Generators.MAX_COUNT);
    }

    static byte[] bytes(int from, int count) {
        byte[] out = new byte[count * G1.ENCODED_BYTES];
        for (int i = 0; i < count; i++) {
            generator(from + i).encodeTo(out, i * G1.ENCODED_BYTES);
        }
        return out;
    }
}
