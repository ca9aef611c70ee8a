package city.pishkhan.testkit.process;

import city.pishkhan.testkit.waiting.CityException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folders of an unpacked distribution.
 *
 * @param root folder of the distribution, with its programs
 * @param base folder of etc and data: the same folder, or a separate one for one run
 */
public record Installation(Path root, Path base) {

    /** Returns the configuration folder; the demo's additional settings are in {@code etc/demo}. */
    public Path etc() {
        return base.resolve("etc");
    }

    public Path data() {
        return base.resolve("data");
    }

    public Path logs() {
        return data().resolve("log");
    }

    /** Returns the folder with the libraries of the programs outside the container: simulators, demo and benchmarks. */
    public Path tools() {
        return root.resolve("demo/lib");
    }

    /** @throws CityException if there is no distribution at {@code root} */
    public static Installation at(Path root) {
        Path folder = root.toAbsolutePath().normalize();
        Installation home = new Installation(folder, folder);
        if (!Files.isExecutable(home.root().resolve("bin/karaf")) || !Files.isDirectory(home.etc())) {
            throw new CityException(home.root() + " is not an unpacked distribution; it has no bin/karaf and etc/");
        }
        return home;
    }

    /** @throws CityException if there is no distribution at {@code root}, or it has no simulated partners */
    public static Installation withDemo(Path root) {
        Installation home = at(root);
        if (!Files.isDirectory(home.tools())) {
            throw new CityException(
                    home.root() + " has no demo/lib. Unpack demo-distribution instead of distribution.");
        }
        return home;
    }

    /**
     * Returns the demo city's installation below this distribution. It has its own settings, data and bundles, so the demo changes no
     * other file. The folder exists after {@link #createDemoCity()}.
     */
    public Installation demoCity() {
        return new Installation(root, data().resolve("city"));
    }

    /** Copies the current settings to the demo city; does nothing if it already has settings. */
    public Installation createDemoCity() throws IOException {
        Installation city = demoCity();
        if (Files.notExists(city.etc())) {
            Path draft = data().resolve("city.draft");
            FileTrees.delete(draft);
            createCopy(Files.createDirectories(draft));
            Files.createDirectories(city.base());
            Files.move(draft.resolve("etc"), city.etc());
            Files.delete(draft);
        }
        return city;
    }

    /**
     * Returns an installation with the same programs and its own copy of the settings.
     *
     * @param base an empty folder
     */
    public Installation createCopy(Path base) throws IOException {
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

    /** Returns the folder of the credentials that systemd would supply to the hub; it need not exist. */
    public Path credentials() {
        return base.resolve("credentials");
    }

    /** Returns the environment variables that set the folders of etc, data and credentials for the distribution's scripts. */
    public Map<String, String> environment() {
        Map<String, String> all = new HashMap<>(Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "KARAF_BASE", base.toString(),
                "KARAF_ETC", etc().toString(),
                "KARAF_DATA", data().toString(),
                // several hubs run from the same programs, each with its own base folder
                "CHECK_ROOT_INSTANCE_RUNNING", "false"));
        if (Files.isDirectory(credentials())) {
            all.put("CREDENTIALS_DIRECTORY", credentials().toString());
        }
        return all;
    }
}
