package city.pishkhan.planning.internal;

import city.pishkhan.messages.Messages;
import city.pishkhan.planning.InvalidIslandFile;
import city.pishkhan.planning.IslandImport;
import city.pishkhan.spi.RecordLimit;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;

/** Reads an island's file row by row in constant memory and computes its digest. */
final class IslandFile {
    private static final Messages MESSAGES = Messages.of(IslandFile.class);

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .get();

    private IslandFile() {}

    /** Receives the rows one after the other. */
    interface Rows {
        /**
         * @param line line in the file
         * @param row values by column name
         */
        void row(long line, Map<String, String> row);

        void reject(long line, RowRejected why);
    }

    /**
     * Reads a file.
     *
     * @return SHA-256 of the file, as hexadecimal digits
     * @throws InvalidIslandFile if the file has another format
     */
    static String read(Path file, Rows rows) {
        MessageDigest digest = sha256();
        try (InputStream bytes = new DigestInputStream(new BufferedInputStream(Files.newInputStream(file)), digest);
                RecordLimit text = new RecordLimit(decode(bytes), IslandImport.LONGEST_ROW);
                CSVParser parser = parse(text)) {
            header(parser.getHeaderNames());
            Iterator<CSVRecord> records = parser.iterator();
            long line = parser.getCurrentLineNumber() + 1;
            while (hasNext(records, text, line)) {
                CSVRecord record = records.next();
                readRecord(record, line, rows);
                line = parser.getCurrentLineNumber() + 1;
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchFileException e) {
            throw new InvalidIslandFile(MESSAGES.text("island-file.missing", file), e);
        } catch (IOException e) {
            throw unreadable(file, 0, e);
        } catch (UncheckedIOException e) {
            throw unreadable(file, 0, e);
        }
    }

    private static CSVParser parse(Reader text) throws IOException {
        try {
            return CSVParser.parse(text, FORMAT);
        } catch (IllegalArgumentException e) {
            throw new InvalidIslandFile(MESSAGES.text("island-file.header", e.getMessage()), e);
        }
    }

    private static boolean hasNext(Iterator<CSVRecord> records, RecordLimit text, long line) {
        text.newRecord();
        try {
            return records.hasNext();
        } catch (UncheckedIOException e) {
            throw unreadable(null, line, e);
        } catch (IllegalStateException e) {
            throw unreadable(null, line, e);
        }
    }

    private static void readRecord(CSVRecord record, long line, Rows rows) {
        if (record.isConsistent()) {
            rows.row(line, record.toMap());
        } else {
            int wanted = record.getParser().getHeaderNames().size();
            rows.reject(line, new RowRejected("row.columns", MESSAGES.text("row.columns", record.size(), wanted)));
        }
    }

    private static void header(List<String> names) {
        Set<String> missing = new HashSet<>(RowReader.COLUMNS);
        names.forEach(missing::remove);
        String unknown = names.stream()
                .filter(name -> !RowReader.COLUMNS.contains(name) && !RowReader.IGNORED.contains(name))
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw new InvalidIslandFile(MESSAGES.text(
                    "island-file.header-columns", missing.stream().sorted().toList(), unknown));
        }
    }

    private static Reader decode(InputStream bytes) throws IOException {
        byte[] start = bytes.readNBytes(3);
        boolean mark =
                start.length == 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF;
        InputStream rest = mark ? bytes : new SequenceInputStream(new ByteArrayInputStream(start), bytes);
        return new InputStreamReader(
                rest,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** @param file the file, or {@code null} if the line is known */
    private static InvalidIslandFile unreadable(@Nullable Path file, long line, Exception cause) {
        return new InvalidIslandFile(
                line > 0
                        ? MESSAGES.text("island-file.unreadable-line", line, cause.getMessage())
                        : MESSAGES.text("island-file.unreadable", file, cause.getMessage()),
                cause);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
