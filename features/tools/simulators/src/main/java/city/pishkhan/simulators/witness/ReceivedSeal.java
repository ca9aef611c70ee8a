package city.pishkhan.simulators.witness;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A received seal.
 *
 * @param number   number of the seal
 * @param hash     SHA-256 over the text {@code pishkhan-seal-1} and the members, each preceded by its length in bytes and a colon
 * @param previous hash of the previous seal
 * @param json     the seal as it was received
 */
record ReceivedSeal(long number, String hash, String previous, JsonNode json) {
    private static final String[] MEMBERS = {
        "number", "from", "to", "chains", "root", "previous", "at", "key", "signature"
    };

    /** @throws IllegalArgumentException that names a missing or malformed member */
    static ReceivedSeal of(JsonNode json) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            feed(sha256, "pishkhan-seal-1");
            for (String member : MEMBERS) {
                feed(sha256, member(json, member));
            }
            return new ReceivedSeal(
                    json.get("number").asLong(),
                    HexFormat.of().formatHex(sha256.digest()),
                    json.get("previous").asText(),
                    json);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String member(JsonNode json, String name) {
        JsonNode member = json.path(name);
        boolean number = name.equals("number") || name.equals("from") || name.equals("to") || name.equals("chains");
        if (number
                ? !member.canConvertToLong() || !member.isIntegralNumber() || member.asLong() < 1
                : !member.isTextual()) {
            throw new IllegalArgumentException("seal." + name + " is missing or malformed");
        }
        return member.asText();
    }

    private static void feed(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
