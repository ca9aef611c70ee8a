package city.pishkhan.archive.internal.fixity;

import city.pishkhan.archive.ArchiveFaults.Fault;
import city.pishkhan.persistence.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Sheets that are not whole where they should be: {@code archive.fault}. A row stays when its sheet is mended; a sheet that nobody names any more leaves none. */
final class FaultRepository {
    private static final String COLUMNS = "encode(sha256, 'hex') as sheet, copy, what, found, repaired";

    private final Tx tx;

    FaultRepository(Tx tx) {
        this.tx = tx;
    }

    /** Notes it, once until it is mended; whoever found it tells nobody else. */
    void found(String sha256, boolean copy, SheetIntegrity how) {
        tx.separate(sql -> sql.createUpdate(
                        "insert into archive.fault as f (sha256, copy, what, found)"
                                + " values (:sha256, :copy, :what, now()) on conflict (sha256, copy) do update"
                                + " set what = excluded.what, found = excluded.found, repaired = null, told = false where f.repaired is not null")
                .bind("sha256", HexFormat.of().parseHex(sha256))
                .bind("copy", copy)
                .bind("what", how.code())
                .execute());
    }

    /** The sheet is whole again. @return whether it was in the list of those that are not */
    static boolean repaired(Handle sql, String sha256, boolean copy) {
        return sql.createUpdate("update archive.fault set repaired = now()"
                                + " where sha256 = :sha256 and copy = :copy and repaired is null")
                        .bind("sha256", HexFormat.of().parseHex(sha256))
                        .bind("copy", copy)
                        .execute()
                > 0;
    }

    /** What is found and in nobody's journal yet, and from now on is. */
    static List<Fault> untold(Handle sql, int limit) {
        return sql.createQuery("update archive.fault set told = true where (sha256, copy) in"
                        + " (select sha256, copy from archive.fault where not told order by found limit :limit for update skip locked)"
                        + " returning " + COLUMNS)
                .bind("limit", limit)
                .map(FaultRepository::fault)
                .list();
    }

    /** The oldest. */
    List<Fault> open(int limit) {
        return tx.required(sql -> sql.createQuery("select " + COLUMNS
                        + " from archive.fault where repaired is null order by found, sha256 limit :limit")
                .bind("limit", limit)
                .map(FaultRepository::fault)
                .list());
    }

    /** Open ones first, the newest of each first. */
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

    /** Open ones of the store or of the copy, and since when the oldest is known; counted up to a thousand. */
    Standing standing(boolean copy) {
        return tx.single(sql -> sql.createQuery(
                        "select count(*) as faults, min(found) as found from (select found from archive.fault"
                                + " where repaired is null and copy = :copy order by found limit 1000) f")
                .bind("copy", copy)
                .map((row, context) ->
                        new Standing(row.getLong("faults"), row.getObject("found", OffsetDateTime.class)))
                .one());
    }

    /** @param since {@code null} without any */
    record Standing(long faults, OffsetDateTime since) {}

    /** Whether a row names what lies at the address; of one that was erased meanwhile nothing need be there. */
    boolean named(String sha256) {
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

    void forget(String sha256) {
        tx.separate(sql -> sql.createUpdate("delete from archive.fault where sha256 = :sha256")
                .bind("sha256", HexFormat.of().parseHex(sha256))
                .execute());
    }

    /** What was mended long ago. */
    static void forgetOld(Handle sql) {
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
