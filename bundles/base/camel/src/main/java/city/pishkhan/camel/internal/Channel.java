package city.pishkhan.camel.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Kinds of endpoints of the {@code pishkhan:} component: inquiries, answers, notices or internal work items. */
enum Channel {
    INQUIRIES,
    ANSWERS,
    NOTICES,
    WORK;

    /**
     * Returns the channel that an endpoint URI names.
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
