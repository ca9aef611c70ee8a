package city.pishkhan.deployment.internal.bundles;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A component's description (OSGi Compendium 112.4). */
final class ComponentXml {
    private ComponentXml() {}

    /** PIDs that it does not start without. */
    static List<String> wanted(byte[] xml) throws IOException {
        List<String> wanted = new ArrayList<>();
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
            NodeList components = document.getElementsByTagNameNS("*", "component");
            for (int i = 0; i < components.getLength(); i++) {
                Element component = (Element) components.item(i);
                if (component.getAttribute("configuration-policy").equals("require")) {
                    String pids = component.getAttribute("configuration-pid");
                    wanted.addAll(List.of((pids.isBlank() ? component.getAttribute("name") : pids).split("\\s+")));
                }
            }
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
        return wanted;
    }
}
