package dev.proofmark.sample;

import java.util.List;

/// Mean and standard deviation of every feature.
record Standardisation(double[] means, double[] deviations) {
    static Standardisation of(List<Applicant> applicants) {
        int features = Feature.count();
        double[] means = new double[features];
        double[] deviations = new double[features];
        for (int f = 0; f < features; f++) {
            double sum = 0;
            for (Applicant applicant : applicants) {
                sum += applicant.features()[f];
            }
            means[f] = sum / applicants.size();
            double squares = 0;
            for (Applicant applicant : applicants) {
                double distance = applicant.features()[f] - means[f];
                squares += distance * distance;
            }
            deviations[f] = StrictMath.sqrt(squares / applicants.size());
        }
        return new Standardisation(means, deviations);
    }

    double[] apply(double[] features) {
        double[] standardised = new double[features.length];
        for (int f = 0; f < features.length; f++) {
            standardised[f] = (features[f] - means[f]) / deviations[f];
        }
        return standardised;
    }
}
