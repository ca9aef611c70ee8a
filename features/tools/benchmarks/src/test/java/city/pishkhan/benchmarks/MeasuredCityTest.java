package city.pishkhan.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Tests the calculation of a round's duration. */
class MeasuredCityTest {
    @Test
    void roundHasAtLeastOnePermit() {
        assertEquals(4, MeasuredCity.seconds(9, 2));
        assertThrows(IllegalArgumentException.class, () -> MeasuredCity.seconds(5, 10));
        assertThrows(IllegalArgumentException.class, () -> MeasuredCity.seconds(5, 0));
    }
}
