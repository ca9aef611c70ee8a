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

/** What an envelope may be: valid by its schema, without a DTD, within bounds of depth, number and size. */
public final class SoapLimits implements CxfConfigurer {
    /** {@code org.apache.cxf.stax.*}, which CXF reads where it makes a reader for a message. */
    private static final Map<String, Object> BOUNDS = Map.of(
            "org.apache.cxf.stax.maxElementDepth", 32,
            "org.apache.cxf.stax.maxChildElements", 5_000,
            "org.apache.cxf.stax.maxElementCount", 20_000L,
            "org.apache.cxf.stax.maxAttributeCount", 50,
            "org.apache.cxf.stax.maxAttributeSize", 4_096,
            "org.apache.cxf.stax.maxTextLength", 100_000,
            "org.apache.cxf.stax.maxXMLCharacters", 4_000_000L,
            "schema-validation-enabled", "IN",
            // an include is of this message's own parts, never of an address
            "org.apache.cxf.attachment.xop.follow.urls", Boolean.FALSE);

    private final SoapFaults faults;

    public SoapLimits(String namespace) {
        faults = new SoapFaults(namespace);
    }

    @Override
    public void configureServer(Server server) {
        server.getEndpoint().putAll(BOUNDS);
        // the published WSDL names the hub's public address, at the port for SOAP 1.1 as at that for 1.2
        server.getEndpoint().put("autoRewriteSoapAddressForAllServices", Boolean.TRUE);
        // CXF's own line about each fault, with its stack trace: the door itself logs what is to be logged
        server.getEndpoint().put(FaultListener.class.getName(), (FaultListener) (fault, description, message) -> false);
        server.getEndpoint().getInInterceptors().add(new SoapCharset());
        server.getEndpoint().getInInterceptors().add(new NoDoctype());
        server.getEndpoint().getInInterceptors().add(new SoapVersions());
        server.getEndpoint().getInInterceptors().add(new UsernameToken(Clock.systemUTC()));
        server.getEndpoint().getOutFaultInterceptors().add(faults);
    }

    @Override
    public void configure(AbstractWSDLBasedEndpointFactory factory) {
        // all is done at the server
    }

    @Override
    public void configureClient(Client client) {
        // doors have none
    }

    /** Without a declaration an entity means nothing; to read on as if it were not there would change what the caller says. */
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

        /** Text only: no reader of ours meets an entity unseen. */
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

    /** A document type declaration is refused, not only left unread. */
    private static final class NoDoctype extends AbstractPhaseInterceptor<Message> {
        NoDoctype() {
            super(Phase.POST_STREAM);
            addAfter(StaxInInterceptor.class.getName());
        }

        @Override
        public void handleMessage(Message message) {
            if ("GET".equals(message.get(Message.HTTP_REQUEST_METHOD))) {
                return; // the WSDL is asked for: the gate lets no other GET come here
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
