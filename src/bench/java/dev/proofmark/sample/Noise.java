package dev.proofmark.sample;

/// A small seeded generator (SplitMix64), the same on every machine.
final class Noise {
    private long state;

    Noise(long seed) {
        state = seed;
    }

    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /// Uniform in [0, 1).
    double uniform() {
        return (next() >>> 11) * 0x1p-53;
    }

    /// Uniform in [0, bound).
    int below(int bound) {
        return (int) (uniform() * bound);
    }

    /// Standard normal (Box and Muller).
    double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
    }

    /// Normal on the logarithm: `median` times a factor that is within e^spread about two times in three.
    double logNormal(double median, double spread) {
        return median * StrictMath.exp(spread * normal());
    }

    /// A count of rare events with the given mean (Poisson, by waiting times).
    int count(double mean) {
        double limit = StrictMath.exp(-mean);
        int events = 0;
        for (double product = uniform(); product > limit; product *= uniform()) {
            events++;
        }
        return events;
    }
}
