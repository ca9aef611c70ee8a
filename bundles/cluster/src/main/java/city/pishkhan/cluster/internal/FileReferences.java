package city.pishkhan.cluster.internal;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
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
 * Values of the hub's configuration files that are stored elsewhere: in a file ({@code file:…}, a keystore, a folder of keys) or in a variable of
 * the environment ({@code env:…}). A second node needs all of them.
 *
 * @param etc  folder of the configuration files
 * @param data folder that <code>${karaf.data}</code> stands for
 * @param base folder at which relative paths begin
 */
public record FileReferences(Path etc, Path data, Path base) {
    private static final Pattern FILE = Pattern.compile("file:([^\\s,\"\\]]+)");
    /** not one with a default, such as <code>${env:NAME:-}</code> */
    private static final Pattern ENVIRONMENT = Pattern.compile("env:([A-Za-z_][A-Za-z0-9_]*+)(?!:-)");

    private static final Pattern PATH_KEY = Pattern.compile("(?i)(.*[._-])?(keystore|truststore|key[._]folder)");
    private static final Pattern OURS =
            Pattern.compile("(city\\.pishkhan\\.|org\\.apache\\.felix\\.http).*\\.(cfg|config)");

    /**
     * One reference.
     *
     * @param configuration name of the file that has it
     * @param target        absolute path, or name of a variable
     * @param file          whether it is a path
     */
    public record Reference(String configuration, String key, String target, boolean file) {
        /** Whether it is a store of keys, which nodes compare by the keys' own fingerprints. */
        boolean isKeyStore() {
            return PATH_KEY.matcher(key).matches();
        }
    }

    /** All references, by configuration file and key. */
    public List<Reference> all() throws IOException {
        List<Reference> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(etc)) {
            for (Path file : files.filter(
                            f -> OURS.matcher(f.getFileName().toString()).matches())
                    .sorted()
                    .toList()) {
                of(file, all);
            }
        }
        return all;
    }

    private void of(Path file, List<Reference> all) throws IOException {
        Properties values = new Properties();
        try (Reader reader = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
            values.load(reader);
        }
        String configuration = file.getFileName().toString();
        for (String key : new TreeSet<>(values.stringPropertyNames())) {
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
