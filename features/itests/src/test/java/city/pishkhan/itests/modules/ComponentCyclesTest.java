package city.pishkhan.itests.modules;

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
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * Components must not refer to one another in a circle. The order in which they are activated is then undefined, and one of them may stay
 * without its reference until the next start.
 */
class ComponentCyclesTest {
    private static final Path ROOT = Path.of("../..");
    /**
     * Known circle: payments and deliveries report events to cases, and are notified when cases end; the engine calls them as listeners.
     */
    private static final Set<String> KNOWN =
            Set.of("city.pishkhan.cases", "city.pishkhan.payments", "city.pishkhan.deliveries");

    /** Services that a component provides ({@code offers}) and references ({@code wants}). */
    private record Part(Set<String> offers, Set<String> wants) {}

    private static Map<String, Part> parts() throws Exception {
        Map<String, Part> parts = new TreeMap<>();
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setNamespaceAware(true);
        for (Path file : descriptions()) {
            Document xml = factory.newDocumentBuilder().parse(file.toFile());
            parts.put(
                    xml.getDocumentElement().getAttribute("name"),
                    new Part(interfaces(xml, "provide"), interfaces(xml, "reference")));
        }
        return parts;
    }

    private static List<Path> descriptions() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String folder : List.of("bundles", "routes")) {
            try (Stream<Path> files = Files.find(
                    ROOT.resolve(folder),
                    7,
                    (file, attributes) -> file.toString().contains("/target/classes/OSGI-INF/")
                            && file.toString().endsWith(".xml")
                            && !file.toString().contains("/metatype/"))) {
                files.filter(file -> file.getParent().endsWith("OSGI-INF")).forEach(found::add);
            }
        }
        return found;
    }

    private static Set<String> interfaces(Document xml, String element) {
        Set<String> found = new TreeSet<>();
        NodeList all = xml.getElementsByTagName(element);
        for (int i = 0; i < all.getLength(); i++) {
            found.add(all.item(i).getAttributes().getNamedItem("interface").getNodeValue());
        }
        return found;
    }

    @Test
    void componentsFormNoCycles() throws Exception {
        Map<String, Part> parts = parts();
        assertTrue(parts.size() > 150, "descriptions: " + parts.size());
        Set<String> circles = new TreeSet<>();
        for (String name : parts.keySet()) {
            if (KNOWN.stream().noneMatch(name::startsWith)
                    && reached(name, parts).contains(name)) {
                circles.add(name);
            }
        }
        assertEquals(Set.of(), circles, "components that come back to themselves");
    }

    private static Set<String> reached(String from, Map<String, Part> parts) {
        Set<String> reached = new HashSet<>();
        List<String> next = new ArrayList<>(List.of(from));
        while (!next.isEmpty()) {
            Set<String> wants = parts.get(next.remove(next.size() - 1)).wants();
            parts.forEach((name, part) -> {
                if (part.offers().stream().anyMatch(wants::contains) && reached.add(name)) {
                    next.add(name);
                }
            });
        }
        return reached;
    }
}
