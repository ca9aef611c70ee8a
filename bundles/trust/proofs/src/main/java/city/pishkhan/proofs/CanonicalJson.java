package city.pishkhan.proofs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;

/** Entries, seals and keys as JSON for exports, witnesses and evidence files. {@link WitnessFile} reads files of seals. */
public final class CanonicalJson {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private CanonicalJson() {}

    /** Writes an entry; {@code details} is a string to preserve the hashed bytes. */
    public static ObjectNode write(Entry entry) {
        return MAPPER.createObjectNode()
                .put("sequence", entry.sequence())
                .put("id", entry.id().toString())
                .put("case", entry.caseId().toString())
                .put("position", entry.position())
                .put("at", entry.at().toString())
                .put("event", entry.event())
                .put("actor", entry.actor())
                .put("details", entry.details())
                .put("previous", entry.previous())
                .put("hash", entry.hash());
    }

    /** @throws IllegalArgumentException if a field is invalid; the message names it */
    public static Entry entry(JsonNode json) {
        return new Entry(
                json.hasNonNull("sequence") ? CanonicalFields.number(json, "sequence") : null,
                CanonicalFields.uuid(json, "id"),
                CanonicalFields.uuid(json, "case"),
                CanonicalFields.number(json, "position"),
                CanonicalFields.time(json, "at"),
                CanonicalFields.text(json, "event"),
                CanonicalFields.text(json, "actor"),
                CanonicalFields.text(json, "details"),
                CanonicalFields.text(json, "previous"),
                CanonicalFields.text(json, "hash"));
    }

    public static ObjectNode write(Seal seal) {
        return MAPPER.createObjectNode()
                .put("number", seal.number())
                .put("from", seal.from())
                .put("to", seal.to())
                .put("chains", seal.chains())
                .put("root", seal.root())
                .put("previous", seal.previous())
                .put("at", seal.at().toString())
                .put("key", seal.key())
                .put("signature", seal.signature());
    }

    /** @throws IllegalArgumentException if a field is invalid; the message names it */
    public static Seal seal(JsonNode json) {
        return new Seal(
                CanonicalFields.number(json, "number"),
                CanonicalFields.number(json, "from"),
                CanonicalFields.number(json, "to"),
                CanonicalFields.number(json, "chains"),
                CanonicalFields.text(json, "root"),
                CanonicalFields.text(json, "previous"),
                CanonicalFields.time(json, "at"),
                CanonicalFields.text(json, "key"),
                CanonicalFields.text(json, "signature"));
    }

    /** Writes a seal with its frontier and leaves in Base64. */
    public static ObjectNode write(Sealed sealed) {
        return write(sealed.seal())
                .put("frontier", Base64.getEncoder().encodeToString(sealed.frontier()))
                .put("leaves", Base64.getEncoder().encodeToString(sealed.leaves()));
    }

    /** @throws IllegalArgumentException if a field is missing or invalid */
    public static Sealed sealed(JsonNode json) {
        return new Sealed(
                seal(json),
                Base64.getDecoder().decode(CanonicalFields.text(json, "frontier")),
                Base64.getDecoder().decode(CanonicalFields.text(json, "leaves")));
    }

    public static ObjectNode write(SealKey key) {
        return MAPPER.createObjectNode()
                .put("number", key.number())
                .put("id", key.id())
                .put("publicKey", key.publicKey())
                .put("previous", key.previous())
                .put("at", key.at().toString())
                .put("reason", key.reason())
                .put("signature", key.signature());
    }

    /** @throws IllegalArgumentException if a field is invalid; the message names it */
    public static SealKey key(JsonNode json) {
        return new SealKey(
                (int) CanonicalFields.number(json, "number"),
                CanonicalFields.text(json, "id"),
                CanonicalFields.text(json, "publicKey"),
                CanonicalFields.text(json, "previous"),
                CanonicalFields.time(json, "at"),
                CanonicalFields.text(json, "reason"),
                CanonicalFields.text(json, "signature"));
    }

    /** Returns the JSON on one line, without a line break. */
    public static String line(JsonNode json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalArgumentException if the text is not JSON */
    public static JsonNode parse(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
