package city.pishkhan.doors.soap;

import java.util.Locale;
import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.Soap12;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.SoapVersion;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Determines the SOAP version of a caller: from the envelope once it has been read, before that from the Content-Type. The port supports
 * both versions, and CXF would answer in 1.2.
 */
final class SoapVersions extends AbstractSoapInterceptor {
    private static final String READ = SoapVersions.class.getName();

    /** Runs after the envelope's version has been read. */
    SoapVersions() {
        super(Phase.PRE_PROTOCOL);
    }

    @Override
    public void handleMessage(SoapMessage message) {
        message.getExchange().put(READ, message.getVersion());
    }

    static SoapVersion of(SoapMessage message) {
        if (message.getExchange().get(READ) instanceof SoapVersion read) {
            return read;
        }
        Message in = message.getExchange().getInMessage();
        return byType(in == null ? null : (String) in.get(Message.CONTENT_TYPE));
    }

    static SoapVersion byType(@Nullable String contentType) {
        boolean twelve =
                contentType != null && contentType.toLowerCase(Locale.ROOT).contains("application/soap+xml");
        return twelve ? Soap12.getInstance() : Soap11.getInstance();
    }
}
