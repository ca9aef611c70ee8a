package city.pishkhan.gate.internal.routefiles;

import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists the files in the folders that the file installer watches. The installer reports each file only once, not even again to a new
 * listener. After an update of this bundle, route files would therefore stay inactive until they are modified.
 */
final class WatchedFolders {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedFolders.class);
    private static final String INSTALLERS = "(service.factoryPid=org.apache.felix.fileinstall)";
    private static final String FOLDER = "felix.fileinstall.dir";
    private static final String FILTER = "felix.fileinstall.filter";

    private final ConfigurationAdmin configurations;

    WatchedFolders(ConfigurationAdmin configurations) {
        this.configurations = configurations;
    }

    /** Returns the files that exist now, sorted by name. */
    List<File> files(Predicate<File> wanted) {
        try {
            Configuration[] found = configurations.listConfigurations(INSTALLERS);
            return Stream.of(found == null ? new Configuration[0] : found)
                    .map(Configuration::getProperties)
                    .flatMap(WatchedFolders::filesOf)
                    .filter(wanted)
                    .distinct()
                    .sorted()
                    .toList();
        } catch (IOException | InvalidSyntaxException e) {
            LOG.error("The watched folders cannot be determined; route files are loaded when they are touched", e);
            return List.of();
        }
    }

    private static Stream<File> filesOf(Dictionary<String, Object> installer) {
        if (installer == null || installer.get(FOLDER) == null) {
            return Stream.of();
        }
        Object filter = installer.get(FILTER);
        Pattern names = Pattern.compile(filter == null ? ".*" : filter.toString());
        File[] files = new File(installer.get(FOLDER).toString())
                .listFiles(
                        file -> file.isFile() && names.matcher(file.getName()).matches());
        return files == null ? Stream.of() : Arrays.stream(files);
    }
}
