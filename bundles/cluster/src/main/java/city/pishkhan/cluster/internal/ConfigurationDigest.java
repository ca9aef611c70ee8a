package city.pishkhan.cluster.internal;

import city.pishkhan.platform.secrets.Secrets;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What all nodes must have alike below {@code etc}, by name to a hash of its value: keys of our configuration files, logins without their
 * passwords, rules, texts and route files. What tells of one machine alone is left out.
 */
final class ConfigurationDigest {
    /** What is each node's own: where its database, broker, certificates and folders are, and its name. */
    static final Set<String> OWN = Set.of(
            "city.pishkhan.platform.postgres.cfg",
            "city.pishkhan.platform.artemis.cfg",
            "city.pishkhan.cluster.cfg",
            "city.pishkhan.tls.cfg",
            "city.pishkhan.runtime.storage.cfg");

    private static final List<String> FOLDERS =
            List.of("routes", "procedures", "certificates", "notifications", "calendar");
    private static final Pattern SECRET = Pattern.compile("(?i)(.*[._-])?(password|secret|key|user|master|previous)");
    private static final Pattern REFERENCE = Pattern.compile("(env|file):.*");
    /** {@code name = hash, role …} */
    private static final Pattern LOGIN = Pattern.compile("^\\s*([^#=\\s][^=]*?)\\s*=\\s*[^,]*(,.*)?$");

    private static final int HEX = 16;
    private static final String MISSING = "missing";

    private final Path etc;
    /** a slow digest is made once */
    private final Map<String, String> secrets = new ConcurrentHashMap<>();

    ConfigurationDigest(Path etc) {
        this.etc = etc;
    }

    /** As the files are now. */
    Map<String, String> now() {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(etc)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.startsWith("city.pishkhan.") && name.endsWith(".cfg") && !OWN.contains(name)) {
                    keys(file, all);
                }
            }
            references(all);
            logins(all);
            for (String folder : FOLDERS) {
                contents(etc.resolve(folder), all);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /** Of all there is, for two to be compared at a glance. */
    static String whole(Map<String, String> configuration) {
        return hash(new TreeMap<>(configuration).toString());
    }

    private void keys(Path file, Map<String, String> all) throws IOException {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
        }
        values.forEach((key, value) -> all.put(file.getFileName() + " " + key, hash(key.toString(), value.toString())));
    }

    /**
     * The contents of files that shared settings name: the same reference to another secret is not alike. A node's own settings are left out,
     * but a file that is missing here is listed for all.
     */
    private void references(Map<String, String> all) throws IOException {
        Path data = Path.of(
                System.getProperty("karaf.data", etc.resolveSibling("data").toString()));
        Path base =
                Path.of(System.getProperty("karaf.base", etc.resolveSibling("").toString()));
        for (FileReferences.Reference one :
                new FileReferences(etc, data.toAbsolutePath(), base.toAbsolutePath()).all()) {
            if (one.file()
                    && !one.isKeyStore()
                    && one.configuration().startsWith("city.pishkhan.")
                    && !OWN.contains(one.configuration())) {
                all.merge(
                        one.configuration() + " " + one.key() + ", content",
                        content(Path.of(one.target())),
                        (first, next) -> hash(first + next));
            }
        }
    }

    /** A hash of a file's content that is too slow to try values. */
    private String content(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            // keys in a folder are compared by their own fingerprints
            return "folder";
        }
        if (!Files.isReadable(file)) {
            return MISSING;
        }
        return secrets.computeIfAbsent(
                "content=" + hash(Files.readAllBytes(file)),
                key -> Secrets.digest("pishkhan configuration", key).substring(0, HEX));
    }

    /** What may be a secret is hashed so slowly that nobody tries what it is; a reference to one is none. */
    private String hash(String key, String value) {
        return SECRET.matcher(key).matches() && !REFERENCE.matcher(value).matches() && !value.isBlank()
                ? secrets.computeIfAbsent(key + "=" + value, all -> Secrets.digest("pishkhan configuration", all)
                        .substring(0, HEX))
                : hash(value.strip());
    }

    /** Names and roles; a password is hashed in place by the node at which its login comes first. */
    private void logins(Map<String, String> all) throws IOException {
        Path users = etc.resolve("users");
        if (!Files.isDirectory(users)) {
            return;
        }
        try (Stream<Path> files = Files.list(users)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (file.toString().endsWith(".users")) {
                    for (String line : Files.readAllLines(file)) {
                        var login = LOGIN.matcher(line);
                        if (login.matches()) {
                            all.put(
                                    "users/" + file.getFileName() + " " + login.group(1),
                                    hash(String.valueOf(login.group(2)).replaceAll("\\s", "")));
                        }
                    }
                } else if (file.toString().endsWith(".certificates")) {
                    all.put("users/" + file.getFileName(), hash(Files.readAllBytes(file)));
                }
            }
        }
    }

    private void contents(Path folder, Map<String, String> all) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                all.put(etc.relativize(file).toString(), hash(Files.readAllBytes(file)));
            }
        }
    }

    private static String hash(String value) {
        return hash(value.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(byte[] value) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(value))
                    .substring(0, HEX);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
