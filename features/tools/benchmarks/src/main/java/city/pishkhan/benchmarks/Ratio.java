package city.pishkhan.benchmarks;

import java.util.Arrays;

/**
 * A ratio from several measurements: geometric mean and 95% confidence interval, assuming normally distributed logarithms (Student's t).
 */
record Ratio(double mean, double low, double high) {

    /** Two-sided 95% quantiles of Student's t, by degrees of freedom from 1. */
    private static final double[] T = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228};

    private static final double T_OF_MANY = 2.2;

    /** @param ratios at least one; with a single ratio the interval is unbounded */
    static Ratio of(double... ratios) {
        double[] logs = Arrays.stream(ratios).map(Math::log).toArray();
        double mean = Arrays.stream(logs).average().orElseThrow();
        int n = logs.length;
        if (n == 1) {
            return new Ratio(Math.exp(mean), 0, Double.POSITIVE_INFINITY);
        }
        double variance =
                Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum() / (n - 1);
        double reach = (n - 2 < T.length ? T[n - 2] : T_OF_MANY) * Math.sqrt(variance / n);
        return new Ratio(Math.exp(mean), Math.exp(mean - reach), Math.exp(mean + reach));
    }
}
