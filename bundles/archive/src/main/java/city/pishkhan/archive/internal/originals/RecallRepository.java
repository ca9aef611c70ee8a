package city.pishkhan.archive.internal.originals;

import city.pishkhan.api.cases.Attestations.Recall;
import city.pishkhan.api.cases.Attestations.Use;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.security.Caller;
import city.pishkhan.archive.internal.originals.AttestationRepository.Document;
import city.pishkhan.archive.internal.originals.CaseOwners.Owners;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Wrong sheets, and which cases had used them. */
final class RecallRepository {
    private RecallRepository() {}

    static boolean recalled(Handle sql, UUID caseId, String sha256) {
        return sql.createQuery(
                        "select exists (select from archive.recall_case where case_id = :case and sha256 = decode(:sha256, 'hex'))")
                .bind("case", caseId)
                .bind("sha256", sha256)
                .mapTo(Boolean.class)
                .one();
    }

    /** Which of the persons an owner's key is of; -1 for the property. */
    static int position(Handle sql, Owners owners, long owner) {
        return sql.createQuery("select coalesce((select n - 1 from unnest(:persons) with ordinality p (digest, n)"
                        + " where archive.key_of(decode(digest, 'hex')) = :owner limit 1), -1)::int")
                .bindArray("persons", String.class, owners.persons())
                .bind("owner", owner)
                .mapTo(Integer.class)
                .one();
    }

    static void add(Handle sql, Recall recall, Document document, CaseView view, Caller officer, byte[] reason) {
        sql.createUpdate(
                        "insert into archive.recall (id, document, kind, sha256, case_id, district, principal, at, reason)"
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
                        "insert into archive.recall_case (case_id, sha256, recall, case_number, office, kind, at)"
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

    /** The sheet is shown no more; a document without another one is found no more either. */
    static void hide(Handle sql, Document document, String sha256) {
        sql.createUpdate(
                        "update archive.sheet set status = 3 where document = :document and content = archive.prefix(:sha256)")
                .bind("document", document.id())
                .bind("sha256", HexFormat.of().parseHex(sha256))
                .execute();
        if (document.sheets().stream().allMatch(sha256::equals)) {
            sql.createUpdate("with d as (update archive.document set status = 3 where id = :document)"
                            + " delete from archive.holding where owner = :owner and document = :document")
                    .bind("document", document.id())
                    .bind("owner", document.owner())
                    .execute();
        }
    }
}
