package city.pishkhan.keeping.internal.imports;

import city.pishkhan.api.Refusal;
import city.pishkhan.spi.RecordLimit;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;

/** Reads a manifest record by record with constant memory. Reading can begin at any record. */
final class ManifestReader implements Closeable {
    private static final CSVFormat HEADER = CSVFormat.RFC4180
            .builder()
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .get();

    static final String UNREADABLE = "archive-import.unreadable";

    private static final int MARK_BYTES = 3;
    /** maximum length of a record in characters */
    private static final int LONGEST_RECORD = 65_536;

    private final long size;
    private final long base;
    private final long lineBefore;
    private final RecordLimit text;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> names;
    private @Nullable CSVRecord next;
    private long nextLine;

    /**
     * An unparsed record.
     *
     * @param values values by column; {@code null} if the number of values differs from the header
     */
    record Line(long line, @Nullable Map<String, String> values) {}

    private ManifestReader(FileChannel file, long from, long lineBefore, @Nullable List<String> names)
            throws IOException {
        this.size = file.size();
        this.base = from;
        this.lineBefore = lineBefore;
        this.text = new RecordLimit(
                new InputStreamReader(
                        stream(file.position(from)),
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                LONGEST_RECORD);
        this.parser = CSVParser.builder()
                .setReader(text)
                .setFormat(HEADER)
                .setCharset(StandardCharsets.UTF_8)
                .setTrackBytes(true)
                .get();
        this.records = parser.iterator();
        advance();
        this.names = names == null ? readHeader() : names;
    }

    private static InputStream stream(FileChannel file) {
        return Channels.newInputStream(file);
    }

    /**
     * @param position position of a record in bytes, or 0 for the first record
     * @param line number of the last line before the record
     * @throws Refusal INVALID if the file is not a manifest
     */
    static ManifestReader open(Path manifest, long position, long line) {
        try {
            ManifestReader first = openAt(manifest, start(manifest), 0, null);
            if (position == 0) {
                return first;
            }
            first.close();
            return openAt(manifest, position, line, first.names);
        } catch (NoSuchFileException e) {
            throw Refusal.invalid("archive-import.missing", "manifest");
        } catch (IOException e) {
            throw unreadable(0, e);
        }
    }

    private static ManifestReader openAt(Path manifest, long position, long line, @Nullable List<String> names)
            throws IOException {
        FileChannel file = FileChannel.open(manifest, StandardOpenOption.READ);
        try {
            return new ManifestReader(file, position, line, names);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Returns the position after a byte order mark. */
    private static long start(Path manifest) throws IOException {
        try (FileChannel file = FileChannel.open(manifest, StandardOpenOption.READ);
                InputStream in = Channels.newInputStream(file)) {
            byte[] mark = in.readNBytes(MARK_BYTES);
            return mark.length == MARK_BYTES
                            && mark[0] == (byte) 0xEF
                            && mark[1] == (byte) 0xBB
                            && mark[2] == (byte) 0xBF
                    ? MARK_BYTES
                    : 0;
        }
    }

    private List<String> readHeader() {
        List<String> found = next == null ? List.of() : next.toList();
        TreeSet<String> missing = new TreeSet<>(ManifestColumns.NEEDED);
        found.forEach(missing::remove);
        List<String> unknown = found.stream()
                .filter(name -> !ManifestColumns.KNOWN.contains(name))
                .toList();
        if (!missing.isEmpty() || !unknown.isEmpty() || new TreeSet<>(found).size() < found.size()) {
            throw Refusal.invalid("archive-import.columns", "manifest", List.copyOf(missing), unknown);
        }
        advance();
        return found;
    }

    private void advance() {
        text.newRecord();
        nextLine = lineBefore + parser.getCurrentLineNumber() + 1;
        try {
            next = records.hasNext() ? records.next() : null;
        } catch (UncheckedIOException e) {
            throw unreadable(nextLine, Objects.requireNonNull(e.getCause()));
        } catch (IllegalStateException e) {
            throw unreadable(nextLine, e);
        }
    }

    private static Refusal unreadable(long line, Exception why) {
        return Refusal.invalid(UNREADABLE, "manifest", line, String.valueOf(why.getMessage()));
    }

    /**
     * Reads the next records.
     *
     * @return up to {@code limit} records; empty at the end of the manifest
     */
    List<Line> read(int limit) {
        List<Line> lines = new ArrayList<>(limit);
        while (next != null && lines.size() < limit) {
            Map<String, String> values = null;
            if (next.size() == names.size()) {
                values = new HashMap<>();
                for (int i = 0; i < names.size(); i++) {
                    values.put(names.get(i), next.get(i));
                }
            }
            lines.add(new Line(nextLine, values));
            advance();
        }
        return lines;
    }

    /** Returns the number of bytes before the next record. */
    long position() {
        return next == null ? size : base + next.getBytePosition();
    }

    /** Returns the number of lines before the next record. */
    long line() {
        return nextLine - 1;
    }

    long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
