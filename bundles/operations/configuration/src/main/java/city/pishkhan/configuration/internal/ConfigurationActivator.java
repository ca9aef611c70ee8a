package city.pishkhan.configuration.internal;

import city.pishkhan.configuration.KnownBundles;
import city.pishkhan.configuration.RefusedFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.apache.felix.fileinstall.ArtifactListener;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Installs the file guard before the file installer and all components start; therefore it is not a component itself (see the
 * start level in {@code pishkhan-configuration}). The file installer assigns each file permanently to the first installer that
 * accepts it.
 */
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"city.pishkhan.configuration.RefusedFiles\"",
        effective = "active")
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class ConfigurationActivator implements BundleActivator {
    private static final String FILE_INSTALLER = "org.apache.felix.fileinstall";
    /** Maximum waiting time; the file installer checks its folders every second. */
    private static final Duration MAX_FILE_WAIT = Duration.ofSeconds(20);

    private ServiceTracker<ArtifactInstaller, ArtifactInstaller> installer;
    private ServiceTracker<ConfigurationAdmin, ConfigurationAdmin> configurations;
    private BundleListener listener;

    @Override
    public void start(BundleContext context) {
        ContainerDefaults.apply(context);
        Path etc = Path.of(String.valueOf(context.getProperty("karaf.etc")));
        DeletedFiles deletedFiles = new DeletedFiles(etc);
        configurations = new ServiceTracker<>(context, ConfigurationAdmin.class, null) {
            @Override
            public @Nullable ConfigurationAdmin addingService(ServiceReference<ConfigurationAdmin> reference) {
                ConfigurationAdmin service = super.addingService(reference);
                deletedFiles.deleteConfigurations(service);
                return service;
            }
        };
        configurations.open();
        installer = new ServiceTracker<>(context, ArtifactInstaller.class, null) {
            @Override
            public @Nullable ArtifactInstaller addingService(ServiceReference<ArtifactInstaller> reference) {
                boolean makesConfigurations =
                        FILE_INSTALLER.equals(reference.getBundle().getSymbolicName());
                return makesConfigurations ? super.addingService(reference) : null;
            }
        };
        installer.open();
        FileGuard guard = new FileGuard(installer::getService, new KnownBundles(context)::keys);
        listener = event -> guard.recheckRefused();
        context.addBundleListener(listener);
        Dictionary<String, Object> first = new Hashtable<>();
        first.put(Constants.SERVICE_RANKING, 1_000);
        context.registerService(
                new String[] {
                    ArtifactListener.class.getName(), ArtifactInstaller.class.getName(), RefusedFiles.class.getName()
                },
                guard,
                first);
        if (FileArrival.isLateStart(context.getBundle())) {
            new FileArrival(etc, configurations::getService, () -> guard.refused()
                            .keySet())
                    .await(MAX_FILE_WAIT);
        }
    }

    @Override
    public void stop(BundleContext context) {
        context.removeBundleListener(listener);
        installer.close();
        configurations.close();
    }
}
