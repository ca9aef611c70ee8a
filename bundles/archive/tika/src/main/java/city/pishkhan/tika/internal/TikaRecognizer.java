package city.pishkhan.tika.internal;

import city.pishkhan.rest.ByteReply;
import city.pishkhan.rest.RestConnection;
import city.pishkhan.rest.RestPartner;
import city.pishkhan.rest.RestPartnerRegister;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.TextRecognizer;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * Recognizes text in pictures with the server of Apache Tika, which uses Tesseract:
 *
 * <pre>
 * PUT {url}/tika   Content-Type: image/jpeg, Accept: text/plain, X-Tika-OCRLanguage: fas+eng
 *                  200 the text in UTF-8; 204 no text; 415 and 422 for unreadable content; 500, 503
 * </pre>
 */
@Component(
        service = TextRecognizer.class,
        configurationPid = "city.pishkhan.tika",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        // timeouts are long, because recognizing a page takes some seconds of CPU time and no user waits for the result
        property = {
            "maxReplyBytes:Integer=1048576",
            "receiveTimeoutMs:Integer=120000",
            "breakerFailures:Integer=3",
            "breakerSeconds:Integer=10",
            "breakerMaxSeconds:Integer=600"
        })
public final class TikaRecognizer implements TextRecognizer {
    private static final Set<Integer> NOT_READ = Set.of(415, 422);

    private final RestPartner partner;

    @Activate
    public TikaRecognizer(RestConnection connection, @Reference RestPartnerRegister partners) {
        this(partners.create("tika", "the server of Apache Tika", connection));
    }

    TikaRecognizer(RestPartner partner) {
        this.partner = partner;
    }

    @Override
    public String recognize(InputStream picture, String mediaType, List<String> languages) {
        ByteReply reply = partner.put(
                "/tika",
                Map.of(
                        "Content-Type",
                        mediaType,
                        "Accept",
                        "text/plain",
                        "X-Tika-OCRLanguage",
                        String.join("+", languages)),
                picture,
                NOT_READ);
        if (NOT_READ.contains(reply.status())) {
            throw new PartnerRefused(String.valueOf(reply.status()), "tika: HTTP " + reply.status());
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(reply.body()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw partner.invalidReply("the reply is not UTF-8 text");
        }
    }
}
