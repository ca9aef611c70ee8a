package city.pishkhan.platform.bundleguard;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The code that this hub may run. In a production hub a bundle can be resolved only if its content is accepted.
 * Accepted are the artifacts of the installed distribution, and digests that the founding, two people or a release key
 * accepted. Before the founding, and in a demo city, every bundle runs. Thread-safe.
 *
 * <p>Digests are SHA-256 values of whole files, as 64 lower-case hexadecimal digits.
 */
public interface AcceptedCode {

    /**
     * A bundle that is installed but may not be resolved.
     *
     * @param bundle symbolic name
     * @param version version of the bundle
     * @param sha256 digest of its content; empty if the content is not stored as one file and so cannot be accepted
     * @param since time at which this was first noticed since the start of the hub
     */
    record RefusedBundle(String bundle, String version, String sha256, Instant since) {}

    /** Returns {@code true} in a production hub after its founding; from then on only accepted code runs. */
    boolean isEnforced();

    /** Returns {@code true} if code with this digest may run; always {@code true} while nothing is enforced. */
    boolean isAccepted(String sha256);

    /**
     * Accepts a digest on this node and returns when this is on disk.
     *
     * @throws java.io.UncheckedIOException if it cannot be stored
     */
    void accept(String sha256);

    /**
     * Allows only accepted code from now on, also after a restart. Bundles that run and are not accepted are stopped. A digest that
     * was accepted on this node is removed if two successive lists do not contain it; the first may have been read earlier.
     *
     * @param accepted all accepted digests of the hub
     * @return digests that this call has removed
     * @throws java.io.UncheckedIOException if it cannot be stored
     */
    Collection<String> enforce(Collection<String> accepted);

    /**
     * Returns code that is not part of the distribution: digest by symbolic name and version of an installed bundle, or by name of a
     * file in {@code etc/routes}.
     */
    Map<String, String> addedCode();

    /** Returns the installed bundles that may not be resolved. */
    List<RefusedBundle> refusedBundles();
}
