package city.pishkhan.platform.startup;

import java.util.Optional;

/** Published by what is started in the background, with its name as the property {@link #NAME}. */
public interface StartState {

    /** Property of the service: short and stable, e.g. {@code broker}. */
    String NAME = "pishkhan.start";

    /** What keeps it from starting, in one plain line for the operator of this machine; empty once it has started. */
    Optional<String> problem();
}
