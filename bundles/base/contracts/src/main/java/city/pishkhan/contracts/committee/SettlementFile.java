package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import java.time.Instant;
import java.util.UUID;

/**
 * A bank's settlement file and the result of its comparison with the hub's records.
 *
 * @param id        id of the file
 * @param gateway   gateway of the bank
 * @param name      file name given by the bank
 * @param taken     time of the import; UTC, ISO 8601
 * @param lines     number of sales in the file: {@code matched}, {@code different} and {@code pending} together
 * @param total     total in rial, by the file
 * @param matched   number of lines that agree with the hub's records
 * @param different number of lines with a difference
 * @param pending   number of lines whose payments are unfinished in the hub
 * @param state     {@code taking}: import running, {@code taken}: imported; {@code withdrawing} and {@code withdrawn}:
 *                  reversal approved by two people of the treasury
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
