package city.pishkhan.contracts.office.municipal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Qualifications of an office whose expert is missing from the register, the earliest deadline first.
 *
 * @param items up to 200 notices
 */
public record OfficeNotices(List<Item> items) {

    /**
     * A qualification whose expert is missing from the register.
     *
     * @param office    code of the office
     * @param service   e.g. {@code building-permit}
     * @param expert    login in the qualification
     * @param until     last day (Tehran) on which the qualification still counts, ISO 8601
     * @param told      time of the notice; UTC, ISO 8601
     * @param message   required correction, in English
     * @param messageFa the same text in Persian
     */
    public record Item(
            String office,
            String service,
            String expert,
            LocalDate until,
            Instant told,
            String message,
            String messageFa) {}
}
