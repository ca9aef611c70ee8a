package city.pishkhan.api.money;

import city.pishkhan.api.Page;
import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What the municipality owes its offices (حق‌الزحمه دفتر): for cases of which it is the customer, and their share of the fixed fee that
 * applicants paid ({@link Payments#OFFICE_FEE}).
 */
public interface Fees {

    /** Whom it owes, and for what. @param office code of the office that worked */
    record Creditor(UUID caseId, String caseNumber, String service, String office, int district) {}

    /** @param code of the duty by the rules, e.g. {@code inspection}; @param amount rial, negative where it corrects an earlier one; @param state {@code owed}, {@code ordered} or {@code paid}, see {@link Payouts} */
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
            Instant billed,
            String state) {}

    /** Rial that is owed and not ordered yet, ordered from the bank, and paid. */
    record Totals(long owed, long ordered, long paid) {}

    /**
     * Puts fees on the municipality's account, in the caller's transaction.
     *
     * @param duties all that the office is owed for the case; what it was owed before is corrected to that, another office's stays
     */
    void owe(Creditor creditor, List<Duty> duties);

    /** The newest first, as far as the caller's operation {@code office.fee.read} reaches; to an expert only what inspections of the office earn. @param office code, or {@code null} for any */
    Page<Fee> list(Caller caller, String office, String cursor, int limit);

    /** All that {@link #list} goes through, summed. */
    Totals totals(Caller caller, String office);

    /**
     * As {@link #list}, of what was billed on the days from {@code from} to {@code to}, both included, in Tehran; the oldest first.
     *
     * @throws Refusal INVALID for days in the wrong order, or more than 20,000 fees
     */
    List<Fee> billed(Caller caller, String office, LocalDate from, LocalDate to);
}
