package city.pishkhan.originals.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.ArchiveDocuments;
import city.pishkhan.api.archive.ArchiveDocuments.Document;
import city.pishkhan.api.archive.ArchiveDocuments.Trust;
import city.pishkhan.api.cases.Attestations.Recall;
import city.pishkhan.api.cases.Attestations.Use;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.originals.internal.AttestationRepository.Place;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** A district's decisions about attested papers: verify, summon the original, dispute, or recall the sheet from the archive. */
final class DistrictReview {
    private final ArchiveDocuments documents;
    private final Journal journal;
    private final AttestationSealer attestationSeal;
    private final StepLog stepLog;

    DistrictReview(ArchiveDocuments documents, Journal journal, AttestationSealer attestationSeal, StepLog stepLog) {
        this.documents = documents;
        this.journal = journal;
        this.attestationSeal = attestationSeal;
        this.stepLog = stepLog;
    }

    /** Verifies an attestation. Does nothing if it is already verified. */
    void verify(Handle sql, Caller officer, CaseView view, AttestationRow row) {
        row.requireInForce();
        if (row.verified() != null) {
            return;
        }
        AttestationRepository.markVerified(sql, row);
        documents.setTrust(row.document(), Trust.VERIFIED);
        if (row.original().equals("summoned")) {
            // the summons of the original is no longer needed
            AttestationRepository.setLocation(sql, row.id(), "returned", place(view));
        }
        stepLog.addDistrictStep(sql, officer, row, "verified", view, null);
        journal.record(view.id(), "attestation.verified", officer, details(row));
    }

    void summon(Handle sql, Caller officer, CaseView view, AttestationRow row, String reason) {
        row.requireInForce();
        if (!row.original().equals("returned")) {
            throw Refusal.conflict("original.summoned/" + row.original(), row.locationOffice());
        }
        AttestationRepository.setLocation(sql, row.id(), "summoned", place(view));
        stepLog.addDistrictStep(sql, officer, row, "summoned", view, reason);
        journal.record(view.id(), "original.summoned", officer, details(row, reason));
    }

    /** @param uses uses of the sheet, whose cases are notified; all these cases are locked */
    void dispute(Handle sql, Caller officer, CaseView view, AttestationRow row, List<Use> uses, String reason) {
        row.requireInForce();
        AttestationRepository.end(sql, row, "disputed");
        documents.setTrust(row.document(), Trust.SCANNED);
        stepLog.addDistrictStep(sql, officer, row, "disputed", view, reason);
        Map<String, Object> details = details(row, reason);
        details.put("office", row.office());
        for (UUID one : cases(view, uses)) {
            journal.record(one, "attestation.disputed", officer, details);
        }
    }

    /** @param uses uses of the sheet; all their cases are locked */
    Recall recall(
            Handle sql,
            Caller officer,
            CaseView view,
            Document document,
            List<Use> uses,
            String sha256,
            String reason,
            String kind) {
        UUID id = Ids.next();
        Recall recall = new Recall(id, kind, sha256, Instant.now(), uses);
        RecallRepository.add(
                sql, recall, document, view, officer, attestationSeal.sealReason(id.toString(), view.id(), reason));
        AttestationRepository.findInForce(sql, document.id()).ifPresent(row -> {
            AttestationRepository.end(sql, row, "recalled");
            documents.setTrust(row.document(), Trust.SCANNED);
            stepLog.addDistrictStep(sql, officer, row, "recalled", view, reason);
        });
        documents.recall(document, sha256);
        for (UUID one : cases(view, uses)) {
            journal.record(
                    one,
                    "paper.recalled",
                    officer,
                    Map.of("recall", id, "kind", kind, "sheet", sha256, "cases", uses.size()));
        }
        return recall;
    }

    private static List<UUID> cases(CaseView view, List<Use> uses) {
        // adds the case itself, which may be missing in {@code uses}, e.g. if it now has another sheet of the paper
        return Stream.concat(uses.stream().map(Use::caseId), Stream.of(view.id()))
                .distinct()
                .toList();
    }

    private static Map<String, Object> details(AttestationRow row) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("attestation", row.id());
        details.put("kind", row.kind());
        return details;
    }

    private Map<String, Object> details(AttestationRow row, String reason) {
        Map<String, Object> details = details(row);
        String commitment = attestationSeal.commitment(row, reason);
        if (commitment != null) {
            details.put("reason", commitment);
        }
        return details;
    }

    private static Place place(CaseView view) {
        return new Place(view.id(), view.number(), view.office());
    }
}
