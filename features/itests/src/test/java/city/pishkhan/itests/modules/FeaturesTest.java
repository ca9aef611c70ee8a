package city.pishkhan.itests.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Operators see a few features; the page on operation lists them. All others are hidden. */
class FeaturesTest {
    private static final Path FEATURES = Path.of("../hub/src/main/feature/feature.xml");
    private static final Path OPERATIONS = Path.of("../docs/operations.md");
    private static final int MOST_VISIBLE = 30;
    private static final Pattern FEATURE = Pattern.compile("<feature name=\"([^\"]+)\"([^>]*)>");
    private static final Pattern ARTIFACT = Pattern.compile("</parent>\\s*<artifactId>([^<]+)</artifactId>");
    private static final Pattern NAMED = Pattern.compile("`(pishkhan[a-z0-9-]*)`");

    /** Every bundle must be in a feature, and in the hub's POM, which determines the order of the build. */
    @Test
    void everyBundleIsInFeatureAndHubPom() throws IOException {
        String features = Files.readString(FEATURES);
        String order = Files.readString(Path.of("../hub/pom.xml"));
        Set<String> missing = new TreeSet<>();
        for (String group : List.of("../../bundles", "../../routes")) {
            try (Stream<Path> files = Files.walk(Path.of(group), 3)) {
                for (Path pom : (Iterable<Path>) files.filter(file -> file.endsWith("pom.xml"))::iterator) {
                    String text = Files.readString(pom);
                    Matcher id = ARTIFACT.matcher(text);
                    if (!text.contains("<packaging>pom</packaging>") && id.find()) {
                        String bundle = id.group(1);
                        if (!features.contains("mvn:city.pishkhan/" + bundle + "/")) {
                            missing.add(bundle + " in " + FEATURES);
                        }
                        if (!order.contains("<artifactId>" + bundle + "</artifactId>")) {
                            missing.add(bundle + " in features/hub/pom.xml");
                        }
                    }
                }
            }
        }
        assertEquals(Set.of(), missing);
    }

    @Test
    void operationsPageListsVisibleFeatures() throws IOException {
        Set<String> visible = new TreeSet<>();
        Matcher feature = FEATURE.matcher(Files.readString(FEATURES));
        while (feature.find()) {
            if (!feature.group(2).contains("hidden=\"true\"")) {
                visible.add(feature.group(1));
            }
        }
        assertTrue(visible.size() <= MOST_VISIBLE, () -> visible.size() + " visible features: " + visible);

        String page = Files.readString(OPERATIONS);
        String section = page.substring(page.indexOf("\n## Features\n"), page.indexOf("\n## As a service\n"));
        Set<String> listed = new TreeSet<>();
        section.lines().filter(line -> line.startsWith("| `pishkhan")).forEach(row -> {
            Matcher name = NAMED.matcher(row.split("\\|")[1]);
            while (name.find()) {
                listed.add(name.group(1));
            }
        });
        assertEquals(visible, listed);
    }
}
