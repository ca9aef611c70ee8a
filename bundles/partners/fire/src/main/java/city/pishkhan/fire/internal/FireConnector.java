package city.pishkhan.fire.internal;

import city.pishkhan.fire.contract.FaultCode;
import city.pishkhan.fire.contract.FireFaultMessage;
import city.pishkhan.fire.contract.FirePort;
import city.pishkhan.platform.secrets.Secrets;
import city.pishkhan.platform.startup.Participation;
import city.pishkhan.soap.SoapEndpoint;
import city.pishkhan.soap.SoapPartner;
import city.pishkhan.spi.AgencyConnector;
import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.ContractBroken;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.PartnerAddress;
import city.pishkhan.spi.PartnerContract;
import city.pishkhan.spi.PartnerHealth;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerText;
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

/** Sends inquiries to the fire department (سازمان آتش‌نشانی) with its published contract, {@code fire.wsdl}. */
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
@Designate(ocd = FireConnector.Config.class)
public final class FireConnector implements AgencyConnector, PartnerHealth {

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
    private final URI url;
    private final Duration connect;

    @Activate
    public FireConnector(Config config) {
        this(
                SoapPartner.withAttachments(FirePort.class, endpoint(config)),
                URI.create(config.url()),
                Duration.ofMillis(config.connectTimeoutMs()));
    }

    /** @param connect time-out of the connection that {@link #isHealthy} opens */
    FireConnector(SoapPartner<FirePort> department, URI url, Duration connect) {
        this.department = department;
        this.url = url;
        this.connect = connect;
    }

    private static SoapEndpoint endpoint(Config config) {
        return new SoapEndpoint(
                URI.create(config.url()),
                config.user(),
                config.password().isEmpty() ? "" : Secrets.resolve(config.password()),
                Duration.ofMillis(config.connectTimeoutMs()),
                Duration.ofMillis(config.receiveTimeoutMs()),
                config.maxReplyBytes());
    }

    @Deactivate
    void stop() {
        department.close();
    }

    @Override
    public Reply ask(Inquiry inquiry) {
        return ReplyReader.read(inquiry, call(port -> port.submitInquiry(InquiryMapper.toContract(inquiry))));
    }

    @Override
    public void sendNotice(AgencyNotice agencyNotice) {
        String id = agencyNotice.inquiry().toString();
        call(port -> switch (agencyNotice.kind()) {
            case WITHDRAWN -> port.withdrawInquiry(id, agencyNotice.reason());
            case REMINDER -> port.remindOfInquiry(id, agencyNotice.reason());
            case SUPERSEDED ->
                port.reviseInquiry(
                        id,
                        agencyNotice.supersededBy() == null
                                ? null
                                : agencyNotice.supersededBy().toString(),
                        agencyNotice.reason());
        });
    }

    /** Opens a connection only, because the department's interface has no health operation. */
    @Override
    public boolean isHealthy() {
        Participation.requireSending("fire", PartnerUnavailable::new);
        PartnerAddress.requireReachable(url, connect);
        return true;
    }

    private <T> T call(SoapPartner.Call<FirePort, T, FireFaultMessage> call) {
        try {
            return department.call("Fire department", call);
        } catch (FireFaultMessage e) {
            throw refusal(e);
        }
    }

    private static RuntimeException refusal(FireFaultMessage fault) {
        FaultCode code =
                fault.getFaultInfo() == null ? null : fault.getFaultInfo().getCode();
        if (code == null) {
            return new ContractBroken("Fire department: a fault without a code of the contract", fault);
        }
        String message = "Fire department: " + code + ", "
                + PartnerText.sanitize(fault.getFaultInfo().getMessage());
        return code == FaultCode.BUSY
                ? new PartnerUnavailable(message, fault)
                : new PartnerRefused(code.name(), message);
    }
}
