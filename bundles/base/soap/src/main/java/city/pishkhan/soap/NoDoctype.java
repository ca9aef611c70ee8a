package city.pishkhan.soap;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.interceptor.StaxInInterceptor;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/**
 * Interceptor that rejects document types, which SOAP forbids. The parser would ignore them silently, and a legitimate partner
 * sends none.
 */
final class NoDoctype extends AbstractPhaseInterceptor<Message> {

    public NoDoctype() {
        super(Phase.POST_STREAM);
        addAfter(StaxInInterceptor.class.getName());
    }

    @Override
    public void handleMessage(Message message) {
        XMLStreamReader reader = message.getContent(XMLStreamReader.class);
        if (reader == null) {
            return;
        }
        if (reader.getEventType() == XMLStreamReader.DTD) {
            throw new Fault(refusal());
        }
        message.setContent(XMLStreamReader.class, new StreamReaderDelegate(reader) {
            @Override
            public int next() throws XMLStreamException {
                int event = super.next();
                if (event == DTD) {
                    throw refusal();
                }
                return event;
            }
        });
    }

    private static XMLStreamException refusal() {
        return new XMLStreamException("the reply has a document type");
    }
}
