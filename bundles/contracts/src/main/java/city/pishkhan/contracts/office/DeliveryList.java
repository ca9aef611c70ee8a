package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What lies at an office to be fetched.
 *
 * @param items newest first
 * @param next  cursor of the next page; absent on the last
 */
public record DeliveryList(List<Line> items, @Nullable String next) {

    /**
     * One of them.
     *
     * @param id         for the hand-over
     * @param caseNumber by which people call the case
     * @param way        {@code office}, {@code other-office} (sent here) or {@code home} (came back)
     * @param state      {@code ready} or {@code returned}
     * @param since      UTC, ISO 8601
     */
    public record Line(
            UUID id,
            String caseNumber,
            @OneOf({"office", "home", "other-office"}) String way,
            @OneOf({"ready", "returned"}) String state,
            Instant since) {}
}
