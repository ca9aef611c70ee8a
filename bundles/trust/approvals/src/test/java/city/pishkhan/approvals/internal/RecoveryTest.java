package city.pishkhan.approvals.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.security.UserDirectory;
import city.pishkhan.journal.internal.SqlJournal;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.vault.internal.TestVault;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two key holders can restore logins if no person is left to approve them. One is not enough, and a signature counts only once. */
class RecoveryTest {
    private static final byte[] FILE = "late = hash, operator".getBytes(StandardCharsets.UTF_8);
    private static final UserDirectory.User LATE = new UserDirectory.User("late", Set.of("operator"), "late.users");

    private final TestStore database = TestStore.start();
    private final SqlJournal journal = new SqlJournal(database.tx(), database.schemas());
    private final ProvenRows proven =
            new ProvenRows(database.tx(), TestVault.create(database.tx(), database.schemas()), journal);
    private final HubFounding founding = new HubFounding(database.tx(), database.schemas(), proven);
    private final KeyPair maryam = pair();
    private final KeyPair reza = pair();
    private final KeyPair stranger = pair();
    private final Files files = new Files();
    private final LoginAcceptance acceptance =
            new LoginAcceptance(database.tx(), founding, proven, journal, Optional::empty);

    /** A directory of users for tests. */
    private static final class Files implements UserDirectory {
        private final List<User> users =
                new ArrayList<>(List.of(new UserDirectory.User("root", Set.of("operator"), "a.users")));
        private List<SignedSource> signed = List.of();

        @Override
        public List<User> users() {
            return List.copyOf(users);
        }

        @Override
        public List<SignedSource> signedSources() {
            return signed;
        }
    }

    @BeforeEach
    void founded() {
        holders("maryam", maryam, "reza", reza);
        acceptance.settlingNanos = 0;
        acceptance.runPeriodicWork();
        assertEquals(Set.of("operator"), acceptance.roles(files.users.get(0)));
        files.users.add(LATE);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String holder(String name, KeyPair pair) {
        return name + ": " + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    private void holders(String one, KeyPair its, String other, KeyPair others) {
        KeyHolders known = new KeyHolders(holder(one, its) + ", " + holder(other, others));
        acceptance.directories = List.of(files, known);
        acceptance.holders = known;
    }

    private static byte[] signature(KeyPair by, byte[] content) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(by.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Set<String> rolesAfter(Map<String, byte[]> signatures) {
        files.signed = List.of(new UserDirectory.SignedSource("late.users", FILE, signatures));
        acceptance.runPeriodicWork();
        return acceptance.roles(LATE);
    }

    private long recovered() {
        return journal.entries(null).stream()
                .filter(e -> e.event().equals("hub.recovered"))
                .count();
    }

    @Test
    void twoKeyHoldersRecoverLogin() {
        assertEquals(
                Set.of("operator"),
                rolesAfter(Map.of("maryam", signature(maryam, FILE), "reza", signature(reza, FILE))));
        assertEquals(1, recovered());
        String told = journal.entries(null).toString();
        assertTrue(told.contains("key-holder:maryam") && told.contains("late = operator"), told);
    }

    @Test
    void rejectsRecoveryWithoutTwoValidSignatures() {
        assertEquals(Set.of(), rolesAfter(Map.of("maryam", signature(maryam, FILE))));
        assertEquals(Set.of(), rolesAfter(Map.of("maryam", signature(maryam, FILE), "reza", signature(maryam, FILE))));
        assertEquals(
                Set.of(), rolesAfter(Map.of("maryam", signature(maryam, FILE), "nobody", signature(stranger, FILE))));
        assertEquals(
                Set.of(),
                rolesAfter(Map.of("maryam", signature(maryam, FILE), "reza", signature(reza, new byte[] {1}))));
        assertEquals(Set.of(), rolesAfter(Map.of("maryam", signature(maryam, FILE), "reza", new byte[0])));
        assertEquals(0, recovered());
    }

    /** Writing the configuration of keys does not make anyone a key holder. */
    @Test
    void newKeyHolderNeedsAcceptance() {
        holders("maryam", maryam, "reza", stranger);
        assertEquals(
                Set.of(), rolesAfter(Map.of("maryam", signature(maryam, FILE), "reza", signature(stranger, FILE))));
    }

    @Test
    void signedFileIsAcceptedOnce() {
        Map<String, byte[]> both = Map.of("maryam", signature(maryam, FILE), "reza", signature(reza, FILE));
        rolesAfter(both);
        files.users.remove(LATE);
        acceptance.revokeAfterNanos = 0;
        acceptance.runPeriodicWork();
        acceptance.runPeriodicWork();
        files.users.add(LATE);
        assertEquals(Set.of(), rolesAfter(both), "put back by somebody");
        assertEquals(1, recovered());
    }

    @Test
    void rejectsInvalidAndDuplicateKeys() {
        String said = assertThrows(IllegalArgumentException.class, () -> new KeyHolders("maryam: MCowBQYDK2VwAyEA"))
                .getMessage();
        assertTrue(said.contains("approvals.recovery.cfg: maryam"), said);
        assertThrows(
                IllegalArgumentException.class,
                () -> new KeyHolders(holder("maryam", maryam) + ", " + holder("reza", maryam)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new KeyHolders(holder("maryam", maryam) + ", " + holder("maryam", reza)));
        assertEquals(List.of(), new KeyHolders("").users());
    }
}
