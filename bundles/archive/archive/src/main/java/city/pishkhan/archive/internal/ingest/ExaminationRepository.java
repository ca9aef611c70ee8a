package city.pishkhan.archive.internal.ingest;

import city.pishkhan.api.Refusal;
import city.pishkhan.archive.internal.examination.SheetType;
import city.pishkhan.persistence.DeferredWrite;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Queue of sheets that are still to be examined. */
final class ExaminationRepository {
    private static final String QUEUE = "insert into archive.examination (sha256, media, scan, parse)"
            + " select distinct decode(h, 'hex'), media::\"char\", ?::boolean, ?::boolean from unnest(?, ?) g (h, media)";

    private static final String FIRST_QUARANTINED =
            "sheets_barred as (select min(i) as n from unnest(?) with ordinality g (h, i) where exists (select"
                    + " from archive.quarantine where state <> 'r' and sha256 = decode(h, 'hex')))";

    /** Claims due sheets for ten minutes. Another node can claim them afterwards if they were not finished. */
    private static final String CLAIM =
            "update archive.examination set next = now() + interval '10 minutes' where id in (select id from archive.examination"
                    + " where <which> and next <= now() order by parse desc, id limit :most for update skip locked)"
                    + " returning id, encode(sha256, 'hex') as sha256, media, scan, parse, exists (select from archive.content c"
                    + " where c.person is not null and archive.prefix(c.sha256) = archive.prefix(examination.sha256)"
                    + " and c.sha256 = examination.sha256) as personal";

    private static final String FINISH = "with done as (delete from archive.examination where id = any(:done))"
            + " update archive.examination set next = now() + interval '30 seconds' where id = any(:left)";

    private ExaminationRepository() {}

    /**
     * A sheet to be examined.
     *
     * @param kind kind of examination
     * @param personal {@code true} for an identity paper
     */
    record Due(Long id, String sha256, SheetType type, Kind kind, boolean personal) {
        enum Kind {
            /** parse a PDF, which cannot be opened until then */
            PARSE,
            SCAN,
            /** decode the pages, with low priority */
            DECODE;

            private static Kind of(boolean scan, boolean parse) {
                return parse ? PARSE : scan ? SCAN : DECODE;
            }
        }
    }

    /** Queues sheets with the deferred writes of the current transaction. */
    static DeferredWrite queue(List<String> sha256s, List<SheetType> types, Due.Kind kind) {
        return DeferredWrite.of(
                QUEUE,
                List.of(
                        // true for a sheet that must be examined at once; an index finds these sheets
                        DeferredWrite.object(kind != Due.Kind.DECODE),
                        DeferredWrite.object(kind == Due.Kind.PARSE),
                        DeferredWrite.array("text", sha256s),
                        DeferredWrite.array(
                                "text", types.stream().map(SheetType::code).toList())),
                rows -> {});
    }

    /**
     * Rejects quarantined sheets with the deferred writes of the current transaction.
     *
     * @param kinds kind of paper of each sheet
     * @throws Refusal CONFLICT before the commit; its field is the kind of the first quarantined sheet
     */
    static DeferredWrite rejectQuarantined(List<String> sha256s, List<String> kinds) {
        return DeferredWrite.of(
                "archive.quarantine",
                FIRST_QUARANTINED,
                "(select n from sheets_barred)",
                List.of(DeferredWrite.array("text", sha256s)),
                (row, column) -> {
                    int barred = row.getInt(column);
                    if (barred > 0) {
                        throw Refusal.conflict("sheet.quarantined").withField(kinds.get(barred - 1));
                    }
                });
    }

    /** @param decode {@code true} to include sheets that only need decoding */
    static List<Due> claim(Handle sql, boolean decode, int limit) {
        // separate conditions, so that the search for scans does not read past all sheets that wait for decoding
        return sql.createQuery(CLAIM)
                .define("which", decode ? "true" : "(scan or parse)")
                .bind("most", limit)
                .map((row, context) -> new Due(
                        row.getLong("id"),
                        row.getString("sha256"),
                        SheetType.ofCode(row.getString("media")),
                        Due.Kind.of(row.getBoolean("scan"), row.getBoolean("parse")),
                        row.getBoolean("personal")))
                .list();
    }

    /**
     * Removes examined sheets from the queue and postpones the others.
     *
     * @param done sheets that were examined
     * @param left sheets to retry after 30 seconds, on any node
     */
    static void finish(Handle sql, List<Long> done, List<Long> left) {
        sql.createUpdate(FINISH)
                .bindArray("done", Long.class, done.toArray())
                .bindArray("left", Long.class, left.toArray())
                .execute();
    }
}
