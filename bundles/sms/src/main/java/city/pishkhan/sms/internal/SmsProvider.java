package city.pishkhan.sms.internal;

import city.pishkhan.platform.secrets.Secrets;
import city.pishkhan.rest.Breaker;
import city.pishkhan.rest.RestPartner;
import city.pishkhan.spi.TextMessage;
import city.pishkhan.spi.TextSender;
import java.time.Clock;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The city's provider of text messages, over REST. */
@Component(
        service = TextSender.class,
        configurationPid = "city.pishkhan.sms",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SmsProvider.Config.class)
public final class SmsProvider implements TextSender {

    /** PID {@code city.pishkhan.sms}. */
    @ObjectClassDefinition(name = "Pishkhan SMS provider")
    public @interface Config {

        @AttributeDefinition(description = "short name, for logs and lists")
        String provider() default "sms";

        @AttributeDefinition(description = "address above /messages")
        String url();

        @AttributeDefinition(
                type = AttributeType.PASSWORD,
                description = "bearer token, env:NAME or file:/path; empty = none")
        String token() default "";

        @AttributeDefinition(description = "the line from which messages come")
        String sender() default "";

        @AttributeDefinition(description = "milliseconds until a connection must stand")
        int connectTimeoutMs() default 2_000;

        @AttributeDefinition(description = "milliseconds to wait for the whole reply")
        int receiveTimeoutMs() default 10_000;

        @AttributeDefinition(description = "bytes that a reply may have")
        int maxReplyBytes() default 64 << 10;

        @AttributeDefinition(description = "failures in a row after which the provider is left alone for a while")
        int breakerFailures() default 5;

        @AttributeDefinition(description = "seconds of the first such while; doubled with each further failure")
        int breakerSeconds() default 5;

        @AttributeDefinition(description = "seconds of it at most")
        int breakerMostSeconds() default 120;
    }

    private final String name;
    private final SmsClient client;

    @Activate
    public SmsProvider(Config config) {
        name = config.provider();
        RestPartner provider = new RestPartner(
                new RestPartner.Settings(
                        name,
                        RestPartner.address("the SMS provider", config.url()),
                        config.token().isEmpty() ? "" : Secrets.resolve(config.token()),
                        Duration.ofMillis(config.connectTimeoutMs()),
                        Duration.ofMillis(config.receiveTimeoutMs()),
                        config.maxReplyBytes()),
                new Breaker(
                        Clock.systemUTC(),
                        config.breakerFailures(),
                        Duration.ofSeconds(config.breakerSeconds()),
                        Duration.ofSeconds(config.breakerMostSeconds())));
        client = new SmsClient(provider, config.sender());
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
