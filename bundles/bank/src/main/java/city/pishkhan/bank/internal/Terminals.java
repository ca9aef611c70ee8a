package city.pishkhan.bank.internal;

import city.pishkhan.messages.Messages;
import java.net.URI;

/** What every bank's configuration file must keep to. */
public final class Terminals {
    private static final Messages MESSAGES = Messages.of(Terminals.class);

    private Terminals() {}

    /** @throws IllegalArgumentException if it cannot stand in a callback address */
    public static String name(String name) {
        if (!name.matches("[a-z0-9-]{1,32}")) {
            throw new IllegalArgumentException(MESSAGES.both("terminals.name", name));
        }
        return name;
    }

    /** @throws IllegalArgumentException if there is none */
    public static long terminal(long terminal) {
        if (terminal <= 0) {
            throw new IllegalArgumentException(MESSAGES.both("terminals.terminal-missing"));
        }
        return terminal;
    }

    /** @throws IllegalArgumentException if it is none, or carries what nobody may read */
    public static URI address(String field, String address) {
        URI uri = URI.create(address);
        if (uri.getHost() == null || !"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
            throw new IllegalArgumentException(MESSAGES.both("terminals.address", field, address));
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(MESSAGES.both("terminals.login-in-address", field));
        }
        return uri;
    }
}
