package city.pishkhan.platform.bundleguard;

import java.time.Instant;
import java.util.List;
import org.osgi.framework.Bundle;

/**
 * Starts deployed bundles on threads of its own, each with a time limit. Their autostart setting is off, so that the framework's start-level
 * thread never runs their code: a bundle that hangs in its start cannot keep the hub from opening its ports.
 */
public interface BundleGuard {

    /** Why a bundle does not run. */
    enum Reason {
        /** its start did not end within the limit */
        HANGS,
        /** its start threw an exception, or the bundle cannot be resolved */
        FAILS,
        /** the hub was started in safe mode */
        SAFE_MODE
    }

    /**
     * A bundle that the guard was to start and that does not run. Its content stays installed.
     *
     * @param bundle  symbolic name
     * @param version version of the bundle
     * @param cause   message of the exception, in one line; empty if there is none
     * @param since   when the guard gave it up
     */
    record SetAside(String bundle, String version, Reason reason, String cause, Instant since) {}

    /** Puts a bundle under guard before it is stopped or started by a deployment; the guard starts it at the next start of the hub. */
    void guard(Bundle bundle);

    /**
     * Interrupts the thread that is starting a bundle, if there is one, and waits a few seconds for it to end.
     *
     * @return whether no thread is starting the bundle now; otherwise nothing can stop or uninstall it before the hub ends
     */
    boolean release(Bundle bundle);

    /** Symbolic names of bundles that are still being started after a start of the hub; empty once the guard is done. */
    List<String> starting();

    /** Bundles that do not run, by symbolic name. */
    List<SetAside> setAside();

    /** Whether the hub was started without its deployed bundles. */
    boolean isSafeMode();
}
