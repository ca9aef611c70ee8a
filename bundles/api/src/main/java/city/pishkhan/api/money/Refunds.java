package city.pishkhan.api.money;

import city.pishkhan.api.Page;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Iban;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Money that the city owes to payers (استرداد). It leaves when one of the treasury asked for it to a certain account, another agreed (act
 * {@code refund} of {@link city.pishkhan.api.governance.Approvals}, whose terms are {@code refund} and {@code account}), and the bank said under which reference.
 */
public interface Refunds {

    /**
     * One refund.
     *
     * @param kind      {@code double} (a payment that paid no bill), {@code overpaid} (duties became less); {@code refused}, {@code lapsed}, {@code withdrawn} or {@code revoked} (what
     *                  the rules give back when a case ends so)
     * @param amount    rial
     * @param gateway   where the payment was made, as {@code terminal} and {@code sale}, its reference there
     * @param state     {@code due}, {@code ordered}, {@code done}, or {@code cancelled} where the bank took the money back before
     * @param iban      masked; {@code null} until one is named
     * @param account   keyed digest of IBAN and holder; {@code null} until they are named
     * @param reference of the transfer at the bank; {@code null} until done
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

    /** One line of the payment order to the bank. @param holder of the account */
    record Order(UUID refund, String caseNumber, long amount, Iban iban, String holder) {}

    /** The newest first. @param state {@code null} for all */
    Page<Refund> list(String state, String cursor, int limit);

    /**
     * Names the account to which a refund shall go. What was asked for another account can no longer be approved.
     *
     * @throws Refusal NOT_FOUND, CONFLICT unless due, INVALID for the holder
     */
    Refund account(Caller caller, UUID id, Iban iban, String holder);

    /** What is ordered and not done: for the bank. Whoever reads it is on record. */
    List<Order> orders(Caller caller);

    /**
     * The bank has paid it.
     *
     * @param reference of the bank's transfer, used once
     * @throws Refusal NOT_FOUND, CONFLICT unless ordered or where the reference was used, INVALID for the reference
     */
    Refund done(Caller caller, UUID id, String reference);
}
