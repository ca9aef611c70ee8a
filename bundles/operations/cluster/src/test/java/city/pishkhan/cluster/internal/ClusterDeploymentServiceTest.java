package city.pishkhan.cluster.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cluster.ClusterDeployments.NodeDeployment;
import city.pishkhan.api.cluster.ClusterDeployments.NodeDeploymentState;
import city.pishkhan.api.cluster.ClusterDeployments.Progress;
import city.pishkhan.api.cluster.ClusterDeployments.State;
import city.pishkhan.api.deployment.Deployments;
import city.pishkhan.api.deployment.Deployments.Effect;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.api.deployment.Deployments.Kind;
import city.pishkhan.api.deployment.Deployments.Plan;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.journal.internal.SqlJournal;
import city.pishkhan.messages.Text;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.platform.startup.Participation;
import city.pishkhan.stubs.Stubs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests three nodes on one real PostgreSQL, with fake deployments. */
class ClusterDeploymentServiceTest {
    private static final Caller SARA = new Caller("console:sara", Set.of("operator"), "k.1");
    private static final String FILE = "telecom.camel.yaml";

    @TempDir
    Path folder;

    private final TestStore database = TestStore.start();
    private final SqlJournal journal = new SqlJournal(database.tx(), database.schemas());
    private final Map<String, Node> nodes = new TreeMap<>();
    private Path file;

    /** A node whose deployments end when the test decides. */
    private final class Node {
        private final String name;
        private final ClusterService cluster;
        private final List<Entry> history = new ArrayList<>();
        private final List<String> by = new ArrayList<>();
        private ClusterDeploymentService service;
        private String runs = "first";
        private String fails = "";
        private boolean slow;
        private boolean isStuck;
        private CompletableFuture<Entry> begun = new CompletableFuture<>();
        private Entry outcome;

        Node(String name) {
            this.name = name;
            cluster = new ClusterService(
                    database.tx(),
                    database.schemas(),
                    journal,
                    new ClusterService.Settings(name, "1.0.0", Duration.ofSeconds(30), Duration.ofSeconds(2)),
                    () -> new TreeMap<>(Map.of("a.cfg key", "1")),
                    Clock.systemUTC());
            cluster.sendHeartbeat();
            start(Instant.EPOCH);
        }

        void start(Instant processStart) {
            service = new ClusterDeploymentService(
                    database.tx(),
                    vault(),
                    deployments(),
                    journal,
                    () -> Optional.of(name),
                    Set.of("city.pishkhan.cluster.cfg"),
                    folder.resolve(name),
                    processStart);
        }

        private Deployments deployments() {
            return Stubs.intercept(Deployments.class, (p, method, args) -> switch (method.getName()) {
                case "plan" -> plan(Files.readString((Path) args[0]));
                case "history" -> List.copyOf(history);
                case "beginDeployment" -> deploy((Path) args[0], (Caller) args[1]);
                case "beginRollback" ->
                    begin(
                            isStuck ? Effect.STUCK : Effect.ROLLED_BACK,
                            lastSwitch().before());
                case "open" -> open((String) args[1]);
                default -> throw new AssertionError(method);
            });
        }

        private Entry lastSwitch() {
            return history.stream()
                    .filter(one -> one.effect() == Effect.SWITCHED || one.effect() == Effect.ROLLED_BACK)
                    .reduce((first, second) -> second)
                    .orElseThrow();
        }

        private InputStream open(String sha256) {
            return Stream.of("first", "second", "third")
                    .filter(one -> Sha256.hex(one).equals(sha256))
                    .map(one -> new ByteArrayInputStream(one.getBytes(StandardCharsets.UTF_8)))
                    .findFirst()
                    .orElseThrow(() -> new UncheckedIOException(new NoSuchFileException(sha256)));
        }

        private Plan plan(String content) {
            return new Plan(
                    Kind.ROUTES,
                    FILE,
                    Sha256.hex(content),
                    Sha256.hex(runs),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    content.contains("impossible") ? List.of(Text.untranslated("it is impossible")) : List.of(),
                    List.of());
        }

        private CompletableFuture<Entry> deploy(Path from, Caller caller) throws IOException {
            String content = Files.readString(from);
            assertEquals(FILE, from.getFileName().toString());
            if (content.equals(runs)) {
                return CompletableFuture.failedFuture(
                        new Refusal(Refusal.Kind.CONFLICT, "deployment.same", null, "It runs already.", "-"));
            }
            by.add(caller.principal());
            return begin(fails.isEmpty() ? Effect.SWITCHED : Effect.WENT_BACK, content);
        }

        private CompletableFuture<Entry> begin(Effect effect, String content) {
            begun = new CompletableFuture<>();
            outcome = new Entry(
                    Instant.now(),
                    "console:sara",
                    Kind.ROUTES,
                    FILE,
                    "",
                    content.isEmpty() || content.length() == 64 ? content : Sha256.hex(content),
                    runs.isEmpty() ? "" : Sha256.hex(runs),
                    effect,
                    fails,
                    List.of(),
                    5,
                    List.of(),
                    5,
                    0);
            if (effect != Effect.WENT_BACK && effect != Effect.STUCK) {
                runs = content.length() == 64
                        ? Stream.of("first", "second")
                                .filter(one -> Sha256.hex(one).equals(content))
                                .findFirst()
                                .orElseThrow()
                        : content;
            }
            if (!slow) {
                end();
            }
            return begun;
        }

        void end() {
            history.add(outcome);
            begun.complete(outcome);
        }

        void markLost() {
            database.tx().run(sql -> sql.execute("update cluster.node set ended = 'lost' where name = ?", name));
        }

        void restart() {
            database.tx().run(sql -> sql.execute("update cluster.node set ended = null where name = ?", name));
            start(Instant.now().plusSeconds(60));
        }
    }

    /** A fake vault that opens sealed values with the same context only. */
    private static Vault vault() {
        return Stubs.intercept(Vault.class, (p, method, args) -> {
            String place = args[1] + "|";
            if (method.getName().equals("sealBytes")) {
                return (place + new String((byte[]) args[2], StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
            }
            String sealed = new String((byte[]) args[2], StandardCharsets.UTF_8);
            if (!sealed.startsWith(place)) {
                throw new IllegalStateException("altered");
            }
            return Optional.of(sealed.substring(place.length()).getBytes(StandardCharsets.UTF_8));
        });
    }

    @BeforeEach
    void begin() throws IOException {
        for (String name : List.of("one", "three", "two")) {
            nodes.put(name, new Node(name));
        }
        file = write("second");
    }

    @AfterEach
    void close() {
        Participation.suspend(false);
        database.close();
    }

    private Path write(String content) throws IOException {
        return Files.writeString(folder.resolve(FILE), content);
    }

    private Node node(String name) {
        return nodes.get(name);
    }

    private UUID deploy() {
        return node("two").service.begin(file, SARA);
    }

    /** Runs a number of steps on all living nodes. */
    private void steps(int times, String... living) {
        for (int i = 0; i < times; i++) {
            for (String name : living.length == 0 ? nodes.keySet().toArray(new String[0]) : living) {
                node(name).service.step();
            }
        }
    }

    private Progress progress(UUID id) {
        return node("one").service.progress(id);
    }

    private static List<String> turns(Progress progress) {
        return progress.nodes().stream()
                .map(one -> one.node() + " " + one.turn())
                .toList();
    }

    private List<String> runs() {
        return nodes.values().stream().map(one -> one.runs).toList();
    }

    private byte[] content(UUID id) {
        return database.tx().required(sql -> ClusterDeploymentRepository.content(sql, id));
    }

    @Test
    void nodesDeployOneAfterAnother() {
        nodes.values().forEach(one -> one.slow = true);
        UUID id = deploy();
        steps(3);
        assertEquals(List.of("two RUNNING", "one WAITING", "three WAITING"), turns(progress(id)));
        assertEquals(List.of("first", "first", "second"), runs(), "this node is the first");
        node("two").end();
        steps(3);
        assertEquals(List.of("two SWITCHED", "one RUNNING", "three WAITING"), turns(progress(id)));
        node("one").end();
        steps(3);
        node("three").end();
        steps(2);
        Progress done = progress(id);
        assertEquals(State.DONE, done.state());
        assertTrue(done.hasEnded());
        assertEquals(List.of("second", "second", "second"), runs());
        assertEquals(List.of("console:sara"), node("three").by, "as if it had been deployed there by the operator");
        assertNull(content(id), "no node needs it any more");
        assertFalse(Files.exists(folder.resolve("three").resolve(id.toString())));
        assertEquals(List.of(), node("one").cluster.differences());
    }

    @Test
    void firstFailureRollsBackAllNodes() {
        node("three").fails = "routes do not start";
        UUID id = deploy();
        steps(8);
        Progress ended = progress(id);
        assertEquals(State.ROLLED_BACK, ended.state());
        assertEquals("three: routes do not start", ended.cause());
        assertEquals(List.of("two ROLLED_BACK", "one ROLLED_BACK", "three FAILED"), turns(ended));
        assertEquals(List.of("first", "first", "first"), runs());
        assertEquals(List.of(), node("one").cluster.differences());
    }

    @Test
    void lostNodeIsNamedAndOtherNodesRollBack() {
        node("one").slow = true;
        UUID id = deploy();
        steps(3);
        node("one").markLost();
        steps(4, "two", "three");
        Progress ended = progress(id);
        assertEquals(State.ROLLED_BACK, ended.state());
        assertEquals("node one stopped during its turn", ended.cause());
        assertEquals(List.of("two ROLLED_BACK", "one MISSED", "three WAITING"), turns(ended));
        // the node had switched to the new version before it died, without recording the switch
        node("one").end();
        node("one").slow = false;
        node("one").restart();
        assertEquals(
                List.of("one lacks the version of telecom.camel.yaml that was deployed on all nodes:"
                        + " node one stopped during its turn"),
                node("two").cluster.differences().stream()
                        .map(one -> one.what())
                        .toList());
        steps(4);
        assertEquals(List.of("first", "first", "first"), runs());
        assertEquals(List.of(), node("two").cluster.differences());
    }

    @Test
    void absentNodeDeploysAfterItsStart() {
        node("three").markLost();
        UUID id = deploy();
        steps(5, "one", "two");
        assertEquals(List.of("two SWITCHED", "one SWITCHED"), turns(progress(id)), "it was away when all began");

        file = rewritten("third");
        node("three").restart();
        UUID second = deploy();
        node("three").markLost();
        steps(6, "one", "two");
        Progress done = progress(second);
        assertEquals(State.DONE, done.state());
        NodeDeployment missed = done.nodes().get(2);
        assertEquals(NodeDeploymentState.MISSED, missed.turn());
        assertEquals(
                "node three stopped before its turn; it runs the deployment after its next start", missed.detail());
        node("three").restart();
        steps(3);
        assertEquals(List.of("third", "third", "third"), runs());
        assertEquals(List.of(), node("two").cluster.differences());
    }

    @Test
    void failedRollbackIsRetriedAtNextStart() {
        node("three").fails = "routes do not start";
        node("one").isStuck = true;
        UUID id = deploy();
        steps(8);
        assertEquals(State.ROLLED_BACK, progress(id).state());
        assertEquals(List.of("two ROLLED_BACK", "one MISSED", "three FAILED"), turns(progress(id)));
        assertEquals(List.of("first", "first", "second"), nodes("three", "two", "one"));
        assertEquals(1, node("two").cluster.differences().size(), "cluster-check names it");
        node("one").isStuck = false;
        steps(4);
        assertEquals("second", node("one").runs, "once a start");
        node("one").restart();
        steps(4);
        assertEquals("first", node("one").runs);
        assertEquals(List.of(), node("two").cluster.differences());
    }

    private List<String> nodes(String... names) {
        return Stream.of(names).map(name -> node(name).runs).toList();
    }

    private UUID rollback() {
        return node("two").service.beginRollback(FILE, SARA);
    }

    @Test
    void rollbackRunsNodeByNode() {
        deploy();
        steps(6);
        UUID back = rollback();
        node("two").service.step();
        assertEquals(List.of("second", "second", "first"), runs(), "this node is the first");
        steps(6);
        assertEquals(State.DONE, progress(back).state());
        assertEquals(List.of("first", "first", "first"), runs());
        UUID forth = rollback();
        steps(6);
        assertEquals(State.DONE, progress(forth).state());
        assertEquals(List.of("second", "second", "second"), runs(), "and again back to the later version");
        assertEquals(List.of(), node("one").cluster.differences());
        assertEquals(0, folder.resolve("two").toFile().list().length, "no copies are left");
    }

    @Test
    void failedRollbackRestoresLaterVersionOnAllNodes() {
        deploy();
        steps(6);
        node("three").fails = "the old routes do not start";
        UUID back = rollback();
        steps(8);
        Progress ended = progress(back);
        assertEquals(State.ROLLED_BACK, ended.state());
        assertEquals("three: the old routes do not start", ended.cause());
        assertEquals(List.of("two ROLLED_BACK", "one ROLLED_BACK", "three FAILED"), turns(ended));
        assertEquals(List.of("second", "second", "second"), runs());
        assertEquals(List.of(), node("one").cluster.differences());
    }

    @Test
    void rollbackOfNewFileRemovesItFromAllNodes() {
        nodes.values().forEach(one -> one.runs = "");
        deploy();
        steps(6);
        node("three").markLost();
        UUID back = rollback();
        node("three").restart();
        steps(8);
        assertEquals(State.DONE, progress(back).state());
        assertEquals(List.of("", "second", ""), runs(), "the node was down when it began");
        node("three").service.beginRollback(FILE, SARA);
        steps(8);
        assertEquals(List.of("", "", ""), runs());
    }

    @Test
    void refusesRollbackToDifferingVersions() {
        nodes.values().forEach(one -> one.runs = "");
        node("one").runs = "first";
        deploy();
        steps(6);
        UUID back = rollback();
        steps(8);
        Progress ended = progress(back);
        assertEquals(State.ROLLED_BACK, ended.state());
        assertTrue(ended.cause().contains("a different previous version of telecom.camel.yaml"), ended.cause());
        assertEquals(List.of("second", "second", "second"), runs());
    }

    @Test
    void refusesRollbackWithoutStoredVersion() {
        assertEquals(
                "cluster.deployment-never",
                assertThrows(Refusal.class, this::rollback).code());
        node("two").runs = "lost";
        deploy();
        steps(6);
        assertEquals(
                "cluster.deployment-not-kept",
                assertThrows(Refusal.class, this::rollback).code());
    }

    private Path rewritten(String content) {
        try {
            return write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void restartedNodeReportsResultFromItsHistory() {
        node("two").slow = true;
        UUID id = deploy();
        node("two").service.step();
        node("two").restart();
        steps(3);
        assertEquals(State.ROLLED_BACK, progress(id).state());
        assertEquals("two: node two was restarted during its turn", progress(id).cause());

        node("two").runs = "first";
        UUID again = deploy();
        node("two").service.step();
        node("two").end();
        node("two").slow = false;
        node("two").start(Instant.EPOCH);
        steps(6);
        assertEquals(State.DONE, progress(again).state(), () -> progress(again).toString());
    }

    @Test
    void rollbackKeepsVersionNodeHadBefore() {
        node("two").runs = "second";
        node("one").fails = "no";
        UUID id = deploy();
        steps(6);
        assertEquals(State.ROLLED_BACK, progress(id).state());
        assertEquals(List.of("first", "first", "second"), runs());
    }

    @Test
    void refusesInvalidNodeSpecificOrConcurrentDeployment() throws Exception {
        file = write("impossible");
        assertEquals(
                "deployment.impossible",
                assertThrows(Refusal.class, this::deploy).code());
        file = Files.writeString(folder.resolve("city.pishkhan.cluster.cfg"), "name=x");
        assertEquals(
                "cluster.deployment-own",
                assertThrows(Refusal.class, this::deploy).code());
        file = write("second");
        UUID id = deploy();
        assertEquals(
                "cluster.deployment-busy",
                assertThrows(Refusal.class, () -> node("one").service.begin(file, SARA))
                        .code());
        steps(6);
        assertEquals(State.DONE, progress(id).state());
    }

    /** Write access to the database alone must not let an attacker run code on nodes. */
    @Test
    void refusesDeploymentAlteredInDatabase() {
        UUID id = deploy();
        database.tx()
                .run(sql -> sql.execute("update cluster.deployment set principal = 'console:ali' where id = ?", id));
        steps(6);
        assertEquals(State.ROLLED_BACK, progress(id).state());
        assertEquals(List.of("first", "first", "first"), runs());
    }

    @Test
    void journalRecordsStartAndEndOfDeployment() {
        deploy();
        steps(6);
        assertEquals(
                List.of("cluster.deployment-begun console:sara", "cluster.deployment-done console:sara"),
                database.tx().required(sql -> sql.createQuery(
                                "select event || ' ' || actor from journal.entry order by at, id")
                        .mapTo(String.class)
                        .list()));
    }
}
