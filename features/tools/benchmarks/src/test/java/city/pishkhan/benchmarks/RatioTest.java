package city.pishkhan.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RatioTest {
    private static final double EXACT = 1e-9;

    @Test
    void reciprocalRatiosAverageToOne() {
        assertEquals(1, Ratio.of(0.5, 2).mean(), EXACT);
    }

    @Test
    void computesStudentConfidenceInterval() {
        // logarithms -1, 0, 1: standard error of the mean is 1/sqrt(3), t with two degrees of freedom 4.303
        Ratio ratio = Ratio.of(Math.exp(-1), 1, Math.exp(1));
        assertEquals(1, ratio.mean(), EXACT);
        assertEquals(Math.exp(4.303 / Math.sqrt(3)), ratio.high(), 1e-3);
        assertEquals(1 / ratio.high(), ratio.low(), EXACT);
    }

    @Test
    void singleRatioHasUnboundedInterval() {
        Ratio ratio = Ratio.of(0.8);
        assertEquals(0.8, ratio.mean(), EXACT);
        assertEquals(0, ratio.low());
        assertTrue(Double.isInfinite(ratio.high()));
    }
}
