package city.pishkhan.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sourceforge.plantuml.FileFormat;
import net.sourceforge.plantuml.FileFormatOption;
import net.sourceforge.plantuml.SourceStringReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Checks that every diagram (SVG) of the handbook was drawn from the current text of its source (PlantUML).
 * {@code -Ddiagrams.write=true} draws all diagrams again. The SVG contains a digest of the source text. The test compares
 * digests, because the drawing itself differs with the fonts of the machine.
 */
class DiagramsTest {

    private static final Path FOLDER = Path.of("pictures").toAbsolutePath();
    private static final Pattern STYLE = Pattern.compile(" style=\"([^\"]*)\"");
    private static final Pattern PROPERTY = Pattern.compile("([a-z-]+):([^;]+);?");

    @BeforeAll
    static void write() throws IOException {
        if (Boolean.getBoolean("diagrams.write")) {
            // PlantUML draws without a display
            System.setProperty("java.awt.headless", "true");
            for (Path source : sources()) {
                Files.writeString(drawing(source), draw(Files.readString(source)));
            }
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".puml")).toList();
        }
    }

    private static Path drawing(Path source) {
        return source.resolveSibling(source.getFileName().toString().replace(".puml", ".svg"));
    }

    private static String draw(String source) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SourceStringReader(source).outputImage(out, new FileFormatOption(FileFormat.SVG, false));
        String svg = out.toString(StandardCharsets.UTF_8)
                .replaceFirst("(?s)^.*?(?=<svg)", "")
                .replaceAll("(?s)<!--.*?-->|<\\?plantuml.*?\\?>", "")
                .replaceAll(" (?:xmlns:xlink|contentStyleType|zoomAndPan|data-[a-z-]+)=\"[^\"]*\"", "")
                .replaceFirst("(<svg[^>]*?) style=\"[^\"]*\"", "$1")
                .replaceFirst("preserveAspectRatio=\"none\"", "preserveAspectRatio=\"xMidYMid meet\"")
                .replaceFirst(
                        "(<svg[^>]*>)",
                        "$1\n<!-- " + digest(source) + " -->\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>");
        // style declarations become attributes, because the handbook's content security policy allows no inline style
        return STYLE.matcher(svg)
                        .replaceAll(style -> PROPERTY.matcher(style.group(1))
                                .results()
                                .map(property -> " " + property.group(1) + "=\"" + property.group(2) + "\"")
                                .collect(Collectors.joining()))
                        .replace("><g", ">\n<g")
                        .replace("</g><", "</g>\n<")
                + "\n";
    }

    private static String digest(String source) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
            return "SHA-256 of the source: " + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyDrawingMatchesItsSource() throws IOException {
        List<Path> sources = sources();
        assertFalse(sources.isEmpty());
        for (Path source : sources) {
            assertTrue(
                    Files.readString(drawing(source)).contains(digest(Files.readString(source))),
                    () -> source.getFileName() + " has changed; draw it by -Dtest=DiagramsTest -Ddiagrams.write=true");
        }
    }

    /** Diagrams have their own white background, so they are readable in dark mode, and they load no other resource. */
    @Test
    void diagramsHaveAWhiteBackgroundAndNoReferences() throws IOException {
        for (Path source : sources()) {
            String svg = Files.readString(drawing(source));
            assertTrue(svg.contains("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>"), source::toString);
            for (String part : List.of("href", "url(", "style", "<script", "<image", "<?")) {
                assertFalse(svg.contains(part), () -> source.getFileName() + " contains " + part);
            }
            assertEquals(1, svg.split("https?://", -1).length - 1, "only the namespace of SVG is an address");
        }
    }
}
