package city.pishkhan.platform.postgres.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

    @TempDir
    Path folder;

    private PostgresServer server;

    @AfterEach
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void serverIsDurableLocalAndRequiresPassword() throws Exception {
        server = server(Account.find());
        int port = server.start();
        DataSource admin = admin(port);
        assertEquals("on", value(admin, "show fsync"));
        assertEquals("on", value(admin, "show synchronous_commit"));
        assertEquals("force_generic_plan", value(admin, "show plan_cache_mode"));
        assertEquals("127.0.0.1", value(admin, "show listen_addresses"));
        assertEquals("", value(admin, "show unix_socket_directories"));
        assertEquals("0", value(admin, "select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'"));
        SQLException refused = assertThrows(
                SQLException.class, () -> value(Connections.local(port, "postgres", "postgres", "guess"), "select 1"));
        assertEquals("28P01", refused.getSQLState());
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("pg/superuser.password"))));
    }

    @Test
    void keepsDataAndPortAfterRestart() throws Exception {
        server = server(Account.find());
        int port = server.start();
        value(admin(port), "create table kept as select 7 as n");
        server.close();

        server = server(Account.find());
        assertEquals(port, server.start());
        assertEquals("7", value(admin(port), "select n from kept"));
    }

    @Test
    void adoptsServerThatOutlivedItsHub() throws Exception {
        PostgresServer killed = server(Account.find());
        int port = killed.start();
        long pid = killed.running().orElseThrow().pid();
        killed.abandon();

        server = server(Account.find());
        assertEquals(port, server.start());
        assertEquals(pid, server.running().orElseThrow().pid());
        assertEquals("1", value(admin(port), "select 1"));
    }

    /**
     * Starts although the system still knows the pid of the killed server, as in a container whose first process reaps
     * late.
     */
    @Test
    void restartsAlthoughKilledServerIsNotReapedYet() throws Exception {
        server = server(Account.find());
        server.start();
        server.close();
        List<String> prefix = new ArrayList<>(List.of(
                "sh",
                "-c",
                "for a; do case $a in */bin/postgres) \"$@\" & exec sleep 20;; esac; done; exec \"$@\"",
                "sh"));
        prefix.addAll(Account.find().prefix());
        server = server(new Account(prefix, Account.find().owner()));
        int port = server.start();
        // open sessions outlive their killed server for a moment
        try (Connection session = admin(port).getConnection()) {
            assertTrue(session.isValid(1));
            PidFile killed = PidFile.read(folder.resolve("pg/data")).orElseThrow();
            ProcessHandle process = ProcessHandle.of(killed.pid()).orElseThrow();
            ProcessHandle parent = process.parent().orElseThrow();
            try {
                process.destroyForcibly();
                await().pollInterval(Duration.ofMillis(5)).atMost(10, SECONDS).until(() -> !killed.isAlive());
                assertTrue(Files.exists(Path.of("/proc/" + killed.pid())), "nobody has reaped it");
                port = server.start();
                assertEquals("1", value(admin(port), "select 1"));
            } finally {
                parent.destroyForcibly();
            }
        }
    }

    /** After a power failure the pid file can contain the pid of another program. */
    @Test
    void doesNotAdoptForeignProcessWithServerPid() throws Exception {
        server = server(Account.find());
        int port = server.start();
        Path file = folder.resolve("pg/data/postmaster.pid");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        server.close();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            lines.set(0, Long.toString(stranger.pid()));
            Files.write(file, lines);
            assertTrue(server.running().isEmpty());
            server = server(Account.find());
            assertEquals(port, server.start());
            assertEquals("1", value(admin(port), "select 1"));
            assertTrue(stranger.isAlive());
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void supervisorRestartsKilledServer() throws Exception {
        AtomicInteger starts = new AtomicInteger();
        AtomicInteger port = new AtomicInteger();
        AtomicReference<PostgresServer> opened = new AtomicReference<>();
        Supervisor supervisor = new Supervisor(() -> server(Account.find()), (s, p) -> {
                    opened.set(s);
                    port.set(p);
                    starts.incrementAndGet();
                })
                .begin();
        try {
            await().atMost(30, SECONDS).until(() -> starts.get() == 1);
            PostgresServer watched = opened.get();
            server = watched;
            value(admin(port.get()), "create table kept as select 7 as n");
            long pid = watched.running().orElseThrow().pid();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            await().atMost(30, SECONDS).until(() -> starts.get() == 2);
            assertNotEquals(pid, watched.running().orElseThrow().pid());
            assertEquals("7", value(admin(port.get()), "select n from kept"));
        } finally {
            supervisor.close();
        }
        assertTrue(server.running().isEmpty());
    }

    @Test
    void runsAsDifferentUserWithoutNamespaces() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        server = server(Account.namespace());
        value(admin(server.start()), "create table kept as select 7 as n");
        server.close();

        server = server(Account.user("nobody"));
        int port = server.start();
        assertEquals("7", value(admin(port), "select n from kept"));
        long pid = server.running().orElseThrow().pid();
        assertEquals("nobody", Files.getOwner(Path.of("/proc/" + pid)).getName());
    }

    @Test
    void rejectsSecondHubOnSameFolder() throws Exception {
        server = server(Account.find());
        server.start();
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> server(Account.find()));
        assertTrue(refused.getMessage().contains(folder.resolve("pg").toString()), refused.getMessage());
        assertTrue(server.running().isPresent());
    }

    @Test
    void reportsPortInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServerSettings settings = new ServerSettings(
                    folder.resolve("pg"), TestServer.binaries(), taken.getLocalPort(), Account.find(), List.of());
            server = new PostgresServer(settings);
            IOException refused = assertThrows(IOException.class, server::start);
            assertTrue(refused.getMessage().contains(String.valueOf(taken.getLocalPort())), refused.getMessage());
        }
    }

    @Test
    void reportsReasonOfFailedStart() throws Exception {
        server = new PostgresServer(new ServerSettings(
                folder.resolve("pg"), TestServer.binaries(), 0, Account.find(), List.of("no_such_setting = 1")));
        IOException refused = assertThrows(IOException.class, server::start);
        assertTrue(refused.getMessage().contains("no_such_setting"), refused.getMessage());
    }

    @Test
    void hubRoleIsNotSuperuser() throws Exception {
        server = server(Account.find());
        int port = server.start();
        HubDatabaseRole.ensure(admin(port), "first");
        HubDatabaseRole.ensure(admin(port), "second");
        DataSource hub = Connections.local(port, "hub", "hub", "second");
        assertEquals("off", value(hub, "show is_superuser"));
        value(hub, "create table mine (n int)");
        assertThrows(SQLException.class, () -> value(Connections.local(port, "hub", "hub", "first"), "select 1"));
    }

    private PostgresServer server(Account account) throws IOException {
        return new PostgresServer(
                new ServerSettings(folder.resolve("pg"), TestServer.binaries(), 0, account, List.of()));
    }

    private org.postgresql.ds.PGSimpleDataSource admin(int port) {
        return Connections.local(port, "postgres", ServerSettings.SUPERUSER, server.password());
    }

    private static String value(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return null;
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }
}
