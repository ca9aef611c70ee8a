package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * An office as it stands now.
 *
 * @param code           1 to 6 digits
 * @param name           of the office
 * @param district       where it stands, 1 to 22
 * @param state          {@code applied}, {@code contracted}, {@code suspended} or {@code ended}
 * @param suspension     number of the decision that suspends it; absent unless suspended
 * @param contract       the newest; absent before there is one
 * @param qualifications what it is and was qualified for, oldest first
 */
public record Office(
        String code,
        String name,
        int district,
        @OneOf({"applied", "contracted", "suspended", "ended"}) String state,
        @Nullable String suspension,
        @Nullable Contract contract,
        List<Qualification> qualifications) {

    /**
     * What an office is qualified for.
     *
     * @param id         of the record
     * @param service    e.g. {@code building-permit}
     * @param expert     login of the expert
     * @param expertName the expert's name; absent for those who need not know
     * @param from       first day in Tehran, ISO 8601
     * @param until      last day, ISO 8601
     * @param unregisteredUntil last day on which it counts although its expert is not in the register; absent where the expert is
     */
    public record Qualification(
            UUID id,
            String service,
            String expert,
            @Nullable String expertName,
            LocalDate from,
            LocalDate until,
            @Nullable LocalDate unregisteredUntil) {}
}
