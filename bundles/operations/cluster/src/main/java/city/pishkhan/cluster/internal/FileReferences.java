package city.pishkhan.cluster.internal;

import city.pishkhan.configuration.ConfigurationFile;
import city.pishkhan.platform.secrets.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * References from the hub's configuration files to files ({@code file:…}, keystores, key folders) and environment variables
 * ({@code env:…}). A second node needs all of them.
 *
 * @param etc folder of the configuration files
 * @param data value of <code>${karaf.data}</code>
 * @param base folder for relative paths
 */
public record FileReferences(Path etc, Path data, Path base) {
    private static final Pattern FILE = Pattern.compile("file:([^\\s,\"\\]]+)");
    /** Matches references to environment variables, except those with a default, such as <code>${env:NAME:-}</code>. */
    private static final Pattern ENVIRONMENT = Pattern.compile("env:([A-Za-z_][A-Za-z0-9_]*+)(?!:-)");

    private static final Pattern PATH_KEY = Pattern.compile("(?i)(.*[._-])?(keystore|truststore|key[._]folder)");
    private static final Pattern OURS =
            Pattern.compile("(city\\.pishkhan\\.|org\\.apache\\.felix\\.http).*\\.(cfg|config)");

    /**
     * A reference.
     *
     * @param configuration name of the configuration file
     * @param target absolute path, or name of a variable
     * @param file {@code true} if the target is a path
     */
    public record Reference(String configuration, String key, String target, boolean file) {
        /** Returns {@code true} for a keystore, which nodes compare by the fingerprints of its keys. */
        boolean isKeyStore() {
            return PATH_KEY.matcher(key).matches();
        }
    }

    /** Returns all references, by configuration file and key. */
    public List<Reference> all() throws IOException {
        List<Reference> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(etc)) {
            for (Path file : files.filter(
                            f -> OURS.matcher(f.getFileName().toString()).matches())
                    .sorted()
                    .toList()) {
                addReferences(file, all);
            }
        }
        return all;
    }

    private void addReferences(Path file, List<Reference> all) throws IOException {
        Properties values = ConfigurationFile.load(Files.readAllBytes(file));
        String configuration = file.getFileName().toString();
        for (String key : new TreeSet<>(values.stringPropertyNames())) {
            if (Secrets.isKeyEncryptionKey(configuration, key)) {
                continue;
            }
            String value = values.getProperty(key);
            Matcher reference = FILE.matcher(value);
            boolean found = false;
            while (reference.find()) {
                all.add(new Reference(
                        configuration, key, path(reference.group(1)).toString(), true));
                found = true;
            }
            Matcher variable = ENVIRONMENT.matcher(value);
            while (variable.find()) {
                all.add(new Reference(configuration, key, variable.group(1), false));
                found = true;
            }
            if (!found && !value.isBlank() && PATH_KEY.matcher(key).matches()) {
                all.add(new Reference(configuration, key, path(value.strip()).toString(), true));
            }
        }
    }

    private Path path(String given) {
        String whole = given.replaceFirst("^//(?=/)", "")
                .replace("${karaf.etc}", etc.toString())
                .replace("${karaf.data}", data.toString())
                .replace("${karaf.base}", base.toString())
                .replace("${karaf.home}", base.toString());
        return base.resolve(whole).normalize();
    }
}
