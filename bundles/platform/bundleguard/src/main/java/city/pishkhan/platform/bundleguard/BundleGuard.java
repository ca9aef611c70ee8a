package city.pishkhan.platform.bundleguard;

import java.time.Instant;
import java.util.List;
import org.osgi.framework.Bundle;

/**
 * Starts deployed bundles on its own threads, each with a time limit. The bundles' autostart setting is off, so that
 * the framework's start-level thread never runs their code: a bundle that hangs in its start cannot keep the hub from
 * opening its ports.
 */
public interface BundleGuard {

    /** Reason why a bundle does not run. */
    enum Reason {
        /** The bundle's start did not end within the time limit. */
        HANGS,
        /** The bundle's start threw an exception, or the bundle cannot be resolved. */
        FAILS,
        /** The hub was started in safe mode. */
        SAFE_MODE
    }

    /**
     * A bundle that the guard should start and that does not run. Its content remains installed.
     *
     * @param bundle symbolic name
     * @param version version of the bundle
     * @param cause message of the exception on one line; empty if there is none
     * @param since time at which the guard gave up
     */
    record SetAside(String bundle, String version, Reason reason, String cause, Instant since) {}

    /** Registers a bundle before a deployment stops or starts it; the guard then starts it at the next start of the hub. */
    void guard(Bundle bundle);

    /**
     * Interrupts the thread that is starting a bundle, if there is one, and waits a few seconds for its end.
     *
     * @return {@code true} if no thread is starting the bundle now; otherwise the bundle cannot be stopped or
     *     uninstalled until the hub ends
     */
    boolean release(Bundle bundle);

    /**
     * Symbolic names of bundles that are still being started after a start of the hub; empty once the guard has started
     * all or given up.
     */
    List<String> starting();

    /** Bundles that do not run, by symbolic name. */
    List<SetAside> bundlesSetAside();

    /** Returns {@code true} if the hub was started without its deployed bundles. */
    boolean isSafeMode();
}
