package city.pishkhan.access.internal.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CallerCheckTest {
    private final CallerCheck check = new CallerCheck(new PersonDigests(PersonDigestsTest.KEY, "operator"));
    private final Caller oversight = new Caller("city:maryam", Set.of("oversight"), "p");

    private static String refused(Executable call) {
        Refusal refusal = assertThrows(Refusal.class, call);
        assertEquals(Refusal.Kind.UNAUTHENTICATED, refusal.kind());
        return refusal.code();
    }

    @Test
    void rejectsConflictingRolesOfCaller() {
        assertEquals(oversight, check.check(oversight));
        assertEquals(
                "login.excluded", refused(() -> check.check(new Caller("city:x", Set.of("oversight", "chair"), "p"))));
    }

    @Test
    void rejectsConflictWithOtherLoginsOfPerson() {
        assertEquals(oversight, check.check(oversight, Set.of()));
        assertEquals(oversight, check.check(oversight, Set.of("headquarters")));
        assertEquals("login.excluded", refused(() -> check.check(oversight, Set.of("headquarters", "treasury"))));
        assertEquals(
                oversight,
                check.check(oversight, Set.of("notary", "headquarters")),
                "what others have is theirs to answer for");
    }

    @Test
    void someRolesRequirePerson() {
        Caller nobody = new Caller("city:x", Set.of("operator"));
        assertEquals("login.person", refused(() -> check.check(nobody)));
        Caller somebody = new Caller("city:x", Set.of("operator"), "p");
        assertEquals(somebody, check.check(somebody));
    }
}
