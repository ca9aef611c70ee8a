package city.pishkhan.originals.internal;

import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.security.Caller;
import city.pishkhan.originals.internal.AttestationRepository.StepRow;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Adds steps to the history of an attestation, whose row must be locked. */
final class StepLog {
    private final AttestationSealer attestationSeal;

    StepLog(AttestationSealer attestationSeal) {
        this.attestationSeal = attestationSeal;
    }

    void addOfficeStep(
            Handle sql,
            Caller clerk,
            AttestationRow row,
            String step,
            CaseView view,
            @Nullable String sheet,
            @Nullable UUID person) {
        add(sql, clerk, row, step, view, "office:" + view.office(), null, sheet, person);
    }

    /** @param reason reason in words, or {@code null} */
    void addDistrictStep(
            Handle sql, Caller officer, AttestationRow row, String step, CaseView view, @Nullable String reason) {
        add(sql, officer, row, step, view, "district:" + view.district(), reason, null, null);
    }

    private void add(
            Handle sql,
            Caller by,
            AttestationRow row,
            String step,
            CaseView view,
            String party,
            @Nullable String reason,
            @Nullable String sheet,
            @Nullable UUID person) {
        int position = AttestationRepository.nextPosition(sql, row.id());
        byte[] sealed =
                reason == null ? null : attestationSeal.sealReason(row.id() + "/" + position, view.id(), reason);
        AttestationRepository.addStep(
                sql, by, new StepRow(row.id(), position, step, view.id(), party, Instant.now(), sealed, sheet, person));
    }
}
