package dev.proofmark.algebra.curve;

import dev.proofmark.algebra.field.Fp;
import dev.proofmark.algebra.field.Fr;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/// A point of BN254 G1, the curve y^2 = x^3 + 3 over Fp, in affine form; immutable.
///
/// The group has prime order r and cofactor 1, so a point on the curve is a point of the group: [#decode] needs no
/// subgroup check. [#IDENTITY] takes part in arithmetic but has no encoding: a message that would be the identity is
/// either left out by the protocol or a sign of a broken prover.
///
/// **Wire form**, 32 bytes: big-endian x, bit 255 the parity of y, bit 254 zero.
/// **Transcript form**, 64 bytes: big-endian x, then y.
public final class G1 {
    /// Length in bytes of the wire form.
    public static final int ENCODED_BYTES = 32;
    /// Length in bytes of the transcript form.
    public static final int AFFINE_BYTES = 64;

    /// The neutral element.
    public static final G1 IDENTITY = new G1(null, null);
    /// The customary generator (1, 2). Commitments never use it: see [Generators].
    public static final G1 GENERATOR = new G1(Fp.ONE, Fp.of(2));

    static final Fp B = Fp.of(3);

    private static final int Y_ODD = 0x80;
    private static final int RESERVED = 0x40;

    private final Fp x;
    private final Fp y;

    private G1(Fp x, Fp y) {
        this.x = x;
        this.y = y;
    }

    /// The point (x, y).
    ///
    /// **Errors**: [IllegalArgumentException] when it is not on the curve.
    public static G1 of(Fp x, Fp y) {
        if (!isOnCurve(x, y)) {
            throw new IllegalArgumentException("Expected a point with y^2 = x^3 + 3, got one off the curve");
        }
        return new G1(x, y);
    }

    /// A point that is on the curve by construction.
    static G1 trusted(Fp x, Fp y) {
        return new G1(x, y);
    }

    static boolean isOnCurve(Fp x, Fp y) {
        return y.square().equals(curveEquation(x));
    }

    /// x^3 + 3.
    static Fp curveEquation(Fp x) {
        return x.square().multiply(x).add(B);
    }

    public boolean isIdentity() {
        return x == null;
    }

    /// **Errors**: [IllegalStateException] for the identity, which has no affine coordinates.
    public Fp x() {
        requireCoordinates();
        return x;
    }

    /// **Errors**: [IllegalStateException] for the identity, which has no affine coordinates.
    public Fp y() {
        requireCoordinates();
        return y;
    }

    public G1 add(G1 other) {
        if (isIdentity()) {
            return other;
        }
        if (other.isIdentity()) {
            return this;
        }
        Fp dx = other.x.subtract(x);
        Fp slope;
        if (!dx.isZero()) {
            slope = other.y.subtract(y).multiply(dx.inverse());
        } else if (y.equals(other.y)) {
            Fp xx = x.square();
            slope = xx.add(xx).add(xx).multiply(y.add(y).inverse());
        } else {
            return IDENTITY;
        }
        Fp sumX = slope.square().subtract(x).subtract(other.x);
        return new G1(sumX, slope.multiply(x.subtract(sumX)).subtract(y));
    }

    public G1 negate() {
        return isIdentity() ? this : new G1(x, y.negate());
    }

    public G1 subtract(G1 other) {
        return add(other.negate());
    }

    /// k times this point.
    public G1 multiply(Fr k) {
        return JacobianPoint.multiply(this, k).toAffine();
    }

    /// The 32-byte wire form.
    ///
    /// **Errors**: [IllegalStateException] for the identity.
    public byte[] encode() {
        byte[] out = new byte[ENCODED_BYTES];
        encodeTo(out, 0);
        return out;
    }

    /// Writes the 32-byte wire form at `offset`.
    public void encodeTo(byte[] out, int offset) {
        requireCoordinates();
        x.encodeTo(out, offset);
        if (y.isOdd()) {
            out[offset] |= (byte) Y_ODD;
        }
    }

    /// The 64-byte form x || y.
    ///
    /// **Errors**: [IllegalStateException] for the identity.
    public byte[] affineBytes() {
        requireCoordinates();
        byte[] out = new byte[AFFINE_BYTES];
        x.encodeTo(out, 0);
        y.encodeTo(out, ENCODED_BYTES);
        return out;
    }

    /// The point whose wire form stands at `offset`, or null when those 32 bytes are no point's wire form: x >= p, bit
    /// 254 set, no point with that x. The identity has no wire form, so it is never returned.
    ///
    /// **Requires**: 32 bytes from `offset`, else [IndexOutOfBoundsException].
    public static G1 decode(byte[] in, int offset) {
        Objects.checkFromIndexSize(offset, ENCODED_BYTES, in.length);
        Fp x = decodeX(in, offset);
        if (x == null) {
            return null;
        }
        Fp y = curveEquation(x).sqrt();
        return y == null ? null : new G1(x, withParity(y, isYOdd(in, offset)));
    }

    /// The points of `count` wire forms, one after the other from `offset`: for each what [#decode] gives, several times
    /// faster.
    ///
    /// **Requires**: 32 bytes for each, else [IndexOutOfBoundsException].
    public static G1[] decodeAll(byte[] in, int offset, int count) {
        Objects.checkFromIndexSize(offset, Math.multiplyExact(count, ENCODED_BYTES), in.length);
        Fp[] xs = new Fp[count];
        Fp[] squares = new Fp[count];
        for (int i = 0; i < count; i++) {
            xs[i] = decodeX(in, offset + i * ENCODED_BYTES);
            squares[i] = xs[i] == null ? Fp.ZERO : curveEquation(xs[i]);
        }
        Fp[] roots = ManyPoints.PRESENT.squareRoots(squares);
        G1[] out = new G1[count];
        for (int i = 0; i < count; i++) {
            if (xs[i] != null && roots[i] != null) {
                out[i] = new G1(xs[i], withParity(roots[i], isYOdd(in, offset + i * ENCODED_BYTES)));
            }
        }
        return out;
    }

    private static Fp decodeX(byte[] in, int offset) {
        if ((in[offset] & RESERVED) != 0) {
            return null;
        }
        byte[] bytes = Arrays.copyOfRange(in, offset, offset + ENCODED_BYTES);
        bytes[0] &= (byte) ~Y_ODD;
        return Fp.decode(bytes, 0);
    }

    static boolean isYOdd(byte[] in, int offset) {
        return (in[offset] & Y_ODD) != 0;
    }

    static Fp withParity(Fp y, boolean odd) {
        return y.isOdd() == odd ? y : y.negate();
    }

    private void requireCoordinates() {
        if (isIdentity()) {
            throw new IllegalStateException("Expected a point with coordinates, got the identity");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof G1 that && Objects.equals(x, that.x) && Objects.equals(y, that.y);
    }

    @Override
    public int hashCode() {
        return isIdentity() ? 0 : 31 * x.hashCode() + y.hashCode();
    }

    @Override
    public String toString() {
        return isIdentity() ? "G1[identity]" : "G1[" + HexFormat.of().formatHex(encode()) + "]";
    }
}
