package city.pishkhan.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The list of all pages, {@code contents.txt}. Only listed pages are served, and the list alone defines who may read each page. */
final class HandbookContents {

    /** Pattern of page names; a name is a path segment of an address and cannot contain a path. */
    private static final String NAME = "[a-z][a-z-]*";

    private final Map<Path, PageEntry> pages = new LinkedHashMap<>();

    private HandbookContents() {}

    /**
     * Reads the list and checks it against the Markdown files.
     *
     * @param folder folder with {@code contents.txt} and the Markdown files
     * @throws IllegalArgumentException for an unreadable line, a missing file, or a Markdown file that is not listed
     */
    static HandbookContents read(Path folder) throws IOException {
        Path base = folder.toAbsolutePath().normalize();
        HandbookContents contents = new HandbookContents();
        for (String line : Files.readAllLines(base.resolve("contents.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                contents.add(base, line);
            }
        }
        contents.complete(base);
        return contents;
    }

    private void add(Path base, String line) {
        String[] fields = line.strip().split("\\s+");
        if (fields.length < 3 || fields.length > 4 || !fields[0].matches(NAME)) {
            throw new IllegalArgumentException("contents.txt: name, audience, language and perhaps a file: " + line);
        }
        Path source =
                base.resolve(fields.length == 4 ? fields[3] : fields[0] + ".md").normalize();
        if (Files.notExists(source)) {
            throw new IllegalArgumentException("contents.txt: there is no " + source.getFileName());
        }
        PageEntry.Audience audience = PageEntry.Audience.valueOf(fields[1].toUpperCase(Locale.ROOT));
        boolean listed = !source.startsWith(base) || source.getParent().equals(base);
        boolean named = pages.values().stream().anyMatch(page -> page.name().equals(fields[0]));
        if (named || pages.put(source, new PageEntry(fields[0], audience, fields[2], source, listed)) != null) {
            throw new IllegalArgumentException("contents.txt: twice: " + fields[0]);
        }
    }

    private void complete(Path base) {
        try (Stream<Path> files = Files.walk(base, 2)) {
            Set<String> forgotten = files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !pages.containsKey(file))
                    .map(file -> base.relativize(file).toString())
                    .collect(Collectors.toSet());
            if (!forgotten.isEmpty()) {
                throw new IllegalArgumentException("contents.txt: no line for " + forgotten);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (pages.values().stream().noneMatch(PageEntry::isIndex)) {
            throw new IllegalArgumentException("contents.txt: no line for " + PageEntry.INDEX);
        }
    }

    /** Returns the pages in the order of the navigation. */
    List<PageEntry> pages() {
        return List.copyOf(pages.values());
    }

    /** Returns the page that is generated from a source file. */
    Optional<PageEntry> pageOf(Path source) {
        return Optional.ofNullable(pages.get(source));
    }
}
