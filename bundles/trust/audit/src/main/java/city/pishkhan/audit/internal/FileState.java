package city.pishkhan.audit.internal;

import city.pishkhan.identifiers.Sha256;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Recorded state of a file.
 *
 * @param size     size in bytes
 * @param modified time of the last change in milliseconds since 1970
 * @param sha256   SHA-256 of the content, in hex
 * @param keys     for files of keys and values: the salted SHA-256 of each value by its key, in hex; otherwise empty
 * @param salt     salt of all digests that leave this node; the salt itself never leaves it
 */
record FileState(long size, long modified, String sha256, Map<String, String> keys, String salt) {
    /** State of a file that the hub may not read. */
    static final FileState UNREADABLE = new FileState(-1, 0, "unreadable", Map.of(), "");

    private static final Pattern SETTINGS = Pattern.compile(".*\\.(?:cfg|config|properties|users|certificates)");

    static FileState of(Path file, byte[] content, long modified, String salt) {
        Map<String, String> keys = new TreeMap<>();
        if (SETTINGS.matcher(file.getFileName().toString()).matches()) {
            settings(content).forEach((key, value) -> keys.put((String) key, Sha256.hex(salt + value)));
        }
        return new FileState(content.length, modified, Sha256.hex(content), keys, salt);
    }

    /** Parses the content as Java properties, so that a continuation line of a value is not mistaken for a key. */
    private static Properties settings(byte[] content) {
        Properties settings = new Properties();
        try {
            settings.load(new StringReader(new String(content, StandardCharsets.UTF_8)));
        } catch (IOException | IllegalArgumentException e) {
            settings.clear(); // the content has no valid properties syntax
        }
        return settings;
    }

    /**
     * Returns the salted digest of the content for the journal. The salt prevents a search for passwords that match the
     * digest. The salt is stored on this node together with the file's state.
     */
    String digest() {
        return Sha256.hex(salt + sha256);
    }

    /** Returns the keys that exist in only one of the two states or have different values. */
    TreeSet<String> differingKeys(FileState other) {
        TreeSet<String> all = new TreeSet<>(keys.keySet());
        all.addAll(other.keys.keySet());
        all.removeIf(key -> keys.containsKey(key) && keys.get(key).equals(other.keys.get(key)));
        return all;
    }
}
