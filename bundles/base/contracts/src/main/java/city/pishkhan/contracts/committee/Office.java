package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * An office with its present state.
 *
 * @param code           1 to 6 digits
 * @param name           name of the office
 * @param district       district of the office, 1 to {@value city.pishkhan.contracts.Limits#DISTRICTS}
 * @param state          {@code applied}, {@code contracted}, {@code suspended} or {@code ended}
 * @param suspension     number of the suspending decision; absent unless suspended
 * @param contract       newest contract; absent before the first
 * @param qualifications present and past qualifications, oldest first
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
     * A qualification of an office for a service.
     *
     * @param id                id of the record
     * @param service           e.g. {@code building-permit}
     * @param expert            login of the expert
     * @param expertName        the expert's name; absent for callers without the right to see it
     * @param from              first day in Tehran, ISO 8601
     * @param until             last day, ISO 8601
     * @param unregisteredUntil last day of a grace period for an expert without an entry in the register; absent if the
     *                          expert has an entry
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
