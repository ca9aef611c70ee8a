package city.pishkhan.doors.soap;

import city.pishkhan.api.Refusal;
import java.time.Clock;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import org.apache.camel.component.cxf.jaxws.CxfConfigurer;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.frontend.AbstractWSDLBasedEndpointFactory;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.interceptor.StaxInInterceptor;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.staxutils.DepthExceededStaxException;

/** Limits for envelopes: valid by the schema, without a DTD, and with a maximum depth, number and size of elements. */
public final class SoapLimits implements CxfConfigurer {
    /** Properties {@code org.apache.cxf.stax.*}, which CXF reads when it creates a message reader. */
    private static final Map<String, Object> BOUNDS = Map.of(
            "org.apache.cxf.stax.maxElementDepth", 32,
            "org.apache.cxf.stax.maxChildElements", 5_000,
            "org.apache.cxf.stax.maxElementCount", 20_000L,
            "org.apache.cxf.stax.maxAttributeCount", 50,
            "org.apache.cxf.stax.maxAttributeSize", 4_096,
            "org.apache.cxf.stax.maxTextLength", 100_000,
            "org.apache.cxf.stax.maxXMLCharacters", 4_000_000L,
            "schema-validation-enabled", "IN",
            // an XOP include may refer only to parts of the same message, not to URLs
            "org.apache.cxf.attachment.xop.follow.urls", Boolean.FALSE);

    private final SoapFaults faults;

    public SoapLimits(String namespace) {
        faults = new SoapFaults(namespace);
    }

    @Override
    public void configureServer(Server server) {
        server.getEndpoint().putAll(BOUNDS);
        // the published WSDL contains the hub's public address for both SOAP ports
        server.getEndpoint().put("autoRewriteSoapAddressForAllServices", Boolean.TRUE);
        // disables CXF's log entry with stack trace for each fault, because the door logs faults itself
        server.getEndpoint().put(FaultListener.class.getName(), (FaultListener) (fault, description, message) -> false);
        server.getEndpoint().getInInterceptors().add(new SoapCharset());
        server.getEndpoint().getInInterceptors().add(new NoDoctype());
        server.getEndpoint().getInInterceptors().add(new SoapVersions());
        server.getEndpoint().getInInterceptors().add(new UsernameToken(Clock.systemUTC()));
        server.getEndpoint().getOutFaultInterceptors().add(faults);
    }

    @Override
    public void configure(AbstractWSDLBasedEndpointFactory factory) {
        // nothing to configure here: all limits are set on the server
    }

    @Override
    public void configureClient(Client client) {
        // nothing to configure: doors are servers and have no CXF clients
    }

    /** Reader that rejects entity references. They are undeclared without a DTD, and skipping them would change the content. */
    private static final class NoEntities extends StreamReaderDelegate {
        NoEntities(XMLStreamReader reader) {
            super(reader);
        }

        @Override
        public int next() throws XMLStreamException {
            int event = super.next();
            if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new XMLStreamException("an entity is not allowed");
            }
            return event;
        }

        @Override
        public int nextTag() throws XMLStreamException {
            int event = next();
            while (event == XMLStreamConstants.CHARACTERS && isWhiteSpace() || event == XMLStreamConstants.COMMENT) {
                event = next();
            }
            if (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
                throw new XMLStreamException("an element is expected", getLocation());
            }
            return event;
        }

        /** Reads text and rejects entity references, which the delegate's method would skip. */
        @Override
        public String getElementText() throws XMLStreamException {
            StringBuilder text = new StringBuilder();
            for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
                if (event == XMLStreamConstants.START_ELEMENT) {
                    throw new XMLStreamException("text is expected", getLocation());
                }
                if (event != XMLStreamConstants.COMMENT && event != XMLStreamConstants.PROCESSING_INSTRUCTION) {
                    text.append(getText());
                }
            }
            return text.toString();
        }
    }

    /** Interceptor that rejects a DTD instead of ignoring it. */
    private static final class NoDoctype extends AbstractPhaseInterceptor<Message> {
        NoDoctype() {
            super(Phase.POST_STREAM);
            addAfter(StaxInInterceptor.class.getName());
        }

        @Override
        public void handleMessage(Message message) {
            if ("GET".equals(message.get(Message.HTTP_REQUEST_METHOD))) {
                return; // request for the WSDL, the only GET that the gate admits
            }
            XMLStreamReader reader = message.getContent(XMLStreamReader.class);
            if (reader == null) {
                throw new Fault(Refusal.of(Refusal.Kind.MALFORMED, "body.missing", null));
            }
            SoapCharset.answerInUtf8(message);
            try {
                while (reader.getEventType() != XMLStreamConstants.START_ELEMENT) {
                    if (reader.getEventType() == XMLStreamConstants.DTD) {
                        throw new Fault(new DepthExceededStaxException("a DTD is not allowed"));
                    }
                    reader.next();
                }
                message.setContent(XMLStreamReader.class, new NoEntities(reader));
            } catch (XMLStreamException e) {
                throw new Fault(e);
            }
        }
    }
}
