package city.pishkhan.api.money;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Merchant accounts (حساب پذیرنده), which receive the payers' money. An account is used only after two persons of the treasury
 * approved exactly this account: the acts {@code merchant-account} and {@code merchant-withdraw} of {@link
 * city.pishkhan.api.governance.Approvals}, with the terms {@code gateway}, {@code terminal} and {@code fingerprint}.
 */
public interface Merchants {

    /**
     * An account as it is or was configured.
     *
     * @param fingerprint fingerprint of all settings that decide where the money goes, 64 hex digits; differs for another account
     * @param terms       settings that may be shown, by name; the login at the bank as a keyed digest
     * @param here        whether this node is configured with it now
     * @param state       {@code waiting}, {@code asked} (requested, not decided yet), {@code approved} or {@code withdrawn}
     * @param askedBy     person who requested the present {@code state}; {@code null} while waiting
     * @param decidedBy   person who approved it; {@code null} before, like {@code decided}
     */
    record Account(
            String gateway,
            String terminal,
            String fingerprint,
            Map<String, String> terms,
            boolean here,
            String state,
            String askedBy,
            @Nullable String decidedBy,
            @Nullable Instant decided) {
        public Account {
            terms = Map.copyOf(terms);
        }
    }

    /** All known accounts: those of this node first, then the newest. */
    List<Account> list();
}
