package city.pishkhan.payments.internal.attempt;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CallbackIntakeTest {
    @Test
    void callbackWithoutSessionBelongsToNoAttempt() {
        assertTrue(CallbackIntake.isSame("s-1", "s-1"));
        assertFalse(CallbackIntake.isSame("s-1", "s-2"));
        assertFalse(CallbackIntake.isSame("s-1", null));
    }
}
