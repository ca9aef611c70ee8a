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
 * Ends what a file started that was deleted while the hub was down: the configuration service keeps it in its cache, and the file installer deletes
 * only what it saw deleted. What came from no file is nobody's to delete here.
 */
final class DeletedFiles {
    private static final Logger LOG = LoggerFactory.getLogger(DeletedFiles.class);
    static final String FILE = "felix.fileinstall.filename";

    private final Path etc;

    /** @param etc where files are now; with an installation that was moved, not where they were */
    DeletedFiles(Path etc) {
        this.etc = etc;
    }

    void forget(ConfigurationAdmin configurations) {
        try {
            Configuration[] ofFiles = configurations.listConfigurations("(" + FILE + "=*)");
            for (Configuration one : ofFiles == null ? new Configuration[0] : ofFiles) {
                if (gone(String.valueOf(one.getProperties().get(FILE)))) {
                    LOG.info("Configuration {} ends: its file was deleted while the hub was down", one.getPid());
                    one.delete();
                }
            }
        } catch (IOException | InvalidSyntaxException | RuntimeException e) {
            LOG.warn("Whether configurations have lost their files cannot be looked at", e);
        }
    }

    /** Also a file of the same name in etc keeps it: the folder may have been moved, and the file installer finds it there. */
    private boolean gone(String file) {
        if (!file.startsWith("file:")) {
            // what is no file of this machine was not deleted from it
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
