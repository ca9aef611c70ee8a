package city.pishkhan.itests.doors;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A received XML document, parsed with the JDK alone. */
final class Xml {

    private final Element element;

    private Xml(Element element) {
        this.element = element;
    }

    static Xml parse(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
            return new Xml(document.getDocumentElement());
        } catch (Exception e) {
            throw new AssertionError("no XML: " + text, e);
        }
    }

    /** All descendants of this name, in document order. */
    List<Xml> all(String namespace, String name) {
        NodeList found = element.getElementsByTagNameNS(namespace, name);
        List<Xml> all = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            all.add(new Xml((Element) found.item(i)));
        }
        return all;
    }

    Xml one(String namespace, String name) {
        return all(namespace, name).stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "no " + name + " in " + element.getNodeName() + ": " + element.getTextContent()));
    }

    boolean has(String namespace, String name) {
        return !all(namespace, name).isEmpty();
    }

    /** Text of the first element of this name. */
    String text(String namespace, String name) {
        return one(namespace, name).element.getTextContent();
    }

    String attribute(String name) {
        return element.getAttribute(name);
    }
}
