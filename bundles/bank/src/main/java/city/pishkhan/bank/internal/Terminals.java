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
            throw new IllegalArgumentException(
                    MESSAGES.text("terminals.name-must-be-1-to", name).toString());
        }
        return name;
    }

    /** @throws IllegalArgumentException if there is none */
    public static long terminal(long terminal) {
        if (terminal <= 0) {
            throw new IllegalArgumentException(
                    MESSAGES.text("terminals.terminal-is-missing").toString());
        }
        return terminal;
    }

    /** @throws IllegalArgumentException if it is none, or carries what nobody may read */
    public static URI address(String field, String address) {
        URI uri = URI.create(address);
        if (uri.getHost() == null || !"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
            throw new IllegalArgumentException(MESSAGES.text("terminals.must-be-http-s-host", field, address)
                    .toString());
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    MESSAGES.text("terminals.carries-no-login-for-it", field).toString());
        }
        return uri;
    }
}
