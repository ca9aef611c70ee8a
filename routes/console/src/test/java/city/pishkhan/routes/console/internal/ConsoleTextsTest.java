package city.pishkhan.routes.console.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The console's own texts: each in both languages with the same placeholders, and none used by a script is missing. */
class ConsoleTextsTest {
    private static final Path SOURCES = Path.of("src/main/console");
    private static final Pattern LINE = Pattern.compile("'([A-Za-z0-9.-]+)': '((?:[^'\\\\]|\\\\.)*)'");
    private static final Pattern ASKED = Pattern.compile("\\bt\\('([A-Za-z0-9.-]+)'");
    private static final Pattern PLACES = Pattern.compile("\\{\\d}");

    private static String read(String file) throws IOException {
        return Files.readString(SOURCES.resolve(file));
    }

    private static List<String> files(String end) throws IOException {
        try (Stream<Path> all = Files.list(SOURCES)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(end))
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, String> words(String file) throws IOException {
        Map<String, String> words = new TreeMap<>();
        Matcher line = LINE.matcher(read(file));
        while (line.find()) {
            assertEquals(null, words.put(line.group(1), line.group(2)), file + " says twice " + line.group(1));
        }
        return words;
    }

    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        Matcher place = PLACES.matcher(text);
        while (place.find()) {
            places.add(place.group());
        }
        return places;
    }

    @Test
    void bothLanguagesHaveSameKeysAndPlaceholders() throws IOException {
        for (String file : files("-en.js")) {
            Map<String, String> english = words(file);
            Map<String, String> persian = words(file.replace("-en.js", "-fa.js"));
            assertTrue(english.size() > 10, file);
            assertEquals(english.keySet(), persian.keySet(), file);
            english.forEach((key, text) -> assertEquals(places(text), places(persian.get(key)), key));
        }
    }

    @Test
    void scriptTextKeysExist() throws IOException {
        Set<String> known = new HashSet<>();
        for (String file : files("-en.js")) {
            Set<String> these = words(file).keySet();
            // separate pages each have a text with the key "title"
            these.forEach(key ->
                    assertTrue(known.add(key) || key.equals("title"), file + " says what another file says: " + key));
        }
        List<String> missing = new ArrayList<>();
        for (String file : files(".js")) {
            Matcher asked = ASKED.matcher(read(file));
            while (asked.find()) {
                if (!known.contains(asked.group(1))) {
                    missing.add(file + ": " + asked.group(1));
                }
            }
        }
        assertEquals(List.of(), missing);
    }
}
