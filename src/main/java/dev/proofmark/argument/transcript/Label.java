package dev.proofmark.argument.transcript;

import java.nio.charset.StandardCharsets;

/// Every label that is ever absorbed or challenged, in the order of the protocol.
public enum Label {
    VERSION("version"),
    CURVE("curve"),
    PROFILE("profile"),
    KIND("kind"),
    KEY_DIGEST("key-digest"),
    CONTEXT("context"),
    VISIBILITY("visibility"),
    PUBLIC_VALUE("public-value"),
    INPUT_VALUE("input-value"),
    INPUT_BLINDING("input-blinding"),
    INPUT_ROW("input-row"),
    WITNESS_ROW("witness-row"),
    MULTIPLICITY_ROW("multiplicity-row"),
    PAD_ROW("pad-row"),
    FINAL_PAD_ROW("final-pad-row"),
    ALPHA("alpha"),
    BETA("beta"),
    LOGUP_ROOT("logup-root"),
    LOGUP_ROOT_INVERSE("logup-root-inverse"),
    LOGUP_LAMBDA("logup-lambda"),
    LOGUP_ROUND("logup-round"),
    LOGUP_BIND("logup-bind"),
    LOGUP_LAYER("logup-layer"),
    LOGUP_MU("logup-mu"),
    LEAF_COLUMN("leaf-column"),
    ZERO_POINT("zero-point"),
    COMBINE_OPERAND("combine-operand"),
    BATCH("batch"),
    BATCH_ROUND("batch-round"),
    BATCH_BIND("batch-bind"),
    BATCH_OPERAND("batch-operand"),
    BATCH_PRODUCT("batch-product"),
    PRODUCT_TAU("product-tau"),
    PRODUCT_ROUND("product-round"),
    PRODUCT_BIND("product-bind"),
    PRODUCT_COMMITMENT("product-commitment"),
    GAMMA("gamma"),
    OPENING_ROUND("opening-round"),
    OPENING_BIND("opening-bind"),
    MASK_COMMITMENT("mask-commitment"),
    MASK_VALUE("mask-value"),
    EQUATION("e"),
    RESPONSE("response"),
    DELTA("delta");

    private final byte[] bytes;

    Label(String text) {
        this.bytes = text.getBytes(StandardCharsets.US_ASCII);
    }

    byte[] bytes() {
        return bytes;
    }

    public String text() {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
