package city.pishkhan.proofs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Proof that an archive had a sheet: the path from its hash to the root of the {@link SheetTree}, the journal's entry
 * with that root, and the seal over the entry. About other sheets, the proof contains only hashes of their hashes.
 *
 * @param sha256 SHA-256 of the sheet, as hexadecimal digits
 * @param index its position in its group of {@code size} sheets, from 0
 * @param size number of sheets in the group
 * @param within siblings in its group, deepest first
 * @param above siblings above its group, deepest first
 * @param journal one entry with its proof
 */
public record SheetProof(
        String sha256, long index, long size, List<byte[]> within, List<byte[]> above, CaseProof journal) {

    /** The first field of the file. */
    public static final String FORMAT = "pishkhan-sheet-proof-1";
    /** The event of the entry; the details of the entry have {@code root} and {@code sheets}. */
    public static final String EVENT = "archive-tree.sealed";

    private static final String FORMAT_FIELD = "format";

    public SheetProof {
        within = List.copyOf(within);
        above = List.copyOf(above);
    }

    /** Returns the root in the details of an {@link #EVENT} entry, as hexadecimal digits; empty for any other entry. */
    public static String root(Entry entry) {
        try {
            return entry.event().equals(EVENT)
                    ? CanonicalJson.parse(entry.details()).path("root").asText()
                    : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Returns {@code true} if the JSON has the format of a sheet proof. */
    public static boolean isSheetProof(JsonNode json) {
        return json.path(FORMAT_FIELD).asText().equals(FORMAT);
    }

    /** Returns the content of the file: a JSON object on one line. */
    public String text() {
        ObjectNode json = CanonicalJson.MAPPER
                .createObjectNode()
                .put(FORMAT_FIELD, FORMAT)
                .put("sha256", sha256);
        ObjectNode group = json.putObject("group").put("index", index).put("size", size);
        EvidenceJson.hashes(group.putArray("path"), within);
        EvidenceJson.hashes(json.putArray("path"), above);
        json.set("entry", EvidenceJson.write(journal.entries().get(0)));
        ArrayNode seals = json.putArray("seals");
        journal.seals().forEach(seal -> seals.add(EvidenceJson.write(seal)));
        ArrayNode keys = json.putArray("keys");
        journal.keys().forEach(key -> keys.add(CanonicalJson.write(key)));
        return CanonicalJson.line(json) + "\n";
    }

    /**
     * Parses a file.
     *
     * @throws IllegalArgumentException if a field is invalid; the message names it
     */
    public static SheetProof read(JsonNode json) {
        if (!isSheetProof(json)) {
            throw new IllegalArgumentException("Field format must be " + FORMAT);
        }
        JsonNode group = json.path("group");
        return new SheetProof(
                CanonicalFields.text(json, "sha256"),
                CanonicalFields.number(group, "index"),
                CanonicalFields.number(group, "size"),
                EvidenceJson.hashes(group, "path"),
                EvidenceJson.hashes(json, "path"),
                new CaseProof(
                        List.of(EvidenceJson.proven(json.path("entry"))),
                        list(json, "seals", EvidenceJson::linked),
                        list(json, "keys", CanonicalJson::key)));
    }

    private static <T> List<T> list(JsonNode json, String field, Function<JsonNode, T> one) {
        List<T> all = new ArrayList<>();
        json.path(field).forEach(element -> all.add(one.apply(element)));
        return all;
    }
}
