package city.pishkhan.platform.postgres.internal;

import java.nio.file.Path;
import java.util.List;

/**
 * Settings of an embedded PostgreSQL server.
 *
 * @param folder folder for the server's data, log, passwords and port
 * @param binaries folder of the unpacked programs, shared by servers
 * @param port TCP port on 127.0.0.1, or 0 to choose a free port and store the choice
 * @param account account that runs the server
 * @param extra further settings as {@code name = value}; a later line overrides an earlier one
 */
record ServerSettings(Path folder, Path binaries, int port, Account account, List<String> extra) {

    static final String SUPERUSER = "postgres";

    Path data() {
        return folder.resolve("data");
    }

    Path passwordFile() {
        return folder.resolve("superuser.password");
    }

    /**
     * Returns the server's configuration, including the settings for durability and authentication, which are always
     * the same.
     */
    List<String> configuration(int actualPort) {
        return List.of(
                "listen_addresses = '127.0.0.1'",
                "port = " + actualPort,
                "unix_socket_directories = ''",
                "password_encryption = 'scram-sha-256'",
                "fsync = on",
                "synchronous_commit = on",
                "full_page_writes = on",
                // compresses the full page images that are logged after a checkpoint
                "wal_compression = on",
                "max_connections = 100",
                "shared_buffers = '128MB'",
                "max_wal_size = '2GB'",
                "checkpoint_timeout = '15min'",
                // by default small tables are analysed each minute, and each connection then plans its prepared
                // statements again. That takes a fifth of the server's processor time.
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
