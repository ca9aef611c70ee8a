package city.pishkhan.conformance;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** A published SOAP 1.1 contract (WSDL, document/literal) that validates message bodies against its schema. */
final class WsdlContract {
    private static final Map<String, String> FILES = Map.of(
            "fire", "/city/pishkhan/fire/contract/fire.wsdl",
            "planning", "/city/pishkhan/planning/contract/planning.wsdl",
            // the interfaces file is sufficient: the binding's file has another namespace and adds nothing to the
            // schema
            "mellat", "/city/pishkhan/bank/contract/mellat-interfaces.wsdl");
    private static final String SOAP = "http://schemas.xmlsoap.org/wsdl/soap/";

    private final Document document;
    private final Schema schema;

    private WsdlContract(Document document) throws SAXException {
        this.document = document;
        this.schema = schema(document);
    }

    static List<String> names() {
        return FILES.keySet().stream().sorted().toList();
    }

    static WsdlContract of(String name) throws IOException {
        try (InputStream in = WsdlContract.class.getResourceAsStream(FILES.get(name))) {
            return new WsdlContract(parsed(in.readAllBytes()));
        } catch (SAXException e) {
            throw new IOException("the contract " + name + " cannot be read", e);
        }
    }

    /** @throws SAXException if the document is not well-formed XML or has a DTD */
    static Document parsed(byte[] xml) throws IOException, SAXException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(xml));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Schema schema(Document wsdl) throws SAXException {
        Element root = wsdl.getDocumentElement();
        NodeList schemas = wsdl.getElementsByTagNameNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, "schema");
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < schemas.getLength(); i++) {
            Element one = (Element) schemas.item(i);
            // copies namespace prefixes that the WSDL's root element declares
            NamedNodeMap declared = root.getAttributes();
            for (int a = 0; a < declared.getLength(); a++) {
                Attr attribute = (Attr) declared.item(a);
                if (XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI())
                        && !one.hasAttribute(attribute.getName())) {
                    one.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, attribute.getName(), attribute.getValue());
                }
            }
            sources.add(new DOMSource(one));
        }
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(sources.toArray(Source[]::new));
    }

    String namespace() {
        return document.getDocumentElement().getAttribute("targetNamespace");
    }

    /** Returns whether child elements of an operation's element belong to the contract's namespace. */
    boolean isQualified() {
        Element schema = (Element) document.getElementsByTagNameNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, "schema")
                .item(0);
        return schema.getAttribute("elementFormDefault").equals("qualified");
    }

    /** Returns the SOAPAction of an operation, or an empty string if the contract has no binding. */
    String action(String operation) {
        NodeList bound = document.getElementsByTagNameNS(SOAP, "operation");
        for (int i = 0; i < bound.getLength(); i++) {
            Element one = (Element) bound.item(i);
            if (operation.equals(((Element) one.getParentNode()).getAttribute("name"))) {
                return one.getAttribute("soapAction");
            }
        }
        if (bound.getLength() == 0) {
            return "";
        }
        throw new IllegalArgumentException("the contract has no operation " + operation);
    }

    /** Validates a body element and returns its errors; empty if it is valid. */
    List<String> errors(Element body) {
        List<String> wrong = new ArrayList<>();
        Validator validator = schema.newValidator();
        validator.setErrorHandler(new ErrorHandler() {
            @Override
            public void warning(SAXParseException e) {
                // the validator's warnings are ignored: the element is valid
            }

            @Override
            public void error(SAXParseException e) {
                wrong.add(e.getMessage());
            }

            @Override
            public void fatalError(SAXParseException e) {
                wrong.add(e.getMessage());
            }
        });
        try {
            validator.validate(new DOMSource(body));
        } catch (SAXException | IOException e) {
            wrong.add(e.getMessage());
        }
        return wrong;
    }
}
