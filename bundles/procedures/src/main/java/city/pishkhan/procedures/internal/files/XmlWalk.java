package city.pishkhan.procedures.internal.files;

import city.pishkhan.procedures.internal.files.RuleProblem.Mark;
import java.io.ByteArrayInputStream;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Walks an XML file element by element and knows where it is. Knows no DTD. */
final class XmlWalk {
    private static final XMLInputFactory XML = factory();

    private final XMLStreamReader xml;

    XmlWalk(byte[] bytes) throws XMLStreamException {
        synchronized (XML) {
            xml = XML.createXMLStreamReader(new ByteArrayInputStream(bytes));
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** Steps to the next element of that name, wherever it is; false at the end of the file. */
    boolean find(String element) throws XMLStreamException {
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw failure("a DTD is not taken");
            }
            if (event == XMLStreamConstants.START_ELEMENT && name().equals(element)) {
                return true;
            }
        }
        return false;
    }

    /** Steps to the next element, whatever it is; false at the end of the file. */
    boolean next() throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
        }
        return false;
    }

    /** Steps to the next child element; false at the end of {@code parent}. */
    boolean child(String parent) throws XMLStreamException {
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT && name().equals(parent)) {
                return false;
            }
        }
    }

    /** Goes behind the element. */
    void skip() throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    String name() {
        return xml.getLocalName();
    }

    /** Empty for an element of none. */
    String namespace() {
        String uri = xml.getNamespaceURI();
        return uri == null ? "" : uri;
    }

    /** The element's text; goes behind the element. */
    String text() throws XMLStreamException {
        return xml.getElementText().strip();
    }

    /** Empty if it is not there. */
    String attribute(String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value.strip();
    }

    /** Behind the start tag. */
    Mark mark() {
        return mark(xml.getLocation());
    }

    XMLStreamException failure(String message) {
        return new XMLStreamException(message, xml.getLocation());
    }

    static Mark mark(Location location) {
        return location == null
                ? Mark.START
                : new Mark(Math.max(1, location.getLineNumber()), Math.max(1, location.getColumnNumber()));
    }

    /** The JDK puts the place in front of the text; it is in the problem already. */
    static String message(XMLStreamException e) {
        String text = String.valueOf(e.getMessage());
        int at = text.indexOf("Message: ");
        return at < 0 ? text : text.substring(at + "Message: ".length());
    }
}
