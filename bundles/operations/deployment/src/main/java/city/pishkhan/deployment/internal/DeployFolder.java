package city.pishkhan.deployment.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.deployment.Deployments.Effect;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.api.deployment.Deployments.Kind;
import city.pishkhan.api.security.Caller;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.apache.felix.fileinstall.ArtifactListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deploys bundles in {@code deploy/} like the shell command does. Karaf's file installer alone would update any bundle
 * of the same name and version and uninstall it when its file is unreadable. It would not check whether the bundle
 * runs.
 */
@Component(
        service = {ArtifactInstaller.class, ArtifactListener.class},
        immediate = true,
        property = "service.ranking:Integer=100")
public final class DeployFolder implements ArtifactInstaller {
    private static final Messages MESSAGES = Messages.of(DeployFolder.class);
    private static final Logger LOG = LoggerFactory.getLogger(DeployFolder.class);
    private static final Caller HOST = new Caller("host", Set.of("operator"));
    private static final long PATIENCE_SECONDS = 300;

    private final Path folder;
    private final DeploymentService deployments;

    @Activate
    public DeployFolder(BundleContext framework, @Reference DeploymentService deployments) {
        this(Path.of(String.valueOf(framework.getProperty("karaf.base")), "deploy"), deployments);
    }

    DeployFolder(Path folder, DeploymentService deployments) {
        this.folder = folder.toAbsolutePath().normalize();
        this.deployments = deployments;
    }

    /**
     * Also accepts a file that is no longer a bundle or cannot be read; the file installer would otherwise drop it silently. Accepts folders
     * too, and does not install them: on a stock Karaf the file installer itself would install a folder with the content of a
     * bundle, without any check.
     */
    @Override
    public boolean canHandle(File file) {
        Path path = path(file);
        if (isPackedFolder(path)) {
            return true;
        }
        if (!folder.equals(path.getParent())) {
            return false;
        }
        if (isUnacceptedCode(path)) {
            return true;
        }
        if (!path.toString().endsWith(".jar")) {
            return false;
        }
        return deployments.isKnown(path) || !isLibrary(path);
    }

    /**
     * Returns {@code true} for code of any kind that is not accepted, so that the container's own installers do not
     * install it.
     */
    private boolean isUnacceptedCode(Path path) {
        return DeployFolderFileCheck.kind(path)
                        .filter(kind -> kind != Kind.CONFIGURATION)
                        .isPresent()
                && Files.isReadable(path)
                && !Files.isDirectory(path)
                && deployments.refusal(path).isPresent();
    }

    /** Returns {@code true} for the temporary jar that the file installer makes of a folder in {@code deploy/}. */
    private boolean isPackedFolder(Path path) {
        String name = path.getFileName().toString();
        return !folder.equals(path.getParent())
                && name.endsWith(".jar")
                && Files.isDirectory(folder.resolve(name.substring(0, name.length() - ".jar".length())));
    }

    /** Returns {@code true} for a valid jar that is not a bundle; the container wraps such jars. */
    private static boolean isLibrary(Path path) {
        try (JarFile jar = new JarFile(path.toFile())) {
            Manifest manifest = jar.getManifest();
            return manifest == null || manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME) == null;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void install(File file) {
        Path path = path(file);
        if (Files.isDirectory(path)) {
            // DeployFolderReview rejects the folder
            return;
        }
        Optional<Text> why = isUnacceptedCode(path) ? deployments.refusal(path) : Optional.empty();
        if (why.isPresent()) {
            deployments.rejectUntilAccepted(path, why.get().english());
            LOG.error("{}", MESSAGES.bilingual("folder.refused", path.getFileName(), why.get()));
            return;
        }
        try {
            // the file installer reports every file again at each start
            if (deployments.isTried(path)) {
                return;
            }
            Entry entry =
                    deployments.deploy(path, HOST, file.toURI().normalize().toString(), PATIENCE_SECONDS);
            if (entry.effect() != Effect.SWITCHED) {
                LOG.error("{}", MESSAGES.bilingual("folder.refused", path.getFileName(), entry.cause()));
            }
        } catch (Refusal e) {
            if (e.code().startsWith("deployment.same")) {
                LOG.info("{}", e.english());
                return;
            }
            if (e.code().startsWith("deployment.busy")) {
                // after this exception the file installer calls this method again
                throw e;
            }
            deployments.reject(path, e.english());
            LOG.error("{}", MESSAGES.bilingual("folder.refused", path.getFileName(), e.english()));
        }
    }

    @Override
    public void update(File file) {
        install(file);
    }

    @Override
    public void uninstall(File file) {
        deployments.uninstallDeleted(path(file), file.toURI().normalize().toString(), HOST);
    }

    private static Path path(File file) {
        return file.toPath().toAbsolutePath().normalize();
    }
}
