package city.pishkhan.api.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests whether two callers are the same person, on which all checks for two persons depend. */
class CallerTest {
    private static final Set<String> ROLES = Set.of("institute");

    private final Caller maryam = new Caller("one", ROLES, "maryam");
    private final Caller somebody = new Caller("one", ROLES);

    @Test
    void oneLoginIsOnePerson() {
        assertTrue(maryam.samePerson("one", "reza"), "a login that changed hands between");
        assertTrue(somebody.samePerson("one", null));
        assertTrue(somebody.samePerson("console:one", ""));
        assertTrue(Caller.atConsole("one", ROLES, "").samePerson("one", ""));
    }

    @Test
    void twoLoginsAreOnePersonIfItIsSaid() {
        assertTrue(maryam.samePerson("two", "maryam"));
        assertFalse(maryam.samePerson("two", "reza"));
        assertFalse(maryam.samePerson("two", ""));
        assertFalse(somebody.samePerson("two", ""), "of neither is it known who has it");
        assertFalse(somebody.samePerson("two", null));
    }

    @Test
    void whoCannotBeToldApartIsOnePerson() {
        Caller before = new Caller("one", ROLES, "0a1b2c3d.aaaa");
        assertTrue(before.samePerson("two", "ffffffff.bbbb"), "by another key");
        assertFalse(before.samePerson("two", "0a1b2c3d.bbbb"));
        assertTrue(before.samePerson("two", "0a1b2c3d.aaaa"));
    }

    @Test
    void nobodySaidIsEmpty() {
        assertEquals("", somebody.person());
        assertEquals(somebody, new Caller("one", ROLES, null));
        assertEquals("console:one", Caller.atConsole("one", ROLES, "").principal());
    }
}
