package city.pishkhan.keeping.internal.bags;

import city.pishkhan.api.Refusal;
import city.pishkhan.identifiers.CsvLine;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Checks that a folder is a complete and undamaged bag (RFC 8493, versions 0.97 and 1.0) with a metadata row for each file. Reads no files
 * outside the folder and downloads nothing.
 */
public final class BagCheck {
    private static final Map<String, String> ALGORITHMS = Map.of("sha256", "SHA-256", "sha512", "SHA-512");
    private static final Set<String> VERSIONS = Set.of("0.97", "1.0");
    private static final Pattern LINE = Pattern.compile("([0-9A-Fa-f]+)[ \\t]+\\*?(.+)");
    private static final Pattern OXUM = Pattern.compile("(?i)Payload-Oxum:\\s*(\\d{1,18})\\.(\\d{1,18})\\s*");
    private static final int MOST_FILES = 2_000_000;
    private static final int MOST_FAULTS = 1_000;
    private static final int LONGEST_LINE = 8_192;

    private final Path root;
    private final LongConsumer bytes;
    private final List<BagFault> faults = new ArrayList<>();
    private long count;
    private long octets;

    private BagCheck(Path root, LongConsumer bytes) {
        this.root = root;
        this.bytes = bytes;
    }

    /**
     * @param bag folder of the bag
     * @param bytes receives the size of each file in bytes before it is read; may block to limit the rate
     * @param report file for the list of faults; not written if there are none
     * @return the bag's manifest of sheets
     * @throws Refusal INVALID {@code bag.damaged} with the first fault
     */
    public static Path requireValid(Path bag, LongConsumer bytes, Path report) {
        try {
            BagCheck check = new BagCheck(bag.toRealPath(), bytes);
            check.run();
            if (!check.faults.isEmpty()) {
                write(check.faults, report);
                BagFault first = check.faults.get(0);
                throw Refusal.invalid(
                        "bag.damaged",
                        "manifest",
                        check.faults.size(),
                        first.file(),
                        first.line(),
                        first.value(),
                        first.rule(),
                        report.getFileName());
            }
            return check.root.resolve(BagFiles.METADATA);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(List<BagFault> faults, Path report) throws IOException {
        Path draft = report.resolveSibling(report.getFileName() + ".draft");
        try (BufferedWriter out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
            out.write(CsvLine.of("file", "line", "what", "rule"));
            for (BagFault fault : faults) {
                out.write(CsvLine.of(fault.file(), fault.line(), fault.value(), fault.rule()));
            }
        }
        Files.move(draft, report, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void fault(String file, long line, String what, String rule) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new BagFault(file, line, what, rule));
        }
    }

    private void run() throws IOException {
        if (!checkDeclaration()) {
            return;
        }
        if (isFile(BagFiles.FETCH)) {
            fault(BagFiles.FETCH, 0, "", "bag.fetch");
        }
        Map<String, String> manifests = manifests("manifest-");
        if (manifests.isEmpty()) {
            fault("manifest-sha256.txt", 0, "", "bag.manifest");
            return;
        }
        Set<String> payload = payload();
        for (Map.Entry<String, String> manifest : manifests.entrySet()) {
            count = 0;
            octets = 0;
            Set<String> listed = verify(manifest.getKey(), manifest.getValue(), true);
            payload.stream()
                    .filter(file -> !listed.contains(file))
                    .forEach(file -> fault(manifest.getKey(), 0, file, "bag.unlisted"));
            checkOxum();
        }
        for (Map.Entry<String, String> manifest : manifests("tagmanifest-").entrySet()) {
            verify(manifest.getKey(), manifest.getValue(), false);
        }
        checkRows(payload);
    }

    private boolean isFile(String name) {
        return Files.isRegularFile(root.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    /** Checks {@code bagit.txt}, which states the encoding of the other files. */
    private boolean checkDeclaration() throws IOException {
        if (!isFile(BagFiles.DECLARATION)) {
            fault(BagFiles.DECLARATION, 0, "", "bag.declaration");
            return false;
        }
        List<String> lines = readLines(BagFiles.DECLARATION);
        boolean version = !lines.isEmpty()
                && lines.get(0).startsWith("BagIt-Version:")
                && VERSIONS.contains(
                        lines.get(0).substring("BagIt-Version:".length()).strip());
        boolean encoding =
                lines.size() > 1 && lines.get(1).replace(" ", "").equalsIgnoreCase("Tag-File-Character-Encoding:UTF-8");
        if (!version || !encoding) {
            int line = version ? 2 : 1;
            fault(BagFiles.DECLARATION, line, lines.size() < line ? "" : lines.get(line - 1), "bag.declaration");
        }
        return version && encoding;
    }

    /** Returns the lines of a short file. */
    private List<String> readLines(String name) throws IOException {
        List<String> lines = new ArrayList<>();
        read(name, (line, text) -> lines.add(text));
        return lines;
    }

    private interface Lines {
        void line(long number, String text) throws IOException;
    }

    private void read(String name, Lines each) throws IOException {
        long number = 0;
        try (BufferedReader in = Files.newBufferedReader(root.resolve(name), StandardCharsets.UTF_8)) {
            for (String text = in.readLine(); text != null; text = in.readLine()) {
                number++;
                if (number > MOST_FILES || text.length() > LONGEST_LINE) {
                    fault(name, number, "", "bag.length");
                    return;
                }
                each.line(number, text);
            }
        } catch (CharacterCodingException e) {
            fault(name, number + 1, "", "bag.encoding");
        }
    }

    /**
     * Finds the existing manifests of a kind.
     *
     * @return hash algorithm of each manifest, by the manifest's file name
     */
    private Map<String, String> manifests(String kind) {
        Map<String, String> found = new LinkedHashMap<>();
        ALGORITHMS.forEach((name, algorithm) -> {
            String file = kind + name + ".txt";
            if (isFile(file)) {
                found.put(file, algorithm);
            }
        });
        return found;
    }

    /** Returns all files below {@code data}, relative to the bag. Links are faults, because they could lead out of the bag. */
    private Set<String> payload() throws IOException {
        Set<String> found = new HashSet<>();
        Path data = root.resolve("data");
        if (!Files.isDirectory(data, LinkOption.NOFOLLOW_LINKS)) {
            fault(BagFiles.PAYLOAD, 0, "", "bag.payload");
            return found;
        }
        try (Stream<Path> all = Files.walk(data)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                String name = root.relativize(file).toString().replace('\\', '/');
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    found.add(name);
                } else if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    fault(BagFiles.PAYLOAD, 0, name, "bag.link");
                }
            }
        }
        return found;
    }

    /**
     * Checks the files that a manifest lists.
     *
     * @param ofPayload {@code true} for a manifest of the files below {@code data}, {@code false} for one of the tag files
     * @return paths of the listed files
     */
    private Set<String> verify(String manifest, String algorithm, boolean ofPayload) throws IOException {
        Set<String> listed = new HashSet<>();
        read(manifest, (number, text) -> {
            Matcher line = LINE.matcher(text);
            if (!line.matches()) {
                fault(manifest, number, text, "bag.line");
                return;
            }
            String path = BagFiles.unescape(line.group(2));
            if (!isInside(path) || path.startsWith(BagFiles.PAYLOAD) != ofPayload) {
                fault(manifest, number, path, "bag.path");
            } else if (!listed.add(path)) {
                fault(manifest, number, path, "bag.twice");
            } else {
                verify(manifest, number, path, algorithm, line.group(1));
            }
        });
        return listed;
    }

    /** Checks the path by its text alone, without accessing the file. */
    private static boolean isInside(String path) {
        try {
            return !Path.of(path).isAbsolute()
                    && path.indexOf('\\') < 0
                    && path.indexOf('\0') < 0
                    && Stream.of(path.split("/", -1))
                            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private void verify(String manifest, long number, String path, String algorithm, String hash) throws IOException {
        Path file = root.resolve(path);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            fault(manifest, number, path, "bag.missing");
        } else if (!file.toRealPath().startsWith(root)) {
            fault(manifest, number, path, "bag.path");
        } else {
            long size = Files.size(file);
            count++;
            octets += size;
            bytes.accept(size);
            if (!BagFiles.hash(file, algorithm).equalsIgnoreCase(hash)) {
                fault(manifest, number, path, "bag.hash");
            }
        }
    }

    private void checkOxum() throws IOException {
        if (!isFile(BagFiles.INFO)) {
            return;
        }
        read(BagFiles.INFO, (number, text) -> {
            Matcher oxum = OXUM.matcher(text);
            if (oxum.matches() && (Long.parseLong(oxum.group(1)) != octets || Long.parseLong(oxum.group(2)) != count)) {
                fault(BagFiles.INFO, number, text + " ≠ " + octets + "." + count, "bag.oxum");
            }
        });
    }

    /** Checks that every file has a metadata row, because a file without a row would silently not be imported. */
    private void checkRows(Set<String> payload) throws IOException {
        if (!isFile(BagFiles.METADATA)) {
            fault(BagFiles.METADATA, 0, "", "bag.metadata");
            return;
        }
        Set<String> rowless = new HashSet<>(payload);
        try (BufferedReader in = Files.newBufferedReader(root.resolve(BagFiles.METADATA), StandardCharsets.UTF_8);
                CSVParser parser = CSVParser.builder()
                        .setReader(in)
                        .setFormat(CSVFormat.RFC4180
                                .builder()
                                .setHeader()
                                .setSkipHeaderRecord(true)
                                .get())
                        .get()) {
            if (!parser.getHeaderNames().contains("file")) {
                fault(BagFiles.METADATA, 1, "", "bag.metadata");
                return;
            }
            for (CSVRecord row : parser) {
                rowless.remove(row.isSet("file") ? row.get("file").strip() : "");
            }
        } catch (UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            fault(BagFiles.METADATA, 0, String.valueOf(e.getMessage()), "bag.metadata");
            return;
        }
        rowless.stream().sorted().forEach(file -> fault(BagFiles.METADATA, 0, file, "bag.no-row"));
    }
}
