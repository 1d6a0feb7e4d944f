package dev.proofmark.sample;

import static dev.proofmark.sample.Feature.*;

import java.util.ArrayList;
import java.util.List;

/// Draws made-up applicants. Features hang together (income with savings, habits with arrears) through two hidden traits, and
/// the outcome is drawn from [#probabilityOfDefault], which rises or falls with each feature the way a lender expects.
final class ApplicantGenerator {
    private final Noise noise;

    ApplicantGenerator(long seed) {
        noise = new Noise(seed);
    }

    List<Applicant> draw(int count) {
        List<Applicant> applicants = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            applicants.add(drawOne());
        }
        return applicants;
    }

    private Applicant drawOne() {
        double means = noise.normal();
        double prudence = noise.normal();
        double years = 3 + 30 * noise.uniform();
        double[] features = new double[Feature.count()];

        double income = noise.logNormal(31 * StrictMath.exp(0.35 * means + 0.008 * years), 0.25);
        put(features, ANNUAL_INCOME, income);
        put(features, HOUSING_COST, 30 - 5 * means + 9 * noise.normal());
        put(features, DEBT_SERVICE, 16 - 7 * prudence + 10 * noise.normal());
        put(features, SAVINGS, noise.logNormal(0.22 * income * StrictMath.exp(0.7 * prudence + 0.3 * means), 0.8));
        put(features, EMPLOYMENT_TIME, years * noise.uniform());
        put(features, ADDRESS_TIME, years * noise.uniform());
        put(features, REQUESTED_AMOUNT, noise.logNormal(0.3 * income, 0.7));
        put(features, REQUESTED_TERM, 12 * (1 + noise.below(8)));
        put(features, OLDEST_ACCOUNT, years * (0.3 + 0.7 * noise.uniform()));
        put(features, OPEN_ACCOUNTS, noise.count(4.5));
        put(features, CARD_UTILISATION, 38 - 22 * prudence + 18 * noise.normal());
        double carelessness = StrictMath.exp(-0.9 * prudence - 0.2 * means);
        int late = noise.count(0.5 * carelessness);
        int arrears = noise.count(0.12 * carelessness);
        put(features, LATE_PAYMENTS, late);
        put(features, LONG_ARREARS, arrears);
        put(features, LAST_LATE_PAYMENT, lastLatePayment(late, arrears));
        put(features, CREDIT_INQUIRIES, noise.count(1.2 * StrictMath.exp(-0.4 * prudence)));
        put(features, CUSTOMER_TIME, years * noise.uniform() * noise.uniform());

        double unseen = 0.55 * noise.normal();
        return new Applicant(features, noise.uniform() < logistic(score(features) + unseen));
    }

    private double lastLatePayment(int lastYear, int lastThreeYears) {
        if (lastYear > 0) {
            return 12 * noise.uniform();
        }
        if (lastThreeYears > 0) {
            return 12 + 24 * noise.uniform();
        }
        return 36 + 140 * noise.uniform();
    }

    private static void put(double[] features, Feature feature, double value) {
        features[feature.ordinal()] = feature.onForm(value);
    }

    /// The truth behind the outcomes, for an applicant about whom nothing else matters.
    static double probabilityOfDefault(double[] features) {
        return logistic(score(features));
    }

    private static double score(double[] x) {
        double income = x[ANNUAL_INCOME.ordinal()];
        double instalment = x[REQUESTED_AMOUNT.ordinal()] / x[REQUESTED_TERM.ordinal()] * 12 / income * 100;
        double burden = x[DEBT_SERVICE.ordinal()] + x[HOUSING_COST.ordinal()] + instalment;
        double habits = 0.42 * saturating(x[LATE_PAYMENTS.ordinal()], 4)
                + 0.85 * saturating(x[LONG_ARREARS.ordinal()], 3)
                + 0.012 * StrictMath.max(0, 48 - x[LAST_LATE_PAYMENT.ordinal()])
                + 0.016 * x[CARD_UTILISATION.ordinal()]
                + 0.14 * saturating(x[CREDIT_INQUIRIES.ordinal()], 6);
        double standing = 0.55 * StrictMath.log(income / 30)
                + 0.35 * StrictMath.log1p(x[SAVINGS.ordinal()])
                + 0.045 * x[EMPLOYMENT_TIME.ordinal()]
                + 0.015 * x[ADDRESS_TIME.ordinal()]
                + 0.03 * x[OLDEST_ACCOUNT.ordinal()]
                + 0.03 * x[CUSTOMER_TIME.ordinal()];
        double stretch = 0.035 * burden + 0.0006 * StrictMath.max(0, burden - 60) * StrictMath.max(0, burden - 60);
        double clutter = 0.05 * StrictMath.max(0, x[OPEN_ACCOUNTS.ordinal()] - 6);
        return -4.2 + habits + stretch + clutter - standing;
    }

    private static double saturating(double value, double limit) {
        return StrictMath.min(value, limit);
    }

    static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }
}
