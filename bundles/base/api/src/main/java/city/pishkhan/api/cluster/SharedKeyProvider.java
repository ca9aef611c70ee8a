package city.pishkhan.api.cluster;

import java.util.List;

/**
 * Implemented by bundles with keys that must be equal on all nodes; published as a service. Called every few seconds, so
 * implementations cache expensive results.
 */
public interface SharedKeyProvider {

    /**
     * The keys in use now.
     *
     * @throws RuntimeException if they cannot be determined now; the call is repeated
     */
    List<SharedKey> sharedKeys();

    /** Creates missing keys in advance, so that nodes that join later find them registered. */
    default void createMissing() {}
}
