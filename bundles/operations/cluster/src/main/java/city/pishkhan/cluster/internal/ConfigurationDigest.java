package city.pishkhan.cluster.internal;

import city.pishkhan.configuration.ConfigurationFile;
import city.pishkhan.platform.secrets.Secrets;
import java.io.IOException;
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
 * Hashes of the values below {@code etc} that must be equal on all nodes, by name: keys of our configuration files, logins
 * without their passwords, rules, texts and route files. Settings of a single machine are left out.
 */
final class ConfigurationDigest {
    /** Files with settings of a single node: addresses of its database, broker, certificates and folders, and its name. */
    static final Set<String> NODE_SPECIFIC_FILES = Set.of(
            "city.pishkhan.platform.postgres.cfg",
            "city.pishkhan.platform.artemis.cfg",
            "city.pishkhan.cluster.cfg",
            "city.pishkhan.tls.cfg",
            "city.pishkhan.runtime.storage.cfg");

    private static final List<String> FOLDERS =
            List.of("routes", "procedures", "certificates", "notifications", "calendar");
    private static final Pattern SECRET = Pattern.compile("(?i)(.*[._-])?(password|secret|key|user|master|previous)");
    private static final Pattern REFERENCE = Pattern.compile("(env|file):.*");
    /** Matches {@code name = hash, role …}. */
    private static final Pattern LOGIN = Pattern.compile("^\\s*([^#=\\s][^=]*?)\\s*=\\s*[^,]*(,.*)?$");

    private static final int HEX = 16;
    private static final String MISSING = "missing";

    private final Path etc;
    /** Cache of slow digests. */
    private final Map<String, String> secrets = new ConcurrentHashMap<>();

    ConfigurationDigest(Path etc) {
        this.etc = etc;
    }

    /** Computes the hashes from the present files. */
    Map<String, String> compute() {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(etc)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.startsWith("city.pishkhan.") && name.endsWith(".cfg") && !NODE_SPECIFIC_FILES.contains(name)) {
                    addKeys(file, all);
                }
            }
            addReferences(all);
            addLogins(all);
            for (String folder : FOLDERS) {
                addContents(etc.resolve(folder), all);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /** Returns one hash over all values, for a quick comparison. */
    static String overallHash(Map<String, String> configuration) {
        return hash(new TreeMap<>(configuration).toString());
    }

    private void addKeys(Path file, Map<String, String> all) throws IOException {
        Properties values = ConfigurationFile.load(Files.readAllBytes(file));
        values.keySet()
                .removeIf(key -> Secrets.isKeyEncryptionKey(file.getFileName().toString(), key.toString()));
        values.forEach((key, value) -> all.put(file.getFileName() + " " + key, hash(key.toString(), value.toString())));
    }

    /**
     * Adds the contents of files that shared settings refer to, because the same reference may lead to different secrets. A
     * node's own settings are left out. A missing file is listed as such.
     */
    private void addReferences(Map<String, String> all) throws IOException {
        Path data = Path.of(
                System.getProperty("karaf.data", etc.resolveSibling("data").toString()));
        Path base =
                Path.of(System.getProperty("karaf.base", etc.resolveSibling("").toString()));
        for (FileReferences.Reference one :
                new FileReferences(etc, data.toAbsolutePath(), base.toAbsolutePath()).all()) {
            if (one.file()
                    && !one.isKeyStore()
                    && one.configuration().startsWith("city.pishkhan.")
                    && !NODE_SPECIFIC_FILES.contains(one.configuration())) {
                all.merge(
                        one.configuration() + " " + one.key() + ", content",
                        content(Path.of(one.target())),
                        (first, next) -> hash(first + next));
            }
        }
    }

    /** Hashes a file's content with a slow digest, so that values cannot be found by trying. */
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

    /**
     * Hashes a value. A possible secret is hashed with a slow digest, so that it cannot be found by trying. A reference to a
     * secret is not secret.
     */
    private String hash(String key, String value) {
        return SECRET.matcher(key).matches() && !REFERENCE.matcher(value).matches() && !value.isBlank()
                ? secrets.computeIfAbsent(key + "=" + value, all -> Secrets.digest("pishkhan configuration", all)
                        .substring(0, HEX))
                : hash(value.strip());
    }

    /** Adds names and roles of logins. Passwords are left out, because each node may replace a plain password by its own hash. */
    private void addLogins(Map<String, String> all) throws IOException {
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

    private void addContents(Path folder, Map<String, String> all) throws IOException {
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
