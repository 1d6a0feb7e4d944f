package dev.proofmark.proving.witness;

/// The witness program cannot be carried out: an input of the wrong shape, or a value outside its table. Messages name
/// positions and ranges, never values.
public final class WitnessException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    public WitnessException(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
