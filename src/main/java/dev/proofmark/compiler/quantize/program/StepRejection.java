package dev.proofmark.compiler.quantize.program;

/// A step whose integers or scale leave what a program may hold. Never leaves this package: [Quantizer] reports it.
public final class StepRejection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String step;

    StepRejection(String step, String message) {
        super(message, null, false, false);
        this.step = step;
    }

    public String step() {
        return step;
    }
}
