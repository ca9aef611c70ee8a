package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * A difference between a bank's settlement file and the hub's records.
 *
 * @param id          id of the difference
 * @param kind        {@code unknown-sale} (no payment attempt of the hub), {@code bank-only} (failed or reversed in the
 *                    hub), {@code other-sale} (the hub has another reference), {@code other-order} (the bank reports
 *                    another order than the one paid here), {@code taken-back} (the bank reversed a payment that the
 *                    hub has), {@code amount} (amounts differ), {@code twice} (listed before) or {@code ours-only} (in
 *                    no file of the bank)
 * @param gateway     name of the gateway
 * @param terminal    number of the terminal at the bank
 * @param reference   reference of the sale at the bank
 * @param order       the hub's order number; absent if the bank does not report it
 * @param ours        amount in rial by the hub's records; absent if it has none
 * @param banks       amount in rial by the bank's file; absent if it has none
 * @param file        name of the bank's file
 * @param line        line of the file, from 1; 0 for a payment that the file does not list
 * @param found       time of detection; UTC, ISO 8601
 * @param explanation explanation; absent while open
 * @param explainedBy login of the person who explained it; absent while open
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
