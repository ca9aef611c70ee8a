package city.pishkhan.access.internal.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class PersonDigestsTest {
    public static final String KEY = "0123456789abcdef0123456789abcdef";
    static final String MARYAM = "0684159414";
    static final String REZA = "0499370899";

    private final PersonDigests persons = new PersonDigests(KEY, "operator, treasury");

    @Test
    void digestIsStableAndHidesNationalId() throws Exception {
        String digest = persons.digest(MARYAM);
        assertTrue(digest.matches("[0-9a-f]{8}\\.[0-9a-f]{32}"), digest);
        assertFalse(digest.contains(MARYAM));
        assertEquals(digest, persons.digest(" ۰۶۸۴۱۵۹۴۱۴ "), "however it is written");
        assertEquals(digest, persons.digest("684159414"), "without its leading zero too");
        assertEquals(digest, persons.digest(digest));
        assertEquals(digest, new PersonDigests(KEY, "").digest(MARYAM), "on every node");
        assertNotEquals(digest, persons.digest(REZA));
        assertNotEquals(
                digest.substring(9),
                new PersonDigests(KEY + "x", "").digest(MARYAM).substring(9),
                "by another key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0684159415", "9999999999", "", "maryam", "0684159414.0684159414"})
    void rejectsInvalidNationalIdWithoutShowingIt(String written) {
        PersonDigests.Unreadable why = assertThrows(PersonDigests.Unreadable.class, () -> persons.digest(written));
        assertTrue(written.isEmpty() || !why.text().toString().contains(written), why.text()::toString);
        assertEquals("person:" + written, persons.replaceNationalId("person:" + written));
    }

    /** A digest by another key is refused, because one person with two digests would count as two people. */
    @Test
    void rejectsDigestByDifferentKey() throws Exception {
        String other = new PersonDigests(KEY + "x", "").digest(MARYAM);
        assertThrows(PersonDigests.Unreadable.class, () -> persons.digest(other));
    }

    @Test
    void findsDigestAmongRoles() throws Exception {
        assertEquals("", persons.findDigest(List.of("chair")));
        assertEquals(persons.digest(MARYAM), persons.findDigest(List.of("chair", "person:" + MARYAM)));
        assertThrows(
                PersonDigests.Unreadable.class,
                () -> persons.findDigest(List.of("person:" + MARYAM, "person:" + REZA)));
        assertEquals("chair", persons.replaceNationalId("chair"));
    }

    @Test
    void configuredRolesRequirePerson() {
        assertEquals(Optional.of("treasury"), persons.findRoleRequiringPerson(Set.of("chair", "treasury")));
        assertEquals(Optional.empty(), persons.findRoleRequiringPerson(Set.of("chair")));
        assertThrows(IllegalArgumentException.class, () -> new PersonDigests(KEY, "king"));
        assertThrows(IllegalArgumentException.class, () -> new PersonDigests(KEY, "citizen"));
        assertThrows(IllegalArgumentException.class, () -> new PersonDigests("short", ""));
    }
}
