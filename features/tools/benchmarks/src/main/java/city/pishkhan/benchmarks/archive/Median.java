package city.pishkhan.benchmarks.archive;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Median of several rounds, which is robust against single disturbed rounds. */
final class Median {
    private Median() {}

    /** @param rounds at least one */
    static <T> double of(List<T> rounds, ToDoubleFunction<T> value) {
        double[] values = rounds.stream().mapToDouble(value).sorted().toArray();
        int middle = values.length / 2;
        return values.length % 2 == 1
                ? values[middle]
                : Arrays.stream(values, middle - 1, middle + 1).sum() / 2;
    }
}
