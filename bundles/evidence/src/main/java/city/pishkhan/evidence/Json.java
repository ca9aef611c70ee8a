package city.pishkhan.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Entries, seals and keys as JSON, as exports, witnesses and evidence files carry them. */
public final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** An entry; {@code details} is a string, so that its bytes stay what was hashed. */
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

    /** @throws IllegalArgumentException that names the field at fault */
    public static Entry entry(JsonNode json) {
        return new Entry(
                json.hasNonNull("sequence") ? number(json, "sequence") : null,
                uuid(json, "id"),
                uuid(json, "case"),
                number(json, "position"),
                time(json, "at"),
                text(json, "event"),
                text(json, "actor"),
                text(json, "details"),
                text(json, "previous"),
                text(json, "hash"));
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

    /** @throws IllegalArgumentException that names the field at fault */
    public static Seal seal(JsonNode json) {
        return new Seal(
                number(json, "number"),
                number(json, "from"),
                number(json, "to"),
                number(json, "chains"),
                text(json, "root"),
                text(json, "previous"),
                time(json, "at"),
                text(json, "key"),
                text(json, "signature"));
    }

    static ObjectNode write(Sealed sealed) {
        return write(sealed.seal())
                .put("frontier", Base64.getEncoder().encodeToString(sealed.frontier()))
                .put("leaves", Base64.getEncoder().encodeToString(sealed.leaves()));
    }

    static Sealed sealed(JsonNode json) {
        return new Sealed(
                seal(json),
                Base64.getDecoder().decode(text(json, "frontier")),
                Base64.getDecoder().decode(text(json, "leaves")));
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

    /** @throws IllegalArgumentException that names the field at fault */
    public static SealKey key(JsonNode json) {
        return new SealKey(
                (int) number(json, "number"),
                text(json, "id"),
                text(json, "publicKey"),
                text(json, "previous"),
                time(json, "at"),
                text(json, "reason"),
                text(json, "signature"));
    }

    /** One line, without the line's end. */
    public static String line(JsonNode json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalArgumentException if it is no JSON */
    public static JsonNode parse(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * A witness's copies: one seal, or one after the other, each as it is or as {@code {"seal": …}}.
     *
     * @throws IOException if the file cannot be read or is not of that form
     */
    public static List<Seal> witnessed(Path file) throws IOException {
        List<Seal> seals = new ArrayList<>();
        try (MappingIterator<JsonNode> values = MAPPER.readerFor(JsonNode.class).readValues(file.toFile())) {
            while (values.hasNextValue()) {
                JsonNode value = values.nextValue();
                seals.add(seal(value.has("seal") ? value.get("seal") : value));
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        if (seals.isEmpty()) {
            throw new IOException(file + " holds no seal");
        }
        return seals;
    }

    private static String text(JsonNode json, String field) {
        if (!json.path(field).isTextual()) {
            throw new IllegalArgumentException("Field " + field + " must be a text");
        }
        return json.get(field).asText();
    }

    private static long number(JsonNode json, String field) {
        if (!json.path(field).canConvertToLong()) {
            throw new IllegalArgumentException("Field " + field + " must be a whole number");
        }
        return json.get(field).asLong();
    }

    private static UUID uuid(JsonNode json, String field) {
        try {
            return UUID.fromString(text(json, field));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Field " + field + " must be a UUID", e);
        }
    }

    private static Instant time(JsonNode json, String field) {
        try {
            return Instant.parse(text(json, field));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("Field " + field + " must be a time such as 2026-01-01T00:00:00Z", e);
        }
    }
}
