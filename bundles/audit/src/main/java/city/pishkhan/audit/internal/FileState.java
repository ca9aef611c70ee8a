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
 * What is known of a file.
 *
 * @param size     bytes
 * @param modified milliseconds since 1970
 * @param sha256   hex
 * @param keys     of a file of keys and values: the digest of each value with the salt, hex
 * @param salt     of all digests that leave this node, kept on it alone
 */
record FileState(long size, long modified, String sha256, Map<String, String> keys, String salt) {
    /** Of a file that the hub may not read. */
    static final FileState UNREADABLE = new FileState(-1, 0, "unreadable", Map.of(), "");

    private static final Pattern SETTINGS = Pattern.compile(".*\\.(?:cfg|config|properties|users|certificates)");

    static FileState of(Path file, byte[] content, long modified, String salt) {
        Map<String, String> keys = new TreeMap<>();
        if (SETTINGS.matcher(file.getFileName().toString()).matches()) {
            settings(content).forEach((key, value) -> keys.put((String) key, Sha256.hex(salt + value)));
        }
        return new FileState(content.length, modified, Sha256.hex(content), keys, salt);
    }

    /** As Java reads them, so that no further line of a value passes for a key. */
    private static Properties settings(byte[] content) {
        Properties settings = new Properties();
        try {
            settings.load(new StringReader(new String(content, StandardCharsets.UTF_8)));
        } catch (IOException | IllegalArgumentException e) {
            settings.clear(); // not in a form that has keys
        }
        return settings;
    }

    /** For the journal: salted, so that nobody tries which password gives it. The salt stays on this node, beside the file. */
    String digest() {
        return Sha256.hex(salt + sha256);
    }

    /** Names of the keys that one of the two has not, or otherwise. */
    TreeSet<String> differing(FileState other) {
        TreeSet<String> all = new TreeSet<>(keys.keySet());
        all.addAll(other.keys.keySet());
        all.removeIf(key -> keys.containsKey(key) && keys.get(key).equals(other.keys.get(key)));
        return all;
    }
}
