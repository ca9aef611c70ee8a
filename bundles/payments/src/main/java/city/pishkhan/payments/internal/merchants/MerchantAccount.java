package city.pishkhan.payments.internal.merchants;

import city.pishkhan.api.security.Vault;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.payments.internal.common.DutyJson;
import city.pishkhan.spi.PaymentGateway;
import city.pishkhan.spi.PaymentGateway.Account;
import java.util.Map;
import java.util.TreeMap;

/**
 * A gateway's merchant account as people approve it.
 *
 * @param terms       what may be shown of it, by name
 * @param fingerprint of name, terminal and terms, 64 hex digits
 */
public record MerchantAccount(String gateway, String terminal, Map<String, String> terms, String fingerprint) {
    private static final String LOGIN = "login";

    /** The login goes in by a digest whose key the vault holds: who reads it cannot try passwords against it. */
    static MerchantAccount of(PaymentGateway gateway, Vault vault) {
        Account account = gateway.account();
        Map<String, String> terms = new TreeMap<>(account.terms());
        terms.put(LOGIN, vault.index("merchant-login " + account.login()));
        // the mapper orders what a map holds, so equal terms are written alike
        String whole =
                DutyJson.write(Map.of("gateway", gateway.name(), "terminal", gateway.terminal(), "terms", terms));
        return new MerchantAccount(gateway.name(), gateway.terminal(), terms, Sha256.hex(whole));
    }
}
