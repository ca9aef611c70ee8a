package city.pishkhan.itests.rooms;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.mavenBundle;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.replaceConfigurationFile;

import city.pishkhan.demo.Clerk;
import city.pishkhan.demo.Home;
import city.pishkhan.demo.Partners;
import city.pishkhan.demo.Ports;
import city.pishkhan.demo.Settings;
import city.pishkhan.itests.Fork;
import city.pishkhan.itests.Hub;
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
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;

/** What stands beside a Pax Exam container and is needed in it: partners as a process, the demo's settings, and its driver as a bundle. */
final class Outside {

    private static final Path FOLDER = Fork.folder("beside");

    private static Option city;

    private Outside() {}

    /**
     * The distribution with the demo's settings, and the partners running beside it until this JVM ends. Pax Exam asks for the options
     * of a class more than once; the partners are started once.
     */
    static synchronized Option city() {
        if (city == null) {
            int http = Hub.freePort();
            city = composite(Hub.distribution(http), partners(http));
        }
        return city;
    }

    private static Option partners(int http) {
        try {
            delete(FOLDER);
            Home home = Home.at(Path.of(System.getProperty("hub.assembly"))).apart(Files.createDirectories(FOLDER));
            Ports ports = new Ports(http, Ports.any(), Ports.any());
            new Settings(home).lay(ports);
            Partners partners = new Partners(home, ports, HttpClient.newHttpClient());
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

    private static List<Option> settings(Home home) throws IOException {
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

    /** The demo's clerks, payers and districts, and Awaitility, for tests that run in the container. */
    static Option drivers() {
        return composite(
                mavenBundle("org.hamcrest", "hamcrest", "2.1"),
                mavenBundle("org.awaitility", "awaitility", "4.3.0"),
                bundle(asBundle(Clerk.class, "city.pishkhan.demo").toUri().toString()));
    }

    /** A plain jar with a manifest that exports its one package. */
    private static Path asBundle(Class<?> one, String name) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.putValue("Manifest-Version", "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Export-Package", name);
        main.putValue("DynamicImport-Package", "*");
        try {
            Path jar = Files.createDirectories(Fork.folder("drivers")).resolve(name + ".jar");
            Path source = Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream entries = new JarOutputStream(out, manifest)) {
                if (Files.isDirectory(source)) {
                    folder(source, entries);
                } else {
                    jar(source, entries);
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void jar(Path source, JarOutputStream entries) throws IOException {
        try (InputStream in = Files.newInputStream(source);
                JarInputStream jar = new JarInputStream(in)) {
            for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
                if (entry.getName().endsWith(".class")) {
                    entries.putNextEntry(new JarEntry(entry.getName()));
                    jar.transferTo(entries);
                }
            }
        }
    }

    /** In a build of all modules the demo may still lie in its folder. */
    private static void folder(Path source, JarOutputStream entries) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                entries.putNextEntry(
                        new JarEntry(source.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, entries);
            }
        }
    }

    private static void stop(Partners partners) {
        try {
            partners.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
