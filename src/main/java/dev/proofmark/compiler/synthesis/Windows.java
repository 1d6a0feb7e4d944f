package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.AxisMatrix;

/// Window matrices with any padding; a negative one crops.
final class Windows {
    private Windows() {
    }

    /// `out[o, t] = in[o * stride + t * dilation - pad]`, zero outside.
    static AxisMatrix taps(int inputs, int outputs, int taps, int stride, int dilation, int pad) {
        if (pad >= 0) {
            return new AxisMatrix.Window(inputs, outputs, taps, stride, dilation, pad);
        }
        int[] source = new int[outputs * taps];
        for (int o = 0; o < outputs; o++) {
            for (int t = 0; t < taps; t++) {
                int at = o * stride + t * dilation - pad;
                source[o * taps + t] = at < inputs ? at : -1;
            }
        }
        return new AxisMatrix.Gather(new int[] {inputs}, new int[] {outputs, taps}, source);
    }
}
