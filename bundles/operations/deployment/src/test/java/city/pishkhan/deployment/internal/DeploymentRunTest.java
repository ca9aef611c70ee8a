package city.pishkhan.deployment.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.deployment.Deployments.Effect;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.api.deployment.Deployments.Kind;
import city.pishkhan.api.deployment.Deployments.Plan;
import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.deployment.internal.model.Deployable;
import city.pishkhan.deployment.internal.model.Fault;
import city.pishkhan.deployment.internal.model.HubState;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.platform.bundleguard.UnfinishedDeployment.Step;
import city.pishkhan.platform.bundleguard.UnfinishedDeployments;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceReference;

/** Tests the switch, the rollback and their records with a fake deployable. */
class DeploymentRunTest {
    private static final HubState QUIET = new HubState(Map.of(), Map.of(), true);

    @TempDir
    Path folder;

    private VersionStore store;
    private DeploymentHistory history;
    private DeploymentRun run;
    private final FakeDeployable target = new FakeDeployable();
    private List<String> leftBehind = List.of();

    /** Fake that runs any content not beginning with "bad"; the installed content differs from the file. */
    private static final class FakeDeployable implements Deployable {
        private byte[] runs;
        private boolean stuck;
        private RuntimeException failure;
        private final List<String> puts = new ArrayList<>();

        @Override
        public Kind kind() {
            return Kind.BUNDLE;
        }

        @Override
        public String name() {
            return "city.played";
        }

        @Override
        public Optional<byte[]> present() {
            return Optional.ofNullable(runs).map(one -> bytes("installed " + text(one)));
        }

        @Override
        public Plan plan(byte[] content, String sha256, String before) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Step> stepsTo(byte[] content, byte[] from) {
            return List.of();
        }

        @Override
        public void put(byte[] content) throws Fault {
            puts.add(content == null ? "nothing" : text(content));
            if (stuck) {
                throw Fault.stuck("stop hangs on");
            }
            if (failure != null && content != null && text(content).startsWith("throws")) {
                throw failure;
            }
            if (content != null && text(content).startsWith("bad start")) {
                throw Fault.of("start: no", null);
            }
            // the content read from an installed version begins with "installed "; installing it again runs the
            // original version
            runs = content == null ? null : bytes(text(content).replace("installed ", ""));
        }

        @Override
        public Optional<String> pending() {
            return runs != null && text(runs).startsWith("bad") ? Optional.of("it does not run") : Optional.empty();
        }

        @Override
        public Set<String> ownBundles() {
            return Set.of(name());
        }

        @Override
        public boolean hasService(ServiceReference<?> service) {
            return true;
        }

        @Override
        public List<String> restarted() {
            return List.of(name());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @BeforeEach
    void begin() {
        store = new VersionStore(folder);
        history = new DeploymentHistory(folder.resolve("history.jsonl"));
        run = run(() -> leftBehind);
    }

    private DeploymentRun run(Supplier<List<String>> leftovers) {
        return new DeploymentRun(
                store,
                new UnfinishedDeployments(folder),
                new DeploymentProbe(() -> QUIET, this::missing, Duration.ZERO, Duration.ofMillis(300)),
                () -> QUIET,
                since -> leftovers.get());
    }

    /** Returns the unreachable partners: those that the text of the running version marks with "no". */
    private Map<String, String> missing(Deployable deployed) {
        Map<String, String> missing = new TreeMap<>();
        for (String partner : List.of("gas", "water")) {
            if (target.runs != null && text(target.runs).contains("no " + partner)) {
                missing.put(partner, partner + ": ConnectException");
            }
        }
        return missing;
    }

    private Entry put(String content) throws Exception {
        Entry entry = run.run(target, bytes(content), "console:sara", "/x/" + content, Effect.SWITCHED);
        history.add(entry);
        return entry;
    }

    @Test
    void keepsPreviousVersion() throws Exception {
        target.runs = bytes("first");
        Entry entry = put("second");
        assertEquals(Effect.SWITCHED, entry.effect());
        assertEquals(Sha256.hex("second"), entry.sha256());
        assertEquals("installed first", text(store.read(target.name(), entry.before())));
        assertEquals(Sha256.hex("second"), put("third").before(), "as its file, and not as it looks once installed");
        assertTrue(run.isRunning(target, bytes("third")));
    }

    @Test
    void leftoversAreRecordedWithoutFailingSwitch() throws Exception {
        target.runs = bytes("first");
        leftBehind = List.of("thread poller of city.played 1.0.0");
        Entry entry = put("second");
        assertEquals(Effect.SWITCHED, entry.effect());
        assertEquals(leftBehind, history.all().get(0).leftBehind());
        Files.writeString(
                folder.resolve("history.jsonl"),
                Files.readString(folder.resolve("history.jsonl")).replaceAll(",\"millis\".*?]", ""));
        assertEquals(List.of(), history.all().get(0).leftBehind(), "a line that knows nothing of it is read on");
    }

    @Test
    void versionThatFailsIsRolledBack() throws Exception {
        target.runs = bytes("first");
        for (String bad : List.of("bad start", "bad later")) {
            Entry entry = put(bad);
            assertEquals(Effect.WENT_BACK, entry.effect(), entry::toString);
            assertEquals("first", text(target.runs));
        }
        assertEquals(
                List.of("start: no", "it does not run"),
                history.all().stream().map(Entry::cause).toList());
        assertTrue(history.lastSwitch(target.name()).isEmpty(), "nothing was switched");
    }

    @Test
    void outageAndRollbackAreMeasuredSeparately() throws Exception {
        assertEquals(0, put("first").outageMillis(), "nothing ran before");
        Entry switched = put("second");
        assertEquals(0, switched.rollbackMillis());
        assertEquals(switched.millis(), switched.outageMillis(), 20);
        Entry back = put("bad later");
        assertTrue(back.outageMillis() >= 300, back::toString);
        assertTrue(back.rollbackMillis() < back.outageMillis() - 250, back::toString);
        assertEquals(back.millis(), back.rollbackMillis());
    }

    @Test
    void lostPartnerConnectionCausesRollback() throws Exception {
        target.runs = bytes("first, no water");
        Entry entry = put("second, no gas, no water");
        assertEquals(Effect.WENT_BACK, entry.effect());
        assertEquals("gas: ConnectException", entry.cause(), "water was away before");
        assertEquals(Effect.SWITCHED, put("third, no water").effect());
        assertEquals(Effect.SWITCHED, put("fourth").effect());
        assertEquals(Effect.WENT_BACK, put("fifth, no water").effect(), "it had come back");
    }

    @Test
    void newDeploymentMustReachItsPartner() throws Exception {
        assertEquals(Effect.WENT_BACK, put("first, no gas").effect());
        assertEquals(Effect.SWITCHED, put("second").effect());
    }

    @Test
    void failedNewDeploymentIsRemoved() throws Exception {
        Entry entry = put("bad later");
        assertEquals(Effect.WENT_BACK, entry.effect());
        assertEquals(List.of("bad later", "nothing"), target.puts);
    }

    @Test
    void exceptionCausesRollback() throws Exception {
        target.runs = bytes("first");
        target.failure = new IllegalStateException("the file installer has gone");
        Entry entry = put("throws");
        assertEquals(Effect.WENT_BACK, entry.effect());
        assertEquals("the file installer has gone", entry.cause());
        assertEquals("first", text(target.runs));
        assertEquals(List.of(), new UnfinishedDeployments(folder).open());
    }

    @Test
    void fullDiskAfterSwitchDoesNotUndoIt() throws Exception {
        target.runs = bytes("first");
        run = run(() -> {
            try {
                for (Path open : new UnfinishedDeployments(folder).open()) {
                    // a folder in place of each outcome file makes it impossible to write the outcome
                    Files.createDirectories(open.resolve("outcome.draft/full"));
                    Files.createDirectories(open.resolve("outcome/full"));
                }
            } catch (java.io.IOException e) {
                throw new UncheckedIOException(e);
            }
            return List.of();
        });
        assertEquals(Effect.SWITCHED, put("second").effect());
        assertEquals(List.of(), new UnfinishedDeployments(folder).open());
    }

    @Test
    void unknownLeftoversOrOriginDoNotFailSwitch() throws Exception {
        target.runs = bytes("first");
        run = run(() -> {
            throw new IllegalStateException("no threads are listed");
        });
        Files.createDirectories(
                folder.resolve(target.name()).resolve(Sha256.hex("installed second") + ".of.draft/full"));
        Entry entry = put("second");
        assertEquals(Effect.SWITCHED, entry.effect());
        assertEquals(List.of(), entry.leftBehind());
    }

    @Test
    void unreadableRecordDoesNotFailOtherSwitch() throws Exception {
        target.runs = bytes("first");
        UnfinishedDeployments unfinished = new UnfinishedDeployments(folder);
        Path other = unfinished.begin(new city.pishkhan.platform.bundleguard.UnfinishedDeployment(
                "host", "BUNDLE", "other", "", "", "", "INTERRUPTED", "", java.time.Instant.now(), List.of()));
        try (Stream<Path> files = Files.list(other)) {
            for (Path file : files.toList()) {
                Files.writeString(file, "\\u00zz");
            }
        }
        assertEquals(Effect.SWITCHED, put("second").effect());
        assertEquals(List.of(other), unfinished.open());
    }

    @Test
    void refusedVersionDoesNotOwnRunningFile() throws Exception {
        target.runs = bytes("first");
        Entry switched = put("second");
        put("bad start");
        Entry refused = new Entry(
                switched.at(),
                "host",
                Kind.BUNDLE,
                target.name(),
                switched.source(),
                Sha256.hex("junk"),
                "",
                Effect.REFUSED,
                "no bundle",
                List.of(),
                0,
                List.of(),
                0,
                0);
        history.add(refused);
        assertEquals(Optional.of(refused), history.lastFrom(switched.source()));
        assertEquals(Optional.of(switched), history.lastSwitchFrom(switched.source()));
        assertEquals(Optional.empty(), history.lastSwitchFrom("/x/bad start"));
    }

    @Test
    void hangingVersionIsLeftAsIs() throws Exception {
        target.runs = bytes("first");
        target.stuck = true;
        Entry entry = put("second");
        assertEquals(Effect.STUCK, entry.effect());
        assertEquals(List.of("second"), target.puts, "a second try would hang as well");
    }

    @Test
    void truncatedHistoryKeepsCompleteEntries() throws Exception {
        target.runs = bytes("first");
        Entry entry = put("second");
        Files.writeString(folder.resolve("history.jsonl"), "\n{\"at\":", java.nio.file.StandardOpenOption.APPEND);
        DeploymentHistory again = new DeploymentHistory(folder.resolve("history.jsonl"));
        again.add(entry);
        assertEquals(List.of(entry, entry), again.all());
        assertEquals(Optional.of(entry), again.lastFrom("/x/second"));
    }

    @Test
    void prunesOldVersions() throws Exception {
        target.runs = bytes("first");
        Entry first = put("second");
        Entry second = put("third");
        put("bad later");
        put("bad start");
        store.prune(target.name(), history.versions(target.name(), 1));
        assertArrayEquals(
                bytes("second"),
                store.read(target.name(), second.before()),
                "however many failed since, for a step back");
        assertArrayEquals(bytes("third"), store.read(target.name(), second.sha256()));
        assertThrows(UncheckedIOException.class, () -> store.read(target.name(), first.before()));
    }

    @Test
    void missedEntriesAreJournaledLater() throws Exception {
        List<String> told = new ArrayList<>();
        HubJournal[] journal = new HubJournal[1];
        DeploymentJournal record = new DeploymentJournal(history, folder.resolve("journaled"), () -> journal[0]);
        target.runs = bytes("first");
        put("second");
        put("bad start");
        record.copyNewEntries();
        journal[0] = (event, actor, details) -> {
            throw new IllegalStateException("the database is away");
        };
        record.copyNewEntries();
        journal[0] = (event, actor, details) -> told.add(event + " " + actor.principal() + " " + details.get("name"));
        record.copyNewEntries();
        record.copyNewEntries();
        assertEquals(
                List.of(
                        "operator.deployed console:sara city.played",
                        "operator.deployment-went-back console:sara city.played"),
                told);
    }

    @Test
    void versionsAreReadableOnlyByHub() {
        String sha256 = store.store("a.cfg", bytes("password = x"));
        try {
            assertEquals(
                    Set.of("OWNER_READ", "OWNER_WRITE"),
                    Files.getPosixFilePermissions(folder.resolve("a.cfg").resolve(sha256)).stream()
                            .map(Enum::name)
                            .collect(java.util.stream.Collectors.toSet()));
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThrows(IllegalArgumentException.class, () -> store.store("../etc", bytes("x")));
    }
}
