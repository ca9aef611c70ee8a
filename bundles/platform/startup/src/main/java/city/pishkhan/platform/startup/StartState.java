package city.pishkhan.platform.startup;

import java.util.Optional;

/** Start state of a component that starts in the background; its name is the service property {@link #NAME}. */
public interface StartState {

    /** Service property with a short, stable name, e.g. {@code broker}. */
    String NAME = "pishkhan.start";

    /** The reason why the component has not started, on one line for the operator; empty once it has started. */
    Optional<String> problem();
}
