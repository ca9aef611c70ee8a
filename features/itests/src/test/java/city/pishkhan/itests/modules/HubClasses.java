package city.pishkhan.itests.modules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Build results of all bundles and routes in the source tree, so that no list of modules is needed. */
final class HubClasses {
    private static final Path ROOT = Path.of("../..");
    private static final int DEPTH_OF_A_MODULE = 2;

    private HubClasses() {}

    /** Returns the folders with the compiled classes. */
    static List<Path> folders() {
        return modules()
                .map(module -> module.resolve("target/classes/city/pishkhan"))
                .filter(Files::isDirectory)
                .toList();
    }

    /** Returns the jars, which also contain the files that the build generates only when it packs a bundle. */
    static List<Path> jars() {
        return modules()
                .map(module -> module.resolve("target"))
                .filter(Files::isDirectory)
                .flatMap(target -> files(target, 1))
                .filter(file -> file.toString().endsWith(".jar"))
                .filter(file -> !file.toString().matches(".*-(tests|sources|javadoc)\\.jar"))
                .toList();
    }

    private static Stream<Path> modules() {
        return Stream.concat(
                        files(ROOT.resolve("bundles"), DEPTH_OF_A_MODULE),
                        files(ROOT.resolve("routes"), DEPTH_OF_A_MODULE - 1))
                .filter(folder -> Files.exists(folder.resolve("pom.xml")))
                .sorted();
    }

    private static Stream<Path> files(Path folder, int depth) {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
