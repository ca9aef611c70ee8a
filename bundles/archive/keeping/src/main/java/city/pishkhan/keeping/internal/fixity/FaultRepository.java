package city.pishkhan.keeping.internal.fixity;

import city.pishkhan.archive.sheets.SheetFaults;
import city.pishkhan.keeping.ArchiveFaults.Fault;
import city.pishkhan.persistence.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Reads and changes the faults of sheets that {@link SheetFaults} recorded. Rows of repaired sheets are kept for some
 * time; rows of sheets that the index no longer references are deleted.
 */
final class FaultRepository {
    private static final String COLUMNS = "encode(sha256, 'hex') as sheet, copy, what, found, repaired";

    private final Tx tx;

    FaultRepository(Tx tx) {
        this.tx = tx;
    }

    /**
     * Marks a sheet as repaired.
     *
     * @return {@code true} if an unrepaired fault was recorded
     */
    static boolean markRepaired(Handle sql, String sha256, boolean copy) {
        return sql.createUpdate("update archive.fault set repaired = now()"
                                + " where sha256 = :sha256 and copy = :copy and repaired is null")
                        .bind("sha256", HexFormat.of().parseHex(sha256))
                        .bind("copy", copy)
                        .execute()
                > 0;
    }

    /** Returns faults that were not journaled yet and marks them as journaled. */
    static List<Fault> claimUnjournaled(Handle sql, int limit) {
        return sql.createQuery("update archive.fault set journaled = true where (sha256, copy) in"
                        + " (select sha256, copy from archive.fault where not journaled order by found limit :limit for update skip locked)"
                        + " returning " + COLUMNS)
                .bind("limit", limit)
                .map(FaultRepository::fault)
                .list();
    }

    /** Returns unrepaired faults, oldest first. */
    List<Fault> unrepaired(int limit) {
        return tx.required(sql -> sql.createQuery("select " + COLUMNS
                        + " from archive.fault where repaired is null order by found, sha256 limit :limit")
                .bind("limit", limit)
                .map(FaultRepository::fault)
                .list());
    }

    /** Returns unrepaired faults before repaired ones, each group newest first. */
    List<Fault> newest(int limit) {
        return tx.required(sql -> sql.createQuery(
                        "(select " + COLUMNS
                                + " from archive.fault where repaired is null order by found desc limit :limit) union all (select "
                                + COLUMNS
                                + " from archive.fault where repaired is not null order by found desc limit :limit) limit :limit")
                .bind("limit", limit)
                .map(FaultRepository::fault)
                .list());
    }

    /** Returns the number of unrepaired faults of the store or the copy, counted up to 1,000, and the time of the oldest. */
    Standing standing(boolean copy) {
        return tx.single(sql -> sql.createQuery(
                        "select count(*) as faults, min(found) as found from (select found from archive.fault"
                                + " where repaired is null and copy = :copy order by found limit 1000) f")
                .bind("copy", copy)
                .map((row, context) ->
                        new Standing(row.getLong("faults"), row.getObject("found", OffsetDateTime.class)))
                .one());
    }

    /** @param since time of the oldest fault, or {@code null} if there are none */
    record Standing(long faults, OffsetDateTime since) {}

    /**
     * Returns {@code true} if a row references the content at the address. Content of erased sheets may be missing.
     */
    boolean isReferenced(String sha256) {
        return tx.required(sql -> sql.createQuery("select exists (select from archive.content where person is null"
                        + " and archive.prefix(sha256) = archive.prefix(:sha256) and sha256 = :sha256)"
                        + " or exists (select from archive.content where person is not null"
                        + " and archive.prefix(sha256) = archive.prefix(:sha256) and sha256 = :sha256 and stored is null)"
                        + " or exists (select from archive.content where stored is not null"
                        + " and archive.prefix(stored) = archive.prefix(:sha256) and stored = :sha256)")
                .bind("sha256", HexFormat.of().parseHex(sha256))
                .mapTo(Boolean.class)
                .one());
    }

    /**
     * Deletes the fault of a sheet.
     *
     * @param copy {@code true} if the fault is in the second copy
     */
    void delete(String sha256, boolean copy) {
        tx.separate(sql -> sql.createUpdate("delete from archive.fault where sha256 = :sha256 and copy = :copy")
                .bind("sha256", HexFormat.of().parseHex(sha256))
                .bind("copy", copy)
                .execute());
    }

    /** Deletes faults that were repaired more than 90 days ago. */
    static void deleteOld(Handle sql) {
        sql.execute("delete from archive.fault where repaired < now() - interval '90 days'");
    }

    private static Fault fault(ResultSet row, StatementContext context) throws SQLException {
        OffsetDateTime repaired = row.getObject("repaired", OffsetDateTime.class);
        return new Fault(
                row.getString("sheet"),
                row.getBoolean("copy"),
                row.getString("what"),
                row.getObject("found", OffsetDateTime.class).toInstant(),
                repaired == null ? null : repaired.toInstant());
    }
}
