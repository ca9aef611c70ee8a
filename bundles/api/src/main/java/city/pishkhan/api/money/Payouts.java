package city.pishkhan.api.money;

import city.pishkhan.api.Page;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Iban;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What the city pays out to its offices (پرداخت حق‌الزحمه): all unpaid {@link Fees} of an office at once. It leaves as {@link Refunds} do:
 * one of the treasury names the account, another agrees (act {@code payout} of {@link city.pishkhan.api.governance.Approvals}, whose terms are {@code payout} and
 * {@code account}), and the bank says under which reference.
 */
public interface Payouts {

    /**
     * One payout.
     *
     * @param amount    rial
     * @param fees      how many it pays, corrections included
     * @param state     {@code due}, {@code ordered} or {@code done}
     * @param gateway   of the city's account that it is paid from, with {@code terminal}; {@code null} until it is named
     * @param iban      masked; {@code null} until one is named
     * @param account   keyed digest of IBAN, holder and the city's account; {@code null} until they are named
     * @param reference of the transfer at the bank; {@code null} until done
     */
    record Payout(
            UUID id,
            String office,
            long amount,
            int fees,
            String state,
            Instant created,
            String gateway,
            String terminal,
            String iban,
            String account,
            String reference) {}

    /** One line of the payment order to the bank. @param holder of the account */
    record Order(UUID payout, String office, long amount, String gateway, String terminal, Iban iban, String holder) {}

    /**
     * Gathers all that an office is owed and was not gathered before into one payout.
     *
     * @throws Refusal CONFLICT {@code payout.nothing} where nothing is owed, {@code payout.due} while another one of the office is due
     */
    Payout gather(Caller caller, String office);

    /** The newest first. @param state {@code null} for all */
    Page<Payout> list(String state, String cursor, int limit);

    /**
     * Names the account to which a payout shall go, and that of the city from which.
     *
     * @param gateway  whose account at {@code terminal} pays
     * @throws Refusal NOT_FOUND, CONFLICT unless due, CONFLICT {@code payout.funds} where the city's account does not hold as much by the
     *                 ledger, INVALID for the holder
     */
    Payout account(Caller caller, UUID id, Iban iban, String holder, String gateway, String terminal);

    /** What is ordered and not done: for the bank. Whoever reads it is on record. */
    List<Order> orders(Caller caller);

    /**
     * The bank has paid it; its fees are paid.
     *
     * @param reference of the bank's transfer, used once for refunds and payouts together
     * @throws Refusal NOT_FOUND, CONFLICT unless ordered or where the reference was used, INVALID for the reference
     */
    Payout done(Caller caller, UUID id, String reference);
}
