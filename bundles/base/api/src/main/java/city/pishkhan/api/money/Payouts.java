package city.pishkhan.api.money;

import city.pishkhan.api.Page;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Iban;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Payouts of the city to its offices (پرداخت حق‌الزحمه), each covering all unpaid {@link Fees} of an office. As with {@link
 * Refunds}, one person of the treasury names the account and another approves it: act {@code payout} of {@link
 * city.pishkhan.api.governance.Approvals}, with the terms {@code payout} and {@code account}. The payout is complete with the
 * bank's reference of the transfer.
 */
public interface Payouts {

    /**
     * One payout.
     *
     * @param amount    amount in rial
     * @param fees      number of fees that it pays, corrections included
     * @param state     {@code due}, {@code ordered} or {@code done}
     * @param gateway   gateway of the city's account that pays, together with {@code terminal}; {@code null} until the
     *     account is named
     * @param iban      masked IBAN of the receiving account; {@code null} until the account is named
     * @param account   keyed digest of IBAN, holder and the city's account; {@code null} until the accounts are named
     * @param reference reference of the transfer at the bank; {@code null} until done
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

    /**
     * One line of the payment order to the bank.
     *
     * @param holder holder of the account
     */
    record Order(UUID payout, String office, long amount, String gateway, String terminal, Iban iban, String holder) {}

    /**
     * Creates a payout of all fees of an office that are in no payout yet.
     *
     * @throws Refusal CONFLICT {@code payout.nothing} if nothing is owed, {@code payout.due} while another payout of the office
     *     is due
     */
    Payout create(Caller caller, String office);

    /**
     * Payouts, newest first.
     *
     * @param state state, or {@code null} for all
     */
    Page<Payout> list(@Nullable String state, @Nullable String cursor, int limit);

    /**
     * Names the receiving account and the paying account of the city.
     *
     * @param gateway gateway whose account at {@code terminal} pays
     * @throws Refusal NOT_FOUND, CONFLICT unless due, CONFLICT {@code payout.funds} if the ledger balance of the city's account
     *     is too low, INVALID for the holder
     */
    Payout setAccounts(Caller caller, UUID id, Iban iban, String holder, String gateway, String terminal);

    /** Ordered and unpaid payouts, for the bank. The journal records who reads them. */
    List<Order> orders(Caller caller);

    /**
     * Records that the bank has paid a payout; the fees in it become paid.
     *
     * @param reference reference of the bank's transfer, unique among refunds and payouts
     * @throws Refusal NOT_FOUND, CONFLICT unless ordered or if the reference was used, INVALID for the reference
     */
    Payout recordPaid(Caller caller, UUID id, String reference);
}
