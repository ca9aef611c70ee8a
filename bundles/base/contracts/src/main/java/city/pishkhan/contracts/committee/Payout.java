package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * A payment of the city to an office.
 *
 * @param id        id of the payout
 * @param office    code of the office
 * @param amount    amount in rial
 * @param fees      number of paid fees, including corrections
 * @param state     {@code due}, {@code ordered} or {@code done}
 * @param created   time of creation; UTC, ISO 8601
 * @param gateway   gateway of the paying account; absent before the account is chosen
 * @param terminal  terminal number of the paying account at the bank; absent before the account is chosen
 * @param iban      masked account number; absent before it is entered
 * @param reference reference of the bank transfer; absent until done
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
