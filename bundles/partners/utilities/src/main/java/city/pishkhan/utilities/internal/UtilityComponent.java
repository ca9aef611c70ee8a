package city.pishkhan.utilities.internal;

import city.pishkhan.messages.Messages;
import city.pishkhan.platform.secrets.Secrets;
import city.pishkhan.platform.startup.Participation;
import city.pishkhan.spi.AgencyConnector;
import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.PartnerAddress;
import city.pishkhan.spi.PartnerContract;
import city.pishkhan.spi.PartnerHealth;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Connector of one utility company, configured by a file {@code etc/city.pishkhan.utilities-<agency>.cfg}. */
@PartnerContract(
        name = "utility",
        edition = "1.1",
        title = "Inquiries of utility companies",
        file = "city/pishkhan/utilities/contract/utility.openapi.json")
@Component(
        service = {AgencyConnector.class, PartnerHealth.class},
        configurationPid = "city.pishkhan.utilities",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = UtilityComponent.Config.class, factory = true)
public final class UtilityComponent implements AgencyConnector, PartnerHealth {
    private static final Messages MESSAGES = Messages.of(UtilityComponent.class);

    /** Configuration of one company. */
    @ObjectClassDefinition(name = "Pishkhan utility company")
    public @interface Config {

        @AttributeDefinition(description = "the agency's name in the procedures, e.g. water")
        String agency();

        @AttributeDefinition(description = "base address, without /inquiries")
        String url();

        @AttributeDefinition(
                type = AttributeType.PASSWORD,
                description = "bearer token, env:NAME or file:/path; empty = none")
        String token() default "";

        @AttributeDefinition(
                description = "path below the url of the company's health check (GET, 2xx), e.g. /health;"
                        + " empty = none, then a deployment only opens a connection")
        String healthPath() default "";

        @AttributeDefinition(description = "connection time-out, in milliseconds")
        int connectTimeoutMs() default 2_000;

        @AttributeDefinition(
                description = "maximum time until a reply begins, and again until it is complete, in milliseconds")
        int receiveTimeoutMs() default 10_000;

        @AttributeDefinition(description = "maximum size of a reply, in bytes")
        int maxReplyBytes() default 1 << 20;
    }

    private final UtilityClient client;
    private final UtilityConnector connector;
    private final String healthPath;
    private final URI url;
    private final Duration connect;

    @Activate
    public UtilityComponent(Config config) {
        check(config);
        client = new UtilityClient(new UtilityClient.Settings(
                config.agency(),
                URI.create(config.url()),
                config.token().isEmpty() ? "" : Secrets.resolve(config.token()),
                Duration.ofMillis(config.connectTimeoutMs()),
                Duration.ofMillis(config.receiveTimeoutMs()),
                config.maxReplyBytes()));
        connector = new UtilityConnector(config.agency(), client);
        healthPath = config.healthPath();
        url = URI.create(config.url());
        connect = Duration.ofMillis(config.connectTimeoutMs());
    }

    private static void check(Config config) {
        if (!config.agency().matches("[a-z][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException(MESSAGES.both("utility-component.agency", config.agency()));
        }
        if (!config.healthPath().matches("(/[A-Za-z0-9._~-]+)*+")) {
            throw new IllegalArgumentException(MESSAGES.both("utility-component.health-path", config.healthPath()));
        }
    }

    @Deactivate
    void stop() throws IOException {
        client.close();
    }

    @Override
    public Reply ask(Inquiry inquiry) {
        return connector.ask(inquiry);
    }

    @Override
    public void tell(AgencyNotice agencyNotice) {
        connector.tell(agencyNotice);
    }

    @Override
    public boolean health() {
        Participation.requireSending(PartnerAddress.origin(url), PartnerUnavailable::new);
        if (healthPath.isEmpty()) {
            PartnerAddress.reach(url, connect);
        } else {
            connector.health(healthPath);
        }
        return true;
    }
}
