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
    void sameLoginIsSamePerson() {
        assertTrue(maryam.isSamePerson("one", "reza"), "a login that changed hands between");
        assertTrue(somebody.isSamePerson("one", null));
        assertTrue(somebody.isSamePerson("console:one", ""));
        assertTrue(Caller.atConsole("one", ROLES, "").isSamePerson("one", ""));
    }

    @Test
    void differentLoginsWithSamePersonAreOnePerson() {
        assertTrue(maryam.isSamePerson("two", "maryam"));
        assertFalse(maryam.isSamePerson("two", "reza"));
        assertFalse(maryam.isSamePerson("two", ""));
        assertFalse(somebody.isSamePerson("two", ""), "of neither is it known who has it");
        assertFalse(somebody.isSamePerson("two", null));
    }

    @Test
    void hashesOfOtherKeyCountAsSamePerson() {
        Caller before = new Caller("one", ROLES, "0a1b2c3d.aaaa");
        assertTrue(before.isSamePerson("two", "ffffffff.bbbb"), "by another key");
        assertFalse(before.isSamePerson("two", "0a1b2c3d.bbbb"));
        assertTrue(before.isSamePerson("two", "0a1b2c3d.aaaa"));
    }

    @Test
    void missingPersonIsEmpty() {
        assertEquals("", somebody.person());
        assertEquals(somebody, new Caller("one", ROLES, null));
        assertEquals("console:one", Caller.atConsole("one", ROLES, "").principal());
    }
}
