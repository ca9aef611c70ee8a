package city.pishkhan.deployment.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.deployment.Deployments.Effect;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.api.security.Caller;
import city.pishkhan.deployment.internal.bundles.BundleContent;
import city.pishkhan.messages.Messages;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.apache.felix.fileinstall.ArtifactListener;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bundles in {@code deploy/}: deployed as by the command. The file installer by itself updates whichever bundle has the same name and version,
 * uninstalls it when the file cannot be read any more, and asks nobody whether it runs.
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

    /** Also of one that was a bundle and is none any more: else it would be given up, and with it what runs. */
    @Override
    public boolean canHandle(File file) {
        Path path = path(file);
        if (!folder.equals(path.getParent()) || !path.toString().endsWith(".jar")) {
            return false;
        }
        return deployments.known(path) || bundle(path);
    }

    private static boolean bundle(Path path) {
        try {
            BundleContent.of(Files.readAllBytes(path));
            return true;
        } catch (IOException | Refusal e) {
            return false;
        }
    }

    @Override
    public void install(File file) {
        Path path = path(file);
        try {
            // each start tells of every file anew
            if (deployments.tried(path)) {
                return;
            }
            Entry entry =
                    deployments.deploy(path, HOST, file.toURI().normalize().toString(), PATIENCE_SECONDS);
            if (entry.effect() != Effect.SWITCHED) {
                LOG.error("{}", MESSAGES.both("folder.refused", path.getFileName(), entry.cause()));
            }
        } catch (Refusal e) {
            LOG.error("{}", MESSAGES.both("folder.refused", path.getFileName(), e.english()));
        }
    }

    @Override
    public void update(File file) {
        install(file);
    }

    @Override
    public void uninstall(File file) {
        deployments.removed(path(file), file.toURI().normalize().toString(), HOST);
    }

    private static Path path(File file) {
        return file.toPath().toAbsolutePath().normalize();
    }
}
