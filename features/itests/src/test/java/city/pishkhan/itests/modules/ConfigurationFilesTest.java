package city.pishkhan.itests.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Every key of a shipped configuration file is read by a component, and every file belongs to a component, because the
 * component runtime ignores unknown keys silently. Known keys are those in the bundles' metatypes and those with a
 * default in a component.
 */
class ConfigurationFilesTest {
    private static final Path ETC = Path.of("../../etc");
    private static final String OURS = "city.pishkhan.";
    /** An optional key, commented out with {@code #}. */
    private static final Pattern WAITING = Pattern.compile("^#([a-zA-Z][\\w.]*)[ \\t]*=", Pattern.MULTILINE);

    private static final Map<String, Set<String>> KNOWN = new TreeMap<>();

    @BeforeAll
    static void read() throws Exception {
        Map<String, Set<String>> defaults = new TreeMap<>();
        for (Path jar : HubClasses.jars()) {
            try (FileSystem content = FileSystems.newFileSystem(jar)) {
                Path folder = content.getPath("OSGI-INF");
                if (Files.isDirectory(folder)) {
                    read(folder, defaults);
                }
            }
        }
        defaults.forEach((pid, keys) ->
                KNOWN.computeIfAbsent(pid, none -> new TreeSet<>()).addAll(keys));
        assertTrue(KNOWN.size() > 40, KNOWN::toString);
    }

    private static void read(Path folder, Map<String, Set<String>> defaults) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".xml")).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    Document xml = DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(in);
                    readDescriptions(xml);
                    component(xml.getDocumentElement(), defaults);
                }
            }
        }
    }

    private static void readDescriptions(Document xml) {
        Map<String, Set<String>> types = new TreeMap<>();
        for (Element type : elements(xml.getDocumentElement(), "OCD")) {
            types.put(type.getAttribute("id"), values(type, "AD", "id"));
        }
        for (Element designate : elements(xml.getDocumentElement(), "Designate")) {
            String factory = designate.getAttribute("factoryPid");
            String type = elements(designate, "Object").get(0).getAttribute("ocdref");
            KNOWN.computeIfAbsent(factory.isEmpty() ? designate.getAttribute("pid") : factory, none -> new TreeSet<>())
                    .addAll(types.get(type));
        }
    }

    private static void component(Element root, Map<String, Set<String>> defaults) {
        for (String pid : root.getAttribute("configuration-pid").split(" ")) {
            if (pid.startsWith(OURS)) {
                defaults.computeIfAbsent(pid, none -> new TreeSet<>()).addAll(values(root, "property", "name"));
            }
        }
    }

    private static List<Element> elements(Element under, String name) {
        List<Element> found = new ArrayList<>();
        var nodes = under.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    private static Set<String> values(Element under, String name, String attribute) {
        Set<String> values = new TreeSet<>();
        elements(under, name).forEach(one -> values.add(one.getAttribute(attribute)));
        return values;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(ETC)) {
            return files.filter(
                            file -> file.getFileName().toString().matches("city\\.pishkhan\\..*\\.cfg(\\.example)?"))
                    .sorted()
                    .toList();
        }
    }

    /** PID of a file as the file installer derives it; a suffix after {@code -} tells several configurations of one factory PID apart. */
    private static String pid(Path file) {
        return file.getFileName()
                .toString()
                .replaceFirst("\\.example$", "")
                .replaceFirst("\\.cfg$", "")
                .replaceFirst("[-~].*", "");
    }

    @Test
    void everyFileConfiguresKnownComponent() throws IOException {
        assertTrue(files().size() > 50, "etc, its examples and the demo city's");
        assertEquals(
                List.of(),
                files().stream()
                        .filter(file -> !KNOWN.containsKey(pid(file)))
                        .map(Path::toString)
                        .toList());
    }

    @Test
    void everyKeyIsReadByItsComponent() throws IOException {
        List<String> unknown = new ArrayList<>();
        for (Path file : files()) {
            Properties given = new Properties();
            try (Reader in = Files.newBufferedReader(file)) {
                given.load(in);
            }
            Set<String> keys = new TreeSet<>(given.stringPropertyNames());
            Matcher waiting = WAITING.matcher(Files.readString(file));
            while (waiting.find()) {
                keys.add(waiting.group(1));
            }
            keys.removeAll(KNOWN.getOrDefault(pid(file), Set.of()));
            keys.forEach(key -> unknown.add(file.getFileName() + ": " + key));
        }
        assertEquals(List.of(), unknown);
    }

    @Test
    void featureInstallsEveryConfigurationFile() throws Exception {
        Pattern line = Pattern.compile(
                "finalname=\"\\$\\{karaf\\.etc}/([^\"]+)\"[^>]*>jar:mvn:city\\.pishkhan/configuration/[^!]+!/etc/([^<]+)<");
        Matcher found = line.matcher(Files.readString(Path.of("../hub/src/main/feature/feature.xml")));
        Set<String> brought = new TreeSet<>();
        while (found.find()) {
            assertEquals(found.group(1), found.group(2));
            brought.add(found.group(1));
        }
        Set<String> shipped = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ETC)) {
            files.filter(Files::isRegularFile)
                    .map(file -> ETC.relativize(file).toString())
                    .filter(file -> !file.startsWith("demo/"))
                    .forEach(shipped::add);
        }
        assertEquals(shipped, brought, "configfiles of the feature pishkhan-etc");
    }
}
