package city.pishkhan.gate.internal.routefiles;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.gate.internal.contexts.ComponentSource;
import city.pishkhan.gate.internal.contexts.ContextFactory;
import city.pishkhan.gate.internal.contexts.ManagedContext;
import city.pishkhan.gate.internal.contexts.RequestDrain;
import city.pishkhan.gate.internal.contexts.RouteClassLoaders;
import city.pishkhan.gate.internal.routefiles.RouteFiles.Refused;
import city.pishkhan.stubs.Stubs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.support.DefaultRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Journal entries about route files. */
class RouteFilesTest {
    private static final String ONE = route("direct:a", "one");
    private static final String TWO = route("direct:a", "two");

    @TempDir
    Path folder;

    private final Entries journal = new Entries();
    private final RouteFileJournal record = new RouteFileJournal(() -> journal, Duration.ofMillis(20));
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, List<URI>> called = new HashMap<>();
    private final Units units = new Units();
    private final Set<String> unaccepted = ConcurrentHashMap.newKeySet();
    private final RouteFiles files = new RouteFiles(
            units,
            () -> new RouteFileRules(Set.of("direct"), Set.of("setBody"), Set.of("constant")),
            name -> properties,
            record,
            new RouteFiles.Partners() {
                @Override
                public void fileStarted(String file, RouteFileContent content, Map<String, String> properties) {
                    called.put(file, content.addresses());
                }

                @Override
                public void fileRemoved(String file) {
                    called.remove(file);
                }
            },
            (file, content) -> unaccepted.contains(new String(content, StandardCharsets.UTF_8))
                    ? Optional.of("nobody has accepted it")
                    : Optional.empty());

    @AfterEach
    void stop() {
        files.close();
        record.close();
        units.units.values().forEach(ManagedContext::stop);
    }

    private static String route(String from, String answer) {
        return String.join(
                "\n",
                "- route:",
                "    id: a",
                "    from:",
                "      uri: " + from,
                "      steps:",
                "        - setBody:",
                "            constant: " + answer,
                "");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("a.camel.yaml"), text);
    }

    private void put(String text) throws IOException {
        files.put(write(text).toFile());
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Entry awaitEntry(int count) {
        await().atMost(Duration.ofSeconds(10)).until(() -> journal.entries.size() >= count);
        assertEquals(count, journal.entries.size());
        return journal.entries.get(count - 1);
    }

    private String answer() throws IOException {
        try (var template = units.getOrCreate("a.camel.yaml").context().createProducerTemplate()) {
            return template.requestBody("direct:a", "", String.class);
        }
    }

    @Test
    void unacceptedFileStartsOnlyOnceItIsAccepted() throws Exception {
        unaccepted.add(TWO);
        put(ONE);
        put(TWO);
        assertEquals(
                "nobody has accepted it", files.refused().get("a.camel.yaml").reason());
        assertEquals("one", answer(), "what ran before runs on");
        unaccepted.clear();
        await().until(() -> files.refused().isEmpty());
        assertEquals("two", answer());
    }

    @Test
    void refusalIsListedUntilFileIsCorrected() throws Exception {
        put(ONE);
        assertEquals(Map.of(), files.refused());
        put("- route:\n    id: a\n    from:\n      uri: file:/etc\n");
        Refused refused = files.refused().get("a.camel.yaml");
        assertTrue(refused.reason().contains("file"), refused::reason);
        put("- route:\n    id: a\n    from:\n      uri: file:/etc\n");
        assertEquals(refused, files.refused().get("a.camel.yaml"), "since the first time");
        assertEquals("one", answer(), "what ran before runs on");
        put(TWO);
        assertEquals(Map.of(), files.refused());
        put("- nonsense");
        files.remove(folder.resolve("a.camel.yaml").toFile());
        assertEquals(Map.of(), files.refused());
    }

    @Test
    void journalsAddedChangedAndRemovedFile() throws Exception {
        put(ONE);
        assertEquals("one", answer());
        Entry in = awaitEntry(1);
        assertEquals("route-file.in-force", in.event());
        assertEquals("a.camel.yaml", in.details().get("file"));
        assertEquals(sha256(ONE), in.details().get("sha256"));
        assertEquals(Caller.HUB, in.actor());

        put(TWO);
        assertEquals("two", answer());
        Entry changed = awaitEntry(2);
        assertEquals("route-file.changed", changed.event());
        assertEquals(sha256(TWO), changed.details().get("sha256"));
        assertEquals(sha256(ONE), changed.details().get("before"));

        files.remove(folder.resolve("a.camel.yaml").toFile());
        Entry removed = awaitEntry(3);
        assertEquals("route-file.removed", removed.event());
        assertEquals(sha256(TWO), removed.details().get("sha256"));
    }

    @Test
    void runningFileIsFoundWithoutJournalEntry() throws Exception {
        files.find(write(ONE).toFile());
        assertEquals("route-file.in-force", awaitEntry(1).event());
        CamelContext running = units.getOrCreate("a.camel.yaml").context();
        files.find(folder.resolve("a.camel.yaml").toFile());
        assertSame(running, units.getOrCreate("a.camel.yaml").context());
        files.find(write(TWO).toFile());
        assertEquals("two", answer());
        assertEquals("route-file.changed", awaitEntry(2).event());
        files.put(folder.resolve("a.camel.yaml").toFile());
        awaitEntry(3);
    }

    @Test
    void findsFilesOfWatchedFolders() throws Exception {
        write(ONE);
        Files.writeString(folder.resolve("README"), "");
        Files.createDirectory(folder.resolve("old.camel.yaml"));
        assertEquals(
                List.of(folder.resolve("a.camel.yaml").toFile()),
                new WatchedFolders(installers(
                                Map.of(
                                        "felix.fileinstall.dir",
                                        folder.toString(),
                                        "felix.fileinstall.filter",
                                        ".*\\.yaml"),
                                Map.of(
                                        "felix.fileinstall.dir",
                                        folder.resolve("gone").toString()),
                                Map.of()))
                        .files(file -> file.getName().endsWith("yaml")));
        assertEquals(List.of(), new WatchedFolders(installers()).files(file -> true));
    }

    @SafeVarargs
    private static ConfigurationAdmin installers(Map<String, Object>... installers) {
        Configuration[] all = Stream.of(installers)
                .map(one -> fake(Configuration.class, new Hashtable<>(one)))
                .toArray(Configuration[]::new);
        return fake(ConfigurationAdmin.class, all.length == 0 ? null : all);
    }

    /** Creates a proxy that returns the same object from every method. */
    private static <T> T fake(Class<T> type, Object answer) {
        return Stubs.intercept(type, (p, method, args) -> answer);
    }

    @Test
    void invalidFileIsRefusedWithReason() throws Exception {
        put(ONE);
        String bad = route("exec:reboot", "two");
        put(bad);
        Entry refused = awaitEntry(2);
        assertEquals("route-file.refused", refused.event());
        assertEquals(sha256(bad), refused.details().get("sha256"));
        assertEquals(sha256(ONE), refused.details().get("inForce"));
        assertTrue(refused.details().get("reason").toString().contains("line 4: component 'exec' is not allowed"));
        assertEquals("one", answer());
    }

    @Test
    void invalidYamlIsRefusedWithoutQuotingIt() throws Exception {
        put("- route:\n    password: 'hunter2\n");
        Entry refused = awaitEntry(1);
        assertEquals("route-file.refused", refused.event());
        assertTrue(refused.details().get("reason").toString().contains("not valid YAML"));
        assertFalse(refused.details().toString().contains("hunter2"));
    }

    @Test
    void refusesFileThatIsNotUtf8() throws Exception {
        files.put(Files.write(folder.resolve("a.camel.yaml"), new byte[] {(byte) 0xC3, 0x28})
                .toFile());
        assertEquals("it is not UTF-8", awaitEntry(1).details().get("reason"));
    }

    @Test
    void failedStartIsRefusedWithoutEndpointSecrets() throws Exception {
        String bad = route("direct:a?password=hunter2", "two");
        put(bad);
        assertEquals("route-file.refused", awaitEntry(1).event());
        put(ONE);
        assertEquals("route-file.in-force", awaitEntry(2).event());
        put(bad);
        Entry refused = awaitEntry(3);
        assertEquals("route-file.refused", refused.event());
        assertTrue(refused.details().get("reason").toString().startsWith("does not start: "));
        assertFalse(journal.entries.toString().contains("hunter2"));
        assertEquals("one", answer());
    }

    @Test
    void failedStartNamesUnknownOption() throws Exception {
        put(ONE);
        put(route("direct:a?nobodys=hunter2", "two"));
        String reason = files.refused().get("a.camel.yaml").reason();
        assertTrue(reason.contains("nobodys"), reason);
        assertFalse(reason.contains("hunter2"), reason);
    }

    /**
     * A placeholder without a configured value is refused, even if an environment variable or system property has its
     * name.
     */
    @Test
    void placeholderWithoutValueIsRefusedByName() throws Exception {
        put(route("direct:a", "'{{greeting}} {{java.version}}'"));
        assertEquals(
                "{{greeting}} has no value: set greeting in etc/city.pishkhan.route-a.cfg;"
                        + " {{java.version}} has no value: set java.version in etc/city.pishkhan.route-a.cfg",
                files.refused().get("a.camel.yaml").reason());
        properties.putAll(Map.of("greeting", "hello", "java.version", "17"));
        files.restart("a");
        assertEquals("hello 17", answer());
        assertEquals(Map.of(), files.refused());
    }

    @Test
    void partnersAreKnownWhileFileIsActive() throws Exception {
        put(ONE);
        assertEquals(Map.of("a.camel.yaml", List.of()), called);
        files.remove(folder.resolve("a.camel.yaml").toFile());
        assertEquals(Map.of(), called);
    }

    @Test
    void refusesKeysUnknownToCamel() throws Exception {
        for (String key : new String[] {"constnt: x", "constant: x\n            nme: x"}) {
            put(ONE.replace("constant: one", key));
        }
        put(ONE.replace("id: a", "id: a\n    titel: x"));
        put(ONE.replace("steps:", "parametrs: {x: 1}\n      steps:"));
        awaitEntry(4);
        assertEquals(
                Set.of("route-file.refused"),
                journal.entries.stream().map(Entry::event).collect(Collectors.toSet()));
    }

    @Test
    void refusesFileWithWrongExtension() throws Exception {
        Path other = Files.writeString(folder.resolve("telecom.yml"), ONE);
        files.put(other.toFile());
        Entry refused = awaitEntry(1);
        assertEquals("route-file.refused", refused.event());
        assertEquals(
                "the name of a route file must end in .camel.yaml",
                refused.details().get("reason"));
        assertEquals(Set.of(), units.units.keySet());
        files.remove(other.toFile());
        assertEquals(1, journal.entries.size());
    }

    @Test
    void refusedFileIsRemovedWithoutJournalEntry() throws Exception {
        put("no list");
        awaitEntry(1);
        files.remove(folder.resolve("a.camel.yaml").toFile());
        put(ONE);
        assertEquals("route-file.in-force", awaitEntry(2).event());
    }

    @Test
    void changedPropertiesRestartRoutes() throws Exception {
        put(ONE);
        files.restart("a");
        files.restart("nobody");
        Entry again = awaitEntry(2);
        assertEquals("route-file.changed", again.event());
        assertEquals(again.details().get("before"), again.details().get("sha256"));
    }

    @Test
    void routesStartWithoutJournalAndEntriesKeepOrder() throws Exception {
        journal.away = true;
        put(ONE);
        assertEquals("one", answer());
        put(TWO);
        files.remove(folder.resolve("a.camel.yaml").toFile());
        await().until(() -> journal.attempts.size() > 3);
        assertEquals(List.of(), journal.entries);
        journal.away = false;
        awaitEntry(3);
        assertEquals(
                List.of("route-file.in-force", "route-file.changed", "route-file.removed"),
                journal.entries.stream().map(Entry::event).toList());
    }

    private record Entry(String event, Caller actor, Map<String, ?> details) {}

    private static final class Entries implements HubJournal {
        private final List<Entry> entries = new CopyOnWriteArrayList<>();
        private final List<String> attempts = new CopyOnWriteArrayList<>();
        private volatile boolean away;

        @Override
        public void record(String event, Caller actor, Map<String, ?> details) {
            attempts.add(event);
            if (away) {
                throw new IllegalStateException("the database is away");
            }
            entries.add(new Entry(event, actor, details));
        }
    }

    private static final class Units implements RouteFiles.RouteFileContexts {
        private final Map<String, ManagedContext> units = new HashMap<>();
        private final ContextFactory factory = new ContextFactory(
                null,
                new RequestDrain(),
                new SimpleMeterRegistry(),
                new ComponentSource() {
                    @Override
                    public Component acquire(String scheme, CamelContext context) {
                        return null;
                    }

                    @Override
                    public void release(CamelContext context) {
                        // nothing to release
                    }
                },
                new DefaultRegistry(),
                object -> {});

        @Override
        public ManagedContext getOrCreate(String name) {
            return units.computeIfAbsent(name, n -> new ManagedContext(n, RouteClassLoaders::platform, factory));
        }

        @Override
        public void drop(String name) {
            ManagedContext unit = units.remove(name);
            if (unit != null) {
                unit.stop();
            }
        }

        @Override
        public void runAndWait(Runnable work) {
            work.run();
        }
    }
}
