package dev.proofmark.proving.verifier;

/// Which check failed first. The table of docs/protocol.md, section 17, is this list.
public enum Rejection {
    MALFORMED("malformed", "the file is no proof for this key: header, lengths, or a stated value or commitment that does not decode"),
    STATEMENT("statement", "the proof's statement is not the one expected"),
    KEY_DIGEST("key-digest", "the proof was made for another key"),
    INPUT_COMMITMENT("input-commitment", "an opened input is not what its commitment holds"),
    REGISTRATION("registration", "the key's registration proof is missing or does not hold: no proof under this key shows anything"),
    MALFORMED_MESSAGE("malformed-message", "a message is no canonical scalar or no point of the curve"),
    OPENING_SCALAR("opening-scalar", "the opening's scalar equation does not hold"),
    OPENING_GROUP("opening-group", "the opening's group equations do not hold");

    private final String code;
    private final String text;

    Rejection(String code, String text) {
        this.code = code;
        this.text = text;
    }

    /// The stable name, for programs.
    public String code() {
        return code;
    }

    /// What it means, whatever the proof.
    public String text() {
        return text;
    }
}
