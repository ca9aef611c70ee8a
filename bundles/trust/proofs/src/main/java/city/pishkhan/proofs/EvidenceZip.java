package city.pishkhan.proofs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes an {@link EvidenceFile} as a ZIP. */
public final class EvidenceZip {
    /** 1980-01-01 00:00, the earliest time in a ZIP, so that the same content gives the same bytes. */
    private static final java.time.LocalDateTime NO_TIME = java.time.LocalDateTime.of(1980, 1, 1, 0, 0);

    private final ZipOutputStream zip;
    private final List<EvidenceFile.Part> parts = new ArrayList<>();

    private EvidenceZip(ZipOutputStream zip) {
        this.zip = zip;
    }

    /**
     * Writes the file.
     *
     * @param sign receives the manifest's bytes and signs {@link EvidenceFile#signedBytes} of them
     */
    public static void write(EvidenceFile file, Function<byte[], EvidenceFile.Signature> sign, OutputStream out)
            throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            new EvidenceZip(zip).write(file, sign);
        }
    }

    private void write(EvidenceFile file, Function<byte[], EvidenceFile.Signature> sign) throws IOException {
        part(EvidenceFile.ENTRIES, lines(file.proof().entries().stream().map(EvidenceJson::write)));
        part(EvidenceFile.SEALS, lines(file.proof().seals().stream().map(EvidenceJson::write)));
        part(EvidenceFile.KEYS, lines(file.proof().keys().stream().map(CanonicalJson::write)));
        part(EvidenceFile.SHEETS, lines(file.sheets().stream().map(EvidenceJson::write)));
        if (file.certificate() != null) {
            part(EvidenceFile.CERTIFICATE, lines(Stream.of(EvidenceJson.write(file.certificate()))));
        }
        for (Map.Entry<String, byte[]> aid : file.aids().entrySet()) {
            part(aid.getKey(), aid.getValue());
        }
        byte[] manifest = lines(Stream.of(manifest(file)));
        put(EvidenceFile.MANIFEST, manifest);
        put(EvidenceFile.SIGNATURE, lines(Stream.of(EvidenceJson.write(sign.apply(manifest)))));
    }

    private ObjectNode manifest(EvidenceFile file) {
        ObjectNode manifest = CanonicalJson.MAPPER.createObjectNode().put("format", EvidenceFile.FORMAT);
        manifest.set("case", EvidenceJson.write(file.subject()));
        manifest.put("entries", file.proof().entries().size());
        manifest.put(
                "sealed",
                file.proof().entries().stream().filter(Proven::hasSeal).count());
        Seal head = file.proof().head();
        manifest.put("seal", head == null ? null : head.number());
        ArrayNode files = manifest.putArray("files");
        parts.forEach(part -> files.add(EvidenceJson.write(part)));
        return manifest;
    }

    private static byte[] lines(Stream<? extends JsonNode> values) {
        return values.map(value -> CanonicalJson.line(value) + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private void part(String name, byte[] content) throws IOException {
        parts.add(new EvidenceFile.Part(
                name, Hashes.hex(Hashes.sha256().digest(content)), content.length, EvidenceFile.PROOFS.contains(name)));
        put(name, content);
    }

    private void put(String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
