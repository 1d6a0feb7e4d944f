package dev.proofmark.proving.key.owner;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.circuit.codec.CircuitCodec;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.proof.Format;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.KeccakDigest;

/// Blindings of the weight rows: HKDF-SHA-512(seed, info), 64 bytes mod r, where info is, length-prefixed, the curve id, the
/// circuit's digest, the digest of all quantised weights, the tensor's id and the row. So the owner can rebuild the same
/// key from model and seed, and another model version under the same seed shares no blinding.
final class WeightBlindings {
    private static final byte[] SALT = "proofmark/weight-blindings/1".getBytes(StandardCharsets.US_ASCII);

    private final Mac expand;
    private final byte[] circuitDigest;
    private final byte[] weightsDigest;

    /// @param cells padded cells of every `WEIGHT` tensor by id
    WeightBlindings(byte[] seed, Circuit circuit, Map<Integer, int[]> cells) {
        this.circuitDigest = VerificationKey.keccak(CircuitCodec.encode(circuit));
        this.weightsDigest = digest(circuit, cells);
        try {
            Mac extract = Mac.getInstance("HmacSHA512");
            extract.init(new SecretKeySpec(SALT, "HmacSHA512"));
            this.expand = Mac.getInstance("HmacSHA512");
            expand.init(new SecretKeySpec(extract.doFinal(seed), "HmacSHA512"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// keccak256 of all weights with their ids.
    byte[] weightsDigest() {
        return weightsDigest;
    }

    private static byte[] digest(Circuit circuit, Map<Integer, int[]> cells) {
        KeccakDigest keccak = new KeccakDigest(256);
        for (Tensor t : circuit.tensors(TensorKind.WEIGHT)) {
            int[] values = cells.get(t.id());
            ByteBuffer bytes = ByteBuffer.allocate(8 + 4 * values.length).putInt(t.id()).putInt(values.length);
            bytes.asIntBuffer().put(values);
            keccak.update(bytes.array(), 0, bytes.capacity());
        }
        byte[] digest = new byte[32];
        keccak.doFinal(digest, 0);
        return digest;
    }

    /// One output block of HKDF-Expand is 64 bytes, exactly what is needed.
    Fr blinding(int tensor, int row) {
        for (byte[] part : new byte[][] {{(byte) Format.CURVE}, circuitDigest, weightsDigest, int32(tensor), int32(row)}) {
            expand.update(int32(part.length));
            expand.update(part);
        }
        expand.update((byte) 1);
        return Fr.reduce(expand.doFinal());
    }

    private static byte[] int32(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }
}
