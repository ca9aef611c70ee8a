package city.pishkhan.simulators.site;

import java.io.IOException;

/** A simulated partner system. */
public interface Partner {

    /** Returns the base path: {@code fire} is served below {@code /fire}, {@code bank/mellat} below {@code /bank/mellat}. */
    String name();

    /** Rebuilds the state from the site's ledger and registers the endpoints. Called once, before the first request. */
    void mount(Site site) throws IOException;

    /** Stops the partner's own threads. */
    default void close() {}
}
