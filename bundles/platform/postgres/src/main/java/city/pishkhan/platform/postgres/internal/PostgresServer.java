package city.pishkhan.platform.postgres.internal;

import city.pishkhan.messages.Messages;
import city.pishkhan.platform.secrets.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database folder and its server. The database folder is initialized once and never deleted. Its server is started,
 * adopted from an earlier hub process, or stopped. The server runs in its own session, so that neither Ctrl-C nor the
 * death of the hub ends the server.
 */
final class PostgresServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static final Messages MESSAGES = Messages.of(PostgresServer.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    /** Maximum time until the server writes its pid file; a crash recovery that follows may take longer. */
    private static final Duration SIGN_LIMIT = Duration.ofSeconds(10);

    /** Time for the sessions of a killed server to end. */
    private static final Duration SESSIONS_LIMIT = Duration.ofSeconds(10);

    private static final String STOP_SECONDS = "60";
    private static final long LOOK_MILLIS = 20;

    private final ServerSettings settings;
    private final DatabaseFolderLock lock;
    private final Programs programs;
    private final String password;

    /**
     * Unpacks the programs, initializes the database folder if it does not exist, and locks the folder until closed.
     *
     * @throws IllegalStateException if another hub has locked the folder
     */
    PostgresServer(ServerSettings settings) throws IOException {
        this.settings = settings;
        this.lock = DatabaseFolderLock.acquire(settings.folder());
        try {
            programs = new Programs(Binaries.ensureUnpacked(settings.binaries()), settings.account());
            password = Secrets.ensureGenerated(settings.passwordFile());
            if (!Files.exists(settings.data())) {
                initialize();
            }
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Password of {@link ServerSettings#SUPERUSER}. */
    String password() {
        return password;
    }

    /** Returns the running server of this folder, which this hub started or a killed hub left behind. */
    Optional<PidFile> running() {
        return PidFile.read(settings.data()).filter(PidFile::isAlive).filter(this::isOurs);
    }

    /**
     * Starts the server unless it runs and waits until it accepts connections.
     *
     * @return its port
     * @throws IOException if the server does not start; the message contains the end of its log
     */
    int start() throws IOException {
        Optional<PidFile> left = running();
        if (left.isPresent()) {
            LOG.info(
                    "PostgreSQL of {} is still running as process {} and is reused",
                    settings.data(),
                    left.get().pid());
        } else {
            launch();
        }
        return awaitReady();
    }

    /** Stops the server in fast mode: sessions are disconnected, and committed data is safe on disk. */
    void stop() throws IOException {
        if (running().isPresent()) {
            String data = settings.data().toString();
            programs.run("pg_ctl", "stop", "-D", data, "-m", "fast", "-w", "-t", STOP_SECONDS);
        }
    }

    /** Stops the server and unlocks the folder. */
    @Override
    public void close() throws IOException {
        try {
            stop();
        } finally {
            lock.close();
        }
    }

    /** Unlocks the folder and leaves the server running, as if the hub had been killed. */
    void abandon() throws IOException {
        lock.close();
    }

    /** Initializes a draft folder and renames it, so that an interrupted first start leaves no incomplete database. */
    private void initialize() throws IOException {
        Path folder = settings.folder();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        Path draft = Files.createTempDirectory(folder, "initdb-");
        Path secret = Files.createTempFile(folder, "initdb-", ".password");
        try {
            Files.writeString(secret, password + "\n");
            settings.account().changeOwner(draft);
            settings.account().changeOwner(secret);
            programs.run(
                    "initdb",
                    "-D",
                    draft.toString(),
                    "-U",
                    ServerSettings.SUPERUSER,
                    "--pwfile=" + secret,
                    "--auth=scram-sha-256",
                    "-E",
                    "UTF8",
                    "--locale=C",
                    "--data-checksums");
            Path configuration = draft.resolve("postgresql.conf");
            Files.writeString(configuration, Files.readString(configuration) + "\ninclude 'hub.conf'\n");
            Files.move(draft, settings.data(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.delete(secret);
            Folders.delete(draft);
        }
    }

    private void launch() throws IOException {
        int port = PortChoice.choose(settings.port(), settings.folder().resolve("port"));
        List<String> lines = new ArrayList<>(settings.configuration(port));
        lines.addAll(settings.extra());
        Files.write(settings.data().resolve("hub.conf"), lines);
        PidFile.releaseDead(settings.data());
        Path log = Files.createDirectories(settings.folder().resolve("log"));
        settings.account().changeOwner(log);
        settings.account().changeOwner(settings.data());
        programs.startDetached(startLog(), "postgres", "-D", settings.data().toString());
        LOG.info("PostgreSQL starts on 127.0.0.1:{}, data in {}", port, settings.data());
    }

    private int awaitReady() throws IOException {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < START_LIMIT.toNanos()) {
            Optional<PidFile> server = running();
            if (server.filter(PidFile::isReady).isPresent()) {
                return server.get().port();
            }
            boolean early = System.nanoTime() - begin < SESSIONS_LIMIT.toNanos();
            if (server.isEmpty() && early && hasSessionsLeft()) {
                pause();
                launch();
                continue;
            }
            boolean silent = server.isEmpty() && System.nanoTime() - begin > SIGN_LIMIT.toNanos();
            if (silent || hasFailed()) {
                break;
            }
            pause();
        }
        throw new IOException(
                MESSAGES.bilingual("postgres-server.not-started", settings.data()) + ": " + Programs.tail(startLog()));
    }

    /**
     * Returns {@code true} if sessions of a killed server still use its shared memory. Such sessions end when they
     * notice the server's death.
     */
    private boolean hasSessionsLeft() throws IOException {
        return Files.exists(startLog()) && Files.readString(startLog()).contains("pre-existing shared memory block");
    }

    private boolean hasFailed() throws IOException {
        return Files.exists(startLog()) && Files.readString(startLog()).contains("FATAL");
    }

    private boolean isOurs(PidFile pid) {
        try {
            return Files.isSameFile(pid.data(), settings.data());
        } catch (IOException e) {
            return false;
        }
    }

    private Path startLog() {
        return settings.folder().resolve("start.log");
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for PostgreSQL", e);
        }
    }
}
