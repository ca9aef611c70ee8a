package city.pishkhan.doors.soap;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.contracts.Problem;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.RequestOrigin;
import city.pishkhan.doors.problem.ProblemDetails;
import city.pishkhan.doors.problem.Refusals;
import java.net.HttpURLConnection;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import org.apache.cxf.binding.soap.Soap12;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.SoapVersion;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.helpers.DOMUtils;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.Phase;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Creates the published fault for every failure of a SOAP door, whether it occurs before, in or after an operation. */
final class SoapFaults extends AbstractSoapInterceptor {
    private final String namespace;

    SoapFaults(String namespace) {
        super(Phase.PREPARE_SEND);
        this.namespace = namespace;
    }

    @Override
    public void handleMessage(SoapMessage message) {
        Fault fault = (Fault) message.getContent(Exception.class);
        DoorCall.Origin origin = RequestOrigin.current();
        Refusal refusal = refusal(message, fault);
        ProblemDetails.log(fault, refusal, origin.requestId());
        Problem problem = ProblemDetails.problem(refusal, origin.language(), origin.requestId());
        boolean callersMistake = refusal != null && refusal.kind().status() < HttpURLConnection.HTTP_INTERNAL_ERROR;
        SoapVersion version = SoapVersions.of(message);
        SoapFault answer =
                new SoapFault(problem.detail(), callersMistake ? version.getSender() : version.getReceiver());
        // SOAP 1.1 uses 500 for every fault (section 6.2, WS-I BP R1126); SOAP 1.2 distinguishes the caller's mistakes
        answer.setStatusCode(
                callersMistake && version == Soap12.getInstance()
                        ? HttpURLConnection.HTTP_BAD_REQUEST
                        : HttpURLConnection.HTTP_INTERNAL_ERROR);
        answer.setDetail(detail(problem, origin.requestId()));
        message.setContent(Exception.class, answer);
        message.setVersion(version);
        message.put(Message.CONTENT_TYPE, version.getContentType());
        SoapCharset.answerInUtf8(message.getExchange().getInMessage());
    }

    /** Determines the refusal. A failure before the route gets the call means a malformed envelope; CXF does not report the reason. */
    private static @Nullable Refusal refusal(SoapMessage message, Fault fault) {
        Refusal known = SoapNames.translateField(Refusals.of(fault));
        boolean read = message.getExchange().get(org.apache.camel.Exchange.class) != null;
        return known != null || read ? known : Refusal.of(Kind.MALFORMED, "soap.malformed", null);
    }

    private Element detail(Problem problem, String requestId) {
        Document document = DOMUtils.getEmptyDocument();
        Element detail = document.createElement("detail");
        Element refusal = child(document, detail, "refusal", null);
        refusal.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns", namespace);
        child(document, refusal, "code", problem.code());
        if (problem.field() != null) {
            child(document, refusal, "field", problem.field());
        }
        child(document, refusal, "messageEn", problem.messageEn());
        child(document, refusal, "messageFa", problem.messageFa());
        child(document, refusal, "requestId", requestId);
        if (problem.retryable() != null) {
            child(document, refusal, "retryable", problem.retryable().toString());
        }
        if (problem.errors() != null) {
            problem.errors().forEach(fault -> fault(document, refusal, fault));
        }
        return detail;
    }

    private void fault(Document document, Element refusal, Problem.Fault fault) {
        Element element = child(document, refusal, "fault", null);
        child(document, element, "code", fault.code());
        Map<String, String> known = new LinkedHashMap<>();
        known.put("field", fault.field());
        known.put("value", fault.value());
        known.put("limit", fault.limit());
        known.forEach((name, text) -> {
            if (text != null) {
                child(document, element, name, text);
            }
        });
        child(document, element, "messageEn", fault.messageEn());
        child(document, element, "messageFa", fault.messageFa());
    }

    private Element child(Document document, Element parent, String name, @Nullable String text) {
        Element child = document.createElementNS(namespace, name);
        if (text != null) {
            child.setTextContent(text);
        }
        parent.appendChild(child);
        return child;
    }
}
