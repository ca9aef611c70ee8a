package city.pishkhan.itests.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Recomputes the hash chain of a case from its history at the door alone. Each hash is SHA-256 over the previous hash, id, case, position,
 * time, event, actor and details; each value is preceded by its length in bytes and a colon.
 */
final class JournalChain {

    private static final String GENESIS = "0".repeat(64);

    private JournalChain() {}

    /** Returns the errors of a history; empty if it is intact. */
    static List<String> check(String caseId, JsonNode history) {
        List<String> wrong = new ArrayList<>();
        String previous = GENESIS;
        long position = 0;
        for (JsonNode entry : history.path("items")) {
            position++;
            String name = "entry " + position + " (" + entry.path("event").asText() + ") of case " + caseId;
            if (entry.path("position").asLong() != position) {
                wrong.add(name + " says that it stands at "
                        + entry.path("position").asLong());
            }
            if (!entry.path("previous").asText().equals(previous)) {
                wrong.add(name + " does not follow the entry before it");
            }
            if (!entry.path("hash").asText().equals(hash(caseId, entry))) {
                wrong.add(name + " is not what was hashed");
            }
            previous = entry.path("hash").asText();
        }
        if (position == 0) {
            wrong.add("case " + caseId + " has no history");
        }
        return wrong;
    }

    /** Returns {@code true} if every entry has its sequence number; numbers are assigned shortly after the commit. */
    static boolean isNumbered(JsonNode history) {
        boolean all = true;
        for (JsonNode entry : history.path("items")) {
            all &= entry.path("sequence").isNumber();
        }
        return all;
    }

    private static String hash(String caseId, JsonNode entry) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (String part : List.of(
                    entry.path("previous").asText(),
                    entry.path("id").asText(),
                    caseId,
                    entry.path("position").asText(),
                    Instant.parse(entry.path("at").asText()).toString(),
                    entry.path("event").asText(),
                    entry.path("actor").asText(),
                    entry.path("details").toString())) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha256.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                sha256.update(bytes);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
