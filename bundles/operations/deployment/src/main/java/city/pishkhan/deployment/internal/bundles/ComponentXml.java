package city.pishkhan.deployment.internal.bundles;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A component description (OSGi Compendium 112.4).
 *
 * @param requiredPids PIDs of required configurations
 * @param services provided interfaces
 * @param agency property {@code agency}; empty if the configuration sets it
 * @param needs mandatory references
 */
record ComponentXml(String name, List<String> requiredPids, Set<String> services, String agency, List<Need> needs) {
    static final String CONNECTOR = "city.pishkhan.spi.AgencyConnector";
    static final String HEALTH = "city.pishkhan.spi.PartnerHealth";
    static final String ROUTES = "org.apache.camel.RoutesBuilder";

    private static final Pattern AGENCY = Pattern.compile("\\(agency=([a-z][a-z0-9-]{0,39})\\)");

    /**
     * A mandatory reference.
     *
     * @param target an LDAP filter; empty for none
     */
    record Need(String service, String target) {}

    /** Parses all components of a description. */
    static List<ComponentXml> of(byte[] xml) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
            return elements(document.getElementsByTagNameNS("*", "component"))
                    .map(ComponentXml::of)
                    .toList();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }

    private static ComponentXml of(Element component) {
        List<String> requiredPids = new ArrayList<>();
        if (component.getAttribute("configuration-policy").equals("require")) {
            String pids = component.getAttribute("configuration-pid");
            requiredPids.addAll(List.of((pids.isBlank() ? component.getAttribute("name") : pids).split("\\s+")));
        }
        Set<String> services = new LinkedHashSet<>();
        elements(component.getElementsByTagNameNS("*", "provide"))
                .forEach(one -> services.add(one.getAttribute("interface")));
        List<Need> needs = elements(component.getElementsByTagNameNS("*", "reference"))
                .filter(one -> !one.getAttribute("cardinality").startsWith("0"))
                .map(one -> new Need(one.getAttribute("interface"), one.getAttribute("target")))
                .toList();
        String agency = elements(component.getElementsByTagNameNS("*", "property"))
                .filter(one -> one.getAttribute("name").equals("agency"))
                .map(one -> one.getAttribute("value"))
                .findFirst()
                .orElse("");
        return new ComponentXml(component.getAttribute("name"), requiredPids, services, agency, needs);
    }

    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i));
    }

    /** Agencies to whose connectors this component publishes routes. */
    Stream<String> routedAgencies() {
        return services.contains(ROUTES)
                ? needs.stream()
                        .filter(need -> need.service().equals(CONNECTOR))
                        .map(need -> AGENCY.matcher(need.target()))
                        .filter(Matcher::find)
                        .map(found -> found.group(1))
                : Stream.empty();
    }

    boolean isConnector() {
        return services.contains(CONNECTOR);
    }

    /** Returns {@code true} if a deployment can check the partner of this component. */
    boolean hasHealth() {
        return services.contains(HEALTH);
    }
}
