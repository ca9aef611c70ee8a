package city.pishkhan.access.internal.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private static final char[] SECRET = "پیشخوان secret".toCharArray();

    /** Computes the same hash as a test vector of the algorithm's reference implementation. */
    @Test
    void hashMatchesReferenceImplementation() {
        byte[] salt = "somesalt".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
                HexFormat.of().formatHex(Passwords.argon("password".toCharArray(), salt, 65_536, 2, 1)));
    }

    @Test
    void everyHashHasItsOwnSalt() {
        String one = Passwords.hash(SECRET, 64);
        assertNotEquals(one, Passwords.hash(SECRET, 64));
        assertTrue(Passwords.isHash(one), one);
        assertTrue(Passwords.matches(SECRET, one));
        assertFalse(Passwords.matches("Secret".toCharArray(), one));
        assertFalse(Passwords.matches(SECRET, one.replace("m=64", "m=65")));
        assertFalse(Passwords.matches(SECRET, one.replace("t=2", "t=3")));
    }

    @Test
    void dummyHashMatchesNoPassword() {
        String nobody = Passwords.dummyHash();
        assertTrue(Passwords.isHash(nobody), nobody);
        assertNotEquals(nobody, Passwords.dummyHash());
        assertFalse(Passwords.matches("nobody".toCharArray(), nobody));
        assertFalse(Passwords.matches(new char[0], nobody));
    }

    @Test
    void readsPbkdf2Hashes() {
        String old = "pbkdf2-sha512:210000:gPODyTdNDf72y+4k1p31Jg:8/gRXCpuEmQjOlcQ4B88CaP4Ukz5uTdkB6KZUHddCGc";
        assertTrue(Passwords.matches("demo-fire".toCharArray(), old));
        assertFalse(Passwords.matches("demo-water".toCharArray(), old));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "$argon2i$v=19$m=64,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=64,t=2,p=9$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=9999999,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=64,t=0,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=64,t=2,p=1$AAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "pbkdf2-sha512:0:gPODyTdNDf72y+4k1p31Jg:8/gRXCpuEmQjOlcQ4B88CaP4Ukz5uTdkB6KZUHddCGc"
            })
    void rejectsInvalidHashes(String stored) {
        assertFalse(Passwords.isHash(stored));
        assertFalse(Passwords.matches(SECRET, stored));
    }
}
