package city.pishkhan.sms.internal;

import city.pishkhan.rest.RestConnection;
import city.pishkhan.rest.RestPartnerRegister;
import city.pishkhan.spi.PartnerContract;
import city.pishkhan.spi.TextMessage;
import city.pishkhan.spi.TextSender;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The city's provider of text messages, with a REST interface; its address is the base of {@code /messages}. */
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

    /** PID {@code city.pishkhan.sms}. */
    @ObjectClassDefinition(name = "Pishkhan SMS provider")
    public @interface Config {

        @AttributeDefinition(description = "short name for logs and lists")
        String provider() default "sms";

        @AttributeDefinition(description = "the sender's line number")
        String sender() default "";
    }

    private final String name;
    private final SmsClient client;

    @Activate
    public SmsProvider(Config config, RestConnection connection, @Reference RestPartnerRegister partners) {
        name = config.provider();
        client = new SmsClient(partners.of(name, "the SMS provider", connection), config.sender());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String send(TextMessage message) {
        return client.send(message);
    }
}
