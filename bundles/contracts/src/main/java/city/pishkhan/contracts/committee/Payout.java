package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * What the city pays out to an office.
 *
 * @param id        of the payout
 * @param office    code of the office
 * @param amount    rial
 * @param fees      how many fees it pays, corrections included
 * @param state     {@code due}, {@code ordered} or {@code done}
 * @param created   UTC, ISO 8601
 * @param gateway   whose account pays; absent until it is named
 * @param terminal  number of that account at the bank; absent until it is named
 * @param iban      masked; absent until one is named
 * @param reference of the transfer at the bank; absent until done
 */
public record Payout(
        UUID id,
        String office,
        long amount,
        int fees,
        @OneOf({"due", "ordered", "done"}) String state,
        Instant created,
        @Nullable String gateway,
        @Nullable String terminal,
        @Nullable String iban,
        @Nullable String reference) {}
