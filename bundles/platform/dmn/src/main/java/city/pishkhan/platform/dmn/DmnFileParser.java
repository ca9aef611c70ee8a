package city.pishkhan.platform.dmn;

import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.operaton.bpm.model.dmn.Dmn;
import org.operaton.bpm.model.dmn.impl.DmnModelInstanceImpl;
import org.operaton.bpm.model.xml.impl.ModelImpl;
import org.operaton.bpm.model.xml.impl.parser.AbstractModelParser;
import org.operaton.bpm.model.xml.instance.DomDocument;
import org.xml.sax.SAXException;

/**
 * Parses DMN files like the library's own parser, validated against the same schemas, which are compiled only once. The
 * library passes the addresses of the schemas with each document. The JDK then compiles all six each time, which takes
 * 95% of the time to parse a file.
 *
 * <p>Thread-safe.
 */
public final class DmnFileParser extends AbstractModelParser {
    private static final Schema SCHEMA = schema();

    @Override
    protected void configureFactory(DocumentBuilderFactory factory) {
        super.configureFactory(factory);
        // "validating" refers to DTDs, which are not used; the schema set below validates the document and adds default
        // values
        factory.setValidating(false);
        factory.setSchema(SCHEMA);
    }

    @Override
    protected DmnModelInstanceImpl createModelInstance(DomDocument document) {
        return new DmnModelInstanceImpl(
                (ModelImpl) Dmn.INSTANCE.getDmnModel(), Dmn.INSTANCE.getDmnModelBuilder(), document);
    }

    /** Compiles the schemas of all DMN versions that the library supports; the namespace of a document selects one. */
    private static Schema schema() {
        Source[] sources =
                List.of("DMN15.xsd", "DMN14.xsd", "DMN13.xsd", "DMN12.xsd", "DMN11.xsd", "DMN11_Alternative.xsd")
                        .stream()
                        .map(name -> Dmn.class
                                .getClassLoader()
                                .getResource("org/operaton/bpm/model/dmn/schema/" + name)
                                .toString())
                        .map(StreamSource::new)
                        .toArray(Source[]::new);
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(sources);
        } catch (SAXException e) {
            throw new IllegalStateException("The schemas of DMN cannot be read", e);
        }
    }
}
