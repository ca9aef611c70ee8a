package city.pishkhan.contracts.office.certificates;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Certificates to be collected at an office.
 *
 * @param items newest first
 * @param next  cursor of the next page; absent on the last
 */
public record DeliveryList(List<Line> items, @Nullable String next) {

    /**
     * One certificate to be collected.
     *
     * @param id         id of the delivery, for the hand-over
     * @param caseNumber case number for people
     * @param way        {@code office}, {@code other-office} (sent to this office) or {@code home} (returned by the post)
     * @param state      {@code ready} or {@code returned}
     * @param since      time of the last change of state; UTC, ISO 8601
     */
    public record Line(
            UUID id,
            String caseNumber,
            @OneOf({"office", "home", "other-office"}) String way,
            @OneOf({"ready", "returned"}) String state,
            Instant since) {}
}
