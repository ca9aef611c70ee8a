package city.pishkhan.platform.postgres.internal;

import java.nio.file.Path;
import java.util.List;

/**
 * What the launched server is told.
 *
 * @param folder   everything of it: data, log, passwords, port
 * @param binaries folder of unpacked programs, shared between servers
 * @param port     TCP port on 127.0.0.1, or 0: choose a free one and remember it
 * @param account  whom it runs as
 * @param extra    settings beyond ours as {@code name = value}; a later line counts
 */
record ServerSettings(Path folder, Path binaries, int port, Account account, List<String> extra) {

    static final String SUPERUSER = "postgres";

    Path data() {
        return folder.resolve("data");
    }

    Path passwordFile() {
        return folder.resolve("superuser.password");
    }

    /** The server's own configuration; what the hub promises (durability, no trust) is fixed here. */
    List<String> configuration(int actualPort) {
        return List.of(
                "listen_addresses = '127.0.0.1'",
                "port = " + actualPort,
                "unix_socket_directories = ''",
                "password_encryption = 'scram-sha-256'",
                "fsync = on",
                "synchronous_commit = on",
                "full_page_writes = on",
                // whole pages only, as they are written ahead after a checkpoint
                "wal_compression = on",
                "max_connections = 100",
                "shared_buffers = '128MB'",
                "max_wal_size = '2GB'",
                "checkpoint_timeout = '15min'",
                // Tables of a young city would be analysed each minute, and each connection then plans anew what it has
                // prepared on them: a fifth of the server's processor time.
                "autovacuum_naptime = '5min'",
                "autovacuum_analyze_threshold = 1000",
                "random_page_cost = 1.1",
                "jit = off",
                "timezone = 'UTC'",
                "lc_messages = 'C'",
                "idle_in_transaction_session_timeout = '10min'",
                "logging_collector = on",
                "log_directory = '../log'",
                "log_filename = 'postgresql-%a.log'",
                "log_rotation_age = '1d'",
                "log_rotation_size = 0",
                "log_truncate_on_rotation = on",
                "log_timezone = 'UTC'",
                "log_checkpoints = off");
    }
}
