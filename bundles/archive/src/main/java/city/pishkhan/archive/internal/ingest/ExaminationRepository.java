package city.pishkhan.archive.internal.ingest;

import city.pishkhan.api.Refusal;
import city.pishkhan.archive.internal.inspection.SheetType;
import city.pishkhan.persistence.DeferredWrite;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The rows of sheets that are still to be examined. */
final class ExaminationRepository {
    private static final String QUEUE = "insert into archive.examination (sha256, media, scan, parse)"
            + " select distinct decode(h, 'hex'), media::\"char\", ?::boolean, ?::boolean from unnest(?, ?) g (h, media)";

    private static final String BARRED =
            "sheets_barred as (select count(*) as n from archive.quarantine where state <> 'r'"
                    + " and sha256 in (select decode(h, 'hex') from unnest(?) h))";

    /** Who takes some has so long before another does. */
    private static final String TAKE =
            "update archive.examination set next = now() + interval '10 minutes' where id in (select id from archive.examination"
                    + " where <which> and next <= now() order by parse desc, id limit :most for update skip locked)"
                    + " returning id, encode(sha256, 'hex') as sha256, media, scan, parse, exists (select from archive.content c"
                    + " where c.person is not null and archive.prefix(c.sha256) = archive.prefix(examination.sha256)"
                    + " and c.sha256 = examination.sha256) as personal";

    private static final String ENDED = "with done as (delete from archive.examination where id = any(:done))"
            + " update archive.examination set next = now() + interval '30 seconds' where id = any(:left)";

    private ExaminationRepository() {}

    /**
     * A sheet whose turn it is.
     *
     * @param kind     what is to be done
     * @param personal whether it is somebody's identity paper
     */
    record Due(Long id, String sha256, SheetType type, Kind kind, boolean personal) {
        enum Kind {
            /** until then nobody opens it */
            PARSE,
            SCAN,
            /** when there is time */
            DECODE;

            private static Kind of(boolean scan, boolean parse) {
                return parse ? PARSE : scan ? SCAN : DECODE;
            }
        }
    }

    /** For a transaction that writes anyway: no statement more. */
    static DeferredWrite queue(List<String> sha256s, List<SheetType> types, Due.Kind kind) {
        return DeferredWrite.of(
                QUEUE,
                List.of(
                        // what waits for no turn is found by one index
                        DeferredWrite.object(kind != Due.Kind.DECODE),
                        DeferredWrite.object(kind == Due.Kind.PARSE),
                        DeferredWrite.array("text", sha256s),
                        DeferredWrite.array(
                                "text", types.stream().map(SheetType::code).toList())),
                rows -> {});
    }

    /** For the same transactions: what is in quarantine does not come in again. @throws Refusal CONFLICT before the commit */
    static DeferredWrite refuseBarred(List<String> sha256s) {
        return DeferredWrite.of(
                "archive.quarantine",
                BARRED,
                "(select n from sheets_barred)",
                List.of(DeferredWrite.array("text", sha256s)),
                (row, column) -> {
                    if (row.getLong(column) > 0) {
                        throw Refusal.conflict("sheet.quarantined");
                    }
                });
    }

    /** @param decode whether such as are to be decoded may be among them */
    static List<Due> take(Handle sql, boolean decode, int most) {
        // apart: who looks for the few that are to be scanned does not pass by all that are to be decoded
        return sql.createQuery(TAKE)
                .define("which", decode ? "true" : "(scan or parse)")
                .bind("most", most)
                .map((row, context) -> new Due(
                        row.getLong("id"),
                        row.getString("sha256"),
                        SheetType.coded(row.getString("media")),
                        Due.Kind.of(row.getBoolean("scan"), row.getBoolean("parse")),
                        row.getBoolean("personal")))
                .list();
    }

    /** @param left to be taken again soon, by whomever */
    static void ended(Handle sql, List<Long> done, List<Long> left) {
        sql.createUpdate(ENDED)
                .bindArray("done", Long.class, done.toArray())
                .bindArray("left", Long.class, left.toArray())
                .execute();
    }
}
