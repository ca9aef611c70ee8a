package city.pishkhan.itests.doors;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator's actions in the running hub, as oversight bodies see them in the journal a moment later. */
@ExtendWith(SharedCityExtension.class)
class OperatorActsIT {

    private static final String HOST_USER = "host-shell";

    private static SharedCity city;
    private static Visitor oversight;
    private static long after;
    private static String shellUsers;

    @BeforeAll
    static void begin(SharedCity shared) throws IOException {
        city = shared;
        oversight = city.visitor().as("oversight");
        Path users = city.etc().resolve("users.properties");
        shellUsers = Files.readString(users);
        Files.writeString(users, HOST_USER + " = host-secret,admin,host,ssh\n", StandardOpenOption.APPEND);
    }

    @AfterAll
    static void end() throws IOException {
        Files.writeString(city.etc().resolve("users.properties"), shellUsers);
    }

    /** Skips journal entries that exist before the test. */
    @BeforeEach
    void skipEarlierEntries() throws SQLException {
        after = city.store().newestEntry();
    }

    private static List<JsonNode> entries() {
        List<JsonNode> all = new ArrayList<>();
        long from = after;
        List<JsonNode> page;
        do {
            page = new ArrayList<>();
            // this answer is not checked for internal details, because these entries name files and bundles
            DoorResponse response = oversight.get("/oversight/v1/entries?limit=200&after=" + from);
            assertEquals(200, response.status(), response::toString);
            response.json().path("items").forEach(page::add);
            all.addAll(page);
            from = page.isEmpty()
                    ? from
                    : page.get(page.size() - 1).path("sequence").asLong();
        } while (!page.isEmpty());
        return all;
    }

    private static JsonNode awaitEntry(String event, String word) {
        JsonNode[] found = new JsonNode[1];
        await(event + " with " + word).until(() -> {
            found[0] = entries().stream()
                    .filter(e -> e.path("event").asText().equals(event)
                            && e.toString().contains(word))
                    .findFirst()
                    .orElse(null);
            return found[0] != null;
        });
        return found[0];
    }

    private static String console(String command) throws Exception {
        return city.city().hub().console(command);
    }

    /** Runs a command with the distribution's own client program. */
    private static void runClient(String command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(city.bin().resolve("client").toString(), "-b");
        builder.environment().put("KARAF_BASE", city.home().base().toString());
        builder.environment().put("KARAF_ETC", city.etc().toString());
        builder.environment().put("KARAF_DATA", city.data().toString());
        Process client =
                builder.inheritIO().redirectInput(ProcessBuilder.Redirect.PIPE).start();
        try (OutputStream commands = client.getOutputStream()) {
            commands.write((command + "\n").getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(0, client.waitFor());
    }

    @Test
    void changingCommandIsRecordedWithoutSecrets() throws Exception {
        city.city().hub().console(HOST_USER, "config:property-set -p city.pishkhan.nothing api.password hunter2");
        JsonNode act = awaitEntry("operator.command", "config:property-set");
        assertTrue(act.path("actor").asText().startsWith("console:"), act::toString);
        assertFalse(act.toString().contains("hunter2") || act.toString().contains("nothing"), act::toString);
        JsonNode file = awaitEntry("configuration.changed", "city.pishkhan.nothing");
        assertFalse(file.toString().contains("hunter2"), file::toString);
        String log = Files.readString(city.home().logs().resolve("security.log"));
        assertTrue(log.contains("api.password ***"), log);
        assertFalse(log.contains("hunter2"), log);
        console("config:delete city.pishkhan.nothing");
        awaitEntry("operator.command", "config:delete");
        // the command leaves the file that it wrote
        Files.deleteIfExists(city.etc().resolve("city.pishkhan.nothing.cfg"));
    }

    @Test
    void readOnlyCommandIsNotRecorded() throws Exception {
        console("bundle:list | grep -i audit");
        console("pishkhan:login-list");
        console("log:set INFO city.pishkhan.nothing");
        awaitEntry("operator.command", "log:set");
        List<String> commands = entries().stream()
                .filter(e -> e.path("event").asText().equals("operator.command"))
                .map(e -> e.path("details").path("commands").toString())
                .toList();
        assertEquals(List.of("[\"log:set\"]"), commands);
    }

    @Test
    void consoleLoginIsRecorded() throws Exception {
        runClient("shell:info");
        JsonNode login = awaitEntry("operator.login", "success");
        assertTrue(login.path("actor").asText().startsWith("console:"), login::toString);
    }

    @Test
    void addedAndRemovedLoginsAreRecorded() throws Exception {
        Path users = city.etc().resolve("users/acts.users");
        Files.writeString(users, "acts-clerk = plain:hunter2hunter2, office:1204\n");
        try {
            JsonNode added = awaitEntry("configuration.changed", "etc/users/acts.users");
            assertEquals("added", added.path("details").path("change").asText());
            Files.writeString(
                    users,
                    "acts-clerk = plain:hunter2hunter2, office:1204\nacts-2 = plain:hunter2hunter2, office:1204\n");
            JsonNode changed = awaitEntry("configuration.changed", "acts-2");
            assertEquals("host", changed.path("actor").asText());
            assertFalse(changed.toString().contains("hunter2"), changed::toString);
        } finally {
            Files.delete(users);
        }
        awaitEntry("configuration.changed", "removed");
    }

    private static Path jar(String name) throws Exception {
        Path jar = city.data().resolve(name + ".jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        manifest.getMainAttributes().putValue("Bundle-Version", "1.0.0");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }

    @Test
    void bundleChangesAreRecorded() throws Exception {
        Path jar = jar("acts-test");
        String printed = console("bundle:install " + jar.toUri());
        awaitEntry("operator.command", "bundle:install");
        JsonNode changed = awaitEntry("bundles.changed", "acts-test");
        assertTrue(changed.path("details").path("added").toString().contains("acts-test"), () -> printed + changed);
        console("bundle:uninstall acts-test");
        awaitEntry("bundles.changed", "removed");
    }
}
