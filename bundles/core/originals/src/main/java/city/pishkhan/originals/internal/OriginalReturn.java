package city.pishkhan.originals.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.cases.Attestations;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.originals.internal.AttestationRepository.Place;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Return of originals from the office to their owners, and the delivery of an original that a district has summoned. */
final class OriginalReturn {
    private final Papers papers;
    private final Journal journal;
    private final StepLog stepLog;

    OriginalReturn(Papers papers, Journal journal, StepLog stepLog) {
        this.papers = papers;
        this.journal = journal;
        this.stepLog = stepLog;
    }

    /**
     * Records the return of an original.
     *
     * @param person opaque id of the receiver
     * @param sha256 SHA-256 of the signed receipt, which this office must have scanned for this case
     */
    void recordReturn(Handle sql, Caller clerk, CaseView view, AttestationRow row, UUID person, String sha256) {
        boolean atOffice = row.original().equals("kept") || row.original().equals("brought");
        if (!atOffice || !row.locationCase().equals(view.id())) {
            throw Refusal.conflict("original.not-here/" + row.original(), row.locationOffice(), row.locationNumber());
        }
        requireReceipt(clerk, view, sha256);
        if (AttestationRepository.isReceiptUsed(sql, sha256)) {
            throw Refusal.conflict("original.receipt-used");
        }
        AttestationRepository.setLocation(sql, row.id(), "returned", place(view));
        stepLog.addOfficeStep(sql, clerk, row, "returned", view, sha256, person);
        journal.record(
                view.id(),
                "original.returned",
                clerk,
                Map.of("attestation", row.id(), "kind", row.kind(), "person", person, "receipt", sha256));
    }

    private void requireReceipt(Caller clerk, CaseView view, String sha256) {
        Papers.UsableSheet receipt = papers.requireUsable(
                clerk, view.id(), new Papers.Purpose(view.service(), view.subject(), List.of(), List.of()), sha256);
        if (!receipt.source().equals("scan")) {
            throw Refusal.notFound("sheet");
        }
        if (!receipt.sheet().kind().equals(Attestations.RECEIPT)) {
            throw Refusal.invalid("paper.kind", "sha256", receipt.sheet().kind(), Attestations.RECEIPT);
        }
    }

    /** Records that a summoned original was brought to the office. */
    void recordDelivery(Handle sql, Caller clerk, CaseView view, AttestationRow row) {
        if (!row.original().equals("summoned") || !row.locationCase().equals(view.id())) {
            throw Refusal.conflict("original.not-summoned");
        }
        AttestationRepository.setLocation(sql, row.id(), "brought", place(view));
        stepLog.addOfficeStep(sql, clerk, row, "brought", view, null, null);
        journal.record(view.id(), "original.brought", clerk, Map.of("attestation", row.id(), "kind", row.kind()));
    }

    private static Place place(CaseView view) {
        return new Place(view.id(), view.number(), view.office());
    }
}
