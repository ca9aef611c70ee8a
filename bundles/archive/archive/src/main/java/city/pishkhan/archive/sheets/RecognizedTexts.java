package city.pishkhan.archive.sheets;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Adapts the recognized words of documents, and the queue of text recognition, to changed documents. */
public final class RecognizedTexts {
    private static final String OF_CONTENT =
            "select document from archive.sheet_text where content = archive.prefix(:sha256)"
                    + " union select document from archive.text_due where content = archive.prefix(:sha256)";

    private RecognizedTexts() {}

    /** Deletes the recognized words of a sheet in all documents and queues it for recognition. */
    public static void renew(Handle sql, byte[] sha256) {
        // Updates the queue first: a node that is reading the sheet then waits for this transaction and finds that its
        // claim is lost.
        sql.createUpdate(
                        "insert into archive.text_due (document, content) select document, archive.prefix(:sha256) from ("
                                + OF_CONTENT + ") d order by document on conflict (content, document)"
                                + " do update set turn = text_due.turn + 1, tries = 0, next = now()")
                .bind("sha256", sha256)
                .execute();
        sql.createUpdate("delete from archive.sheet_text where content = archive.prefix(:sha256)")
                .bind("sha256", sha256)
                .execute();
    }

    /** Adapts to a changed confidentiality: deletes the words of sheets that are no longer open, and queues sheets that are open again. */
    public static void updateConfidentiality(Handle sql, boolean dossier, long id) {
        String which = "select d.id from archive.document d join archive.dossier o on o.id = d.dossier where d."
                + (dossier ? "dossier" : "id") + " = :id and ";
        sql.createUpdate("delete from archive.sheet_text where document in (" + which
                        + "(d.confidentiality > 0 or o.confidentiality > 0))")
                .bind("id", id)
                .execute();
        sql.createUpdate(
                        "insert into archive.text_due (document, content) select distinct s.document, s.content from archive.sheet s"
                                + " where s.status < 3 and s.document in (" + which
                                + "d.confidentiality = 0 and o.confidentiality = 0)"
                                + " and exists (select from archive.recognition where since is not null)"
                                + " and not exists (select from archive.sheet_text t where t.content = s.content and t.document = s.document)"
                                + " on conflict do nothing")
                .bind("id", id)
                .execute();
    }

    /** Deletes words and queue entries of these documents. */
    public static void remove(Handle sql, List<Long> documents) {
        for (String table : List.of("text_due", "sheet_text")) {
            sql.createUpdate("delete from archive." + table + " where document = any(:documents)")
                    .bindArray("documents", Long.class, documents.toArray())
                    .execute();
        }
    }
}
