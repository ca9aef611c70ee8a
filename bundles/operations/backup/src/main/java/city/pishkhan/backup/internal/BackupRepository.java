package city.pishkhan.backup.internal;

import city.pishkhan.api.backup.Backups.Summary;
import city.pishkhan.persistence.Tx;
import city.pishkhan.persistence.copy.BackupManifest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Queries on records of backups, rehearsals, erasures and restores. */
final class BackupRepository {
    private final Tx tx;

    BackupRepository(Tx tx) {
        this.tx = tx;
    }

    /**
     * A completed restore.
     *
     * @param isReported {@code true} if the journal has recorded it
     */
    record Restoration(
            UUID id,
            UUID backup,
            Instant made,
            Instant at,
            boolean withoutKeys,
            boolean withoutErasures,
            long destroyed,
            boolean isReported) {}

    void recordBackup(BackupManifest manifest, Summary summary) {
        tx.run(sql -> sql.createUpdate(
                        "insert into backup.backup (id, at, rows, files) values (:id, :at, :rows, :files)")
                .bind("id", manifest.id())
                .bind("at", at(manifest.made()))
                .bind("rows", sum(summary.rows()))
                .bind("files", sum(summary.files()))
                .execute());
    }

    void recordRehearsal(BackupManifest manifest, int faults) {
        tx.run(sql -> sql.createUpdate("insert into backup.rehearsal (id, backup, made, at, faults)"
                        + " values (gen_random_uuid(), :backup, :made, now(), :faults)")
                .bind("backup", manifest.id())
                .bind("made", at(manifest.made()))
                .bind("faults", faults)
                .execute());
    }

    Optional<Instant> lastMade() {
        return instant("select max(at) from backup.backup");
    }

    Optional<Instant> firstMade() {
        return instant("select min(at) from backup.backup");
    }

    Optional<Instant> lastRehearsed() {
        return instant("select max(at) from backup.rehearsal where faults = 0");
    }

    /** Time of the last rehearsal if it found faults; otherwise empty. */
    Optional<Instant> failedRehearsal() {
        return instant(
                "select at from (select at, faults from backup.rehearsal order by at desc limit 1) r where faults > 0");
    }

    /** Time of the oldest erasure that is not in the register yet. */
    Optional<Instant> unregistered() {
        return instant("select min(at) from backup.erasure where registered is null");
    }

    Optional<Restoration> restoration() {
        return tx.single(
                sql -> sql.createQuery("select id, backup, made, at, without_keys, without_erasures, destroyed,"
                                + " journaled_at is not null from backup.restored order by at desc limit 1")
                        .map((row, context) -> new Restoration(
                                row.getObject(1, UUID.class),
                                row.getObject(2, UUID.class),
                                row.getObject(3, OffsetDateTime.class).toInstant(),
                                row.getObject(4, OffsetDateTime.class).toInstant(),
                                row.getBoolean(5),
                                row.getBoolean(6),
                                row.getLong(7),
                                row.getBoolean(8)))
                        .findOne());
    }

    void markReported(Handle sql, UUID restore) {
        sql.createUpdate("update backup.restored set journaled_at = now() where id = :id")
                .bind("id", restore)
                .execute();
    }

    private Optional<Instant> instant(String query) {
        return tx.single(sql ->
                        sql.createQuery(query).mapTo(OffsetDateTime.class).findOne())
                .map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
