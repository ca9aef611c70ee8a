package city.pishkhan.itests.modules;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.mavenBundle;
import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.replaceConfigurationFile;

import city.pishkhan.itests.HubContainer;
import city.pishkhan.itests.QuickPasswords;
import city.pishkhan.itests.TestJvm;
import city.pishkhan.testkit.people.Clerk;
import city.pishkhan.testkit.process.CitySettings;
import city.pishkhan.testkit.process.FileTrees;
import city.pishkhan.testkit.process.Installation;
import city.pishkhan.testkit.process.PartnersProcess;
import city.pishkhan.testkit.process.Ports;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;

/** The environment of a Pax Exam container: partners in a separate process, the demo's settings, and the test drivers as a bundle. */
final class ContainerEnvironment {

    private static final Path FOLDER = TestJvm.folder("beside");
    /** system properties passed on to {@link DeploymentIT}, which runs in another JVM */
    private static final List<String> TOLD =
            List.of("deployments", "deployments.seed", "deployments.inquiries", "deployments.seconds");

    private static Option city;

    private ContainerEnvironment() {}

    /** Options of the one container for all classes of a suite, see {@code ContainerSuite}, with the test drivers. */
    static Option[] container() {
        List<Option> options = new ArrayList<>(List.of(
                city(),
                drivers(),
                vmOption("-Ddeployments.report="
                        + Path.of("target/deployments.txt").toAbsolutePath()),
                vmOption("-Xmx512m"),
                // Karaf's own start script sets these options as well
                vmOption("--add-opens=java.base/java.lang=ALL-UNNAMED"),
                vmOption("--add-opens=java.base/java.security=ALL-UNNAMED"),
                // the code cache is larger than usual, because classes that the tests load repeatedly are compiled each
                // time
                vmOption("-XX:ReservedCodeCacheSize=160m")));
        for (String name : TOLD) {
            String value = System.getProperty(name);
            if (value != null) {
                options.add(vmOption("-D" + name + "=" + value));
            }
        }
        return options.toArray(Option[]::new);
    }

    /**
     * The distribution with the demo's settings. The partners run in a separate process until this JVM ends. Pax Exam requests the options
     * of a class more than once; the partners are started once.
     */
    private static synchronized Option city() {
        if (city == null) {
            int http = HubContainer.freePort();
            city = composite(HubContainer.distribution(http), partners(http));
        }
        return city;
    }

    private static Option partners(int http) {
        try {
            FileTrees.delete(FOLDER);
            Installation home = Installation.at(Path.of(System.getProperty("demo.assembly")))
                    .createCopy(Files.createDirectories(FOLDER));
            QuickPasswords.install(home);
            Ports ports = new Ports(http, Ports.findFree(), Ports.findFree());
            new CitySettings(home).install(ports);
            PartnersProcess partners = new PartnersProcess(home, ports, HttpClient.newHttpClient());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(partners), "partners"));
            partners.start();
            return composite(settings(home).toArray(Option[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<Option> settings(Installation home) throws IOException {
        List<Option> options = new ArrayList<>();
        options.add(replaceConfigurationFile(
                "etc/users/demo.users", home.etc().resolve("users/demo.users").toFile()));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(home.etc(), "city.pishkhan.*.cfg")) {
            for (Path file : files) {
                options.add(replaceConfigurationFile("etc/" + file.getFileName(), file.toFile()));
            }
        }
        return options;
    }

    /** The test kit (clerks, payers, districts) and Awaitility, for tests inside the container. */
    private static Option drivers() {
        return composite(
                mavenBundle("org.hamcrest", "hamcrest", "2.1"),
                mavenBundle("org.awaitility", "awaitility", "4.3.0"),
                bundle(asBundle(Clerk.class, "city.pishkhan.testkit").toUri().toString()));
    }

    /** Builds a jar whose manifest exports all its packages. */
    private static Path asBundle(Class<?> one, String name) {
        try {
            Path source = Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
            Map<String, byte[]> classes = Files.isDirectory(source) ? folder(source) : jar(source);
            Manifest manifest = new Manifest();
            Attributes main = manifest.getMainAttributes();
            main.putValue("Manifest-Version", "1.0");
            main.putValue("Bundle-ManifestVersion", "2");
            main.putValue("Bundle-SymbolicName", name);
            main.putValue(
                    "Export-Package",
                    classes.keySet().stream()
                            .map(path ->
                                    path.substring(0, path.lastIndexOf('/')).replace('/', '.'))
                            .distinct()
                            .collect(Collectors.joining(",")));
            main.putValue("DynamicImport-Package", "*");
            Path jar = Files.createDirectories(TestJvm.folder("drivers")).resolve(name + ".jar");
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream entries = new JarOutputStream(out, manifest)) {
                for (Map.Entry<String, byte[]> type : classes.entrySet()) {
                    entries.putNextEntry(new JarEntry(type.getKey()));
                    entries.write(type.getValue());
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, byte[]> jar(Path source) throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        try (InputStream in = Files.newInputStream(source);
                JarInputStream jar = new JarInputStream(in)) {
            for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
                if (entry.getName().endsWith(".class")) {
                    classes.put(entry.getName(), jar.readAllBytes());
                }
            }
        }
        return classes;
    }

    /** Reads classes from a folder; in a build of all modules the kit may not be packaged yet. */
    private static Map<String, byte[]> folder(Path source) throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                classes.put(
                        source.relativize(file).toString().replace(File.separatorChar, '/'), Files.readAllBytes(file));
            }
        }
        return classes;
    }

    private static void stop(PartnersProcess partners) {
        try {
            partners.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
