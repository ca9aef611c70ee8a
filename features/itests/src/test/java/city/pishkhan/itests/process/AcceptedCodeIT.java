package city.pishkhan.itests.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.identifiers.Sha256;
import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.process.Installation;
import city.pishkhan.testkit.process.Ports;
import city.pishkhan.testkit.waiting.CityException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * In a production hub no single person can add code, whichever way is tried. Needs a hub of its own, because the other cities are founded as
 * demo cities, which run added code at once.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AcceptedCodeIT {
    private static final KeyPair RELEASE = key();
    private static final String ADMIN = "karaf-admin";
    private static final String HOST = "karaf-host";

    @RegisterExtension
    static final CityExtension CITY = CityExtension.production("accepted-code", AcceptedCodeIT::prepare);

    private static KeyPair key() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void prepare(Installation home) throws IOException {
        Files.writeString(
                home.etc().resolve("city.pishkhan.approvals.release.cfg"),
                "keys = vendor: "
                        + Base64.getEncoder().encodeToString(RELEASE.getPublic().getEncoded())
                        + "\n");
        // the shell accepts only a login whose file names its owner
        Files.createDirectories(home.etc().resolve("users"));
        Files.writeString(
                home.etc().resolve("users/reza.users"), "reza = plain:demo-reza, operator, person:0499370899\n");
    }

    private static Path deploy(String file) {
        return CITY.home().base().resolve("deploy").resolve(file);
    }

    /** Writes a file of the folder {@code deploy} in one step. */
    private static void drop(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.move(Files.write(file.resolveSibling("." + file.getFileName()), content), file);
    }

    private static void awaitWarning(String check, String words) {
        Awaitility.await("health says " + words).until(() -> CITY.warnings(check), text -> text.contains(words));
    }

    private static boolean isStolen(String version) {
        return Files.exists(KeyThief.loot(CITY.home().data(), version));
    }

    private static String console(String command) throws IOException {
        return CITY.hub().console(command);
    }

    private static String failure(String command) {
        return assertThrows(CityException.class, () -> console(command)).getMessage();
    }

    /**
     * JMX, which an operator may install, shows an administrator of the shell neither secrets nor the memory. The same calls
     * work with the role host.
     */
    @Test
    @Order(0)
    void jmxShowsNoSecrets() throws Exception {
        int registry = Ports.findFree();
        int server = Ports.findFree();
        Files.writeString(
                CITY.home().etc().resolve("org.apache.karaf.management.cfg"),
                "rmiRegistryPort = " + registry + "\nrmiServerPort = " + server
                        + "\nrmiRegistryHost = 127.0.0.1\nrmiServerHost = 127.0.0.1\njmxRealm = karaf\nserviceUrl = service:jmx:rmi://127.0.0.1:"
                        + server + "/jndi/rmi://127.0.0.1:" + registry + "/karaf-root\n");
        addUsersOfKaraf();
        console("feature:install management");
        JMXServiceURL address =
                new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + registry + "/karaf-root");
        ObjectName configurations = new ObjectName("org.apache.karaf:type=config,name=root");
        ObjectName memory = new ObjectName("com.sun.management:type=HotSpotDiagnostic");
        Object[] dump = {CITY.home().data().resolve("dump.hprof").toString(), true};
        String[] dumpTypes = {String.class.getName(), boolean.class.getName()};
        Object[] vault = {"city.pishkhan.vault"};
        String[] vaultTypes = {String.class.getName()};
        try (JMXConnector admin = connect(address, ADMIN, "admin-secret")) {
            MBeanServerConnection beans = admin.getMBeanServerConnection();
            assertThrows(
                    SecurityException.class, () -> beans.invoke(configurations, "listProperties", vault, vaultTypes));
            assertThrows(
                    SecurityException.class,
                    () -> beans.invoke(
                            configurations,
                            "setProperty",
                            new Object[] {"org.apache.karaf.command.acl.shell", "exec", "admin"},
                            new String[] {vaultTypes[0], vaultTypes[0], vaultTypes[0]}));
            assertThrows(SecurityException.class, () -> beans.invoke(memory, "dumpHeap", dump, dumpTypes));
        }
        try (JMXConnector host = connect(address, HOST, "host-secret")) {
            MBeanServerConnection beans = host.getMBeanServerConnection();
            assertTrue(String.valueOf(beans.invoke(configurations, "listProperties", vault, vaultTypes))
                    .contains("key.folder"));
            beans.invoke(memory, "dumpHeap", dump, dumpTypes);
            Files.delete(Path.of(dump[0].toString()));
        }
        console("feature:uninstall management");
    }

    private static void addUsersOfKaraf() throws IOException {
        Path users = CITY.home().etc().resolve("users.properties");
        if (!Files.readString(users).contains(HOST)) {
            Files.writeString(
                    users,
                    ADMIN + " = admin-secret,admin,manager,viewer,ssh\n" + HOST
                            + " = host-secret,admin,manager,viewer,host,ssh\n",
                    StandardOpenOption.APPEND);
        }
    }

    private static JMXConnector connect(JMXServiceURL address, String user, String password) {
        return Awaitility.await("JMX accepts " + user)
                .ignoreExceptions()
                .until(
                        () -> JMXConnectorFactory.connect(
                                address, Map.of(JMXConnector.CREDENTIALS, new String[] {user, password})),
                        Objects::nonNull);
    }

    /** An operator can stop the journal's bundle, but then the doors answer 503, so nothing changes without a record. */
    @Test
    @Order(0)
    void nothingChangesWhileJournalIsStopped() throws Exception {
        HttpResponse<String> login =
                post("/auth/v1/token", "", "{\"user\":\"clerk-1204\",\"password\":\"demo-clerk-1204\"}");
        String token = HubClient.JSON.readTree(login.body()).path("token").asText();
        assertEquals(422, post("/office/v1/cases", token, "{}").statusCode());
        console("bundle:stop city.pishkhan.journal");
        try {
            assertEquals(503, post("/office/v1/cases", token, "{}").statusCode());
        } finally {
            console("bundle:start city.pishkhan.journal");
            Awaitility.await("the hub is ready").ignoreExceptions().until(() -> CITY.warnings("journal")
                    .isEmpty());
        }
        assertEquals(422, post("/office/v1/cases", token, "{}").statusCode());
    }

    private static HttpResponse<String> post(String path, String token, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(CITY.hub().address().resolve(path))
                                .header("Content-Type", "application/json")
                                .header("Authorization", "Bearer " + token)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** An operator may neither deploy a file alone, nor use Karaf's commands or folders instead. */
    @Test
    @Order(1)
    void noWayRunsUnacceptedBundle() throws Exception {
        byte[] thief = KeyThief.jar("1.0.0");
        Path file = Files.write(CITY.home().base().resolve("thief.jar"), thief);
        String digest = Sha256.hex(thief);
        assertTrue(console("pishkhan:deploy --dry-run " + file).contains(digest));
        String why = failure("pishkhan:deploy " + file);
        assertTrue(why.contains(digest) && why.contains("pishkhan:code-accept " + file), why);
        assertTrue(failure("bundle:install -s file:" + file).contains("hook"));
        Path features = Files.writeString(
                CITY.home().base().resolve("thief.xml"),
                "<features name=\"thief\" xmlns=\"http://karaf.apache.org/xmlns/features/v1.6.0\"><feature name=\"thief\""
                        + " version=\"1\"><bundle>file:" + file + "</bundle></feature></features>");
        drop(deploy("thief.jar"), thief);
        drop(deploy("thief-features.xml"), Files.readAllBytes(features));
        awaitWarning("deployments", "thief.jar in the folder deploy was rejected");
        awaitWarning("deployments", "thief-features.xml in the folder deploy was rejected");
        awaitWarning("deployments", KeyThief.BUNDLE + " 1.0.0 does not run");
        // a features file can also write files of etc
        assertTrue(failure("feature:repo-add " + features.toUri()).contains("not found"));
        addUsersOfKaraf();
        CITY.hub().console(HOST, "feature:repo-add " + features.toUri());
        console("feature:install thief");
        assertTrue(console("bundle:list -s").matches("(?s).*Installed[^\n]*" + KeyThief.BUNDLE + ".*"));
        assertFalse(isStolen("1.0.0"));
    }

    /** A route file can read files and call addresses, so it is code too. */
    @Test
    @Order(2)
    void unacceptedRouteFileDoesNotStart() throws Exception {
        byte[] route = ("- route:\n    id: late\n    from:\n      uri: direct:late\n      steps:\n        - setBody:\n"
                        + "            constant: late\n")
                .getBytes(StandardCharsets.UTF_8);
        Path file = CITY.home().etc().resolve("routes/late.camel.yaml");
        drop(file, route);
        awaitWarning("route-files", Sha256.hex(route));
        assertFalse(console("camel:context-list").contains("late.camel.yaml"));
        CITY.decide("operator-2", CITY.requestCode(Sha256.hex(route)));
        Awaitility.await("the accepted routes run")
                .until(() -> console("camel:context-list").contains("late.camel.yaml"));
        assertEquals("", CITY.warnings("route-files"));
        Files.delete(file);
    }

    @Test
    @Order(3)
    void bundleInDeployRunsOnceTwoPeopleAcceptIt() throws Exception {
        byte[] content = HangingActivator.jar("1.0.0");
        drop(deploy("late.jar"), content);
        awaitWarning("deployments", "late.jar in the folder deploy was rejected");
        String typed = CITY.hub()
                .type(
                        null,
                        "pishkhan:code-accept --login reza " + deploy("late.jar") + " \"the connector of the vendor\"",
                        "demo-reza");
        Matcher id = Pattern.compile("approval-decide (\\S+) yes").matcher(typed);
        assertTrue(id.find() && typed.contains(Sha256.hex(content)), typed);
        JsonNode asked = HubClient.JSON.createObjectNode().put("id", id.group(1));
        HubClient.Refused own = assertThrows(HubClient.Refused.class, () -> CITY.decide("reza", asked));
        assertEquals("approval.same-person", own.code());
        CITY.decide("operator-2", asked);
        Path note = HangingActivator.progressFile(CITY.home().data(), "1.0.0");
        Awaitility.await("the accepted bundle runs").until(() -> Files.exists(note));
    }

    /** A signature of an accepted release key replaces the second person; a rollback needs no second person. */
    @Test
    @Order(4)
    void signedBundleIsDeployedInOneStep() throws Exception {
        byte[] content = HangingActivator.jar("2.0.0");
        Path file = Files.write(CITY.home().base().resolve("signed.jar"), content);
        Path signature = file.resolveSibling("signed.jar.sig");
        Files.writeString(
                signature, sign(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), content));
        assertTrue(failure("pishkhan:deploy " + file).contains("nobody has accepted"));
        Files.writeString(signature, sign(RELEASE, content));
        assertTrue(console("pishkhan:deploy " + file).contains("runs: " + HangingActivator.BUNDLE));
        console("pishkhan:deploy-rollback " + HangingActivator.BUNDLE);
        console("pishkhan:deploy-rollback " + HangingActivator.BUNDLE);
    }

    private static String sign(KeyPair pair, byte[] content) throws Exception {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(content);
        return Base64.getEncoder().encodeToString(signature.sign());
    }

    /** A production hub never becomes a demo. */
    @Test
    @Order(5)
    void hubDoesNotStartWithSettingOfDemo() throws Exception {
        assertEquals("production", CITY.mode());
        Path setting = CITY.home().etc().resolve("city.pishkhan.approvals.demo.cfg");
        String production = Files.readString(setting);
        CITY.hub().stop();
        Files.writeString(setting, "mode = demo\n");
        Path output = CITY.home().base().resolve("refused.out");
        ProcessBuilder start = new ProcessBuilder(
                        CITY.home().root().resolve("bin/karaf").toString(), "daemon")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        start.environment().putAll(CITY.home().environment());
        Process hub = start.start();
        try {
            assertTrue(hub.waitFor(3, TimeUnit.MINUTES), "the hub ends");
        } finally {
            hub.destroyForcibly();
        }
        String printed = Files.readString(output);
        assertTrue(printed.contains("THE HUB DOES NOT START"), printed);
        assertEquals(78, hub.exitValue());
        Files.writeString(setting, production);
        CITY.hub().start();
    }

    /** After a restart only accepted bundles run. */
    @Test
    @Order(6)
    void restartKeepsLimits() throws Exception {
        Path note = HangingActivator.progressFile(CITY.home().data(), "2.0.0");
        Files.delete(note);
        CITY.hub().kill();
        CITY.hub().start();
        Awaitility.await("the accepted bundle runs").until(() -> Files.exists(note));
        awaitWarning("deployments", KeyThief.BUNDLE + " 1.0.0 does not run");
        assertFalse(isStolen("1.0.0"));
        // once accepted, the bundle copies the key, which shows that only the missing acceptance prevented it
        CITY.decide(
                "operator-2",
                CITY.requestCode(
                        Sha256.hex(Files.readAllBytes(CITY.home().base().resolve("thief.jar")))));
        Awaitility.await("the accepted bundle runs").ignoreExceptions().until(() -> {
            console("bundle:start " + KeyThief.BUNDLE);
            return isStolen("1.0.0");
        });
    }
}
