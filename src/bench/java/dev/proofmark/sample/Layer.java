package dev.proofmark.sample;

/// A dense layer with its Adam moments. **Shape**: weights are row-major, one row per output.
final class Layer {
    private static final double DECAY_FIRST = 0.9;
    private static final double DECAY_SECOND = 0.999;
    private static final double TINY = 1e-8;

    private final int inputs;
    private final int outputs;
    /// Weights, then biases.
    private final double[] parameters;
    private final double[] gradient;
    private final double[] first;
    private final double[] second;

    Layer(int inputs, int outputs, Noise noise) {
        this.inputs = inputs;
        this.outputs = outputs;
        parameters = new double[inputs * outputs + outputs];
        gradient = new double[parameters.length];
        first = new double[parameters.length];
        second = new double[parameters.length];
        double spread = StrictMath.sqrt(2.0 / inputs);
        for (int i = 0; i < inputs * outputs; i++) {
            parameters[i] = spread * noise.normal();
        }
    }

    int inputs() {
        return inputs;
    }

    int outputs() {
        return outputs;
    }

    double weight(int output, int input) {
        return parameters[output * inputs + input];
    }

    double bias(int output) {
        return parameters[inputs * outputs + output];
    }

    void forward(double[] x, double[] y) {
        for (int o = 0; o < outputs; o++) {
            double sum = bias(o);
            for (int i = 0; i < inputs; i++) {
                sum += parameters[o * inputs + i] * x[i];
            }
            y[o] = sum;
        }
    }

    /// Adds this example's gradient; writes the gradient with respect to `x` into `dx` unless that is null.
    void backward(double[] x, double[] dy, double[] dx) {
        if (dx != null) {
            java.util.Arrays.fill(dx, 0);
        }
        for (int o = 0; o < outputs; o++) {
            double d = dy[o];
            if (d == 0) {
                continue;
            }
            int row = o * inputs;
            for (int i = 0; i < inputs; i++) {
                gradient[row + i] += d * x[i];
            }
            if (dx != null) {
                for (int i = 0; i < inputs; i++) {
                    dx[i] += d * parameters[row + i];
                }
            }
            gradient[inputs * outputs + o] += d;
        }
    }

    /// One Adam step with decoupled weight decay on the mean gradient of `examples`; clears the gradient.
    void step(int examples, double rate, double weightDecay, int time) {
        double correctFirst = 1 - StrictMath.pow(DECAY_FIRST, time);
        double correctSecond = 1 - StrictMath.pow(DECAY_SECOND, time);
        for (int i = 0; i < parameters.length; i++) {
            double g = gradient[i] / examples;
            gradient[i] = 0;
            first[i] = DECAY_FIRST * first[i] + (1 - DECAY_FIRST) * g;
            second[i] = DECAY_SECOND * second[i] + (1 - DECAY_SECOND) * g * g;
            double update = first[i] / correctFirst / (StrictMath.sqrt(second[i] / correctSecond) + TINY);
            double decay = i < inputs * outputs ? weightDecay * parameters[i] : 0;
            parameters[i] -= rate * (update + decay);
        }
    }
}
