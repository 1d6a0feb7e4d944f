package dev.proofmark.sample;

import java.util.List;

/// The trained network on raw features, in the single precision that the ONNX file holds: dense layers with Relu between them
/// and a sigmoid at the end.
record CreditNetwork(List<Dense> layers) {
    /// **Shape**: `weights[output][input]`.
    record Dense(float[][] weights, float[] biases) {
    }

    CreditNetwork {
        layers = List.copyOf(layers);
    }

    double probabilityOfDefault(double[] features) {
        double[] x = features;
        for (int l = 0; l < layers.size(); l++) {
            Dense layer = layers.get(l);
            double[] y = new double[layer.biases().length];
            for (int o = 0; o < y.length; o++) {
                double sum = layer.biases()[o];
                for (int i = 0; i < x.length; i++) {
                    sum += (double) layer.weights()[o][i] * x[i];
                }
                y[o] = l + 1 < layers.size() ? StrictMath.max(0, sum) : sum;
            }
            x = y;
        }
        return ApplicantGenerator.logistic(x[0]);
    }

    /// Weights and biases together.
    int parameters() {
        return layers.stream().mapToInt(layer -> layer.biases().length * (layer.weights()[0].length + 1)).sum();
    }
}
