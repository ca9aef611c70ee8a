package city.pishkhan.sms.internal;

import city.pishkhan.rest.RestPartner;
import city.pishkhan.rest.RestReply;
import city.pishkhan.spi.TextMessage;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.regex.Pattern;

/**
 * Client of the provider's REST interface:
 *
 * <pre>
 * POST {url}/messages   Idempotency-Key, Bearer token; {"id", "sender", "to", "text"}
 *   200, 201            {"reference"}
 *   409                 {"code": "duplicate", "reference"}: the id was sent before; counts as success
 *   400, 404, 410, 422  {"code", "detail"}: refused permanently
 *   429                 Retry-After: retry later
 * </pre>
 *
 * Exceptions contain no text of a message.
 */
final class SmsClient {
    private static final String DUPLICATE = "duplicate";
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private final RestPartner provider;
    private final String sender;

    /** @param sender sender line of the messages */
    SmsClient(RestPartner provider, String sender) {
        this.provider = provider;
        this.sender = sender;
    }

    /** Sends a message, see {@link city.pishkhan.spi.TextSender#send}. */
    String send(TextMessage message) {
        RestReply reply = provider.call(
                "POST",
                "/messages",
                message.id(),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", message.id().toString())
                        .put("sender", sender)
                        .put("to", message.mobile())
                        .put("text", message.text()));
        if (reply.status() == 409 && !reply.code().equals(DUPLICATE)) {
            throw provider.rubbish("HTTP 409");
        }
        if (reply.status() > 299 && reply.status() != 409) {
            throw provider.refused(reply);
        }
        String reference = reply.body().path("reference").textValue();
        return reference != null && REFERENCE.matcher(reference).matches() ? reference : null;
    }
}
