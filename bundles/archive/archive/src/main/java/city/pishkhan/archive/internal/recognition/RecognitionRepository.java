package city.pishkhan.archive.internal.recognition;

import city.pishkhan.archive.internal.examination.SheetType;
import city.pishkhan.archive.sheets.RecognizedTexts;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Queue of sheets for text recognition, and the recognized words. {@link RecognizedTexts} removes words when documents
 * change.
 */
final class RecognitionRepository {
    /**
     * Number of failed attempts after which operators are warned. The partial index {@code text_due_failing} contains
     * the same number.
     */
    static final int WARN_ATTEMPTS = 5;

    private static final String STOCK =
            "with me as (select queued_up_to from archive.recognition where since is not null and not complete and queued_up_to is not null for update skip locked),"
                    + " step as materialized (select d.id, d.dossier from me, archive.document d where d.id > me.queued_up_to order by d.id limit :most),"
                    + " due as (insert into archive.text_due (document, content) select distinct s.document, s.content from step d"
                    + " join archive.dossier o on o.id = d.dossier join archive.property p on p.key = o.owner"
                    + " join archive.sheet s on s.document = d.id and s.status < 3"
                    + " where not exists (select from archive.sheet_text t where t.content = s.content and t.document = s.document)"
                    + " on conflict do nothing)"
                    + " update archive.recognition set queued_up_to = coalesce((select max(id) from step), queued_up_to),"
                    + " complete = not exists (select from step) where exists (select from me)";

    /** Claims a sheet for ten minutes; after that another node can claim it. */
    private static final String CLAIM = "update archive.text_due set next = now() + interval '10 minutes'"
            + " where id = (select id from archive.text_due where next <= now() order by next limit 1 for update skip locked)"
            + " returning id, document, content, turn, tries";

    private static final String EXTEND_CLAIM =
            "update archive.text_due set next = now() + interval '10 minutes' where id = :id and turn = :turn";

    /**
     * A sheet that may be recognized: it belongs to a property, is open to all cases, and is neither recalled nor
     * quarantined. Its content is not an identity paper. {@code :content} is the first 8 bytes of the hash, which are
     * unique among contents of properties.
     */
    private static final String OPEN =
            " from archive.document d join archive.dossier o on o.id = d.dossier join archive.property p on p.key = o.owner"
                    + " join archive.content c on c.person is null and archive.prefix(c.sha256) = :content"
                    + " where d.id = :document and d.confidentiality = 0 and o.confidentiality = 0"
                    + " and exists (select from archive.sheet s where s.document = d.id and s.content = :content and s.status < 3)"
                    + " and not exists (select from archive.content x where x.person is not null"
                    + " and archive.prefix(x.sha256) = :content and x.sha256 = c.sha256)"
                    + " and not exists (select from archive.quarantine q where q.sha256 = c.sha256 and q.state <> 'r')";

    private static final String WRITE = "with d as (select d.id, d.kind, p.district" + OPEN + " for key share of d)"
            + " insert into archive.sheet_text (content, document, words) select :content, id, case when cardinality(:words) > 0"
            + " then array_to_tsvector(:words || array['kind=' || kind, 'district=' || district]) end from d on conflict do nothing";

    private RecognitionRepository() {}

    /** A claimed sheet. {@code version} is the version of the queue entry: another value means that the claim is lost. */
    record Due(long id, long document, long content, int version, int tries) {}

    record Content(String sha256, SheetType type) {}

    /**
     * Sets which sheets are queued for text recognition.
     *
     * @param on {@code true} to queue new sheets
     * @param stock {@code true} to queue existing sheets too
     */
    static void configure(Handle sql, boolean on, boolean stock) {
        sql.createUpdate(
                        "update archive.recognition set since = case when :on then coalesce(since, now()) end,"
                                + " complete = complete and :stock, queued_up_to = case when :stock then coalesce(queued_up_to, -9223372036854775808) end")
                .bind("on", on)
                .bind("stock", on && stock)
                .execute();
    }

    /**
     * Queues some of the existing sheets.
     *
     * @return {@code true} if there may be more
     */
    static boolean queueStock(Handle sql, int documents) {
        return sql.createUpdate(STOCK).bind("most", documents).execute() > 0
                && sql.createQuery("select not complete from archive.recognition")
                        .mapTo(Boolean.class)
                        .one();
    }

    static Optional<Due> claim(Handle sql) {
        return sql.createQuery(CLAIM)
                .map((row, context) -> new Due(
                        row.getLong("id"),
                        row.getLong("document"),
                        row.getLong("content"),
                        row.getInt("turn"),
                        row.getInt("tries")))
                .findOne();
    }

    /**
     * Extends the claim of a sheet.
     *
     * @return {@code false} if the claim is lost, because covered areas changed or the sheet must be read again
     */
    static boolean extendClaim(Handle sql, Due due) {
        return sql.createUpdate(EXTEND_CLAIM)
                        .bind("id", due.id)
                        .bind("turn", due.version)
                        .execute()
                == 1;
    }

    static Optional<Content> find(Handle sql, Due due) {
        return sql.createQuery("select encode(c.sha256, 'hex') as sha256, c.media" + OPEN)
                .bind("document", due.document)
                .bind("content", due.content)
                .map((row, context) -> new Content(row.getString("sha256"), SheetType.ofCode(row.getString("media"))))
                .findOne();
    }

    /** Returns the words that were recognized on the same content in another document. */
    static Optional<List<String>> findKnownWords(Handle sql, Due due) {
        return sql.createQuery(
                        "select coalesce((select array_agg(w) from unnest(tsvector_to_array(words)) w where w !~ '^(kind|district)='), '{}') as words"
                                + " from archive.sheet_text where content = :content limit 1")
                .bind("content", due.content)
                .map((row, context) ->
                        Arrays.asList((String[]) row.getArray("words").getArray()))
                .findOne();
    }

    /**
     * Stores the words and ends the claim. Does nothing if the claim is lost, and stores nothing if the sheet may no longer be recognized.
     */
    static void complete(Handle sql, Due due, List<String> words) {
        if (dequeue(sql, due)) {
            sql.createUpdate(WRITE)
                    .bind("document", due.document)
                    .bind("content", due.content)
                    .bindArray("words", String.class, words.toArray())
                    .execute();
        }
    }

    /**
     * Removes a sheet from the queue.
     *
     * @return {@code true} if the claim was still valid
     */
    static boolean dequeue(Handle sql, Due due) {
        return sql.createUpdate("delete from archive.text_due where id = :id and turn = :turn")
                        .bind("id", due.id)
                        .bind("turn", due.version)
                        .execute()
                == 1;
    }

    /**
     * Retries a sheet later.
     *
     * @param after delay before the next attempt
     * @param failed {@code true} to count a failed attempt of this sheet
     */
    static void retryLater(Handle sql, Due due, Duration after, boolean failed) {
        sql.createUpdate(
                        "update archive.text_due set tries = least(tries + :failed, 100), next = now() + :seconds * interval '1 second'"
                                + " where id = :id and turn = :turn")
                .bind("failed", failed ? 1 : 0)
                .bind("seconds", after.toSeconds())
                .bind("id", due.id)
                .bind("turn", due.version)
                .execute();
    }

    /** Returns the number of queued sheets, counted up to {@code limit}. */
    static int waiting(Handle sql, int limit) {
        return sql.createQuery("select count(*) from (select from archive.text_due limit :most) d")
                .bind("most", limit)
                .mapTo(Integer.class)
                .one();
    }

    /** Returns the number of sheets that failed repeatedly. */
    static int failing(Handle sql) {
        return sql.createQuery("select count(*) from archive.text_due where tries >= " + WARN_ATTEMPTS)
                .mapTo(Integer.class)
                .one();
    }
}
