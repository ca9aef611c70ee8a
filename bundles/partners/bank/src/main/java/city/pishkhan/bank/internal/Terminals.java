package city.pishkhan.bank.internal;

import city.pishkhan.messages.Messages;
import java.net.URI;

/** Validation of the settings that all bank configurations share. */
public final class Terminals {
    private static final int LONGEST = 32;
    private static final Messages MESSAGES = Messages.of(Terminals.class);

    private Terminals() {}

    /** @throws IllegalArgumentException if the name cannot be used in a callback address */
    public static String name(String name) {
        if (!name.matches("[a-z0-9-]{1," + LONGEST + "}")) {
            throw new IllegalArgumentException(MESSAGES.bilingual("terminals.name", name, LONGEST));
        }
        return name;
    }

    /** @throws IllegalArgumentException if the terminal number is missing */
    public static long terminal(long terminal) {
        if (terminal <= 0) {
            throw new IllegalArgumentException(MESSAGES.bilingual("terminals.terminal-missing"));
        }
        return terminal;
    }

    /**
     * @throws IllegalArgumentException if {@code address} is not an HTTP or HTTPS address, or if it contains a login, which would
     *     appear in logs
     */
    public static URI address(String field, String address) {
        URI uri = URI.create(address);
        if (uri.getHost() == null || !"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
            throw new IllegalArgumentException(MESSAGES.bilingual("terminals.address", field, address));
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(MESSAGES.bilingual("terminals.login-in-address", field));
        }
        return uri;
    }
}
