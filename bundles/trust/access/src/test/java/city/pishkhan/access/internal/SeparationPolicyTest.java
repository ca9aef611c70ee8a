package city.pishkhan.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.access.internal.SeparationPolicy.Login;
import city.pishkhan.access.internal.users.UserFilesTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** No order of lines ever gives a person excluded roles. The practical cases are in {@link UserFilesTest}. */
class SeparationPolicyTest {
    private static final List<String> ROLES = List.of(
            "operator",
            "oversight",
            "chair",
            "committee",
            "planning",
            "institute",
            "treasury",
            "discipline",
            "notary",
            "headquarters",
            "office:1204",
            "expert:1204",
            "expert:2301",
            "agency:fire",
            "district:22");
    private static final List<String> PERSONS = List.of("", "", "maryam", "reza", "nima");
    private static final int FILES = 3_000;
    private static final int MOST_LOGINS = 8;

    private final Random random = new Random(20_261_128);

    private List<Login> written() {
        List<Login> all = new ArrayList<>();
        int many = random.nextInt(MOST_LOGINS);
        for (int i = 0; i < many; i++) {
            Set<String> roles = new TreeSet<>();
            for (int r = random.nextInt(3); r >= 0; r--) {
                roles.add(ROLES.get(random.nextInt(ROLES.size())));
            }
            all.add(new Login("a:" + i, "login-" + i, roles, PERSONS.get(random.nextInt(PERSONS.size()))));
        }
        return all;
    }

    private static Map<String, Set<String>> byPerson(List<Login> logins) {
        Map<String, Set<String>> persons = new HashMap<>();
        logins.forEach(l -> persons.computeIfAbsent(l.person().isEmpty() ? l.name() : l.person(), p -> new HashSet<>())
                .addAll(l.roles()));
        return persons;
    }

    @Test
    void noPersonEverHasConflictingRoles() {
        List<Login> before = List.of();
        int kept = 0;
        for (int i = 0; i < FILES; i++) {
            List<Login> written = written();
            List<String> mistakes = new ArrayList<>();
            List<Login> left = new SeparationPolicy(ExclusionTable.SHIPPED, before).separate(written, mistakes);
            byPerson(left)
                    .forEach((person, roles) -> assertEquals(
                            Optional.empty(),
                            ExclusionTable.SHIPPED.findConflict(roles),
                            () -> person + " of " + written));
            int less = 0;
            for (Login login : written) {
                Login now = left.stream()
                        .filter(l -> l.name().equals(login.name()))
                        .findFirst()
                        .orElse(null);
                Set<String> roles = now == null ? Set.of() : now.roles();
                assertTrue(login.roles().containsAll(roles), "nothing is there that is not written");
                less += roles.equals(login.roles()) ? 0 : 1;
                kept += now != null && !roles.equals(login.roles()) ? 1 : 0;
            }
            assertEquals(less, mistakes.size(), "whatever is left out is told: " + mistakes);
            Map<String, Set<String>> persons = byPerson(left);
            byPerson(written).forEach((person, roles) -> {
                if (ExclusionTable.SHIPPED.findConflict(roles).isEmpty()) {
                    assertEquals(roles, persons.get(person), "who has nothing that excludes itself is left alone");
                }
            });
            before = left;
        }
        assertTrue(kept > 0, "some had something before");
    }
}
