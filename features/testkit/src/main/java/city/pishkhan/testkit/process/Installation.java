package city.pishkhan.testkit.process;

import city.pishkhan.testkit.waiting.CityException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where the pieces of an unpacked distribution lie.
 *
 * @param root the distribution, with its programs
 * @param base the folder that holds etc and data: the same, or one for a run of its own
 */
public record Installation(Path root, Path base) {

    /** Configuration; what is laid over it for the demo is in {@code etc/demo}. */
    public Path etc() {
        return base.resolve("etc");
    }

    public Path data() {
        return base.resolve("data");
    }

    public Path logs() {
        return data().resolve("log");
    }

    /** What stands outside the container: simulators, demo and bench, with their libraries. */
    public Path tools() {
        return root.resolve("demo/lib");
    }

    /** @throws CityException if there is no distribution at {@code root} */
    public static Installation at(Path root) {
        Path folder = root.toAbsolutePath().normalize();
        Installation home = new Installation(folder, folder);
        if (!Files.isExecutable(home.root().resolve("bin/karaf")) || !Files.isDirectory(home.etc())) {
            throw new CityException(home.root() + " is no unpacked distribution: it has no bin/karaf and etc/");
        }
        return home;
    }

    /**
     * The demo city's home below this distribution, with settings, data and bundles of its own: the demo changes no file of anybody else. It
     * is there once it has been {@link #founded()}.
     */
    public Installation demoCity() {
        return new Installation(root, data().resolve("city"));
    }

    /** Gives the demo city the settings that are here now; does nothing if it has its own already. */
    public Installation founded() throws IOException {
        Installation city = demoCity();
        if (Files.notExists(city.etc())) {
            Path draft = data().resolve("city.draft");
            FileTrees.delete(draft);
            apart(Files.createDirectories(draft));
            Files.createDirectories(city.base());
            Files.move(draft.resolve("etc"), city.etc());
            Files.delete(draft);
        }
        return city;
    }

    /** The same programs with settings and data of their own. @param base an empty folder */
    public Installation apart(Path base) throws IOException {
        try (Stream<Path> files = Files.walk(etc())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = base.resolve("etc").resolve(etc().relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return new Installation(root, base);
    }

    /** What tells the distribution's scripts where etc and data are. */
    Map<String, String> environment() {
        return Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "KARAF_BASE", base.toString(),
                "KARAF_ETC", etc().toString(),
                "KARAF_DATA", data().toString(),
                // several hubs run by one copy of the programs, each with a base of its own
                "CHECK_ROOT_INSTANCE_RUNNING", "false");
    }
}
