package city.pishkhan.api.governance;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The mode of the hub, which its founding decides once. No file, property or command changes it later. */
public interface HubMode {

    /** Modes of a hub. */
    enum Mode {
        /** Shows or tests the product; needs no second people. */
        DEMO,
        /** Serves a city. */
        PRODUCTION;

        /** Returns the lower-case name, as in the database. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the mode with this code; {@link #PRODUCTION} for an unknown code. */
        public static Mode of(String code) {
            return Arrays.stream(values())
                    .filter(mode -> mode.code().equals(code))
                    .findFirst()
                    .orElse(PRODUCTION);
        }
    }

    /** Returns the mode; empty before the founding. */
    Optional<Mode> mode();
}
