package city.pishkhan.verification;

import city.pishkhan.proofs.CanonicalJson;
import city.pishkhan.proofs.EvidenceFile;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads the files in an evidence file without verifying them. */
final class EvidenceReader {
    private static final int LARGEST = 100_000_000;
    private static final int MOST = 100;

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Set<String> doubled = new TreeSet<>();

    private EvidenceReader() {}

    /** Returns {@code true} if the file is a ZIP with a manifest. */
    static boolean isEvidence(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.getEntry(EvidenceFile.MANIFEST) != null;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads all files.
     *
     * @throws IOException if it cannot be read or exceeds the limits of an evidence file
     */
    static EvidenceReader read(Path file) throws IOException {
        EvidenceReader reader = new EvidenceReader();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST) {
                throw new IOException(file + " holds more than " + MOST + " files");
            }
            long limit = LARGEST;
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                byte[] content = content(zip, entry, limit);
                limit -= content.length;
                if (reader.files.putIfAbsent(entry.getName(), content) != null) {
                    reader.doubled.add(entry.getName());
                }
            }
        }
        return reader;
    }

    private static byte[] content(ZipFile zip, ZipEntry entry, long limit) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] content = in.readNBytes((int) limit + 1);
            if (content.length > limit) {
                throw new IOException("It holds more than " + LARGEST + " bytes");
            }
            return content;
        }
    }

    Set<String> names() {
        return files.keySet();
    }

    /** Names that occur more than once, because different tools might show different files. */
    Set<String> duplicates() {
        return doubled;
    }

    Optional<byte[]> bytes(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /**
     * Parses a file with one JSON object per line; empty if the file is missing.
     *
     * @throws IOException if a line is malformed; the message names the file and line
     */
    <T> List<T> lines(String name, Function<JsonNode, T> value) throws IOException {
        List<T> values = new ArrayList<>();
        int number = 0;
        for (String line : new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8).split("\n")) {
            number++;
            if (!line.isBlank()) {
                try {
                    values.add(value.apply(CanonicalJson.parse(line)));
                } catch (IllegalArgumentException e) {
                    throw new IOException(name + ", line " + number + ": " + e.getMessage(), e);
                }
            }
        }
        return values;
    }
}
