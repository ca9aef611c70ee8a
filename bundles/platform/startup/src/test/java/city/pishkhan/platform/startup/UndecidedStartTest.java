package city.pishkhan.platform.startup;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.platform.startup.internal.ClassLockPatcher;
import city.pishkhan.stubs.Stubs;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** A hub that starts sends nothing before its database has decided whether it is a copy. */
class UndecidedStartTest {
    private static final BundleContext HUB = containing("city.pishkhan.persistence");

    private static BundleContext containing(String name) {
        Bundle bundle = proxy(Bundle.class, "getSymbolicName", name);
        return proxy(BundleContext.class, "getBundles", new Bundle[] {bundle});
    }

    /** Returns an object of which one method returns a value and the others {@code null}. */
    private static <T> T proxy(Class<T> type, String answering, Object value) {
        return Stubs.intercept(
                type, (proxy, method, arguments) -> method.getName().equals(answering) ? value : null);
    }

    /** Resets the state of the JVM, because other tests in it may have started a hub. */
    @BeforeEach
    @AfterEach
    void reset() {
        Participation.reset();
    }

    private static void send() {
        Participation.requireSending("the fire department", IllegalStateException::new);
    }

    @Test
    void sendsNothingUntilDatabaseDecides() {
        assertDoesNotThrow(UndecidedStartTest::send, "a test of one bundle");

        new ClassLockPatcher().start(HUB);
        assertTrue(Participation.isUndecided());
        assertTrue(Participation.isSuspended(), "timers and queues wait");
        assertEquals(
                "the fire department: not called yet, because the hub is checking whether this installation is a copy",
                assertThrows(IllegalStateException.class, UndecidedStartTest::send)
                        .getMessage());

        Participation.quarantine(false);
        assertFalse(Participation.isUndecided());
        assertFalse(Participation.isSuspended());
        assertDoesNotThrow(UndecidedStartTest::send);

        new ClassLockPatcher().start(HUB);
        assertDoesNotThrow(UndecidedStartTest::send, "an update of a running hub");

        Participation.quarantine(true);
        assertThrows(IllegalStateException.class, UndecidedStartTest::send);
    }

    @Test
    void sendsNothingUntilWitnessesAnswer() {
        new ClassLockPatcher().start(HUB);
        assertFalse(Participation.isAwaitingWitnesses(), "the database comes first");
        Participation.awaitWitnesses(Duration.ofMinutes(2));
        assertTrue(Participation.isAwaitingWitnesses());
        assertThrows(IllegalStateException.class, UndecidedStartTest::send);
        assertDoesNotThrow(() -> Participation.requireDeciding("the witness", IllegalStateException::new));

        Participation.quarantine(true, "overtaken");
        assertFalse(Participation.isAwaitingWitnesses());
        assertEquals("overtaken", Participation.cause());
        assertThrows(IllegalStateException.class, UndecidedStartTest::send);
        assertThrows(
                IllegalStateException.class,
                () -> Participation.requireDeciding("the witness", IllegalStateException::new));

        Participation.awaitWitnesses(Duration.ofMinutes(2));
        assertFalse(Participation.isUndecided(), "an update of a running hub");
        assertDoesNotThrow(UndecidedStartTest::send);
    }

    @Test
    void stopsAwaitingWitnessesAtTimeout() {
        new ClassLockPatcher().start(HUB);
        Participation.awaitWitnesses(Duration.ZERO);
        Participation.awaitWitnesses(Duration.ofMinutes(2));
        assertFalse(Participation.isAwaitingWitnesses());
        assertTrue(Participation.isUndecided(), "until the next look at the database");
    }

    @Test
    void hubPartWithoutDatabaseSends() {
        new ClassLockPatcher().start(containing("city.pishkhan.runtime"));
        assertDoesNotThrow(UndecidedStartTest::send);
    }
}
