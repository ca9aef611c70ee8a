package city.pishkhan.camel.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Channels of the {@code pishkhan:} component. */
enum Channel {
    INQUIRIES,
    ANSWERS,
    NOTICES,
    WORK;

    /**
     * Returns the channel of a name.
     *
     * @throws IllegalArgumentException if the name is unknown; the message lists the valid names
     */
    static Channel of(String name) {
        return Arrays.stream(values())
                .filter(c -> c.uri().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("pishkhan:" + name + " is unknown; channels are "
                        + Arrays.stream(values()).map(Channel::uri).collect(Collectors.joining(", "))));
    }

    private String uri() {
        return name().toLowerCase(Locale.ROOT);
    }
}
