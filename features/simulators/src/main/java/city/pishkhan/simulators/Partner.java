package city.pishkhan.simulators;

import java.io.IOException;

/** One simulated partner system. */
public interface Partner {

    /** Where it lives: {@code fire} is served below {@code /fire}, {@code bank/mellat} below {@code /bank/mellat}. */
    String name();

    /** Rebuilds its state from the site's ledger and puts its endpoints up. Called once, before the first request. */
    void mount(Site site) throws IOException;

    /** Ends what it started by itself. */
    default void close() {}
}
