package city.pishkhan.sms.internal;

import city.pishkhan.rest.RestConnection;
import city.pishkhan.rest.RestPartner;
import city.pishkhan.rest.RestPartnerRegister;
import city.pishkhan.rest.RestReply;
import city.pishkhan.spi.PartnerContract;
import city.pishkhan.spi.TextMessage;
import city.pishkhan.spi.TextSender;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The city's provider of text messages, with a REST interface at {@code url}:
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
@PartnerContract(
        name = "sms",
        edition = "1.0",
        title = "Text messages to citizens",
        file = "city/pishkhan/sms/contract/sms.openapi.json")
@Component(
        service = TextSender.class,
        configurationPid = "city.pishkhan.sms",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SmsProvider.Config.class)
public final class SmsProvider implements TextSender {
    private static final String DUPLICATE = "duplicate";
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /** Configuration of the connector, PID {@code city.pishkhan.sms}. */
    @ObjectClassDefinition(name = "Pishkhan SMS provider")
    public @interface Config {

        @AttributeDefinition(description = "short name for logs and lists")
        String provider() default "sms";

        @AttributeDefinition(description = "the sender's line number")
        String sender() default "";
    }

    private final String name;
    private final RestPartner provider;
    private final String sender;

    @Activate
    public SmsProvider(Config config, RestConnection connection, @Reference RestPartnerRegister partners) {
        this(config.provider(), partners.create(config.provider(), "the SMS provider", connection), config.sender());
    }

    /** @param sender sender line of the messages */
    SmsProvider(String name, RestPartner provider, String sender) {
        this.name = name;
        this.provider = provider;
        this.sender = sender;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable String send(TextMessage message) {
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
            throw provider.invalidReply("HTTP 409");
        }
        if (reply.status() > 299 && reply.status() != 409) {
            throw provider.refused(reply);
        }
        String reference = reply.body().path("reference").textValue();
        return reference != null && REFERENCE.matcher(reference).matches() ? reference : null;
    }
}
