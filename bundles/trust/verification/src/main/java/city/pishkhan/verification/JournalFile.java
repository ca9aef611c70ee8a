package city.pishkhan.verification;

import city.pishkhan.proofs.CanonicalJson;
import city.pishkhan.proofs.Entry;
import city.pishkhan.proofs.SealKey;
import city.pishkhan.proofs.Sealed;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** An exported journal: a ZIP of {@code keys.jsonl}, {@code seals.jsonl} and {@code entries.jsonl}, without personal data. */
public final class JournalFile implements Source {
    private static final String KEYS = "keys.jsonl";
    private static final String SEALS = "seals.jsonl";
    private static final String ENTRIES = "entries.jsonl";

    private final ZipFile zip;

    private JournalFile(ZipFile zip) {
        this.zip = zip;
    }

    /**
     * Opens an export.
     *
     * @throws IOException if the file cannot be read or is not an export of a journal
     */
    public static JournalFile open(Path file) throws IOException {
        ZipFile zip = new ZipFile(file.toFile());
        for (String part : List.of(KEYS, SEALS, ENTRIES)) {
            if (zip.getEntry(part) == null) {
                zip.close();
                throw new IOException(file + " is not an export of a journal: it has no " + part);
            }
        }
        return new JournalFile(zip);
    }

    /**
     * Writes an export.
     *
     * @return number of entries written
     */
    public static long write(Source source, OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            part(zip, KEYS, source.keys().stream(), CanonicalJson::write);
            try (Stream<Sealed> seals = source.seals()) {
                part(zip, SEALS, seals, CanonicalJson::write);
            }
            try (Stream<Entry> entries = source.entries()) {
                return part(zip, ENTRIES, entries, CanonicalJson::write);
            }
        }
    }

    private static <T> long part(ZipOutputStream zip, String name, Stream<T> values, Function<T, JsonNode> json)
            throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        long count = 0;
        for (T value : (Iterable<T>) values::iterator) {
            zip.write((CanonicalJson.line(json.apply(value)) + "\n").getBytes(StandardCharsets.UTF_8));
            count++;
        }
        return count;
    }

    @Override
    public List<SealKey> keys() {
        try (Stream<SealKey> keys = lines(KEYS, CanonicalJson::key)) {
            return new ArrayList<>(keys.toList());
        }
    }

    @Override
    public Stream<Sealed> seals() {
        return lines(SEALS, CanonicalJson::sealed);
    }

    @Override
    public Stream<Entry> entries() {
        return lines(ENTRIES, CanonicalJson::entry);
    }

    private <T> Stream<T> lines(String name, Function<JsonNode, T> value) {
        try {
            BufferedReader reader = new BufferedReader(
                    new InputStreamReader(zip.getInputStream(zip.getEntry(name)), StandardCharsets.UTF_8));
            return reader.lines().map(line -> value.apply(CanonicalJson.parse(line)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
