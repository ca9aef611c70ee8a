package city.pishkhan.doors.soap;

import city.pishkhan.api.Refusal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.interceptor.StaxInInterceptor;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/**
 * Determines the charset of an envelope: from its Content-Type, which the gate has checked, or else from the XML declaration (RFC 7303).
 * CXF would assume ISO-8859-1. Responses are always UTF-8.
 */
final class SoapCharset extends AbstractPhaseInterceptor<Message> {
    private static final Set<String> KNOWN =
            Set.of("UTF-8", "US-ASCII", "ISO-8859-1", "WINDOWS-1252", "WINDOWS-1256", "UTF-16", "UTF-16LE", "UTF-16BE");
    private static final Pattern DECLARED =
            Pattern.compile("\\s*<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([^\"'>]*)[\"'][^>]*>.*", Pattern.DOTALL);
    private static final int LONGEST_DECLARATION = 256;

    SoapCharset() {
        super(Phase.POST_STREAM);
        addBefore(StaxInInterceptor.class.getName());
    }

    @Override
    public void handleMessage(Message message) {
        InputStream body = message.getContent(InputStream.class);
        String type = (String) message.get(Message.CONTENT_TYPE);
        if (body == null || type != null && type.toLowerCase(Locale.ROOT).contains("charset=")) {
            return;
        }
        BufferedInputStream marked = new BufferedInputStream(body);
        message.setContent(InputStream.class, marked);
        message.put(Message.ENCODING, detect(marked));
    }

    private static String detect(BufferedInputStream body) {
        byte[] head;
        try {
            body.mark(LONGEST_DECLARATION);
            head = body.readNBytes(LONGEST_DECLARATION);
            body.reset();
        } catch (IOException e) {
            throw new Fault(e);
        }
        if (hasPrefix(head, 0xFE, 0xFF) || hasPrefix(head, 0xFF, 0xFE)) {
            return "UTF-16";
        }
        if (hasPrefix(head, 0, '<')) {
            return "UTF-16BE";
        }
        if (hasPrefix(head, '<', 0)) {
            return "UTF-16LE";
        }
        Matcher declared = DECLARED.matcher(new String(head, StandardCharsets.ISO_8859_1));
        if (!declared.matches()) {
            return "UTF-8";
        }
        if (!KNOWN.contains(declared.group(1).toUpperCase(Locale.ROOT))) {
            throw new Fault(Refusal.of(Refusal.Kind.UNSUPPORTED, "charset.unknown", null));
        }
        return declared.group(1);
    }

    private static boolean hasPrefix(byte[] head, int first, int second) {
        return head.length > 1 && (head[0] & 0xFF) == first && (head[1] & 0xFF) == second;
    }

    /** @param in request message, whose encoding CXF uses to write the response; may be {@code null} */
    static void answerInUtf8(Message in) {
        if (in != null) {
            in.put(Message.ENCODING, "UTF-8");
        }
    }
}
