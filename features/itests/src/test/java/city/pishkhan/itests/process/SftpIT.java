package city.pishkhan.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.InquiryTrial.Answered;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.junit.HubTest;
import city.pishkhan.testkit.junit.TestHub;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Camel component that the hub does not ship is installed by a feature, and an agency is asked through files on a real SFTP server. */
@HubTest
@Tag("nightly")
class SftpIT {

    private static final Path EXAMPLE = Path.of("../examples/sftp");
    private static final String PASSWORD = "drop-folder";
    /** configuration file that states what route files may use */
    private static final String RULES = "city.pishkhan.runtime.cfg";

    @TempDir
    Path folder;

    @Test
    void exchangesInquiriesAndAnswersOverSftp(TestHub hub) throws Exception {
        Path questions = Files.createDirectories(folder.resolve("root/questions"));
        Path answers = Files.createDirectories(folder.resolve("root/answers"));
        ExecutorService office = Executors.newSingleThreadExecutor();
        try (SshServer server = server()) {
            hub.deploy(EXAMPLE.resolve("target/sftp-" + System.getProperty("hub.version") + ".kar"));
            configure(hub, server);
            hub.deploy(EXAMPLE.resolve("src/main/routes/heritage.camel.yaml"));
            hub.addAgency("heritage");
            CompletableFuture<JsonNode> question =
                    CompletableFuture.supplyAsync(() -> answerFirstInquiry(questions, answers), office);
            Answered answered = hub.ask("heritage");
            assertEquals("approve", answered.inquiry().path("verdict").asText());
            assertEquals(
                    answered.inquiry().path("id").asText(),
                    question.join().path("id").asText());
            assertEquals(answered.number(), question.join().path("case").asText());
            Awaitility.await("the answer is taken away")
                    .until(() -> files(answers).isEmpty());
            assertTrue(hub.awaitSeal(answered).number() > 0);
        } finally {
            office.shutdownNow();
        }
        assertFalse(hub.log().contains(PASSWORD), "no password in the log");
    }

    private SshServer server() throws IOException {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider(folder.resolve("host.key"));
        keys.setAlgorithm("RSA");
        server.setKeyPairProvider(keys);
        server.setPasswordAuthenticator(
                (user, password, session) -> user.equals("pishkhan") && password.equals(PASSWORD));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory.Builder().build()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(folder.resolve("root")));
        server.start();
        return server;
    }

    private void configure(TestHub hub, SshServer server) throws Exception {
        Path known = folder.resolve("known_hosts");
        StringBuilder line = new StringBuilder("[127.0.0.1]:" + server.getPort() + " ");
        PublicKeyEntry.appendPublicKeyEntry(
                line,
                server.getKeyPairProvider().loadKeys(null).iterator().next().getPublic());
        Files.writeString(known, line.append('\n'));
        Path secret = Files.writeString(folder.resolve("password"), PASSWORD);
        // these settings must be in force before a route file that needs them is deployed
        hub.configure(RULES, settings(EXAMPLE.resolve("src/main/etc").resolve(RULES)));
        hub.configure(
                "city.pishkhan.route-heritage.cfg",
                Map.of(
                        "host",
                        "127.0.0.1:" + server.getPort(),
                        "user",
                        "pishkhan",
                        "password",
                        "file:" + secret,
                        "known.hosts",
                        known));
    }

    private static Map<String, String> settings(Path file) throws IOException {
        Properties settings = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            settings.load(text);
        }
        return settings.stringPropertyNames().stream().collect(Collectors.toMap(name -> name, settings::getProperty));
    }

    /** Acts as the partner's staff: takes the first inquiry file and writes its answer file. */
    private static JsonNode answerFirstInquiry(Path questions, Path answers) {
        try {
            Path file = Awaitility.await("a question comes")
                    .until(() -> files(questions), files -> !files.isEmpty())
                    .get(0);
            JsonNode question = HubClient.JSON.readTree(file.toFile());
            String answer = HubClient.JSON
                    .createObjectNode()
                    .put("digest", question.path("digest").asText())
                    .put("verdict", "approve")
                    .put("number", "H-17")
                    .toString();
            Files.writeString(answers.resolve(file.getFileName()), answer);
            return question;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".json")
                            && !file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }
}
