package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import java.time.Instant;
import java.util.UUID;

/**
 * A bank's settlement file, and how far its lines are held against the hub's record.
 *
 * @param id        of the file
 * @param gateway   whose file it is
 * @param name      as the bank called it
 * @param taken     UTC, ISO 8601
 * @param lines     sales in it: the sum of the last three
 * @param total     rial, by the file
 * @param matched   lines that say what the hub has
 * @param different lines that stand among the differences
 * @param pending   lines of payments that have not ended here
 * @param state     {@code taking}, {@code taken}; {@code withdrawing} and {@code withdrawn} once two of the treasury took it back
 */
public record SettlementFile(
        UUID id,
        String gateway,
        String name,
        Instant taken,
        int lines,
        long total,
        int matched,
        int different,
        int pending,
        @OneOf({"taking", "taken", "withdrawing", "withdrawn"}) String state) {}
