package city.pishkhan.deployment.internal.model;

import city.pishkhan.api.deployment.Deployments.Kind;
import city.pishkhan.api.deployment.Deployments.Plan;
import city.pishkhan.platform.bundleguard.UnfinishedDeployment.Step;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.ServiceReference;

/** An item that runs in one version at a time and can be switched to another version. */
public interface Deployable {

    Kind kind();

    String name();

    /** Returns the running version; empty if none runs. */
    Optional<byte[]> present() throws IOException;

    /**
     * Describes the effects of a switch.
     *
     * @param content the new version; {@code null} to remove the item
     * @param sha256 SHA-256 of the new version, as hexadecimal digits
     * @param before SHA-256 of the running version
     */
    Plan plan(byte[] content, String sha256, String before) throws IOException;

    /**
     * Returns the files of code in a version: bundles and route files. A version is put in force only if its own file is accepted;
     * then these are accepted too.
     */
    default List<byte[]> code(byte[] content) throws IOException {
        return List.of(content);
    }

    /**
     * Computes the steps with which {@code BundleGuard} can restore a version at a start of the hub, before any bundle
     * of the version runs.
     *
     * @param content the version to restore; {@code null} to remove the item
     * @param from the version that may be present, completely or in part; {@code null} if there is none
     */
    List<Step> stepsTo(byte[] content, byte[] from) throws IOException;

    /**
     * Switches the version without waiting for its effects.
     *
     * @param content {@code null} to remove the item
     * @throws Fault if the switch failed, possibly half done
     */
    void put(byte[] content) throws Fault;

    /** Returns the reason why the last {@link #put} is not in force yet; empty if it is. */
    Optional<String> pending();

    /** Symbolic names of bundles and names of route files whose components and routes may change. */
    Set<String> ownBundles();

    /** Returns {@code true} if a service belongs to this item. */
    boolean hasService(ServiceReference<?> service);

    /** Bundles that were stopped since the last {@link #put} began. */
    List<String> restarted();
}
