package city.pishkhan.procedures.internal.files;

import city.pishkhan.identifiers.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a rule set at one moment: everything that affects an outcome, and nothing else. The hash is the SHA-256 of the listing that
 * {@code sha256sum} prints for the files sorted by name. Anyone can compute it with two commands.
 */
public final class RuleFiles {
    /** name of the working calendar inside a rule set, independent of its file name */
    public static final String CALENDAR = "calendar.txt";

    private static final Pattern NAME =
            Pattern.compile("[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*+\\.(yaml|dmn|txt|csv)");
    /**
     * Matches names of files that are meant as rule files. It also matches wrong extensions such as {@code fees.yml},
     * which are rejected instead of being ignored.
     */
    private static final Pattern RULE_FILE_NAME = Pattern.compile("(?i).*\\.(ya?ml|dmn|csv)");

    private static final Pattern KINDS = Pattern.compile(".*\\.(yaml|dmn|csv)");
    private static final int MOST_FILES = 500;
    private static final int DEEPEST = 4;
    private static final long LARGEST_FILE = 1024 * 1024;
    private static final long LARGEST_SET = 16 * 1024 * 1024;

    private final SortedMap<String, byte[]> files;
    private final String hash;

    public RuleFiles(Map<String, byte[]> files) {
        this.files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        this.hash = Sha256.hex(listing());
    }

    /**
     * Reads the staged files. Hidden files and files with other extensions than {@code .yaml}, {@code .dmn} and {@code .csv} are ignored.
     *
     * @throws IOException if a file cannot be read, is too large, or has an invalid name
     */
    public static RuleFiles read(Path directory, Path calendar) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        long total = 0;
        for (Path path : candidates(directory)) {
            String name = directory.relativize(path).toString().replace('\\', '/');
            if (!KINDS.matcher(name).matches()) {
                throw new IOException(name + ": the name of a rule file must end in .yaml, .dmn or .csv");
            }
            if (!NAME.matcher(name).matches()) {
                throw new IOException(
                        name + ": the name of a rule file must have lower-case letters, digits and dashes only");
            }
            files.put(name, bytes(path, name));
            total += files.get(name).length;
            if (files.size() > MOST_FILES || total > LARGEST_SET) {
                throw new IOException(
                        name + ": a rule set can have up to " + MOST_FILES + " files and " + LARGEST_SET + " bytes");
            }
        }
        files.put(CALENDAR, bytes(calendar, calendar.toString()));
        return new RuleFiles(files);
    }

    private static List<Path> candidates(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException(directory + ": no such directory");
        }
        try (Stream<Path> paths = Files.walk(directory, DEEPEST)) {
            return paths.filter(p -> Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS))
                    .filter(p -> isVisible(directory.relativize(p)))
                    .filter(p -> RULE_FILE_NAME.matcher(p.toString()).matches())
                    .limit(MOST_FILES + 1L)
                    .toList();
        }
    }

    private static boolean isVisible(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(Path path, String name) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException(name + ": no such file");
        }
        if (Files.size(path) > LARGEST_FILE) {
            throw new IOException(name + ": larger than " + LARGEST_FILE + " bytes");
        }
        return Files.readAllBytes(path);
    }

    public SortedMap<String, byte[]> files() {
        return files;
    }

    /** Returns the hash as 64 hexadecimal digits. */
    public String hash() {
        return hash;
    }

    /** Returns one line per file: SHA-256, two spaces, name. */
    String listing() {
        StringBuilder lines = new StringBuilder();
        files.forEach((name, bytes) ->
                lines.append(Sha256.hex(bytes)).append("  ").append(name).append('\n'));
        return lines.toString();
    }
}
