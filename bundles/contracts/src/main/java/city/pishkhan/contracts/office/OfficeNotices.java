package city.pishkhan.contracts.office;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What the institute's registers lack of an office, the most pressing first.
 *
 * @param items the notices, 200 at most
 */
public record OfficeNotices(List<Item> items) {

    /**
     * A qualification whose expert is not in the register.
     *
     * @param office    code of the office
     * @param service   e.g. {@code building-permit}
     * @param expert    login that the qualification names
     * @param until     last day in Tehran on which it counts all the same, ISO 8601
     * @param told      UTC, ISO 8601
     * @param message   what is to be mended, in English
     * @param messageFa the same in Persian
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
