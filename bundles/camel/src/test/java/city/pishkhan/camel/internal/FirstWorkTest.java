package city.pishkhan.camel.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FirstWorkTest {
    @Test
    void goesAloneAndKeepsNobodyForLong() {
        FirstWork first = new FirstWork(50);
        assertTrue(first.entered());
        assertFalse(first.entered(), "goes on without a turn after a while");
        first.left(true);
        assertFalse(first.entered(), "from then on all go as they come");
    }
}
