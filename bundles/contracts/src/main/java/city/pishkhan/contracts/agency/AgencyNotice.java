package city.pishkhan.contracts.agency;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What an agency is told of an inquiry that it was asked.
 *
 * @param inquiry      the inquiry's id
 * @param kind         {@code withdrawn} or {@code superseded}: an answer to it does not count, given or not; {@code reminder}: the answer is
 *                     awaited, and its deadline comes near
 * @param supersededBy the inquiry that took its place; absent unless another one did
 * @param reason       for people
 * @param created      UTC, ISO 8601
 */
public record AgencyNotice(
        UUID inquiry,
        @OneOf({"withdrawn", "superseded", "reminder"}) String kind,
        @Nullable UUID supersededBy,
        String reason,
        Instant created) {

    /**
     * One page of notices.
     *
     * @param items newest first
     * @param next  cursor of the next page; absent at the end
     */
    public record Listing(List<AgencyNotice> items, @Nullable String next) {}
}
