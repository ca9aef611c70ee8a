package city.pishkhan.planning.internal;

import city.pishkhan.planning.contract.PlanOrders;
import city.pishkhan.planning.contract.PropertyUnknownFault;
import city.pishkhan.platform.secrets.Secrets;
import city.pishkhan.soap.SoapEndpoint;
import city.pishkhan.soap.SoapPartner;
import city.pishkhan.soap.SoapPartnerRegister;
import city.pishkhan.spi.PartnerContract;
import city.pishkhan.spi.PlanOrder;
import city.pishkhan.spi.PlanningSystem;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Client of the city's existing planning system, with the published contract {@code planning.wsdl}. */
@PartnerContract(
        name = "planning",
        edition = "1.0",
        title = "The planning system",
        file = "city/pishkhan/planning/contract/planning.wsdl")
@Component(
        service = PlanningSystem.class,
        property = "planning=soap",
        configurationPid = "city.pishkhan.planning.soap",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SoapPlanningSystem.Config.class)
public final class SoapPlanningSystem implements PlanningSystem {

    /** Address and login of the system. */
    @ObjectClassDefinition(name = "Pishkhan planning system over SOAP")
    public @interface Config {

        @AttributeDefinition(description = "address of the system's SOAP endpoint")
        String url();

        @AttributeDefinition(description = "login at the system; empty = none")
        String user() default "";

        @AttributeDefinition(type = AttributeType.PASSWORD, description = "password, env:NAME or file:/path")
        String password() default "";

        @AttributeDefinition(description = "connection time-out, in milliseconds")
        int connect_timeout_ms() default 2_000;

        @AttributeDefinition(description = "maximum time until a reply is complete, in milliseconds")
        int receive_timeout_ms() default 10_000;

        @AttributeDefinition(description = "maximum size of a reply, in bytes")
        long max_reply_bytes() default 256 << 10;
    }

    private final SoapPartner<PlanOrders> partner;

    @Activate
    public SoapPlanningSystem(Config config, @Reference SoapPartnerRegister partners) {
        this(
                new SoapEndpoint(
                        URI.create(config.url()),
                        config.user(),
                        config.password().isEmpty() ? "" : Secrets.resolve(config.password()),
                        Duration.ofMillis(config.connect_timeout_ms()),
                        Duration.ofMillis(config.receive_timeout_ms()),
                        config.max_reply_bytes()),
                partners);
    }

    SoapPlanningSystem(SoapEndpoint endpoint, SoapPartnerRegister partners) {
        partner = partners.create("planning", PlanOrders.class, endpoint);
    }

    @Deactivate
    void stop() {
        partner.close();
    }

    @Override
    public Optional<PlanOrder> planOrder(String renovationCode) {
        return RegistryPlanningSystem.canonical(renovationCode).flatMap(this::request);
    }

    private Optional<PlanOrder> request(String code) {
        try {
            return Optional.of(
                    PlanOrderMapper.map(code, partner.call("Planning system", port -> port.getPlanOrder(code))));
        } catch (PlanOrderMapper.InvalidPlanOrder e) {
            throw partner.invalidReply("Planning system: the reply is not valid, it has " + e.getMessage());
        } catch (PropertyUnknownFault e) {
            return checkUnknown(code, e);
        }
    }

    /** Checks that the fault names the requested property, because this result ends a case. */
    private Optional<PlanOrder> checkUnknown(String code, PropertyUnknownFault fault) {
        String named =
                fault.getFaultInfo() == null ? null : fault.getFaultInfo().getRenovationCode();
        if (named == null || !RegistryPlanningSystem.canonical(named).equals(Optional.of(code))) {
            throw partner.invalidReply("Planning system: reports that another property is unknown");
        }
        return Optional.empty();
    }
}
