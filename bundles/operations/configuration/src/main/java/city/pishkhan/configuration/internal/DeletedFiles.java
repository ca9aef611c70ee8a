package city.pishkhan.configuration.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes configurations whose files were deleted while the hub was down. The configuration service keeps them in its cache,
 * and the file installer only deletes those whose deletion it observed. Configurations without a file are kept.
 */
final class DeletedFiles {
    private static final Logger LOG = LoggerFactory.getLogger(DeletedFiles.class);
    static final String FILE = "felix.fileinstall.filename";

    private final Path etc;

    /** @param etc the present folder of the files, which may have been moved */
    DeletedFiles(Path etc) {
        this.etc = etc;
    }

    void deleteConfigurations(ConfigurationAdmin configurations) {
        try {
            Configuration[] ofFiles = configurations.listConfigurations("(" + FILE + "=*)");
            for (Configuration one : ofFiles == null ? new Configuration[0] : ofFiles) {
                if (isDeleted(String.valueOf(one.getProperties().get(FILE)))) {
                    LOG.info(
                            "Configuration {} is removed: its file was deleted while the hub was stopped",
                            one.getPid());
                    one.delete();
                }
            }
        } catch (IOException | InvalidSyntaxException | RuntimeException e) {
            LOG.warn("Configurations of deleted files cannot be checked", e);
        }
    }

    /**
     * Returns {@code true} if the file is missing at its recorded path and in {@code etc}. The folder may have been moved, and
     * the file installer then finds the file there.
     */
    private boolean isDeleted(String file) {
        if (!file.startsWith("file:")) {
            // the source is not a local file
            return false;
        }
        try {
            Path path = Path.of(URI.create(file));
            return Files.notExists(path) && Files.notExists(etc.resolve(path.getFileName()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
