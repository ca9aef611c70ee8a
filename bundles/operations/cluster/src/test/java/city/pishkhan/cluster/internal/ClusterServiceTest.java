package city.pishkhan.cluster.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cluster.Cluster;
import city.pishkhan.api.cluster.Cluster.Node;
import city.pishkhan.api.cluster.Cluster.State;
import city.pishkhan.api.cluster.SharedKey;
import city.pishkhan.api.cluster.SharedKeyProvider;
import city.pishkhan.api.security.Caller;
import city.pishkhan.journal.internal.SqlJournal;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.platform.startup.Participation;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests two nodes on one real PostgreSQL. */
class ClusterServiceTest {
    private static final Caller OPERATOR = new Caller("operator", Set.of("operator"));
    private static final Duration LOST = Duration.ofMillis(300);

    private final TestStore database = TestStore.start();
    private final SqlJournal journal = new SqlJournal(database.tx(), database.schemas());
    private final Map<String, String> files = new HashMap<>(Map.of("a.cfg key", "1"));
    private final List<String> lost = new ArrayList<>();
    private final ClusterService one = node("one", Clock.systemUTC());
    private final ClusterService two = node("two", Clock.systemUTC());

    @AfterEach
    void close() {
        Participation.suspend(false);
        database.close();
    }

    private ClusterService node(String name, Clock clock) {
        ClusterService node = new ClusterService(
                database.tx(),
                database.schemas(),
                journal,
                new ClusterService.Settings(name, "1.0.0", LOST, Duration.ofSeconds(2)),
                () -> new TreeMap<>(files),
                clock);
        node.setListeners(List.of(dead -> lost.add(name + " hears of " + dead)));
        return node;
    }

    private static SharedKeyProvider key(String purpose, String fingerprint) {
        return () -> List.of(new SharedKey(purpose, fingerprint, "data/" + purpose + ".key"));
    }

    private static SharedKeyProvider expected(String purpose, String fingerprint, String expected) {
        return () -> List.of(new SharedKey(purpose, fingerprint, expected, "data/" + purpose + ".key"));
    }

    private Node findNode(String name) {
        return one.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isNotReadyBeforeFirstHeartbeat() {
        assertEquals("hub.starting", one.refusal().orElseThrow().code());
        one.sendHeartbeat();
        assertTrue(one.refusal().isEmpty());
    }

    @Test
    void firstNodeRegistersKeysAndEqualNodeParticipates() {
        one.setProviders(List.of(key("tokens", "aa"), key("certificates", "bb")));
        two.setProviders(List.of(key("tokens", "aa"), key("certificates", "bb")));
        one.sendHeartbeat();
        two.sendHeartbeat();
        assertTrue(one.refusal().isEmpty());
        assertTrue(two.refusal().isEmpty());
        assertEquals(List.of(), one.differences());
        assertEquals(State.UP, findNode("two").state());
        assertFalse(findNode("two").here());
    }

    @Test
    void nodeWithDifferentKeyIsRefusedWithRemedy() {
        one.setProviders(List.of(key("tokens", "aa"), key("certificates", "bb")));
        one.sendHeartbeat();
        two.setProviders(List.of(key("tokens", "aa"), key("certificates", "cc")));
        two.sendHeartbeat();

        assertEquals("node.keys-unlike", two.refusal().orElseThrow().code());
        assertEquals(Refusal.Kind.UNAVAILABLE, two.refusal().orElseThrow().kind());
        assertTrue(Participation.isSuspended(), "it takes no message and goes no round");
        String problem = two.problem().orElseThrow();
        assertTrue(problem.contains("certificates (cc / bb, data/certificates.key)"), problem);
        assertFalse(problem.contains("tokens"), problem);
        assertEquals(State.REFUSED, findNode("two").state());
        Cluster.Difference difference = one.differences().get(0);
        assertEquals("keys", difference.subject());
        assertEquals("two has a different key for certificates (cc) than the city (bb)", difference.what());
        assertTrue(difference.remedy().contains("copy data/certificates.key from one"), difference.remedy());
        one.sendHeartbeat();
        assertTrue(one.refusal().isEmpty(), "nothing is wrong with the first");
    }

    /**
     * A node whose shared folder is not mounted is not admitted, and the error message does not advise to copy
     * anything.
     */
    @Test
    void nodeWithDifferentFolderIsRefusedWithoutCopyAdvice() {
        one.setProviders(List.of(folder("aa")));
        one.sendHeartbeat();
        two.setProviders(List.of(folder("bb"), key("tokens", "cc")));
        two.sendHeartbeat();
        assertEquals("node.keys-unlike", two.refusal().orElseThrow().code());
        String problem = two.problem().orElseThrow();
        assertTrue(problem.contains("sheets (bb / aa, /srv/sheets)"), problem);
        assertTrue(problem.contains("that the shared folder is mounted") && !problem.contains("copy"), problem);
        Cluster.Difference difference = one.differences().get(0);
        assertEquals("sheets", difference.subject());
        assertTrue(
                difference.what().contains("two stores sheets in the folder bb, not in the city's folder (aa)"),
                difference.what());
        assertTrue(difference.remedy().contains("the folder that one uses"), difference.remedy());

        two.setProviders(List.of(folder("aa")));
        two.sendHeartbeat();
        assertTrue(two.refusal().isEmpty());
        two.setProviders(List.of(folder("bb")));
        two.replaceKey(OPERATOR, "sheets", "the old share is gone");
        assertTrue(two.refusal().isEmpty());
        one.sendHeartbeat();
        assertEquals("node.keys-unlike", one.refusal().orElseThrow().code());
    }

    private static SharedKeyProvider folder(String id) {
        return () -> List.of(SharedKey.folder("sheets", id, "/srv/sheets"));
    }

    @Test
    void nodeWithoutRegisteredKeyIsRefused() {
        one.setProviders(List.of(key("certificates", "bb")));
        one.sendHeartbeat();
        two.setProviders(List.of(key("certificates", "")));
        two.sendHeartbeat();
        assertEquals("node.keys-unlike", two.refusal().orElseThrow().code());
    }

    @Test
    void keysAreComparedWithDatabase() {
        one.setProviders(List.of(expected("seals", "aa", "aa"), expected("vault", "", "")));
        one.sendHeartbeat();
        assertTrue(one.refusal().isEmpty());
        one.setProviders(List.of(expected("seals", "", "bb")));
        one.sendHeartbeat();
        assertEquals("node.keys-unlike", one.refusal().orElseThrow().code());
    }

    @Test
    void newKeyIsRegisteredOnlyIfMissing() {
        two.registerOrVerify(new SharedKey("certificates", "", "there"));
        one.registerOrVerify(new SharedKey("certificates", "aa", "here"));
        assertEquals(
                "node.keys-unlike",
                assertThrows(Refusal.class, () -> two.registerOrVerify(new SharedKey("certificates", "", "there")))
                        .code());
        assertThrows(Refusal.class, () -> two.registerOrVerify(new SharedKey("certificates", "bb", "there")));
        one.registerOrVerify(new SharedKey("certificates", "aa", "here"));
    }

    /** If several nodes create a key at the same time, the key of the first node becomes the city's key. */
    @Test
    void firstOfConcurrentKeysIsRegistered() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> tries = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                SharedKey key = new SharedKey("certificates", "key" + i, "");
                tries.add(threads.submit(() -> {
                    try {
                        one.registerOrVerify(key);
                        return true;
                    } catch (Refusal e) {
                        return false;
                    }
                }));
            }
            int accepted = 0;
            for (Future<Boolean> one : tries) {
                accepted += one.get() ? 1 : 0;
            }
            assertEquals(1, accepted);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void nodeWithReplacedKeyIsRefused() {
        one.setProviders(List.of(key("certificates", "aa")));
        two.setProviders(List.of(key("certificates", "bb")));
        one.sendHeartbeat();
        two.sendHeartbeat();
        two.replaceKey(OPERATOR, "certificates", "the old one is two years old");
        assertTrue(two.refusal().isEmpty());
        assertFalse(Participation.isSuspended());
        one.sendHeartbeat();
        assertEquals("node.keys-unlike", one.refusal().orElseThrow().code());
        assertEquals(
                "cluster.key-same",
                assertThrows(Refusal.class, () -> two.replaceKey(OPERATOR, "certificates", "again"))
                        .code());
        assertEquals(
                "cluster.purpose-unknown",
                assertThrows(Refusal.class, () -> two.replaceKey(OPERATOR, "seals", "no such"))
                        .code());
        assertEquals(
                "reason.missing",
                assertThrows(Refusal.class, () -> two.replaceKey(OPERATOR, "certificates", " "))
                        .code());
    }

    @Test
    void lostNodeIsReportedOnce() {
        one.sendHeartbeat();
        two.sendHeartbeat();
        Awaitility.await("silence").pollInterval(Duration.ofMillis(50)).until(() -> {
            one.sendHeartbeat();
            return !lost.isEmpty();
        });
        one.sendHeartbeat();
        assertEquals(List.of("one hears of two"), lost);
        assertEquals(State.LOST, findNode("two").state());
        two.sendHeartbeat();
        assertEquals(State.UP, findNode("two").state(), "it had only been asleep");
    }

    @Test
    void restartWithoutLeavingIsReportedAsLost() {
        one.sendHeartbeat();
        node("one", Clock.systemUTC()).sendHeartbeat();
        assertEquals(List.of("one hears of one"), lost);
    }

    @Test
    void duplicateNameWarningEndsAfterRename() {
        one.sendHeartbeat();
        ClusterService namesake = node("one", Clock.systemUTC());
        namesake.sendHeartbeat();
        one.sendHeartbeat();
        assertTrue(one.warning().isPresent());
        Awaitility.await("only one node has the name")
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    one.sendHeartbeat();
                    return one.warning().isEmpty();
                });
        namesake.sendHeartbeat();
        one.sendHeartbeat();
        assertTrue(one.warning().isPresent());
    }

    @Test
    void nodeThatLeavesIsNotReportedAsLost() {
        one.sendHeartbeat();
        two.sendHeartbeat();
        two.leave();
        node("two", Clock.systemUTC()).sendHeartbeat();
        assertEquals(List.of(), lost);
        two.leave();
        assertEquals(State.UP, findNode("two").state(), "the next life is not ended by the one before");
    }

    @Test
    void warnsOfTwoNodesWithSameName() {
        one.sendHeartbeat();
        ClusterService other = node("one", Clock.systemUTC());
        other.sendHeartbeat();
        one.sendHeartbeat();
        assertTrue(
                one.warning().orElseThrow().english().contains("two nodes have the name one"),
                one.warning().toString());
    }

    @Test
    void reportsDifferingVersionsConfigurationAndClocks() {
        files.put(NodeComparison.version("city.pishkhan.cases"), "1.0.0");
        one.sendHeartbeat();
        files.put("a.cfg key", "2");
        files.put("b.cfg key", "3");
        files.put(NodeComparison.version("city.pishkhan.cases"), "1.0.1");
        ClusterService late = node("late", Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-5)));
        late.sendHeartbeat();
        List<Cluster.Difference> all = one.differences();
        assertEquals(
                List.of("versions", "configuration", "configuration", "clocks"),
                all.stream().map(Cluster.Difference::subject).toList());
        assertEquals("city.pishkhan.cases: late 1.0.1, one 1.0.0", all.get(0).what());
        assertEquals("a.cfg key: late 2, one 1", all.get(1).what());
        assertEquals("b.cfg key: late 3, one -", all.get(2).what());
        assertTrue(
                all.get(3).what().matches("the clock of late is (49|50)\\d\\d ms behind the database's"),
                all.get(3).what());
        assertFalse(findNode("one").configuration().equals(findNode("late").configuration()));
    }
}
