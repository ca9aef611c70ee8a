package city.pishkhan.bank.internal.mellat;

import city.pishkhan.bank.contract.IPaymentGateway;
import city.pishkhan.bank.internal.Terminals;
import city.pishkhan.platform.secrets.Secrets;
import city.pishkhan.soap.SoapEndpoint;
import city.pishkhan.soap.SoapPartner;
import city.pishkhan.soap.SoapPartnerRegister;
import city.pishkhan.spi.PartnerContract;
import city.pishkhan.spi.PaymentGateway;
import java.time.Clock;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One terminal at Behpardakht Mellat, configured by a file {@code etc/city.pishkhan.bank.mellat-<name>.cfg}. The gateway is
 * registered programmatically, because DS would publish the whole configuration as service properties, including the password.
 */
@PartnerContract(
        name = "mellat",
        edition = "1.0",
        title = "Behpardakht Mellat's payment gateway: its service",
        file = "city/pishkhan/bank/contract/mellat.wsdl")
@Component(
        service = {},
        immediate = true,
        configurationPid = "city.pishkhan.bank.mellat",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MellatComponent.Config.class, factory = true)
public final class MellatComponent {
    private static final Logger LOG = LoggerFactory.getLogger(MellatComponent.class);

    /** maximum size of an answer in bytes; an ordinary answer has about 300 */
    private static final long MOST_BYTES = 16 << 10;

    private final SoapPartner<IPaymentGateway> bank;
    private final ServiceRegistration<PaymentGateway> registration;

    /** Settings of a merchant terminal. */
    @ObjectClassDefinition(name = "Behpardakht Mellat terminal")
    public @interface Config {

        @AttributeDefinition(description = "Name of the gateway in the hub; part of its callback address")
        String name() default "mellat";

        @AttributeDefinition(description = "Terminal number assigned by the bank")
        long terminal();

        @AttributeDefinition(description = "The merchant's user name, or env:NAME, or file:/path")
        String user();

        @AttributeDefinition(description = "env:NAME or file:/path of the merchant's password, or the password")
        String password();

        @AttributeDefinition(description = "Address of the bank's SOAP service")
        String url() default "https://bpm.shaparak.ir/pgwchannel/services/pgw";

        @AttributeDefinition(
                description = "Address of the bank's payment page, to which the payer's browser POSTs RefId")
        String pageUrl() default "https://bpm.shaparak.ir/pgwchannel/startpay.mellat";

        @AttributeDefinition(description = "Connection time-out, in milliseconds")
        int connectTimeout() default 5_000;

        @AttributeDefinition(description = "Maximum time for the bank's answer, in milliseconds")
        int receiveTimeout() default 15_000;
    }

    @Activate
    public MellatComponent(BundleContext context, Config config, @Reference SoapPartnerRegister partners) {
        MellatSettings settings = settings(config);
        bank = partners.create(settings.name(), IPaymentGateway.class, settings.soap());
        PaymentGateway gateway = new Mellat(settings, bank, Clock.systemUTC());
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("gateway", settings.name());
        properties.put("terminal", settings.terminal());
        registration = context.registerService(PaymentGateway.class, gateway, properties);
        LOG.info("Gateway {} is started", settings);
    }

    private static MellatSettings settings(Config config) {
        return new MellatSettings(
                Terminals.name(config.name()),
                Terminals.terminal(config.terminal()),
                Secrets.resolve(config.user()),
                Secrets.resolve(config.password()),
                new SoapEndpoint(
                        Terminals.address("url", config.url()),
                        "",
                        "",
                        Duration.ofMillis(config.connectTimeout()),
                        Duration.ofMillis(config.receiveTimeout()),
                        MOST_BYTES),
                Terminals.address("pageUrl", config.pageUrl()));
    }

    @Deactivate
    public void stop() {
        registration.unregister();
        bank.close();
    }
}
