package dev.proofmark.sample;

/// The features of an applicant, in the order of the model's input.
///
/// **Units** are chosen so that all values lie between 0 and 120: the model's input is quantised with one scale, and a column
/// of euros beside a column of ratios would leave the ratios no digits.
enum Feature {
    ANNUAL_INCOME("annual income after tax", "thousand EUR", 8, 120, 1),
    HOUSING_COST("housing cost", "% of income", 0, 80, 0),
    DEBT_SERVICE("instalments on existing debt", "% of income", 0, 90, 0),
    SAVINGS("liquid savings", "thousand EUR", 0, 120, 1),
    EMPLOYMENT_TIME("time with present employer", "years", 0, 40, 1),
    ADDRESS_TIME("time at present address", "years", 0, 40, 1),
    REQUESTED_AMOUNT("requested amount", "thousand EUR", 0.5, 80, 1),
    REQUESTED_TERM("requested term", "months", 6, 96, 0),
    OLDEST_ACCOUNT("age of oldest credit account", "years", 0, 45, 1),
    OPEN_ACCOUNTS("open credit accounts", "number", 0, 30, 0),
    CARD_UTILISATION("credit card utilisation", "% of limit", 0, 120, 0),
    LATE_PAYMENTS("late payments in the last 12 months", "number", 0, 12, 0),
    LONG_ARREARS("payments over 60 days late in the last 3 years", "number", 0, 8, 0),
    LAST_LATE_PAYMENT("time since the last late payment (120: never)", "months", 0, 120, 0),
    CREDIT_INQUIRIES("credit inquiries in the last 6 months", "number", 0, 15, 0),
    CUSTOMER_TIME("time as a customer of the bank", "years", 0, 40, 1);

    private final String meaning;
    private final String unit;
    private final double lowest;
    private final double highest;
    private final int decimals;

    Feature(String meaning, String unit, double lowest, double highest, int decimals) {
        this.meaning = meaning;
        this.unit = unit;
        this.lowest = lowest;
        this.highest = highest;
        this.decimals = decimals;
    }

    static int count() {
        return values().length;
    }

    String meaning() {
        return meaning;
    }

    String unit() {
        return unit;
    }

    double lowest() {
        return lowest;
    }

    double highest() {
        return highest;
    }

    /// The value as an application form holds it: inside the feature's range and rounded to its decimals.
    double onForm(double value) {
        double unitsPerOne = decimals == 0 ? 1 : 10;
        return StrictMath.rint(Math.clamp(value, lowest, highest) * unitsPerOne) / unitsPerOne;
    }
}
