package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * Money that the city owes to a payer.
 *
 * @param id         of the refund
 * @param kind       {@code double} (a payment that paid no bill), {@code overpaid} (duties became less); {@code refused}, {@code lapsed}, {@code withdrawn} or {@code revoked} (what
 *                   the rules give back when a case ends so)
 * @param caseId     case of the bill
 * @param caseNumber its number
 * @param amount     rial
 * @param gateway    where the payment was made
 * @param terminal   its number at the bank
 * @param sale       reference of the payment there
 * @param state      {@code due}, {@code ordered}, {@code done} or {@code cancelled}
 * @param created    UTC, ISO 8601
 * @param iban       masked; absent until one is named
 * @param reference  of the transfer at the bank; absent until done
 */
public record Refund(
        UUID id,
        @OneOf({"double", "overpaid", "refused", "lapsed", "withdrawn", "revoked"}) String kind,
        UUID caseId,
        String caseNumber,
        long amount,
        String gateway,
        String terminal,
        String sale,
        @OneOf({"due", "ordered", "done", "cancelled"}) String state,
        Instant created,
        @Nullable String iban,
        @Nullable String reference) {}
