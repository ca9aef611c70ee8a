package city.pishkhan.api;

import city.pishkhan.api.Payments.Duty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What the municipality owes its offices (حق‌الزحمه دفتر): for cases of which it is the customer, and their share of the fixed fee that
 * applicants paid ({@link Payments#OFFICE_FEE}).
 */
public interface Fees {

    /** Whom it owes, and for what. @param office code of the office that worked */
    record Creditor(UUID caseId, String caseNumber, String service, String office, int district) {}

    /** @param code of the duty by the rules, e.g. {@code inspection}; @param amount rial, negative where it corrects an earlier one */
    record Fee(
            UUID id,
            UUID caseId,
            String caseNumber,
            String service,
            String office,
            int district,
            String code,
            String titleEn,
            String titleFa,
            long amount,
            Instant billed) {}

    /**
     * Puts fees on the municipality's account, in the caller's transaction.
     *
     * @param duties all that the office is owed for the case; what it was owed before is corrected to that, another office's stays
     */
    void owe(Creditor creditor, List<Duty> duties);

    /** The newest first, as far as the caller's operation {@code office.fee.read} reaches. @param office code, or {@code null} for any */
    Page<Fee> list(Caller caller, String office, String cursor, int limit);
}
