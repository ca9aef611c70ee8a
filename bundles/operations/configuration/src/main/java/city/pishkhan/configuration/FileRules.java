package city.pishkhan.configuration;

import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Checks the configuration files of a folder against the known keys. */
public final class FileRules {
    private static final Messages MESSAGES = Messages.of(FileRules.class);
    private static final String FILE = "file:";

    private final KnownKeys known;
    private final Path base;

    /** @param base working directory of the hub, for relative paths */
    public FileRules(KnownKeys known, Path base) {
        this.known = known;
        this.base = base;
    }

    /**
     * Returns the mistakes in the files {@code city.pishkhan.*.cfg} of a folder, by file name.
     *
     * @throws IOException if the folder cannot be read
     */
    public List<Mistake> mistakes(Path folder) throws IOException {
        List<Mistake> mistakes = new ArrayList<>();
        TreeSet<Path> files = new TreeSet<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(
                folder,
                file -> ConfigurationFile.isConfigurationFile(file.getFileName().toString()))) {
            all.forEach(files::add);
        }
        for (Path file : files) {
            try {
                mistakes.addAll(mistakes(ConfigurationFile.read(file)));
            } catch (IOException e) {
                mistakes.add(new Mistake(
                        file.getFileName().toString(), "", "", MESSAGES.text("rule.unreadable", e.getMessage())));
            }
        }
        return mistakes;
    }

    /** Returns the mistakes in one file, by key. */
    List<Mistake> mistakes(ConfigurationFile file) {
        if (!known.keys().containsKey(file.pid())) {
            return List.of(new Mistake(file.name(), "", "", known.unknownPid(file.pid())));
        }
        List<Mistake> mistakes = new ArrayList<>();
        file.values().forEach((key, value) -> findViolation(file.pid(), key, value)
                .ifPresent(rule ->
                        mistakes.add(new Mistake(file.name(), key, Masks.mask(known, file.pid(), key, value), rule))));
        return mistakes;
    }

    private Optional<Text> findViolation(String pid, String key, String value) {
        return known.findUnknown(pid, key)
                .or(() -> known.key(pid, key).flatMap(described -> described.findViolation(value)))
                .or(() -> findMissingFile(value));
    }

    /** Checks that a referenced file exists. Environment variables are not checked, because they may be set only for the hub. */
    private Optional<Text> findMissingFile(String value) {
        if (!value.startsWith(FILE) || value.contains("${")) {
            return Optional.empty();
        }
        Path file = base.resolve(value.substring(FILE.length()).replaceFirst("^//(?=/)", ""));
        return Files.isReadable(file) ? Optional.empty() : Optional.of(MESSAGES.text("rule.missing-file"));
    }
}
