package city.pishkhan.backup.internal;

import city.pishkhan.platform.secrets.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of an installation that a backup includes: the configuration and, separately, all secrets, at any location. Their
 * names are {@code etc/…}, {@code data/…}, or {@code file/…} with an absolute path.
 *
 * @param base value of {@code ${karaf.base}}
 */
record InstallationFiles(Path base, Path etc, Path data) {
    private static final String ETC = "etc/";
    private static final String DATA = "data/";
    private static final String ELSEWHERE = "file/";
    private static final long LARGEST = 16 << 20;

    /** Folders below the data folder with generated keys. */
    private static final String[] KEY_FOLDERS = {"pishkhan", "archive-keys"};

    private static final Pattern KEY_FILE =
            Pattern.compile("(?i).*\\.(p12|pfx|jks|keystore|key|password|secret)|users\\.properties|keys\\.properties");
    private static final Pattern LINE = Pattern.compile("^\\s*([\\w.\\-/]+)\\s*[=:]\\s*(.*?)\\s*$");
    private static final Pattern SECRET =
            Pattern.compile("(?i)(.*[.\\-_/])?(password|passphrase|secret|token|pin|key|master|previous)");
    private static final Pattern REFERENCE = Pattern.compile("file:([^\\s,\"\\]]+)");
    /** Matches references to environment variables, except those with a default, such as <code>${env:NAME:-}</code>. */
    private static final Pattern ENVIRONMENT = Pattern.compile("env:([A-Za-z_][A-Za-z0-9_]*+)(?!:-)");

    private static final String VAULT = "city.pishkhan.vault.cfg";

    private static final Pattern HARMLESS = Pattern.compile("|true|false|\\d{1,5}|[$]\\{.*|env:.*|file:.*");

    /**
     * The files found.
     *
     * @param plain files that are not secret, by name
     * @param secret files for the key bundle, by name
     * @param environment names of environment variables
     */
    record Found(SortedMap<String, Path> plain, SortedMap<String, Path> secret, SortedSet<String> environment) {}

    /** Finds the files that exist, and the names of environment variables that they reference. */
    Found find() throws IOException {
        Found found = new Found(new TreeMap<>(), new TreeMap<>(), new TreeSet<>());
        for (Path file : files(etc)) {
            sort(file, found);
        }
        // a file may be identified as a secret by a reference in another file
        found.plain().keySet().removeAll(found.secret().keySet());
        for (String folder : KEY_FOLDERS) {
            files(data.resolve(folder)).forEach(file -> found.secret().put(name(file), file));
        }
        for (Path file : keyEncryptionKeys()) {
            found.plain().remove(name(file));
            found.secret().remove(name(file));
        }
        return found;
    }

    /** Returns the files with key-encryption keys and PINs that the vault's configuration refers to. */
    private List<Path> keyEncryptionKeys() throws IOException {
        Path vault = etc.resolve(VAULT);
        if (!Files.isReadable(vault)) {
            return List.of();
        }
        List<Path> keys = new ArrayList<>();
        for (String line :
                Files.readString(vault, StandardCharsets.ISO_8859_1).lines().toList()) {
            Matcher setting = LINE.matcher(line);
            if (setting.matches() && Secrets.isKeyEncryptionKey(VAULT, setting.group(1))) {
                REFERENCE
                        .matcher(setting.group(2))
                        .results()
                        .forEach(found -> keys.add(base.resolve(resolvePlaceholders(found.group(1)))));
            }
        }
        return keys;
    }

    private void sort(Path file, Found found) throws IOException {
        String name = name(file);
        boolean settings = name.endsWith(".cfg") || name.endsWith(".config") || name.endsWith(".properties");
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        boolean secret = KEY_FILE.matcher(file.getFileName().toString()).matches()
                || name.startsWith("etc/host.key")
                || name.startsWith("etc/users/")
                || text.contains("PRIVATE KEY-----");
        if (settings) {
            boolean ours = file.getFileName().toString().startsWith("city.pishkhan.")
                    || file.getFileName().toString().startsWith("org.apache.felix.http");
            for (String line : text.lines().toList()) {
                Matcher setting = LINE.matcher(line);
                if (setting.matches()) {
                    secret |= ours
                            && SECRET.matcher(setting.group(1)).matches()
                            && !HARMLESS.matcher(setting.group(2)).matches();
                    if (ours && !Secrets.isKeyEncryptionKey(file.getFileName().toString(), setting.group(1))) {
                        addReferences(setting.group(1), setting.group(2), found);
                    }
                }
            }
        }
        (secret ? found.secret() : found.plain()).put(name, file);
    }

    private void addReferences(String key, String value, Found found) throws IOException {
        Matcher variable = ENVIRONMENT.matcher(value);
        while (variable.find()) {
            found.environment().add(variable.group(1));
        }
        Matcher reference = REFERENCE.matcher(value);
        while (reference.find()) {
            add(Path.of(resolvePlaceholders(reference.group(1))), found);
        }
        String name = key.toLowerCase(Locale.ROOT);
        if (!value.isEmpty() && (name.endsWith("keystore") || name.endsWith("key.folder") || name.endsWith("key"))) {
            add(Path.of(resolvePlaceholders(value.replaceFirst("^(file|env):", ""))), found);
        }
    }

    private void add(Path file, Found found) throws IOException {
        Path whole = base.resolve(file);
        for (Path one :
                Files.isDirectory(whole) ? files(whole) : Stream.of(whole).toList()) {
            if (Files.isRegularFile(one) && Files.size(one) <= LARGEST) {
                found.secret().put(name(one), one);
            }
        }
    }

    /** Replaces Karaf's placeholders for folders. */
    String resolvePlaceholders(String path) {
        return path.replace("${karaf.etc}", etc.toString())
                .replace("${karaf.data}", data.toString())
                .replace("${karaf.base}", base.toString())
                .replace("${karaf.home}", base.toString());
    }

    /** Returns the name of a file in a backup and a key bundle. */
    String name(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        if (whole.startsWith(etc)) {
            return ETC + etc.relativize(whole);
        }
        if (whole.startsWith(data)) {
            return DATA + data.relativize(whole);
        }
        return ELSEWHERE + whole.getRoot().relativize(whole);
    }

    /** Returns {@code true} if the name is of a file in the installation's own folders. */
    boolean isInside(String name) {
        return name.startsWith(ETC) || name.startsWith(DATA);
    }

    /**
     * Returns the path of a name.
     *
     * @throws IllegalArgumentException if the name leads outside its root folder
     */
    Path resolve(String name) {
        Path root = name.startsWith(ETC) ? etc : name.startsWith(DATA) ? data : etc.getRoot();
        Path file = root.resolve(name.substring(name.indexOf('/') + 1)).normalize();
        if (!file.startsWith(root) || !(name.startsWith(ETC) || name.startsWith(DATA) || name.startsWith(ELSEWHERE))) {
            throw new IllegalArgumentException(name + " is not a valid file name of the hub");
        }
        return file;
    }

    /**
     * Returns the path of the register of erasures.
     *
     * @param configured value of the configuration, may be blank
     */
    static Path register(Path data, String configured) {
        return configured.isBlank()
                ? data.resolve("erasures").resolve("register.jsonl").toAbsolutePath()
                : Path.of(configured).toAbsolutePath();
    }

    static SortedSet<Path> files(Path folder) throws IOException {
        SortedSet<Path> files = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : (Iterable<Path>) all::iterator) {
                    if (Files.isRegularFile(file)) {
                        if (Files.size(file) > LARGEST) {
                            throw new IOException(file + " has more than " + LARGEST
                                    + " bytes, the maximum size of a configuration file");
                        }
                        files.add(file);
                    }
                }
            }
        }
        return files;
    }
}
