package city.pishkhan.originals.internal;

import city.pishkhan.api.archive.ArchiveDocuments.Document;
import city.pishkhan.api.cases.Attestations.Recall;
import city.pishkhan.api.cases.Attestations.Use;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.security.Caller;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Rows of recalled sheets and of the cases that used them. */
final class RecallRepository {
    private RecallRepository() {}

    static boolean isRecalled(Handle sql, UUID caseId, String sha256) {
        return sql.createQuery(
                        "select exists (select from originals.recall_case where case_id = :case and sha256 = decode(:sha256, 'hex'))")
                .bind("case", caseId)
                .bind("sha256", sha256)
                .mapTo(Boolean.class)
                .one();
    }

    static void add(
            Handle sql, Recall recall, Document document, CaseView view, Caller officer, byte @Nullable [] reason) {
        sql.createUpdate(
                        "insert into originals.recall (id, document, kind, sha256, case_id, district, principal, at, reason)"
                                + " values (:id, :document, :kind, :sha256, :case, :district, :principal, :at, :reason)")
                .bind("id", recall.id())
                .bind("document", document.id())
                .bind("kind", recall.kind())
                .bind("sha256", HexFormat.of().parseHex(recall.sha256()))
                .bind("case", view.id())
                .bind("district", view.district())
                .bind("principal", officer.principal())
                .bind("at", recall.at().atOffset(ZoneOffset.UTC))
                .bind("reason", reason)
                .execute();
        List<Use> uses = recall.uses();
        sql.createUpdate(
                        "insert into originals.recall_case (case_id, sha256, recall, case_number, office, kind, at)"
                                + " select c, :sha256, :id, number, office, :kind, :at from unnest(:cases, :numbers, :offices) u (c, number, office)")
                .bind("sha256", HexFormat.of().parseHex(recall.sha256()))
                .bind("id", recall.id())
                .bind("kind", recall.kind())
                .bind("at", recall.at().atOffset(ZoneOffset.UTC))
                .bindArray("cases", UUID.class, uses.stream().map(Use::caseId).toList())
                .bindArray(
                        "numbers", String.class, uses.stream().map(Use::number).toList())
                .bindArray(
                        "offices", String.class, uses.stream().map(Use::office).toList())
                .execute();
    }
}
