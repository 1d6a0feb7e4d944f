package dev.proofmark.circuit;

/// Where a tensor's values come from and who knows them.
public enum TensorKind {
    /// Committed in the verification key; range and padding pinned by the registration proof.
    WEIGHT,
    /// Committed per proof, part of the statement; must be looked up.
    INPUT,
    /// Committed per proof; must be looked up.
    WITNESS,
    /// Committed per proof: how often each row of one table is used. Created by the builder.
    MULTIPLICITY,
    /// Stated per proof and known to the verifier, who checks its declared range.
    PUBLIC,
    /// Part of the circuit, evaluated by the verifier.
    CONSTANT,
    /// A table column without a closed form: public values, committed in the key without blinding.
    TABLE;

    public boolean committed() {
        return switch (this) {
            case WEIGHT, INPUT, WITNESS, MULTIPLICITY, TABLE -> true;
            case PUBLIC, CONSTANT -> false;
        };
    }

    public boolean perProof() {
        return switch (this) {
            case INPUT, WITNESS, MULTIPLICITY -> true;
            case WEIGHT, PUBLIC, CONSTANT, TABLE -> false;
        };
    }
}
