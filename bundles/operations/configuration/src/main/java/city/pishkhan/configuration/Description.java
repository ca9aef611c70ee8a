package city.pishkhan.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipException;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Configuration keys of one bundle, from the metatype (OSGi Compendium 105) and component (112) XML files in its jar. The
 * bundle need not be started or resolved.
 *
 * @param bundle symbolic name
 * @param described keys by PID or factory PID, and name
 * @param preset keys for which a component sets a default value itself
 */
record Description(
        String bundle, Map<String, Map<String, KnownKey>> described, Map<String, Map<String, KnownKey>> preset) {
    private static final String FOLDER = "OSGI-INF/";
    private static final String METATYPE = "OSGI-INF/metatype/";
    private static final String XML = ".xml";
    private static final String COMPONENTS = "Service-Component";

    private Description(String bundle) {
        this(bundle, new TreeMap<>(), new TreeMap<>());
    }

    /** @throws IOException if a file of the bundle cannot be read */
    static Description of(Bundle bundle) throws IOException {
        Description description = new Description(String.valueOf(bundle.getSymbolicName()));
        if (bundle.getHeaders().get(COMPONENTS) != null) {
            for (String folder : List.of(FOLDER, METATYPE)) {
                // findEntries would resolve the bundle
                Enumeration<String> files = bundle.getEntryPaths(folder);
                while (files != null && files.hasMoreElements()) {
                    String file = files.nextElement();
                    if (file.endsWith(XML)) {
                        description.read(bundle.getEntry(file).openStream());
                    }
                }
            }
        }
        return description;
    }

    /** @throws IOException if the file cannot be read or is not a jar */
    static Description of(Path jar) throws IOException {
        try (JarFile open = new JarFile(jar.toFile())) {
            String name = open.getManifest() == null
                    ? null
                    : open.getManifest().getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
            Description description = new Description(String.valueOf(name).replaceFirst(";.*", ""));
            for (JarEntry entry : (Iterable<JarEntry>) open.stream()::iterator) {
                String file = entry.getName();
                String folder = file.substring(0, file.lastIndexOf('/') + 1);
                if (file.endsWith(XML) && (folder.equals(FOLDER) || folder.equals(METATYPE))) {
                    description.read(open.getInputStream(entry));
                }
            }
            return description;
        } catch (ZipException e) {
            throw new IOException(jar + " is not a jar", e);
        }
    }

    private void read(InputStream xml) throws IOException {
        try (xml) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Element root = factory.newDocumentBuilder().parse(xml).getDocumentElement();
            if (root.getTagName().endsWith("MetaData")) {
                readMetatype(root);
            } else {
                readComponent(root);
            }
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("The configuration metadata of " + bundle + " cannot be read", e);
        }
    }

    private void readMetatype(Element root) {
        Map<String, Element> types = new TreeMap<>();
        elements(root, "OCD").forEach(type -> types.put(type.getAttribute("id"), type));
        for (Element designate : elements(root, "Designate")) {
            String factory = designate.getAttribute("factoryPid");
            String pid = factory.isEmpty() ? designate.getAttribute("pid") : factory;
            Map<String, KnownKey> keys = described.computeIfAbsent(pid, none -> new TreeMap<>());
            for (Element object : elements(designate, "Object")) {
                Element type = types.get(object.getAttribute("ocdref"));
                if (type != null) {
                    elements(type, "AD").forEach(key -> keys.put(key.getAttribute("id"), key(key)));
                }
            }
        }
    }

    private static KnownKey key(Element key) {
        String cardinality = key.getAttribute("cardinality");
        String usual = key.getAttribute("default");
        boolean several = !cardinality.isEmpty() && !cardinality.equals("0");
        return new KnownKey(
                key.getAttribute("id"),
                key.getAttribute("type"),
                several,
                usual.isEmpty() ? List.of() : several ? List.of(usual.split("\\s*(?<!\\\\),\\s*")) : List.of(usual),
                key.getAttribute("description"),
                elements(key, "Option").stream()
                        .map(option -> option.getAttribute("value"))
                        .toList(),
                key.getAttribute("min"),
                key.getAttribute("max"));
    }

    private void readComponent(Element root) {
        String pids = root.getAttribute("configuration-pid");
        for (String pid : (pids.isEmpty() ? root.getAttribute("name") : pids).split("\\s+")) {
            if (pid.isEmpty()) {
                continue; // this file is not a component description
            }
            Map<String, KnownKey> keys = preset.computeIfAbsent(pid, none -> new TreeMap<>());
            elements(root, "property").forEach(property -> keys.put(property.getAttribute("name"), preset(property)));
        }
    }

    private static KnownKey preset(Element property) {
        String value = property.getAttribute("value");
        List<String> lines = Arrays.stream(property.getTextContent().split("\n"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        String type = property.getAttribute("type");
        return new KnownKey(
                property.getAttribute("name"),
                type.isEmpty() ? "String" : type,
                !lines.isEmpty(),
                value.isEmpty() ? lines : List.of(value),
                "",
                List.of(),
                "",
                "");
    }

    private static List<Element> elements(Element under, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = under.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }
}
