package city.pishkhan.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Installs the demo's settings in a distribution: logins, partners' addresses, ports. Only demo cities use these
 * settings.
 */
public final class CitySettings {

    private static final String CONSOLE_USER = "demo-operator";
    private static final int SOON_SECONDS = 5;
    private static final String OLDER_ARCHIVE = "city.pishkhan.archivesource-older.cfg";
    /** Loopback addresses of partners in settings, with any port of an earlier run. */
    private static final Pattern PARTNER =
            Pattern.compile("(?m)^(\\s*(?:url|pageUrl)\\s*=\\s*http://127\\.0\\.0\\.1:)(\\d+)");

    private static final Pattern OURSELVES =
            Pattern.compile("(?m)^(\\s*publicUrl\\s*=\\s*http://127\\.0\\.0\\.1:)(\\d+)");

    private final Installation home;

    public CitySettings(Installation home) {
        this.home = home;
    }

    /** Installs the settings. Writes only files that change, because a running hub reloads every file that is written. */
    public void install(Ports ports) {
        try {
            copyDemo();
            // creates the folder for hot deployment of jars
            Files.createDirectories(home.base().resolve("deploy"));
            createConsoleLogin();
            replace(home.etc().resolve("org.apache.felix.http.cfg"), key("pishkhan.port"), ports.hub());
            replace(home.etc().resolve("org.apache.karaf.shell.cfg"), key("sshPort"), ports.shell());
            // the hub checks deliveries every second, because deliveries in the demo city take only seconds
            replace(home.etc().resolve("city.pishkhan.deliveries.cfg"), key("sweepSeconds"), 1);
            replace(home.etc().resolve("city.pishkhan.deliveries.cfg"), key("pollSeconds"), 1);
            try (DirectoryStream<Path> files =
                    Files.newDirectoryStream(home.etc(), "city.pishkhan.routes.bank.settlement-*.cfg")) {
                for (Path file : files) {
                    // a short pause in milliseconds, so that the demo's settlement files are processed at once
                    replace(file, key("pause"), 1_000);
                }
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(home.etc(), "city.pishkhan.*.cfg")) {
                for (Path file : files) {
                    replace(file, PARTNER, ports.partners());
                    replace(file, OURSELVES, ports.hub());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The demo's settings cannot be written", e);
        }
    }

    /** Seals the journal every 5 seconds instead of every minute. Can be called before the hub starts or while it runs. */
    public void shortenSealInterval() {
        set("city.pishkhan.journal.cfg", "seal.seconds", SOON_SECONDS);
    }

    /** Adds a second, older archive to the hub's own archive. Must be called before {@link #install}. */
    public void addOlderArchive() {
        Path target = home.etc().resolve(OLDER_ARCHIVE);
        try {
            if (Files.notExists(target)) {
                // the finished settings are moved into place atomically, so that the hub reads the file only with the
                // partners' port
                Path draft = target.resolveSibling(OLDER_ARCHIVE + ".draft");
                Files.copy(home.etc().resolve("demo/olderarchive").resolve(OLDER_ARCHIVE), draft);
                replace(draft, PARTNER, ports().partners());
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The older archive's settings cannot be written", e);
        }
    }

    /** Returns the ports in the settings. */
    public Ports ports() {
        return new Ports(
                number(home.etc().resolve("org.apache.felix.http.cfg"), key("pishkhan.port"), Ports.USUAL.hub()),
                number(home.etc().resolve("city.pishkhan.bank.mellat-demo.cfg"), PARTNER, Ports.USUAL.partners()),
                number(home.etc().resolve("org.apache.karaf.shell.cfg"), key("sshPort"), Ports.USUAL.shell()));
    }

    /** Sets the value of an existing key in a file of etc; does nothing if the value is the same. */
    public void set(String file, String key, int value) {
        try {
            replace(home.etc().resolve(file), key(key), value);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be changed", e);
        }
    }

    /**
     * Adds a key to a file in etc.
     *
     * @throws IllegalStateException if the file already has the key
     */
    public void add(String file, String key, String value) {
        Path path = home.etc().resolve(file);
        try {
            String text = Files.readString(path);
            if (Pattern.compile("(?m)^\\s*" + Pattern.quote(key) + "\\s*=")
                    .matcher(text)
                    .find()) {
                throw new IllegalStateException(file + " names " + key + " already");
            }
            Files.writeString(path, text + (text.endsWith("\n") ? "" : "\n") + key + "=" + value + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be changed", e);
        }
    }

    /** Returns the number of a key in a file of etc, or 0 if there is none. */
    public int number(String file, String key) {
        return number(home.etc().resolve(file), key(key), 0);
    }

    private void copyDemo() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(home.etc().resolve("demo"), "*.{cfg,users}")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                Path target = name.endsWith(".users")
                        ? home.etc().resolve("users").resolve(name)
                        : home.etc().resolve(name);
                if (Files.notExists(target)) {
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    /** Creates a login for the operator's console, with a random password. */
    private void createConsoleLogin() throws IOException {
        Path users = home.etc().resolve("users.properties");
        String text = Files.exists(users) ? Files.readString(users) : "";
        if (text.contains(CONSOLE_USER)) {
            return;
        }
        byte[] password = new byte[18];
        new SecureRandom().nextBytes(password);
        String line = CONSOLE_USER + " = " + Base64.getUrlEncoder().encodeToString(password)
                + ",admin,manager,viewer,systembundles,ssh\n";
        Files.writeString(users, text.isEmpty() || text.endsWith("\n") ? text + line : text + "\n" + line);
        Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-------"));
    }

    private static Pattern key(String key) {
        return Pattern.compile("(?m)^(\\s*" + Pattern.quote(key) + "\\s*=\\s*)(\\d+)");
    }

    private static void replace(Path file, Pattern pattern, int value) throws IOException {
        if (Files.notExists(file)) {
            return;
        }
        String before = Files.readString(file);
        String after = pattern.matcher(before).replaceAll("$1" + value);
        if (!after.equals(before)) {
            Files.writeString(file, after);
        }
    }

    private static int number(Path file, Pattern pattern, int otherwise) {
        try {
            Matcher found = pattern.matcher(Files.exists(file) ? Files.readString(file) : "");
            return found.find() ? Integer.parseInt(found.group(2)) : otherwise;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
