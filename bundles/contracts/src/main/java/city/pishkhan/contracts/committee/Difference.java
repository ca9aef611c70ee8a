package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that a bank and the hub see differently.
 *
 * @param id          of the difference
 * @param kind        {@code unknown-sale}, {@code bank-only}, {@code other-sale}, {@code other-order} (the bank sold it for
 *                    another order than the one that it paid here), {@code taken-back} (the bank took back what the hub has), {@code
 *                    amount}, {@code twice} or {@code ours-only}
 * @param gateway     name of the gateway
 * @param terminal    its number at the bank
 * @param reference   of the sale at the bank
 * @param order       number of our order; absent where the bank does not say it
 * @param ours        rial by the hub's record; absent if it has none
 * @param banks       rial by the bank's file; absent if it has none
 * @param file        name of the bank's file
 * @param line        in it, from 1; 0 for what it does not list
 * @param found       UTC, ISO 8601
 * @param explanation in the words of who explained it; absent while open
 * @param explainedBy login that explained it; absent while open
 */
public record Difference(
        UUID id,
        @OneOf({"unknown-sale", "bank-only", "other-sale", "other-order", "taken-back", "amount", "twice", "ours-only"})
                String kind,
        String gateway,
        String terminal,
        String reference,
        @Nullable Long order,
        @Nullable Long ours,
        @Nullable Long banks,
        String file,
        int line,
        Instant found,
        @Nullable String explanation,
        @Nullable String explainedBy) {}
