package city.pishkhan.payments.internal.merchants;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Approvals.Approval;
import city.pishkhan.api.governance.ApprovedAct;
import city.pishkhan.api.money.Merchants.Account;
import city.pishkhan.api.security.Caller;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An act on a merchant account that needs two people of the treasury. Terms: {@code gateway}, {@code terminal},
 * {@code fingerprint}.
 */
abstract class MerchantAccountAct implements ApprovedAct {
    private static final String GATEWAY = "gateway";
    private static final String TERMINAL = "terminal";
    private static final String FINGERPRINT = "fingerprint";

    private final MerchantRegister merchantRegister;

    MerchantAccountAct(MerchantRegister merchantRegister) {
        this.merchantRegister = merchantRegister;
    }

    static Map<String, String> terms(
            @Nullable String gateway, @Nullable String terminal, @Nullable String fingerprint) {
        Map<String, String> terms = new LinkedHashMap<>();
        terms.put(GATEWAY, gateway);
        terms.put(TERMINAL, terminal);
        terms.put(FINGERPRINT, fingerprint);
        return terms;
    }

    /** Returns the account's state after the act. */
    abstract String targetState();

    /** @throws Refusal {@code CONFLICT} if the account's state does not permit the act */
    abstract void check(Account account);

    Account account(Map<String, String> terms) {
        return merchantRegister.find(
                terms.getOrDefault(GATEWAY, ""), terms.getOrDefault(TERMINAL, ""), terms.getOrDefault(FINGERPRINT, ""));
    }

    @Override
    public final void check(Map<String, String> terms) {
        check(account(terms));
    }

    @Override
    public final Map<String, String> journalTerms(Map<String, String> terms) {
        return terms(terms.get(GATEWAY), terms.get(TERMINAL), terms.get(FINGERPRINT));
    }

    @Override
    public final String execute(Caller approver, Approval asked) {
        merchantRegister.decide(this, approver, asked);
        Account account = account(asked.terms());
        return account.gateway() + "/" + account.terminal();
    }
}
