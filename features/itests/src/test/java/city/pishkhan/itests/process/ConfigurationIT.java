package city.pishkhan.itests.process;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.process.FileTrees;
import city.pishkhan.testkit.waiting.CityException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files in {@code etc} take effect as documented, in a running hub and after a restart. */
class ConfigurationIT {
    private static final String GAS = "city.pishkhan.agency-gas.cfg";
    private static final String GAS_COMPANY = "city.pishkhan.utilities-gas.cfg";
    private static final String ROUTE =
            """
            - route:
                id: gas-by-a-file
                from:
                  uri: pishkhan:inquiries
                  parameters:
                    agency: gas
                  steps:
                    - log: asked by a file
            """;

    @RegisterExtension
    static final CityExtension CITY = SharedCities.COMMON;

    private static Path etc(String file) {
        return CITY.home().etc().resolve(file);
    }

    private static void awaitWarning(String check, String words) {
        Awaitility.await(check + " says " + words)
                .until(() -> CITY.warnings(check), warning -> warning.contains(words));
    }

    private static void awaitNoWarning(String check) {
        Awaitility.await(check + " is well").until(() -> CITY.warnings(check), String::isEmpty);
    }

    /** Returns the row of {@code config-show} for a key, or an empty string. */
    private static String configRow(String file, String key) throws Exception {
        return CITY.hub()
                .console("pishkhan:config-show " + file)
                .lines()
                .filter(line -> line.matches(".*[│|] " + key + " .*"))
                .findFirst()
                .orElse("");
    }

    @Test
    void fileWithUnknownKeyStaysRejectedAfterRestart() throws Exception {
        String before = Files.readString(etc(GAS));
        String company = Files.readString(etc(GAS_COMPANY));
        try {
            Files.writeString(etc(GAS), before.replaceFirst("(?m)^channel *=.*$", "channel = worklist\nconsumer = 9"));
            awaitWarning(
                    "configuration-keys",
                    GAS
                            + " is rejected, the previous settings stay active: unknown key consumer, the nearest known is consumers");
            assertTrue(configRow(GAS, "channel").contains(" system "), () -> "the last good value");

            CITY.hub().stop();
            Files.delete(etc(GAS_COMPANY));
            CITY.hub().start();
            awaitWarning("channels", "gas company waits for its connector");
            awaitWarning("configuration-keys", GAS + " is rejected");
            assertTrue(configRow(GAS, "channel").contains(" system "), () -> "the last good value");
            assertFalse(configRow("city.pishkhan.utilities-water.cfg", "url").isEmpty(), "what has its file goes on");
        } finally {
            Files.writeString(etc(GAS), before);
            Files.writeString(etc(GAS_COMPANY), company);
        }
        awaitNoWarning("configuration-keys");
        awaitNoWarning("channels");
    }

    /**
     * A hub with a plain master key gets a credential of systemd, and wraps the key with it. Without the credential the hub does
     * not open the vault, and names what is missing.
     */
    @Test
    void vaultNeedsItsCredentialOnceMasterKeyIsWrapped() throws Exception {
        Path vault = etc("city.pishkhan.vault.cfg");
        String before = Files.readString(vault);
        Path keys = CITY.home().data().resolve("pishkhan/vault");
        Path plain = Files.createDirectories(CITY.home().base().resolve("plain-keys"));
        copy(keys, plain);
        Path credential = CITY.home().credentials().resolve("pishkhan-kek");
        Path away = CITY.home().base().resolve("pishkhan-kek-away");
        try {
            CITY.hub().stop();
            Files.writeString(vault, "kek =\n");
            Files.createDirectories(credential.getParent());
            Files.writeString(credential, "0123456789abcdef0123456789abcdef0123456789abcdef\n");
            CITY.hub().start();
            awaitWarning("keys", "is stored without wrapping");
            String output = CITY.hub().console("pishkhan:vault-kek-rewrap");
            assertTrue(output.contains("wrapped with the key-encryption key"), output);
            awaitNoWarning("keys");
            assertEquals(List.of(), files(keys, ".key"));

            CITY.hub().stop();
            Files.move(credential, away);
            String health = healthOfRefusingHub("credential:pishkhan-kek is missing");
            assertTrue(health.startsWith("503 "), health);

            Files.move(away, credential);
            CITY.hub().start();
            assertEquals("", CITY.warnings("keys"));
            assertTrue(CITY.hub().console("pishkhan:vault-kek-rewrap").contains("master-"), "can be repeated");
        } finally {
            CITY.hub().stop();
            for (Path wrapped : files(keys, ".wrapped")) {
                Files.delete(wrapped);
            }
            copy(plain, keys);
            FileTrees.delete(CITY.home().credentials());
            Files.writeString(vault, before);
            CITY.hub().start();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : files(from, ".key")) {
            Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    /** Starts a hub that cannot become ready, awaits words in its health, and kills it. */
    private static String healthOfRefusingHub(String words) throws Exception {
        CompletableFuture<Void> start = CompletableFuture.runAsync(() -> {
            try {
                CITY.hub().start();
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
        try {
            return Awaitility.await("health says " + words)
                    .atMost(Duration.ofMinutes(2))
                    .ignoreExceptions()
                    .until(ConfigurationIT::health, text -> text.contains(words));
        } finally {
            CITY.hub().kill();
            assertThrows(ExecutionException.class, () -> start.get(1, TimeUnit.MINUTES));
        }
    }

    private static String health() throws Exception {
        HttpResponse<String> response = CITY.city()
                .http()
                .send(
                        HttpRequest.newBuilder(CITY.hub().admin().resolve("/health/ready"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    private static String commandError(String command) {
        return assertThrows(CityException.class, () -> CITY.hub().console(command))
                .getMessage();
    }

    /**
     * A dry run reports why a deployment cannot work. The deployment itself would be rolled back after half a minute.
     */
    @Test
    void dryRunReportsEffectOrFails() throws Exception {
        Path file = CITY.home().base().resolve("foretold.camel.yaml");
        String dryRun = "pishkhan:deploy --dry-run ";
        Files.writeString(file, ROUTE.replace("asked by a file", "asked at {{nowhere}}"));
        assertTrue(commandError(dryRun + file)
                .contains("{{nowhere}} has no value: set nowhere in etc/city.pishkhan.route-foretold.cfg"));
        Files.writeString(file, ROUTE);
        String message = commandError(dryRun + file);
        assertTrue(message.contains("cannot run: context agency-gas already sends the inquiries to gas"), message);
        assertTrue(message.contains("status 1"), message);
        String json = commandError(dryRun + "--json " + file);
        assertTrue(
                json.contains("\"possible\":false,\"problems\":[\"context agency-gas already sends the inquiries"),
                json);
        Files.writeString(
                file,
                ROUTE.replace("agency: gas", "agency: nobodys")
                        .replace("log: asked by a file", "to: http://127.0.0.1:1/a"));
        assertTrue(commandError("pishkhan:deploy " + file)
                .contains("http://127.0.0.1:1 is not reached: ConnectException"));
        Files.writeString(file, ROUTE.replace("agency: gas", "agency: nobodys").replace("by a file", "by a file?"));
        assertTrue(CITY.hub().console(dryRun + "--json " + file).contains("\"possible\":true"));
        Path gas = Files.writeString(CITY.home().base().resolve(GAS), "# nothing\n");
        String left = CITY.hub().console(dryRun + gas);
        assertTrue(left.contains("warning: inquiries to gas will wait"), left);
        assertTrue(left.contains("agencies that wait during the deployment: gas"), left);
        assertEquals("1 has no file absent.camel.yaml", client(dryRun + file.resolveSibling("absent.camel.yaml")));
        Files.writeString(file, ROUTE);
        assertEquals("1 already sends the inquiries", client(dryRun + file));
    }

    /**
     * Runs {@code bin/client} as a script does. A command given as an argument would need a terminal: without one the session is closed
     * at once, and Karaf's client sometimes waits for ever.
     *
     * @return its exit status and the known part of its output
     */
    private static String client(String command) throws Exception {
        Path input = Files.writeString(CITY.home().base().resolve("client.in"), command + "\n");
        Path output = CITY.home().base().resolve("client.out");
        ProcessBuilder client = new ProcessBuilder(
                        CITY.home().root().resolve("bin/client").toString(), "-b")
                .redirectErrorStream(true)
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile());
        client.environment()
                .putAll(Map.of(
                        "JAVA_HOME", System.getProperty("java.home"),
                        "KARAF_BASE", CITY.home().base().toString(),
                        "KARAF_ETC", CITY.home().etc().toString(),
                        "KARAF_DATA", CITY.home().data().toString()));
        Process process = client.start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("The client does not end: " + Files.readString(output));
        }
        String printed = Files.readString(output);
        return process.exitValue() + " "
                + Stream.of("has no file absent.camel.yaml", "already sends the inquiries")
                        .filter(printed::contains)
                        .findFirst()
                        .orElse(printed);
    }

    @Test
    void secondRouteToAgencyIsReportedAndIgnored() throws Exception {
        Path route = etc("routes/gas.camel.yaml");
        Path company = etc("city.pishkhan.utilities-gas-again.cfg");
        Path file = etc("city.pishkhan.agency-gas-again.cfg");
        String before = Files.readString(etc(GAS));
        // changes of other tests may have restarted the agency's components
        awaitNoWarning("agencies");
        try {
            Files.writeString(route, ROUTE);
            Files.writeString(company, Files.readString(etc(GAS_COMPANY)));
            Files.writeString(file, "agency = gas\nchannel = worklist\n");
            awaitWarning(
                    "routes", "gas already has the consumer agency-gas, which is kept; gas.camel.yaml is rejected");
            awaitWarning(
                    "channels",
                    "agency gas has two channels to its system: " + GAS_COMPANY + " is used, "
                            + "city.pishkhan.utilities-gas-again.cfg is ignored");
            awaitWarning("configuration", "agency gas is already configured by " + GAS + "; this file is ignored");

            Files.delete(company);
            Files.delete(file);
            awaitNoWarning("channels");
            Files.delete(etc(GAS));
            awaitNoWarning("routes");
            Files.writeString(etc(GAS), before);
            awaitWarning(
                    "routes", "gas already has the consumer gas.camel.yaml, which is kept; agency-gas is rejected");
        } finally {
            Files.deleteIfExists(route);
            Files.deleteIfExists(company);
            Files.deleteIfExists(file);
            Files.writeString(etc(GAS), before);
        }
        awaitNoWarning("routes");
        awaitNoWarning("configuration");
    }

    /**
     * Only the operator writes a configuration file. If the hub wrote the file in place, it would be empty for a moment
     * and could be read in that state.
     */
    @Test
    void hubDoesNotRewriteSavedFiles() throws Exception {
        String before = Files.readString(etc(GAS));
        try {
            Files.writeString(etc(GAS), before + "consumers=5\n");
            FileTime saved = Files.getLastModifiedTime(etc(GAS));
            Awaitility.await().until(() -> configRow(GAS, "consumers"), row -> row.contains(" 5 "));
            Awaitility.await()
                    .during(Duration.ofSeconds(1))
                    .until(() -> saved.equals(Files.getLastModifiedTime(etc(GAS))));
        } finally {
            Files.writeString(etc(GAS), before);
        }
    }

    @Test
    void secretsAreMaskedAndReferencesShown() throws Exception {
        String before = Files.readString(etc(GAS_COMPANY));
        try {
            Files.writeString(etc(GAS_COMPANY), before + "\ntoken = s3cret-of-gas\n");
            Awaitility.await().until(() -> configRow(GAS_COMPANY, "token"), row -> row.contains("********"));
            String all = CITY.hub().console("pishkhan:config-show");
            assertAll(
                    () -> assertFalse(all.contains("s3cret-of-gas"), all),
                    () -> assertTrue(all.contains("connection time-out, in milliseconds"), all),
                    () -> assertTrue(all.contains("| default "), all));
            Path token = Files.writeString(etc("gas.token"), "s3cret-of-gas\n");
            Files.writeString(etc(GAS_COMPANY), before + "\ntoken = file:" + token + "\n");
            Awaitility.await().until(() -> configRow(GAS_COMPANY, "token"), row -> row.contains("file:" + token));
        } finally {
            Files.writeString(etc(GAS_COMPANY), before);
        }
    }

    /** Checks a configuration without a running hub, and at the console. */
    @Test
    void configCheckFindsMistakesWithoutRunningHub() throws Exception {
        assertEquals("0 Nothing is wrong in " + CITY.home().etc(), runConfigCheck());
        assertTrue(CITY.hub().console("pishkhan:config-check").contains("Nothing is wrong in"));
        Path folder = Files.createDirectories(CITY.home().base().resolve("wrong"));
        Files.writeString(folder.resolve(GAS), "agency = gas\nchannel = worklst\nconsumers = 100\nconsumer = 4\n");
        Files.writeString(folder.resolve(GAS_COMPANY), "agency = gas\ntoken = file:nowhere\n");
        String all = runConfigCheck(folder.toString());
        assertEquals(
                "1 " + GAS + ": channel = worklst: must be one of system, worklist\n"
                        + GAS + ": consumer = 4: unknown key consumer, the nearest known is consumers\n"
                        + GAS + ": consumers = 100: must be a whole number from 1 to 64\n"
                        + GAS_COMPANY + ": token = file:nowhere: this file does not exist or cannot be read\n"
                        + "4 wrong in " + folder,
                all);
    }

    /** Runs {@code bin/config-check} and returns its exit status and output. */
    private static String runConfigCheck(String... arguments) throws Exception {
        ProcessBuilder check = new ProcessBuilder(
                CITY.home().root().resolve("bin/config-check").toString());
        check.command().addAll(List.of(arguments));
        check.redirectErrorStream(true)
                .environment()
                .putAll(Map.of(
                        "JAVA_HOME", System.getProperty("java.home"),
                        "KARAF_BASE", CITY.home().base().toString(),
                        "KARAF_ETC", CITY.home().etc().toString()));
        Process process = check.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() + " " + output;
    }
}
