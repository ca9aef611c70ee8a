package city.pishkhan.backup.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Describes the data that a restore without keys loses, by the names of the backup's keys. */
final class KeyLosses {
    private static final Map<Pattern, String> LOST = new LinkedHashMap<>();

    static {
        add(
                "data/pishkhan/vault/.*",
                "all names, national IDs, mobile numbers, notes, answers and addresses of all cases; no person can be found by national ID"
                        + ", and personal facts of open cases are lost");
        add("data/archive-keys/.*", "all identity papers of the archive and all unfinished uploads");
        add(
                "data/pishkhan/journal/.*",
                "the key of the seals: those who verify the journal must accept a new key that no earlier key has signed");
        add("data/pishkhan/certificates/.*", "the key of the certificates: readers must trust a new signer");
        add(
                "data/pishkhan/access/.*",
                "all sessions and tokens, and the digests that show that two logins belong to one person");
        add(
                "data/(pishkhan/)?erasures/.*",
                "the register of erasures: data of persons erased since the backup comes back");
        add("etc/users.*|etc/.*users\\.properties", "all logins and their passwords");
        add("etc/.*", "the secrets in these files: partners, banks and witnesses must issue new ones");
        add(".*", "these files");
    }

    private KeyLosses() {}

    private static void add(String names, String what) {
        LOST.put(Pattern.compile(names), what);
    }

    /**
     * @param keys names of the key bundle's files in the manifest
     * @return lines for the operator
     */
    static List<String> describe(List<String> keys) {
        Map<String, List<String>> lost = new LinkedHashMap<>();
        LOST.values().forEach(what -> lost.put(what, new ArrayList<>()));
        for (String key : keys) {
            LOST.entrySet().stream()
                    .filter(each -> each.getKey().matcher(key).matches())
                    .findFirst()
                    .ifPresent(each ->
                            Objects.requireNonNull(lost.get(each.getValue())).add(key));
        }
        List<String> lines = new ArrayList<>();
        lines.add("WITHOUT ITS KEYS THIS BACKUP PERMANENTLY LOSES:");
        if (keys.isEmpty()) {
            lines.add("  - it was written without keys: all encrypted data, above all personal data");
        }
        lost.forEach((what, files) -> {
            if (!files.isEmpty()) {
                lines.add("  - " + what + " (" + String.join(", ", files) + ")");
            }
        });
        lines.add("Search for the key bundle again before the hub starts: afterwards it can no longer be used.");
        return lines;
    }
}
