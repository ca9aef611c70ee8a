package city.pishkhan.deployment.internal.model;

import city.pishkhan.api.deployment.Deployments.Kind;
import city.pishkhan.api.deployment.Deployments.Plan;
import city.pishkhan.platform.bundleguard.UnfinishedDeployment.Step;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.ServiceReference;

/** Something that runs in one version at a time, and can be switched to another. */
public interface Deployable {

    Kind kind();

    String name();

    /** What runs now; empty if nothing of that name does. */
    Optional<byte[]> present() throws IOException;

    /**
     * What a switch would do.
     *
     * @param content the other version; {@code null} if it is to go
     * @param sha256  its digest, hex
     * @param before  that of what runs now
     */
    Plan plan(byte[] content, String sha256, String before) throws IOException;

    /**
     * Steps by which the guard brings a version while nothing of it runs; computed before a switch, they undo it.
     *
     * @param content that version; {@code null}: nothing of the name is to be left
     * @param from    the version that may be there instead, in whole or in part; {@code null} if there is none
     */
    List<Step> stepsTo(byte[] content, byte[] from) throws IOException;

    /**
     * Switches, and does not wait for what follows.
     *
     * @param content {@code null}: it goes
     * @throws Fault if that failed; then it may be half done
     */
    void put(byte[] content) throws Fault;

    /** Whether the last {@link #put} has come into force, for what takes it up later; empty when it has, else what is waited for. */
    Optional<String> pending();

    /** Symbolic names of the bundles, and names of the route files, whose components and routes may be others afterwards. */
    Set<String> ownBundles();

    /** Whether a service is there because this is deployed. */
    boolean brings(ServiceReference<?> service);

    /** Bundles that were stopped since the last {@link #put} began. */
    List<String> restarted();
}
