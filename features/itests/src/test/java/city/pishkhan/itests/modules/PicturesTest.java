package city.pishkhan.itests.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.pictures.HandbookPicture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of pictures, their files, and the documents that show them agree. */
class PicturesTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path FOLDER = ROOT.resolve("features/docs/pictures");
    private static final int MOST_BYTES = 150_000;
    private static final int MOST_WORDS = 1_000;
    private static final Pattern IMAGE = Pattern.compile("!\\[([^\\]]*)\\]\\(([^)]*)\\)");

    private static List<HandbookPicture> pictures() {
        return HandbookPicture.read(FOLDER.resolve("pictures.json"));
    }

    @Test
    void listedPicturesAreSmallWebpFiles() throws IOException {
        Set<String> listed = new TreeSet<>();
        for (HandbookPicture picture : pictures()) {
            assertTrue(listed.add(picture.file()), "twice: " + picture.file());
            assertTrue(!picture.alt().isBlank() && !picture.visible().isEmpty(), picture.file());
            byte[] content = Files.readAllBytes(FOLDER.resolve(picture.file()));
            assertTrue(content.length <= MOST_BYTES, picture.file() + " has " + content.length + " bytes");
            assertEquals("RIFF", new String(content, 0, 4, StandardCharsets.US_ASCII), picture.file());
            assertEquals("WEBP", new String(content, 8, 4, StandardCharsets.US_ASCII), picture.file());
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertEquals(
                    listed,
                    new TreeSet<>(files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.matches(".*\\.(json|puml|svg)"))
                            .toList()));
        }
    }

    /** A picture has the alternative text of the list, except on pages in Persian, which have their own. */
    @Test
    void documentsShowAllPicturesWithAlternativeText() throws IOException {
        Map<String, String> alternatives = new TreeMap<>();
        pictures().forEach(picture -> alternatives.put(picture.file(), picture.alt()));
        Set<String> unused = new TreeSet<>(alternatives.keySet());
        List<String> wrong = new ArrayList<>();
        for (Path document : documents()) {
            Matcher image = IMAGE.matcher(Files.readString(document));
            while (image.find()) {
                Path file = document.resolveSibling(image.group(2)).normalize();
                String name = file.getFileName().toString();
                boolean same = image.group(1).equals(alternatives.getOrDefault(name, image.group(1)));
                boolean persian = document.endsWith("clerk.md");
                if (!Files.exists(file) || image.group(1).isBlank() || !same && !persian) {
                    wrong.add(document.getFileName() + ": " + image.group());
                }
                unused.remove(name);
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(Set.of(), unused);
    }

    @Test
    void readmeShowsCaseAndMapWithinWordLimit() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        assertTrue(readme.contains("/case.webp)") && readme.contains("/map.webp)"));
        int words = readme.strip().split("\\s+").length;
        assertTrue(words <= MOST_WORDS, words + " words");
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> pages = Files.walk(ROOT.resolve("features/docs"), 2)) {
            List<Path> all = new ArrayList<>(
                    pages.filter(page -> page.toString().endsWith(".md")).toList());
            all.add(ROOT.resolve("README.md"));
            return all;
        }
    }
}
