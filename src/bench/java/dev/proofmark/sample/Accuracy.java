package dev.proofmark.sample;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// How well a score tells defaulters from the others on data that it was not trained on.
///
/// @param auc the probability that a random defaulter scores above a random non-defaulter (ties count half)
/// @param brier the mean squared distance between score and outcome
record Accuracy(double auc, double brier) {
    private record Scored(double score, boolean defaulted) {
    }

    static Accuracy of(List<Applicant> applicants, ToDoubleFunction<double[]> score) {
        List<Scored> scored = applicants.stream()
                .map(a -> new Scored(score.applyAsDouble(a.features()), a.defaulted()))
                .sorted(Comparator.comparingDouble(Scored::score))
                .toList();
        double rankSum = 0;
        double squares = 0;
        int defaulters = 0;
        for (int start = 0; start < scored.size();) {
            int end = start;
            while (end < scored.size() && scored.get(end).score() == scored.get(start).score()) {
                end++;
            }
            double rank = (start + 1 + end) / 2.0;
            for (Scored one : scored.subList(start, end)) {
                double miss = one.score() - (one.defaulted() ? 1 : 0);
                squares += miss * miss;
                if (one.defaulted()) {
                    defaulters++;
                    rankSum += rank;
                }
            }
            start = end;
        }
        double others = scored.size() - defaulters;
        double auc = (rankSum - defaulters * (defaulters + 1) / 2.0) / (defaulters * others);
        return new Accuracy(auc, squares / scored.size());
    }
}
