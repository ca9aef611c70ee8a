package city.pishkhan.persistence.host;

import city.pishkhan.platform.startup.Participation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether this installation may work for the city. A possible copy is put into quarantine
 * ({@link Participation#isQuarantined}).
 *
 * <p>The installation is admitted if one of these is true:
 *
 * <ul>
 *   <li>The database server has not restarted since an admitted node last used it: this is a further node or a replacement.
 *   <li>The database knows this machine and data folder: this is a restart.
 *   <li>The data folder was moved on this machine and no longer exists in its old place.
 *   <li>The database has no installation at all: this is a new city.
 *   <li>The database was restored on a known machine and folder, and the backup contains the last seal of the external witness.
 * </ul>
 *
 * <p>Every other installation is treated as a copy. Its quarantine is stored in the database and in {@code data/host.json}. It
 * ends only by {@link #release}, or when the installation joins a database that an admitted node uses.
 *
 * <p>An old copy of machine, folder and database cannot be distinguished from a restart by these rules. If the journal has
 * external witnesses, they decide at the start ({@link #quarantineOvertaken}).
 */
public final class HostRegister {
    /** Start time of the server, in microseconds, and oid of the database: a copy in the same server has another oid. */
    private static final String INCARNATION =
            "extract(epoch from pg_postmaster_start_time())::text || '/' || (select oid from pg_database where datname = current_database())";

    private static final String NODE = "select id, machine, folder, restored from host.node where ";
    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('pishkhan host'))";
    private static final String OVERTAKEN = "overtaken";
    /**
     * Maximum waiting time for the witnesses if the journal cannot query them, e.g. because its bundle does not start.
     */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final Path data;
    private final HostIdentity location;

    /** @param data the hub's data folder */
    public HostRegister(Path data) throws IOException {
        this(data, HostIdentity.of(data));
    }

    HostRegister(Path data, HostIdentity location) {
        this.data = data;
        this.location = location;
    }

    /**
     * The quarantine of this installation.
     *
     * @param cause {@code copied}, {@code restored} or {@code overtaken}
     * @param journaled {@code true} if the journal has recorded it
     */
    public record Quarantine(UUID id, String cause, Instant since, boolean journaled) {}

    /**
     * A decision that takes effect after its transaction is committed. If the hub crashes between the commit and {@link
     * #apply}, the next start makes the same decision from the committed rows.
     */
    public final class Decision {
        private final @Nullable Quarantine quarantine;
        private final @Nullable Boolean quarantined;
        private final @Nullable HostFile file;

        private Decision(@Nullable Quarantine quarantine, @Nullable Boolean quarantined, @Nullable HostFile file) {
            this.quarantine = quarantine;
            this.quarantined = quarantined;
            this.file = file;
        }

        /** The quarantine, or empty if the installation is admitted. */
        public Optional<Quarantine> quarantine() {
            return Optional.ofNullable(quarantine);
        }

        private void write() throws IOException {
            if (file != null) {
                file.write(data);
            }
        }

        /** Writes {@code data/host.json}, then sets {@link Participation}. Call it after the commit. */
        public void apply() throws IOException {
            write();
            if (quarantined != null) {
                Participation.quarantine(quarantined, quarantine == null ? "" : quarantine.cause());
            }
        }
    }

    private record Node(UUID id, String machine, String folder, boolean restored) {}

    /**
     * Makes the decision before any other code of the hub uses the database, and sets {@link Participation}.
     *
     * @return the quarantine, or empty if the installation is admitted
     */
    public Optional<Quarantine> start(DataSource database) throws IOException {
        return start(database, false);
    }

    /**
     * Like {@link #start(DataSource)}, but an admitted installation sends nothing before the witnesses have answered.
     *
     * @param witnessed {@code true} if the journal has external witnesses
     */
    public Optional<Quarantine> start(DataSource database, boolean witnessed) throws IOException {
        Decision decision = Jdbi.create(database).inTransaction(this::decide);
        if (witnessed && decision.quarantine().isEmpty()) {
            decision.write();
            Participation.awaitWitnesses(LONGEST_WAIT);
        } else {
            decision.apply();
        }
        return decision.quarantine();
    }

    /**
     * Puts this installation into quarantine, because a witness has later seals of its journal than the database. Call
     * {@link Decision#apply} after the commit.
     */
    public Decision quarantineOvertaken(Handle sql) throws IOException {
        sql.execute(LOCK);
        // a known server admits every installation that uses it; a node in quarantine must not make its server known
        sql.execute("delete from host.database");
        Quarantine quarantine = openQuarantine(sql).orElseGet(() -> beginQuarantine(sql, OVERTAKEN));
        return quarantineDecision(quarantine, HostFile.read(data));
    }

    /** Accepts this location for a restored database, because the backup contains the last seal of the city's external witness. */
    public void acceptRestored(DataSource database) {
        Jdbi.create(database).useHandle(sql -> sql.createUpdate(
                        "update host.node set restored = false where machine = :machine and folder = :folder")
                .bindMethods(location)
                .execute());
    }

    /**
     * Repeats the decision for a quarantined installation; otherwise records the server's start. Changes nothing while the
     * witnesses are awaited. Called at each heartbeat of the node.
     */
    public Decision reevaluate(Handle sql) throws IOException {
        if (Participation.isAwaitingWitnesses()) {
            return new Decision(null, null, null);
        }
        if (Participation.isQuarantined()) {
            return decide(sql);
        }
        recordServer(sql);
        return new Decision(null, null, null);
    }

    private Decision decide(Handle sql) throws IOException {
        sql.execute(LOCK);
        Optional<HostFile> file = HostFile.read(data);
        // an overtaken installation stays in quarantine, even if admitted nodes use the same server with an old copy of
        // the data
        boolean isOvertaken =
                openQuarantine(sql).filter(one -> one.cause().equals(OVERTAKEN)).isPresent();
        Optional<String> cause = !isOvertaken && isServerKnown(sql) ? Optional.empty() : cause(sql, file);
        if (cause.isEmpty()) {
            return new Decision(null, false, fileToWrite(file, admit(sql, file)));
        }
        return quarantineDecision(openQuarantine(sql).orElseGet(() -> beginQuarantine(sql, cause.get())), file);
    }

    private Decision quarantineDecision(Quarantine quarantine, Optional<HostFile> file) {
        UUID id = file.map(HostFile::id).orElse(null);
        // the row in the database keeps the location of the original
        HostFile now = new HostFile(id, location.machine(), location.folder(), quarantine.id(), quarantine.cause());
        return new Decision(quarantine, true, fileToWrite(file, now));
    }

    /** Returns the new content of {@code data/host.json}, or {@code null} if the file on disk already has it. */
    private static @Nullable HostFile fileToWrite(Optional<HostFile> file, HostFile now) {
        return file.equals(Optional.of(now)) ? null : now;
    }

    /** Returns {@code true} if an admitted node used this server last and the server has not restarted since. */
    private static boolean isServerKnown(Handle sql) {
        return sql.createQuery("select exists (select from host.database where incarnation = " + INCARNATION + ")")
                .mapTo(Boolean.class)
                .one();
    }

    /** Returns the cause for a quarantine of this installation; empty if the installation may be admitted. */
    private Optional<String> cause(Handle sql, Optional<HostFile> file) throws IOException {
        Optional<String> before = openQuarantine(sql).map(Quarantine::cause);
        UUID quarantine = file.map(HostFile::quarantine).orElse(null);
        if (before.isEmpty() && quarantine != null) {
            before = isReleased(sql, quarantine) ? Optional.empty() : file.map(HostFile::cause);
        }
        if (before.isPresent()) {
            return before;
        }
        Optional<Node> node = currentNode(sql);
        if (node.isPresent()) {
            return node.get().restored() ? Optional.of("restored") : Optional.empty();
        }
        if (isFolderMoved(sql, file)) {
            return Optional.empty();
        }
        return sql.createQuery("select case when count(*) = 0 then null when bool_or(restored) then 'restored'"
                        + " else 'copied' end from host.node")
                .mapTo(String.class)
                .findOne();
    }

    /** Returns {@code true} if the folder was moved on this machine: the old folder no longer has this file. */
    private boolean isFolderMoved(Handle sql, Optional<HostFile> file) throws IOException {
        if (file.isEmpty() || file.get().id() == null || !file.get().machine().equals(location.machine())) {
            return false;
        }
        UUID id = file.get().id();
        Optional<Node> before = previousNode(sql, id);
        if (before.isEmpty() || !before.get().machine().equals(location.machine())) {
            return false;
        }
        Path old = Path.of(before.get().folder());
        return !Files.isDirectory(old)
                || HostFile.read(old).map(HostFile::id).filter(id::equals).isEmpty();
    }

    private HostFile admit(Handle sql, Optional<HostFile> file) throws IOException {
        Optional<Node> node = currentNode(sql);
        UUID id;
        if (node.isPresent()) {
            id = node.get().id();
            if (node.get().restored()) {
                sql.createUpdate("update host.node set restored = false, admitted = now() where id = :id")
                        .bind("id", id)
                        .execute();
            }
        } else if (isFolderMoved(sql, file)) {
            id = file.orElseThrow().id();
            sql.createUpdate("update host.node set folder = :folder where id = :id")
                    .bind("id", id)
                    .bind("folder", location.folder())
                    .execute();
        } else {
            id = UUID.randomUUID();
            sql.createUpdate("insert into host.node (id, machine, folder) values (:id, :machine, :folder)")
                    .bind("id", id)
                    .bindMethods(location)
                    .execute();
        }
        sql.createUpdate("update host.quarantine set released = now(), released_by = 'hub'"
                        + " where machine = :machine and folder = :folder and released is null")
                .bindMethods(location)
                .execute();
        recordServer(sql);
        return new HostFile(id, location.machine(), location.folder(), null, null);
    }

    /** Records the running server. Writes nothing if it is already recorded. */
    private static void recordServer(Handle sql) {
        sql.execute("insert into host.database (incarnation) select " + INCARNATION
                + " where not exists (select from host.database where incarnation = " + INCARNATION + ")"
                + " on conflict (one) do update set incarnation = excluded.incarnation, at = now()");
    }

    private Optional<Node> currentNode(Handle sql) {
        return findNode(sql.createQuery(NODE + "machine = :machine and folder = :folder")
                .bindMethods(location));
    }

    /** Finds the row in table {@code host.node} that this data folder had earlier, by the id in the folder's file {@code host.json}. */
    private static Optional<Node> previousNode(Handle sql, UUID id) {
        return findNode(sql.createQuery(NODE + "id = :id and not restored").bind("id", id));
    }

    private static Optional<Node> findNode(Query query) {
        return query.map((row, context) ->
                        new Node(row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getBoolean(4)))
                .findOne();
    }

    /** Returns the unreleased quarantine of this location. */
    public Optional<Quarantine> openQuarantine(Handle sql) {
        return sql.createQuery("select id, cause, since, journaled from host.quarantine"
                        + " where machine = :machine and folder = :folder and released is null")
                .bindMethods(location)
                .map((row, context) -> new Quarantine(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getBoolean(4)))
                .findOne();
    }

    private Quarantine beginQuarantine(Handle sql, String cause) {
        sql.createUpdate(
                        "insert into host.quarantine (id, machine, folder, cause) values (:id, :machine, :folder, :cause)")
                .bind("id", UUID.randomUUID())
                .bind("cause", cause)
                .bindMethods(location)
                .execute();
        return openQuarantine(sql).orElseThrow();
    }

    private static boolean isReleased(Handle sql, UUID quarantine) {
        return sql.createQuery("select exists (select from host.quarantine where id = :id and released is not null)")
                .bind("id", quarantine)
                .mapTo(Boolean.class)
                .one();
    }

    /** Records that the journal contains this quarantine. */
    public void recordJournaled(Handle sql, UUID quarantine) {
        sql.createUpdate("update host.quarantine set journaled = true where id = :id")
                .bind("id", quarantine)
                .execute();
    }

    /**
     * Returns the number of the journal's last entry when an operator last released a quarantine; 0 if none was
     * released.
     */
    public static long lastAcceptedEntry(Handle sql) {
        return sql.createQuery("select coalesce(max(accepted), 0) from host.quarantine")
                .mapTo(Long.class)
                .one();
    }

    /**
     * Ends the quarantine in the database. Call {@link #reevaluate} after the commit.
     *
     * @param by login of the person who decided
     * @param entry number of the journal's last entry; if a witness contradicts an entry up to this number, no new
     *              quarantine begins
     * @return {@code false} if there was no quarantine
     */
    public boolean release(Handle sql, String by, long entry) {
        sql.execute(LOCK);
        boolean ended =
                sql.createUpdate("update host.quarantine set released = now(), released_by = :by, accepted = :entry"
                                        + " where machine = :machine and folder = :folder and released is null")
                                .bind("by", by)
                                .bind("entry", entry)
                                .bindMethods(location)
                                .execute()
                        > 0;
        if (ended) {
            sql.createUpdate("insert into host.node (id, machine, folder) values (:id, :machine, :folder)"
                            + " on conflict (machine, folder) do update set restored = false, admitted = now()")
                    .bind("id", UUID.randomUUID())
                    .bindMethods(location)
                    .execute();
        }
        return ended;
    }
}
