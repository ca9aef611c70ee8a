package city.pishkhan.approvals.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.access.internal.AccessTable;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Approvals.Approval;
import city.pishkhan.api.governance.HubMode.Mode;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.UserDirectory;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.journal.internal.SqlJournal;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.platform.bundleguard.AcceptedCode;
import city.pishkhan.vault.internal.TestVault;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which code a hub accepts, and since when it runs nothing else. */
class CodeAcceptanceTest {
    private static final Caller ROOT = new Caller("root", Set.of("operator"));
    private static final Caller OTHER = new Caller("other", Set.of("operator"));
    private static final String OLD = "a".repeat(64);
    private static final byte[] JAR = "a bundle".getBytes(StandardCharsets.UTF_8);
    private static final String WHY = "the connector of the vendor";

    private final TestStore database = TestStore.start();
    private final SqlJournal journal = new SqlJournal(database.tx(), database.schemas());
    private final ProvenRows proven =
            new ProvenRows(database.tx(), TestVault.create(database.tx(), database.schemas()), journal);
    private final HubFounding founding = new HubFounding(database.tx(), database.schemas(), proven);
    private final Node node = new Node();
    private final KeyPair vendor = key();
    private final List<UserDirectory.User> users =
            new ArrayList<>(List.of(new UserDirectory.User("root", Set.of("operator"), "a.users")));
    private final LoginAcceptance logins =
            new LoginAcceptance(database.tx(), founding, proven, journal, Optional::empty);
    private final CodeAcceptance acceptance =
            new CodeAcceptance(database.tx(), founding, proven, journal, node, logins);
    private final ApprovalService approvals = new ApprovalService(
            database.tx(), database.schemas(), new AccessTable(), journal, proven, List.of(acceptance));

    /** What the bundle guard of a node was told. */
    private static final class Node implements AcceptedCode {
        private final Set<String> accepted = new TreeSet<>();
        private boolean enforced;

        @Override
        public boolean isEnforced() {
            return enforced;
        }

        @Override
        public boolean isAccepted(String sha256) {
            return accepted.contains(sha256);
        }

        @Override
        public void accept(String sha256) {
            accepted.add(sha256);
        }

        @Override
        public Collection<String> enforce(Collection<String> listed) {
            enforced = true;
            Set<String> removed = new TreeSet<>(accepted);
            removed.removeAll(listed);
            accepted.retainAll(listed);
            accepted.addAll(listed);
            return removed;
        }

        @Override
        public Map<String, String> addedCode() {
            return Map.of("city.old 1.0.0", OLD);
        }

        @Override
        public List<RefusedBundle> refusedBundles() {
            return List.of();
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static KeyPair key() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sign(KeyPair pair, byte[] content) throws Exception {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(content);
        return signature.sign();
    }

    private void found(ModeSetting demo, ReleaseKeys keys) {
        logins.directories = List.of(() -> List.copyOf(users), keys);
        logins.settlingNanos = 0;
        logins.code = node;
        logins.modeSetting = demo;
        acceptance.releaseKeys = keys;
        assertFalse(node.enforced);
        acceptance.sync();
        assertFalse(node.enforced, "everything runs before the founding");
        logins.runPeriodicWork();
        acceptance.sync();
    }

    private ReleaseKeys keys(KeyPair pair) {
        return new ReleaseKeys(
                "vendor: " + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
    }

    @Test
    void productionHubAcceptsWhatIsPresentAtFounding() {
        found(null, new ReleaseKeys(""));
        assertTrue(node.enforced);
        assertEquals(Set.of(OLD), node.accepted);
        assertTrue(acceptance.isAccepted(OLD));
    }

    @Test
    void demoHubNeverLimitsCode() {
        found(new ModeSetting(Mode.DEMO), new ReleaseKeys(""));
        assertFalse(node.enforced);
    }

    @Test
    void demoSettingHasNoEffectAfterFounding() {
        found(new ModeSetting(Mode.PRODUCTION), new ReleaseKeys(""));
        logins.modeSetting = new ModeSetting(Mode.DEMO);
        logins.runPeriodicWork();
        node.enforced = false;
        acceptance.sync();
        assertTrue(node.enforced);
    }

    @Test
    void digestNeedsTwoPeople() {
        found(null, new ReleaseKeys(""));
        String sha256 = Sha256.hex(JAR);
        Approval asked = approvals.request(ROOT, "code-accept", Map.of("sha256", sha256, "name", "a.jar"), WHY);
        assertEquals(
                "approval.same-person",
                assertThrows(Refusal.class, () -> approvals.decide(ROOT, asked.id(), true))
                        .code());
        assertFalse(acceptance.isAccepted(sha256));
        approvals.decide(OTHER, asked.id(), true);
        acceptance.sync();
        assertTrue(node.isAccepted(sha256));
        assertEquals(
                "code.accepted",
                assertThrows(Refusal.class, () -> approvals.request(ROOT, "code-accept", Map.of("sha256", sha256), WHY))
                        .code());
    }

    @Test
    void malformedTermsAreRefused() {
        found(null, new ReleaseKeys(""));
        for (Map<String, String> terms : List.of(
                Map.of("sha256", "A".repeat(64)), Map.of("sha256", "x"), Map.of("sha256", OLD, "name", "../a"))) {
            assertEquals(
                    Refusal.Kind.INVALID,
                    assertThrows(Refusal.class, () -> approvals.request(ROOT, "code-accept", terms, WHY))
                            .kind());
        }
    }

    @Test
    void signatureOfAcceptedKeyIsEnough() throws Exception {
        found(null, keys(vendor));
        assertEquals(Optional.of("vendor"), acceptance.acceptSigned("a.jar", JAR, sign(vendor, JAR)));
        assertTrue(acceptance.isAccepted(Sha256.hex(JAR)));
    }

    @Test
    void signatureOfAnotherKeyOrContentIsNot() throws Exception {
        found(null, keys(vendor));
        byte[] other = "another bundle".getBytes(StandardCharsets.UTF_8);
        assertEquals(Optional.empty(), acceptance.acceptSigned("a.jar", JAR, sign(key(), JAR)));
        assertEquals(Optional.empty(), acceptance.acceptSigned("a.jar", JAR, sign(vendor, other)));
        assertEquals(Optional.empty(), acceptance.acceptSigned("a.jar", JAR, new byte[3]));
        assertFalse(acceptance.isAccepted(Sha256.hex(JAR)));
    }

    /** Who can write the configuration could otherwise accept code alone. */
    @Test
    void keyAddedAfterFoundingHasNoEffect() throws Exception {
        found(null, new ReleaseKeys(""));
        ReleaseKeys added = keys(vendor);
        acceptance.releaseKeys = added;
        logins.directories = List.of(() -> List.copyOf(users), added);
        assertEquals(Optional.empty(), acceptance.acceptSigned("a.jar", JAR, sign(vendor, JAR)));
    }

    /** A person who can write to the database cannot accept code. */
    @Test
    void digestWrittenBySqlIsIgnored() {
        found(null, new ReleaseKeys(""));
        String sha256 = Sha256.hex(JAR);
        database.tx()
                .run(sql -> sql.execute("insert into approvals.accepted_code (sha256, name, source, mac) select '"
                        + sha256 + "', name, source, mac from approvals.accepted_code"));
        acceptance.sync();
        acceptance.sync();
        assertFalse(node.isAccepted(sha256));
        assertFalse(acceptance.isAccepted(sha256));
        assertEquals(
                List.of(sha256),
                proven.warnings().stream().map(HealthWarning::subject).toList());
        assertEquals(1, journaled("acceptance.ignored"));
        Approval asked = approvals.request(ROOT, "code-accept", Map.of("sha256", sha256, "name", "a.jar"), WHY);
        approvals.decide(OTHER, asked.id(), true);
        acceptance.sync();
        assertTrue(node.isAccepted(sha256), "two people can still accept it");
        assertEquals(List.of(), proven.warnings());
    }

    private int journaled(String event) {
        return database.tx().required(sql -> sql.createQuery("select count(*) from journal.entry where event = :event")
                .bind("event", event)
                .mapTo(Integer.class)
                .one());
    }

    /** Neither a change of the founding nor its deletion makes a production hub a demo. */
    @Test
    void changedFoundingStaysProduction() {
        found(null, new ReleaseKeys(""));
        for (String change : List.of(
                "update approvals.founding set code_at_once = true, mode = 'demo'", "delete from approvals.founding")) {
            database.tx().run(sql -> sql.execute(change));
            HubFounding later = new HubFounding(database.tx(), database.schemas(), proven);
            later.code = node;
            assertEquals(
                    Optional.of(Mode.PRODUCTION),
                    database.tx().required(later::read).map(HubFounding.Founding::mode));
            assertEquals(Optional.of(Mode.PRODUCTION), later.mode());
        }
    }

    /** A line that somebody adds to the file of a node is removed, because the database decides. */
    @Test
    void fileOfNodeFollowsDatabase() {
        found(null, new ReleaseKeys(""));
        String sha256 = Sha256.hex(JAR);
        node.accept(sha256);
        acceptance.sync();
        acceptance.sync();
        assertEquals(Set.of(OLD), node.accepted);
        HealthWarning warning = proven.warnings().get(0);
        assertEquals(sha256, warning.subject());
        assertTrue(warning.what().english().endsWith("in data/deployments/accepted-code"));
        assertEquals(1, journaled("acceptance.ignored"));
        acceptance.acceptPart(sha256, "a.kar", OLD);
        acceptance.sync();
        assertTrue(node.isAccepted(sha256), "a part of an accepted file is in the database too");
    }
}
