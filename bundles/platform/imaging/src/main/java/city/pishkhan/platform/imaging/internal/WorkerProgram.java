package city.pishkhan.platform.imaging.internal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.osgi.framework.Bundle;

/**
 * The command that starts a process that makes pictures.
 *
 * @param command command with all arguments
 */
record WorkerProgram(List<String> command) {
    private static final String MAIN = "city.pishkhan.platform.imaging.worker.PictureProgram";

    /**
     * @param classPath class path of the program and its libraries
     * @param megabytes maximum heap size
     */
    static WorkerProgram of(String classPath, int megabytes) {
        return new WorkerProgram(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // the process ends at once when its heap is full
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-cp",
                classPath,
                MAIN));
    }

    /**
     * Copies the program's classes and libraries from the bundle to a folder.
     *
     * @return the class path
     */
    static String extract(Bundle bundle, Path folder) throws IOException {
        Path classes = folder.resolve("classes");
        copy(bundle, "city/pishkhan/platform/imaging/worker", "*.class", classes);
        Path libraries = folder.resolve("lib");
        copy(bundle, "lib", "*.jar", folder);
        return classes + File.pathSeparator + libraries.resolve("*");
    }

    private static void copy(Bundle bundle, String path, String pattern, Path to) throws IOException {
        Enumeration<URL> found = bundle.findEntries(path, pattern, false);
        if (found == null) {
            throw new IOException("the bundle has no " + path + "/" + pattern);
        }
        for (URL entry : Collections.list(found)) {
            Path file = to.resolve(entry.getPath().substring(1));
            Files.createDirectories(file.getParent());
            try (InputStream in = entry.openStream()) {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
