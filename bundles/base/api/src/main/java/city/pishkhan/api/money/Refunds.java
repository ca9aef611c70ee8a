package city.pishkhan.api.money;

import city.pishkhan.api.Page;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Iban;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Refunds that the city owes to payers (استرداد). One person of the treasury names the account and another approves it: act
 * {@code refund} of {@link city.pishkhan.api.governance.Approvals}, with the terms {@code refund} and {@code account}. The refund
 * is complete with the bank's reference of the transfer.
 */
public interface Refunds {

    /**
     * One refund.
     *
     * @param kind      {@code double} (a payment that paid no bill), {@code overpaid} (the duties became lower); {@code
     *     refused}, {@code lapsed}, {@code withdrawn} or {@code revoked} (share that the rules return after such an end
     *     of the case)
     * @param amount    amount in rial
     * @param gateway   gateway of the payment; {@code terminal} and {@code sale} are its terminal and reference there
     * @param state     {@code due}, {@code ordered}, {@code done}, or {@code cancelled} if the bank took the payment
     *     back before the refund
     * @param iban      masked IBAN of the receiving account; {@code null} until the account is named
     * @param account   keyed digest of IBAN and holder; {@code null} until the account is named
     * @param reference reference of the transfer at the bank; {@code null} until done
     */
    record Refund(
            UUID id,
            String kind,
            UUID caseId,
            String caseNumber,
            long amount,
            String gateway,
            String terminal,
            String sale,
            String state,
            Instant created,
            String iban,
            String account,
            String reference) {}

    /**
     * One line of the payment order to the bank.
     *
     * @param holder holder of the account
     */
    record Order(UUID refund, String caseNumber, long amount, Iban iban, String holder) {}

    /**
     * Refunds, newest first.
     *
     * @param state state, or {@code null} for all
     */
    Page<Refund> list(@Nullable String state, @Nullable String cursor, int limit);

    /**
     * Names the account of a refund. A request for another account can then no longer be approved.
     *
     * @throws Refusal NOT_FOUND, CONFLICT unless due, INVALID for the holder
     */
    Refund setAccount(Caller caller, UUID id, Iban iban, String holder);

    /** Ordered and unpaid refunds, for the bank. The journal records who reads them. */
    List<Order> orders(Caller caller);

    /**
     * Records that the bank has paid a refund.
     *
     * @param reference reference of the bank's transfer, used once
     * @throws Refusal NOT_FOUND, CONFLICT unless ordered or if the reference was used, INVALID for the reference
     */
    Refund recordPaid(Caller caller, UUID id, String reference);
}
