package dev.proofmark.sample;

/// One application and what became of it. `features` is indexed by [Feature#ordinal()].
record Applicant(double[] features, boolean defaulted) {
    double value(Feature feature) {
        return features[feature.ordinal()];
    }
}
