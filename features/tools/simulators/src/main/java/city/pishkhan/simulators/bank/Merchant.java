package city.pishkhan.simulators.bank;

import city.pishkhan.simulators.site.Site;
import java.util.Optional;

/**
 * Terminal and credentials of the bank's only merchant: {@code bank/mellat.terminal}, {@code .user} and
 * {@code .password} of the configured credentials. Values that are not configured are not checked.
 */
final class Merchant {
    private final Optional<String> terminal;
    private final Optional<String> user;
    private final Optional<String> password;

    Merchant(Site site) {
        terminal = site.credential("terminal");
        user = site.credential("user");
        password = site.credential("password");
    }

    /** @return error code if the caller's credentials are wrong, or empty */
    Optional<String> errorCode(long givenTerminal, String givenUser, String givenPassword) {
        if (terminal.isPresent() && !terminal.get().equals(Long.toString(givenTerminal))) {
            return Optional.of(Codes.MERCHANT);
        }
        boolean known = user.map(name -> name.equals(givenUser)).orElse(true)
                && password.map(word -> word.equals(givenPassword)).orElse(true);
        return known ? Optional.empty() : Optional.of(Codes.CREDENTIALS);
    }
}
