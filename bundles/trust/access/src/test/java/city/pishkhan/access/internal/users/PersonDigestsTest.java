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
    void onePersonHasOneDigestAndNobodyReadsWhose() throws Exception {
        String digest = persons.of(MARYAM);
        assertTrue(digest.matches("[0-9a-f]{8}\\.[0-9a-f]{32}"), digest);
        assertFalse(digest.contains(MARYAM));
        assertEquals(digest, persons.of(" ۰۶۸۴۱۵۹۴۱۴ "), "however it is written");
        assertEquals(digest, persons.of("684159414"), "without its leading zero too");
        assertEquals(digest, persons.of(digest));
        assertEquals(digest, new PersonDigests(KEY, "").of(MARYAM), "on every node");
        assertNotEquals(digest, persons.of(REZA));
        assertNotEquals(
                digest.substring(9), new PersonDigests(KEY + "x", "").of(MARYAM).substring(9), "by another key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0684159415", "9999999999", "", "maryam", "0684159414.0684159414"})
    void whoIsNobodyIsRefusedWithoutBeingShown(String written) {
        PersonDigests.Unreadable why = assertThrows(PersonDigests.Unreadable.class, () -> persons.of(written));
        assertTrue(written.isEmpty() || !why.text().toString().contains(written), why.text()::toString);
        assertEquals("person:" + written, persons.hidden("person:" + written));
    }

    /** A digest by another key is refused, because one person with two digests would count as two people. */
    @Test
    void aDigestByAnotherKeyIsNobodys() throws Exception {
        String other = new PersonDigests(KEY + "x", "").of(MARYAM);
        assertThrows(PersonDigests.Unreadable.class, () -> persons.of(other));
    }

    @Test
    void standsAmongRoles() throws Exception {
        assertEquals("", persons.among(List.of("chair")));
        assertEquals(persons.of(MARYAM), persons.among(List.of("chair", "person:" + MARYAM)));
        assertThrows(
                PersonDigests.Unreadable.class, () -> persons.among(List.of("person:" + MARYAM, "person:" + REZA)));
        assertEquals("chair", persons.hidden("chair"));
    }

    @Test
    void someRolesNeedAPerson() {
        assertEquals(Optional.of("treasury"), persons.needed(Set.of("chair", "treasury")));
        assertEquals(Optional.empty(), persons.needed(Set.of("chair")));
        assertThrows(IllegalArgumentException.class, () -> new PersonDigests(KEY, "king"));
        assertThrows(IllegalArgumentException.class, () -> new PersonDigests(KEY, "citizen"));
        assertThrows(IllegalArgumentException.class, () -> new PersonDigests("short", ""));
    }
}
