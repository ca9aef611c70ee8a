package city.pishkhan.handbook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes every page of the handbook as a file of HTML, with the stylesheet and the list of who may read what beside them. */
public final class HandbookGenerator {

    /** Pages by name, and who may read them: {@code operations=operator}. */
    private static final String LIST = "pages.properties";

    private HandbookGenerator() {}

    /**
     * @param args the folder of the Markdown and its {@code contents.txt}, and the folder to write to
     * @throws IllegalArgumentException if a link leads nowhere, or contents and files are not the same
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
        LinkCheck links = new LinkCheck(contents, pages);
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
        try (InputStream style = HandbookGenerator.class.getResourceAsStream(PageRenderer.STYLESHEET)) {
            Files.copy(style, target.resolve(PageRenderer.STYLESHEET), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A page that is no more goes from what was built before. */
    private static void clear(Path target) throws IOException {
        Files.createDirectories(target);
        try (DirectoryStream<Path> old = Files.newDirectoryStream(target, "*.html")) {
            for (Path file : old) {
                Files.delete(file);
            }
        }
    }
}
