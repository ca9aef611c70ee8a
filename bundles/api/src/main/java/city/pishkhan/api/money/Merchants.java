package city.pishkhan.api.money;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Merchant accounts (حساب پذیرنده): where payers' money goes. One takes money only when two of the treasury wanted exactly it: the acts
 * {@code merchant-account} and {@code merchant-withdraw} of {@link city.pishkhan.api.governance.Approvals}, whose terms are {@code gateway}, {@code terminal} and
 * {@code fingerprint}.
 */
public interface Merchants {

    /**
     * One account, as it was configured at some time.
     *
     * @param fingerprint of everything that decides where its money goes, 64 hex digits; another account for another one
     * @param terms       what may be shown of that, by name; the login at the bank as a keyed digest
     * @param here        whether this node is configured with it now
     * @param state       {@code waiting}, {@code asked} (one of the treasury asked, nobody decided yet), {@code approved} or {@code
     *                    withdrawn}
     * @param askedBy     who asked for what {@code state} says; {@code null} while it waits
     * @param decidedBy   who approved that; {@code null} until then, as {@code decided}
     */
    record Account(
            String gateway,
            String terminal,
            String fingerprint,
            Map<String, String> terms,
            boolean here,
            String state,
            String askedBy,
            String decidedBy,
            Instant decided) {
        public Account {
            terms = Map.copyOf(terms);
        }
    }

    /** All that are known: those of this node first, then the newest. */
    List<Account> list();
}
