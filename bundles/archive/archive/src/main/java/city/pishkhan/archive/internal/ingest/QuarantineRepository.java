package city.pishkhan.archive.internal.ingest;

import city.pishkhan.archive.SheetQuarantine.Entry;
import city.pishkhan.archive.internal.examination.SheetType;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Stores the sheets in quarantine. */
final class QuarantineRepository {
    static final String MALWARE = "malware";
    static final String UNREADABLE = "unreadable";
    static final String ACTIVE = "active";

    private static final int LONGEST_DETAIL = 200;
    private static final int MOST_LISTED = 1_000;

    private static final String LISTED =
            "select encode(sha256, 'hex') as sha256, media, reason, detail, source, found from archive.quarantine where ";

    /** Selects the documents of a scanned sheet. */
    private static final String DOCUMENTS = "select archive.key_of_scan(owner, paper_kind, sha256) as id"
            + " from archive.upload where sha256 = :sha256";

    private static final String SHEETS = " document in (" + DOCUMENTS + ") and content = archive.prefix(:sha256)";

    private static final String REMEMBERED =
            "update archive.quarantine set statuses = coalesce(statuses, '{}') || coalesce((select jsonb_object_agg(document, status)"
                    + " from archive.sheet where" + SHEETS + " and status < 3), '{}') where sha256 = :sha256";

    /** Marks the sheets as recalled (status 3). */
    private static final String REJECTED = "update archive.sheet set status = 3 where" + SHEETS;

    private static final String RESTORED =
            "update archive.sheet s set status = b.value::smallint from archive.quarantine q,"
                    + " jsonb_each_text(q.statuses) b where q.sha256 = :sha256 and s.document = b.key::bigint"
                    + " and s.content = archive.prefix(:sha256)";

    /**
     * Sets the time of a quarantined document to {@code -infinity}, so that the owner's previous document is offered
     * again. Restores the time on release.
     */
    private static final String SET_HOLDING_TIME =
            "update archive.holding h set at = case when :offered then d.at else '-infinity' end"
                    + " from archive.document d where d.id in (" + DOCUMENTS
                    + ") and h.owner = d.dossier and h.document = d.id";

    private QuarantineRepository() {}

    static void add(Handle sql, String sha256, SheetType type, String reason, String detail, String source) {
        sql.createUpdate("insert into archive.quarantine (sha256, media, reason, detail, source)"
                        + " values (:sha256, :media, :reason, :detail, :source) on conflict (sha256) do update"
                        + " set reason = excluded.reason, detail = excluded.detail, state = 'k', journaled = false, found = now()"
                        + " where quarantine.state <> 'k'")
                .bind("sha256", bytes(sha256))
                .bind("media", type.code())
                .bind("reason", reason)
                .bind("detail", detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL)))
                .bind("source", source)
                .execute();
        setOffered(sql, sha256, false);
    }

    /** Recalls the sheet so that later cases are not offered it, or restores its previous status. */
    private static void setOffered(Handle sql, String sha256, boolean offered) {
        for (String statement : offered ? List.of(RESTORED) : List.of(REMEMBERED, REJECTED)) {
            sql.createUpdate(statement).bind("sha256", bytes(sha256)).execute();
        }
        sql.createUpdate(SET_HOLDING_TIME)
                .bind("offered", offered)
                .bind("sha256", bytes(sha256))
                .execute();
    }

    /** Returns {@code true} if an operator has released the sheet. */
    static boolean isReleased(Handle sql, String sha256) {
        return sql.createQuery("select exists (select from archive.quarantine where sha256 = :sha256 and state = 'r')")
                .bind("sha256", bytes(sha256))
                .mapTo(Boolean.class)
                .one();
    }

    /** Returns the office that scanned the sheet last, as {@code office:1204}, or an empty string if none did. */
    static String source(Handle sql, String sha256) {
        return sql.createQuery(
                        "select 'office:' || office from archive.upload where sha256 = :sha256 order by at desc limit 1")
                .bind("sha256", bytes(sha256))
                .mapTo(String.class)
                .findOne()
                .orElse("");
    }

    static List<Entry> listUndecided(Handle sql) {
        return entries(sql, "state = 'k'");
    }

    /** Returns the sheets that were not journaled yet. */
    static List<Entry> listUnjournaled(Handle sql) {
        return entries(sql, "not journaled");
    }

    private static List<Entry> entries(Handle sql, String which) {
        return sql.createQuery(LISTED + which + " order by found limit " + MOST_LISTED)
                .map((row, context) -> new Entry(
                        row.getString("sha256"),
                        SheetType.ofCode(row.getString("media")).mediaType(),
                        row.getString("reason"),
                        row.getString("detail"),
                        row.getString("source"),
                        row.getObject("found", OffsetDateTime.class).toInstant()))
                .list();
    }

    static void markJournaled(Handle sql, String sha256) {
        sql.createUpdate("update archive.quarantine set journaled = true where sha256 = :sha256")
                .bind("sha256", bytes(sha256))
                .execute();
    }

    /**
     * Releases a sheet from quarantine.
     *
     * @return {@code true} if the sheet was awaiting a decision
     */
    static boolean release(Handle sql, String sha256) {
        boolean decided = decide(sql, sha256, "r");
        if (decided) {
            setOffered(sql, sha256, true);
        }
        return decided;
    }

    /** Returns the addresses of the sheet's content in the store. */
    static List<String> addresses(Handle sql, String sha256) {
        return sql.createQuery(
                        "select encode(:sha256, 'hex') union select encode(stored, 'hex') from archive.content where person is not null"
                                + " and archive.prefix(sha256) = archive.prefix(:sha256) and sha256 = :sha256 and stored is not null")
                .bind("sha256", bytes(sha256))
                .mapTo(String.class)
                .list();
    }

    /**
     * Deletes the content records of a sheet.
     *
     * @return {@code true} if the sheet was awaiting a decision
     */
    static boolean delete(Handle sql, String sha256) {
        boolean decided = decide(sql, sha256, "d");
        if (decided) {
            sql.createUpdate(
                            "delete from archive.content where person is null and archive.prefix(sha256) = archive.prefix(:sha256)"
                                    + " and sha256 = :sha256")
                    .bind("sha256", bytes(sha256))
                    .execute();
            sql.createUpdate(
                            "delete from archive.content where person is not null and archive.prefix(sha256) = archive.prefix(:sha256)"
                                    + " and sha256 = :sha256")
                    .bind("sha256", bytes(sha256))
                    .execute();
        }
        return decided;
    }

    private static boolean decide(Handle sql, String sha256, String state) {
        return sql.createUpdate("update archive.quarantine set state = :state where sha256 = :sha256 and state = 'k'")
                        .bind("state", state)
                        .bind("sha256", bytes(sha256))
                        .execute()
                == 1;
    }

    private static byte[] bytes(String sha256) {
        return HexFormat.of().parseHex(sha256);
    }
}
