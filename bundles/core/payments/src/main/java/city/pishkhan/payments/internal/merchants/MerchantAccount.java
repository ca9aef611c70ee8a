package city.pishkhan.payments.internal.merchants;

import city.pishkhan.api.security.Vault;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.payments.internal.common.DutyJson;
import city.pishkhan.spi.PaymentGateway;
import city.pishkhan.spi.PaymentGateway.Account;
import java.util.Map;
import java.util.TreeMap;

/**
 * A gateway's merchant account in the form in which people approve it.
 *
 * @param terms       terms that may be shown, by name
 * @param fingerprint hash of name, terminal and terms, 64 hex digits
 */
public record MerchantAccount(String gateway, String terminal, Map<String, String> terms, String fingerprint) {
    private static final String LOGIN = "login";

    /**
     * Creates the account of a gateway. The login is included as a digest with a key of the vault, so that a reader cannot guess
     * the password.
     */
    static MerchantAccount of(PaymentGateway gateway, Vault vault) {
        Account account = gateway.account();
        Map<String, String> terms = new TreeMap<>(account.terms());
        terms.put(LOGIN, vault.index("merchant-login " + account.login()));
        // the mapper sorts map entries, so equal terms have equal JSON
        String whole =
                DutyJson.write(Map.of("gateway", gateway.name(), "terminal", gateway.terminal(), "terms", terms));
        return new MerchantAccount(gateway.name(), gateway.terminal(), terms, Sha256.hex(whole));
    }
}
