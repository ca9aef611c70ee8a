package city.pishkhan.api.money;

import city.pishkhan.api.Page;
import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Fees that the municipality owes its offices (حق‌الزحمه دفتر): for cases whose customer is the municipality, and their share of
 * the fixed fee that applicants paid ({@link Payments#OFFICE_FEE}).
 */
public interface Fees {

    /**
     * The office that is owed a fee, and the case that it is for.
     *
     * @param office code of the office
     */
    record Creditor(UUID caseId, String caseNumber, String service, String office, int district) {}

    /**
     * A fee.
     *
     * @param code   code of the duty in the rules, e.g. {@code inspection}
     * @param amount amount in rial, negative if it corrects an earlier fee
     * @param state  {@code owed}, {@code ordered} or {@code paid}, see {@link Payouts}
     */
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

    /** Totals in rial: owed and not ordered yet, ordered from the bank, and paid. */
    record Totals(long owed, long ordered, long paid) {}

    /**
     * Records fees that the municipality owes, in the caller's transaction.
     *
     * @param duties all fees of this office for the case. If they differ from fees recorded earlier for this office,
     *               the difference is recorded as a correction. Fees of other offices are unchanged
     */
    void recordFees(Creditor creditor, List<Duty> duties);

    /**
     * Fees in the scope of the caller's operation {@code office.fee.read}, newest first. An expert sees only fees for the
     * office's inspections.
     *
     * @param office code, or {@code null} for all
     */
    Page<Fee> list(Caller caller, @Nullable String office, @Nullable String cursor, int limit);

    /** Totals over everything that {@link #list} returns. */
    Totals totals(Caller caller, @Nullable String office);

    /**
     * As {@link #list}, for fees billed on the days {@code from} to {@code to} in Tehran, inclusive; oldest first.
     *
     * @throws Refusal INVALID if {@code to} is before {@code from}, or for more than 20,000 fees
     */
    List<Fee> listBilled(Caller caller, @Nullable String office, LocalDate from, LocalDate to);
}
