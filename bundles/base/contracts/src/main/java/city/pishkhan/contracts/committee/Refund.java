package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * Money that the city owes to a payer.
 *
 * @param id         id of the refund
 * @param kind       {@code double} (a payment that paid no bill), {@code overpaid} (duties decreased); {@code refused},
 *                   {@code lapsed}, {@code withdrawn} or {@code revoked} (the rules' refund for a case that ends this
 *                   way)
 * @param caseId     case of the bill
 * @param caseNumber number of that case, for people
 * @param amount     amount in rial
 * @param gateway    gateway of the payment
 * @param terminal   terminal number at the bank
 * @param sale       reference of the payment at the bank
 * @param state      {@code due}, {@code ordered}, {@code done} or {@code cancelled}
 * @param created    time of creation; UTC, ISO 8601
 * @param iban       masked account number; absent before it is entered
 * @param reference  reference of the bank transfer; absent until done
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
