package dev.proofmark.proving.proof;

import java.util.OptionalInt;

/// The header of keys, statements and proofs: magic (4 bytes), version (2), curve id (1), profile id (1).
public enum Format {
    KEY("PMKY"),
    STATEMENT("PMST"),
    PROOF("PMPF");

    public static final int VERSION = 2;
    /// BN254 G1.
    public static final int CURVE = 1;
    /// Hashed generators, masked opening in the clear.
    public static final int PROFILE_TRANSPARENT = 1;
    public static final int HEADER_BYTES = 8;

    private final String magic;

    Format(String magic) {
        this.magic = magic;
    }

    public byte[] header() {
        byte[] header = new byte[HEADER_BYTES];
        for (int i = 0; i < 4; i++) {
            header[i] = (byte) magic.charAt(i);
        }
        header[5] = VERSION;
        header[6] = CURVE;
        header[7] = PROFILE_TRANSPARENT;
        return header;
    }

    /// Whether these are bytes of this kind at all, of whatever version.
    public boolean begins(byte[] bytes) {
        for (int i = 0; i < magic.length(); i++) {
            if (i >= bytes.length || bytes[i] != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// The version that the header names; empty where these are no bytes of this kind.
    public OptionalInt version(byte[] bytes) {
        return bytes.length < HEADER_BYTES || !begins(bytes)
                ? OptionalInt.empty()
                : OptionalInt.of((bytes[4] & 0xff) << 8 | bytes[5] & 0xff);
    }

    /// What is wrong with the header at the start of `bytes`, or null if nothing is.
    public String problem(byte[] bytes) {
        if (bytes.length < HEADER_BYTES) {
            return "a header has " + HEADER_BYTES + " bytes, got " + bytes.length;
        }
        if (!begins(bytes)) {
            return "expected the file to begin with " + magic;
        }
        int version = version(bytes).orElseThrow();
        if (version != VERSION) {
            return "expected version " + VERSION + ", got " + version;
        }
        if (bytes[6] != CURVE) {
            return "expected curve " + CURVE + ", got " + (bytes[6] & 0xff);
        }
        if (bytes[7] != PROFILE_TRANSPARENT) {
            return "expected profile " + PROFILE_TRANSPARENT + ", got " + (bytes[7] & 0xff);
        }
        return null;
    }
}
