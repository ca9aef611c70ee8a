package city.pishkhan.procedures.internal.files;

import city.pishkhan.procedures.internal.files.RuleProblem.Mark;
import java.io.ByteArrayInputStream;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads an XML file element by element and tracks the position. DTDs are not supported. */
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

    /** Moves to the next element with the given name at any depth. Returns {@code false} at the end of the file. */
    boolean find(String element) throws XMLStreamException {
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw failure("a DTD is not allowed");
            }
            if (event == XMLStreamConstants.START_ELEMENT && name().equals(element)) {
                return true;
            }
        }
        return false;
    }

    /** Moves to the next element. Returns {@code false} at the end of the file. */
    boolean next() throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
        }
        return false;
    }

    /** Moves to the next child element. Returns {@code false} at the end of {@code parent}. */
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

    /** Moves behind the end of the current element and skips its content. */
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

    /** Returns the element's namespace, or an empty string if it has none. */
    String namespace() {
        String uri = xml.getNamespaceURI();
        return uri == null ? "" : uri;
    }

    /** Returns the element's text and moves behind the element. */
    String text() throws XMLStreamException {
        return xml.getElementText().strip();
    }

    /** Returns the attribute's value, or an empty string if the attribute is missing. */
    String attribute(String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value.strip();
    }

    /** Returns the position behind the start tag. */
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

    /** Returns the message without the position that the JDK prepends, because the problem contains it already. */
    static String message(XMLStreamException e) {
        String text = String.valueOf(e.getMessage());
        int at = text.indexOf("Message: ");
        return at < 0 ? text : text.substring(at + "Message: ".length());
    }
}
