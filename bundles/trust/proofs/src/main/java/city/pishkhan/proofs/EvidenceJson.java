package city.pishkhan.proofs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The parts of an {@link EvidenceFile} as JSON. Every reader throws an {@link IllegalArgumentException} that names an invalid field. */
public final class EvidenceJson {

    private EvidenceJson() {}

    static ObjectNode write(Proven proven) {
        ObjectNode json = CanonicalJson.write(proven.entry());
        List<byte[]> proof = proven.proof();
        if (proof != null) {
            hashes(json.putArray("proof"), proof);
        }
        return json;
    }

    public static Proven proven(JsonNode json) {
        return new Proven(CanonicalJson.entry(json), json.has("proof") ? hashes(json, "proof") : null);
    }

    static ObjectNode write(Linked linked) {
        ObjectNode json = CanonicalJson.write(linked.seal());
        hashes(json.putArray("extension"), linked.extension());
        return json;
    }

    public static Linked linked(JsonNode json) {
        return new Linked(CanonicalJson.seal(json), hashes(json, "extension"));
    }

    static ObjectNode write(CaseSubject subject) {
        return CanonicalJson.MAPPER
                .createObjectNode()
                .put("id", subject.id())
                .put("number", subject.number())
                .put("service", subject.service())
                .put("subject", subject.subject())
                .put("office", subject.office())
                .put("district", subject.district())
                .put("ruleSet", subject.ruleSet())
                .put("procedureVersion", subject.procedureVersion())
                .put("state", subject.state())
                .put("stage", subject.stage())
                .put("opened", subject.opened().toString())
                .put("ended", subject.ended() == null ? null : subject.ended().toString());
    }

    static ObjectNode write(SheetHash sheet) {
        return CanonicalJson.MAPPER
                .createObjectNode()
                .put("kind", sheet.kind())
                .put("revision", sheet.revision())
                .put("sha256", sheet.sha256())
                .put("type", sheet.type())
                .put("size", sheet.size());
    }

    public static SheetHash sheet(JsonNode json) {
        return new SheetHash(
                CanonicalFields.text(json, "kind"),
                (int) CanonicalFields.number(json, "revision"),
                CanonicalFields.text(json, "sha256"),
                CanonicalFields.text(json, "type"),
                CanonicalFields.number(json, "size"));
    }

    static ObjectNode write(IssuedCertificate certificate) {
        return CanonicalJson.MAPPER
                .createObjectNode()
                .put("template", certificate.template())
                .put("number", certificate.number())
                .put("issued", certificate.issued().toString())
                .put("state", certificate.state())
                .put("digest", certificate.digest());
    }

    public static IssuedCertificate certificate(JsonNode json) {
        return new IssuedCertificate(
                CanonicalFields.text(json, "template"),
                CanonicalFields.text(json, "number"),
                CanonicalFields.time(json, "issued"),
                CanonicalFields.text(json, "state"),
                CanonicalFields.text(json, "digest"));
    }

    static ObjectNode write(EvidenceFile.Part part) {
        return CanonicalJson.MAPPER
                .createObjectNode()
                .put("name", part.name())
                .put("sha256", part.sha256())
                .put("bytes", part.bytes())
                .put("role", part.proves() ? "proof" : "reading aid: its content is not proved");
    }

    public static EvidenceFile.Part part(JsonNode json) {
        String name = CanonicalFields.text(json, "name");
        return new EvidenceFile.Part(
                name,
                CanonicalFields.text(json, "sha256"),
                CanonicalFields.number(json, "bytes"),
                EvidenceFile.PROOFS.contains(name));
    }

    static ObjectNode write(EvidenceFile.Signature signature) {
        return CanonicalJson.MAPPER
                .createObjectNode()
                .put("key", signature.key())
                .put("signature", signature.signature());
    }

    public static EvidenceFile.Signature signature(JsonNode json) {
        return new EvidenceFile.Signature(CanonicalFields.text(json, "key"), CanonicalFields.text(json, "signature"));
    }

    static void hashes(ArrayNode array, List<byte[]> hashes) {
        hashes.forEach(hash -> array.add(Hashes.hex(hash)));
    }

    static List<byte[]> hashes(JsonNode json, String field) {
        if (!json.path(field).isArray()) {
            throw new IllegalArgumentException("Field " + field + " must be a list of hashes");
        }
        List<byte[]> hashes = new ArrayList<>();
        json.get(field).forEach(hash -> hashes.add(Hashes.bytes(hash.asText())));
        return hashes;
    }
}
