package city.pishkhan.backup.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Describes the data that a restore without keys loses, by the names of the backup's keys. */
final class KeyLosses {
    private static final Map<Pattern, String> LOST = new LinkedHashMap<>();

    static {
        lost(
                "data/pishkhan/vault/.*",
                "all names, national IDs, mobiles, notes, answers and addresses of all cases; nobody can be found by a national ID"
                        + " any more, and personal facts of open cases are gone");
        lost("data/archive-keys/.*", "all identity papers of the archive and all unfinished uploads");
        lost(
                "data/pishkhan/journal/.*",
                "the key of the seals: those who check the journal have to take a new one, which nobody introduces");
        lost("data/pishkhan/certificates/.*", "the key of the certificates: readers have to trust a new signer");
        lost("data/pishkhan/access/.*", "all sessions and tokens; digests by which two logins are known as one person");
        lost("data/(pishkhan/)?erasures/.*", "the register of erasures: whoever was erased since comes back");
        lost("etc/users.*|etc/.*users\\.properties", "all logins and their passwords");
        lost("etc/.*", "the secrets in these files: partners, banks and witnesses have to give new ones");
        lost(".*", "these files");
    }

    private KeyLosses() {}

    private static void lost(String names, String what) {
        LOST.put(Pattern.compile(names), what);
    }

    /**
     * @param keys names of the key bundle's files in the manifest
     * @return lines for the operator
     */
    static List<String> of(List<String> keys) {
        Map<String, List<String>> lost = new LinkedHashMap<>();
        LOST.values().forEach(what -> lost.put(what, new ArrayList<>()));
        for (String key : keys) {
            LOST.entrySet().stream()
                    .filter(each -> each.getKey().matcher(key).matches())
                    .findFirst()
                    .ifPresent(each -> lost.get(each.getValue()).add(key));
        }
        List<String> lines = new ArrayList<>();
        lines.add("WITHOUT ITS KEYS THIS BACKUP LOSES, FOR EVER:");
        if (keys.isEmpty()) {
            lines.add("  - it was written without keys: everything that was sealed by them, above all personal data");
        }
        lost.forEach((what, files) -> {
            if (!files.isEmpty()) {
                lines.add("  - " + what + " (" + String.join(", ", files) + ")");
            }
        });
        lines.add("Look for the key bundle once more before the hub starts: afterwards it fits no more.");
        return lines;
    }
}
