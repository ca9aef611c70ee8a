package city.pishkhan.docs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** Generates the handbook: an HTML file for every page, the stylesheet, the pictures, and the list of pages with their audiences. */
public final class HandbookGenerator {

    /** File that lists the audience of each page, e.g. {@code operations=operator}. */
    private static final String LIST = "pages.properties";

    private HandbookGenerator() {}

    /**
     * Generates the handbook.
     *
     * @param args the folder with the Markdown files and {@code contents.txt}, and the target folder
     * @throws IllegalArgumentException for a broken link, a missing picture or alternative text, or if {@code contents.txt} does not match the files
     */
    public static void main(String... args) throws IOException {
        generate(Path.of(args[0]), Path.of(args[1]));
    }

    static void generate(Path folder, Path target) throws IOException {
        HandbookContents contents = HandbookContents.read(folder);
        Map<PageEntry, ParsedPage> pages = new LinkedHashMap<>();
        PageRenderer renderer = new PageRenderer(pages.values());
        for (PageEntry entry : contents.pages()) {
            pages.put(entry, new ParsedPage(entry, renderer.parse(Files.readString(entry.source()))));
        }
        HandbookPictures pictures = new HandbookPictures(folder);
        LinkCheck links = new LinkCheck(contents, pages, pictures);
        pages.values().forEach(links::rewrite);
        if (!links.broken().isEmpty()) {
            throw new IllegalArgumentException("Links of the handbook that lead nowhere: " + links.broken());
        }
        clear(target);
        StringBuilder list = new StringBuilder();
        for (ParsedPage page : pages.values()) {
            String name = page.entry().name();
            Files.writeString(target.resolve(name + ".html"), renderer.html(page));
            list.append(name)
                    .append('=')
                    .append(page.entry().audience().name().toLowerCase(java.util.Locale.ROOT))
                    .append('\n');
        }
        Files.writeString(target.resolve(LIST), list);
        pictures.copy(target);
        try (InputStream style = HandbookGenerator.class.getResourceAsStream(PageRenderer.STYLESHEET)) {
            Files.copy(style, target.resolve(PageRenderer.STYLESHEET), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Deletes the HTML files of earlier builds, because a page may have been removed. */
    private static void clear(Path target) throws IOException {
        Files.createDirectories(target);
        try (DirectoryStream<Path> old = Files.newDirectoryStream(target, "*.html")) {
            for (Path file : old) {
                Files.delete(file);
            }
        }
    }
}
