package dev.proofmark.sample;

import java.util.ArrayList;
import java.util.List;

/// Trains the credit network: cross-entropy, mini-batches, Adam with a falling rate.
///
/// It learns on standardised features; the standardisation is then folded into the first layer, so that the model takes
/// the application form as it is.
final class Trainer {
    private static final int[] WIDTHS = {Feature.count(), 64, 32, 1};
    private static final int EPOCHS = 10;
    private static final int BATCH = 64;
    private static final double RATE = 2e-3;
    private static final double WEIGHT_DECAY = 1e-2;

    private final Noise noise;
    private final List<Layer> layers = new ArrayList<>();
    private final double[][] activations = new double[WIDTHS.length][];
    private final double[][] gradients = new double[WIDTHS.length][];

    Trainer(long seed) {
        noise = new Noise(seed);
        for (int i = 0; i < WIDTHS.length; i++) {
            activations[i] = new double[WIDTHS[i]];
            gradients[i] = new double[WIDTHS[i]];
            if (i > 0) {
                layers.add(new Layer(WIDTHS[i - 1], WIDTHS[i], noise));
            }
        }
    }

    CreditNetwork train(List<Applicant> applicants) {
        Standardisation standardisation = Standardisation.of(applicants);
        double[][] inputs = applicants.stream().map(a -> standardisation.apply(a.features())).toArray(double[][]::new);
        int[] order = new int[inputs.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        int steps = EPOCHS * (inputs.length / BATCH);
        int time = 0;
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            shuffle(order);
            for (int start = 0; start + BATCH <= order.length; start += BATCH) {
                for (int k = start; k < start + BATCH; k++) {
                    learn(inputs[order[k]], applicants.get(order[k]).defaulted());
                }
                time++;
                double rate = RATE * (1 - (double) (time - 1) / steps);
                for (Layer layer : layers) {
                    layer.step(BATCH, rate, WEIGHT_DECAY, time);
                }
            }
        }
        return folded(standardisation);
    }

    private void learn(double[] input, boolean defaulted) {
        activations[0] = input;
        int last = layers.size();
        for (int l = 0; l < last; l++) {
            double[] y = activations[l + 1];
            layers.get(l).forward(activations[l], y);
            for (int o = 0; l + 1 < last && o < y.length; o++) {
                y[o] = StrictMath.max(0, y[o]);
            }
        }
        gradients[last][0] = ApplicantGenerator.logistic(activations[last][0]) - (defaulted ? 1 : 0);
        for (int l = last - 1; l >= 0; l--) {
            double[] below = l == 0 ? null : gradients[l];
            layers.get(l).backward(activations[l], gradients[l + 1], below);
            for (int i = 0; below != null && i < below.length; i++) {
                below[i] = activations[l][i] > 0 ? below[i] : 0;
            }
        }
    }

    private void shuffle(int[] order) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = noise.below(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }

    private CreditNetwork folded(Standardisation standardisation) {
        List<CreditNetwork.Dense> dense = new ArrayList<>();
        for (int l = 0; l < layers.size(); l++) {
            Layer layer = layers.get(l);
            float[][] weights = new float[layer.outputs()][layer.inputs()];
            float[] biases = new float[layer.outputs()];
            for (int o = 0; o < layer.outputs(); o++) {
                double bias = layer.bias(o);
                for (int i = 0; i < layer.inputs(); i++) {
                    double deviation = l == 0 ? standardisation.deviations()[i] : 1;
                    double mean = l == 0 ? standardisation.means()[i] : 0;
                    weights[o][i] = (float) (layer.weight(o, i) / deviation);
                    bias -= layer.weight(o, i) * mean / deviation;
                }
                biases[o] = (float) bias;
            }
            dense.add(new CreditNetwork.Dense(weights, biases));
        }
        return new CreditNetwork(dense);
    }
}
