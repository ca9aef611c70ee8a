package city.pishkhan.itests.process;

import city.pishkhan.itests.TestReport;
import city.pishkhan.testkit.process.Installation;
import city.pishkhan.testkit.process.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.deployers.impl.FileConfigurationParser;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A PostgreSQL and an Artemis server outside the hub, each with one login by password. */
final class ExternalServers implements AfterAllCallback {

    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
    private static final String USER = "pishkhan";
    private static final String PASSWORD = "of the servers apart";

    private EmbeddedPostgres postgres;
    private EmbeddedActiveMQ artemis;
    private TcpRelay relay;

    /** Starts both servers and points the hub to them by configuration alone. */
    void serve(Installation home) throws Exception {
        Path folder = Files.createDirectories(home.base().resolve("servers"));
        startPostgres(folder.resolve("postgres"));
        startArtemis(folder.resolve("artemis"), home.etc().resolve("broker/address-settings.xml"));
        Path secret = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        configure(home, "city.pishkhan.platform.postgres.cfg", url(), secret);
        configure(home, "city.pishkhan.platform.artemis.cfg", "tcp://127.0.0.1:" + relay.port(), secret);
    }

    private static void configure(Installation home, String file, String url, Path secret) throws IOException {
        Files.writeString(
                home.etc().resolve(file),
                "mode=external\nurl=" + url + "\nuser=" + USER + "\npassword=file:" + secret + "\n");
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/city";
    }

    private void startPostgres(Path data) throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder().setDataDirectory(data).start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + USER + " login password '" + PASSWORD + "'");
            statement.execute("create database city owner " + USER);
            Files.writeString(
                    data.resolve("pg_hba.conf"),
                    "host all postgres 127.0.0.1/32 trust\nhost city " + USER + " 127.0.0.1/32 scram-sha-256\n");
            statement.execute("select pg_reload_conf()");
        }
    }

    /**
     * Starts the broker.
     *
     * @param settings address settings that the distribution provides for an external broker
     */
    private void startArtemis(Path data, Path settings) throws Exception {
        int brokerPort = Ports.findFree();
        artemis = new EmbeddedActiveMQ();
        Configuration configuration;
        try (InputStream in = Files.newInputStream(settings)) {
            configuration = new FileConfigurationParser().parseMainConfig(in);
        }
        artemis.setConfiguration(configuration
                .setName("apart")
                .setSecurityEnabled(true)
                .setJMXManagementEnabled(false)
                // a build machine's disk may be fuller than the limit for a city
                .setMaxDiskUsage(-1)
                .setJournalDirectory(data.resolve("journal").toString())
                .setBindingsDirectory(data.resolve("bindings").toString())
                .setLargeMessagesDirectory(data.resolve("large").toString())
                .setPagingDirectory(data.resolve("paging").toString())
                .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + brokerPort + "?protocols=CORE"));
        artemis.setSecurityManager(new OneLogin());
        artemis.start();
        relay = new TcpRelay(brokerPort);
    }

    /** Makes the broker accept connections without answering, or resumes it. */
    void setBrokerHanging(boolean now) {
        relay.setHanging(now);
    }

    /** Number of wake-ups that were ever added to one of the broker's queues. */
    long arrivedAt(String queue) {
        return artemis.getActiveMQServer().locateQueue(SimpleString.of(queue)).getMessagesAdded();
    }

    /** Number of cases in the database. */
    long cases() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), USER, PASSWORD);
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from cases.case_file")) {
            count.next();
            return count.getLong(1);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (relay != null) {
            relay.close();
        }
        if (artemis != null) {
            stopArtemis();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    /** Stops the broker. If the broker cannot stop because its clients were killed, it runs until this JVM ends. */
    private void stopArtemis() throws InterruptedException {
        Thread stopping = new Thread(
                () -> {
                    try {
                        artemis.stop();
                    } catch (Exception e) {
                        TestReport.log("The external broker did not stop: " + e);
                    }
                },
                "stop external broker");
        stopping.setDaemon(true);
        stopping.start();
        stopping.join(STOP_LIMIT.toMillis());
        if (stopping.isAlive()) {
            TestReport.log("The external broker does not stop: " + List.of(stopping.getStackTrace()));
        }
    }

    /** The login has all permissions. */
    private static final class OneLogin implements ActiveMQSecurityManager {
        @Override
        public boolean validateUser(String user, String password) {
            return USER.equals(user) && PASSWORD.equals(password);
        }

        @Override
        public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType checkType) {
            return validateUser(user, password);
        }
    }
}
