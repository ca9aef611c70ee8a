package city.pishkhan.camel.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can stand behind {@code pishkhan:}. */
enum Channel {
    INQUIRIES,
    ANSWERS,
    NOTICES,
    WORK;

    /** @throws IllegalArgumentException naming those that there are */
    static Channel of(String name) {
        return Arrays.stream(values())
                .filter(c -> c.uri().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("pishkhan:" + name + " is unknown; there are "
                        + Arrays.stream(values()).map(Channel::uri).collect(Collectors.joining(", "))));
    }

    private String uri() {
        return name().toLowerCase(Locale.ROOT);
    }
}
