package dev.proofmark.circuit;

/// One axis that passes through an `AxisMap` (`matrix` null), or the axes that `matrix` replaces.
public record AxisGroup(AxisMatrix matrix) {
    public static final AxisGroup PASS = new AxisGroup(null);

    public boolean mapped() {
        return matrix != null;
    }

    public int inputAxes() {
        return matrix == null ? 1 : matrix.inputLengths().length;
    }

    public int outputAxes() {
        return matrix == null ? 1 : matrix.outputLengths().length;
    }
}
