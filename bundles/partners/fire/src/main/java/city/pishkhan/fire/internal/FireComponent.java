package city.pishkhan.fire.internal;

import city.pishkhan.fire.contract.FirePort;
import city.pishkhan.platform.secrets.Secrets;
import city.pishkhan.platform.startup.Participation;
import city.pishkhan.soap.SoapEndpoint;
import city.pishkhan.soap.SoapPartner;
import city.pishkhan.spi.AgencyConnector;
import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.PartnerAddress;
import city.pishkhan.spi.PartnerContract;
import city.pishkhan.spi.PartnerHealth;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.Reply;
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

/** Publishes the connector to the fire department's system once it is configured. */
@PartnerContract(
        name = "fire",
        edition = "1.0",
        title = "Inquiries of the fire department",
        file = "city/pishkhan/fire/contract/fire.wsdl")
@Component(
        service = {AgencyConnector.class, PartnerHealth.class},
        property = "agency=fire",
        configurationPid = "city.pishkhan.fire",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = FireComponent.Config.class)
public final class FireComponent implements AgencyConnector, PartnerHealth {

    /** Address and login of the department. */
    @ObjectClassDefinition(name = "Pishkhan fire department")
    public @interface Config {

        @AttributeDefinition(description = "address of the department's SOAP endpoint")
        String url();

        @AttributeDefinition(description = "login at the department; empty = none")
        String user() default "";

        @AttributeDefinition(type = AttributeType.PASSWORD, description = "password, env:NAME or file:/path")
        String password() default "";

        @AttributeDefinition(description = "connection time-out, in milliseconds")
        int connectTimeoutMs() default 2_000;

        @AttributeDefinition(
                description = "maximum time until a reply begins, and again until it is complete, in milliseconds")
        int receiveTimeoutMs() default 10_000;

        @AttributeDefinition(description = "maximum size of a reply, in bytes")
        long maxReplyBytes() default 1 << 20;
    }

    private final SoapPartner<FirePort> department;
    private final FireConnector connector;
    private final URI url;
    private final Duration connect;

    @Activate
    public FireComponent(Config config) {
        SoapEndpoint endpoint = new SoapEndpoint(
                URI.create(config.url()),
                config.user(),
                config.password().isEmpty() ? "" : Secrets.resolve(config.password()),
                Duration.ofMillis(config.connectTimeoutMs()),
                Duration.ofMillis(config.receiveTimeoutMs()),
                config.maxReplyBytes());
        department = SoapPartner.withAttachments(FirePort.class, endpoint);
        connector = new FireConnector(department);
        url = URI.create(config.url());
        connect = Duration.ofMillis(config.connectTimeoutMs());
    }

    @Deactivate
    void stop() {
        department.close();
    }

    @Override
    public Reply ask(Inquiry inquiry) {
        return connector.ask(inquiry);
    }

    @Override
    public void tell(AgencyNotice agencyNotice) {
        connector.tell(agencyNotice);
    }

    /** Opens a connection only, because the department's interface has no health operation. */
    @Override
    public boolean health() {
        Participation.requireSending("fire", PartnerUnavailable::new);
        PartnerAddress.reach(url, connect);
        return true;
    }
}
