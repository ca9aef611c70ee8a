package city.pishkhan.bank.internal.saman;

import city.pishkhan.bank.internal.Terminals;
import city.pishkhan.messages.Messages;
import city.pishkhan.rest.RestPartner;
import city.pishkhan.rest.RestPartnerRegister;
import city.pishkhan.spi.PartnerContract;
import city.pishkhan.spi.PaymentGateway;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Optional;
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

/** One terminal at Saman SEP, configured by a file {@code etc/city.pishkhan.bank.saman-<name>.cfg}. */
@PartnerContract(
        name = "saman",
        edition = "1.0",
        title = "Saman's payment gateway SEP",
        file = "city/pishkhan/bank/contract/saman.openapi.json")
@Component(
        service = {},
        immediate = true,
        configurationPid = "city.pishkhan.bank.saman",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SamanComponent.Config.class, factory = true)
public final class SamanComponent {
    private static final Messages MESSAGES = Messages.of(SamanComponent.class);

    private static final Logger LOG = LoggerFactory.getLogger(SamanComponent.class);

    /** maximum size of an answer in bytes; an ordinary answer has about 500 */
    private static final int MOST_BYTES = 16 << 10;

    private final ServiceRegistration<PaymentGateway> registration;

    /** Settings of a merchant terminal. */
    @ObjectClassDefinition(name = "Saman SEP terminal")
    public @interface Config {

        @AttributeDefinition(description = "Name of the gateway in the hub; part of its callback address")
        String name() default "saman";

        @AttributeDefinition(description = "Terminal number assigned by the bank")
        long terminal();

        @AttributeDefinition(description = "Base address of the bank, without /onlinepg and /verifyTxnRandomSessionkey")
        String url() default "https://sep.shaparak.ir";

        @AttributeDefinition(
                description = "Address of the bank's payment page, to which the payer's browser POSTs Token")
        String pageUrl() default "https://sep.shaparak.ir/OnlinePG/OnlinePG";

        @AttributeDefinition(description = "Minutes after the payment within which the contract allows its reversal")
        int reverseWithinMinutes() default 50;

        @AttributeDefinition(
                description =
                        "Whether the terminal is a card reader or a branch, whose payments are entered by their reference number")
        boolean counter() default false;

        @AttributeDefinition(
                description = "Code of the office with the card reader; empty: any office may enter its payments")
        String office() default "";

        @AttributeDefinition(
                description = "Whether the bank is asked for the sale of the session's token before the sale is"
                        + " verified; without it, a payer who submits another payer's RefNum is detected only by the settlement"
                        + " file")
        boolean receipts() default true;

        @AttributeDefinition(description = "Connection time-out, in milliseconds")
        int connectTimeout() default 5_000;

        @AttributeDefinition(description = "Maximum time for the bank's answer, in milliseconds")
        int receiveTimeout() default 15_000;
    }

    @Activate
    public SamanComponent(BundleContext context, Config config, @Reference RestPartnerRegister partners) {
        SamanSettings settings = settings(config);
        // never throttled or suspended here: payers wait for the answer, and the payment attempts have their own retry
        // schedule
        PaymentGateway gateway = new Saman(settings, partners.withoutBreaker(settings.rest()));
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("gateway", gateway.name());
        properties.put("terminal", settings.terminal());
        registration = context.registerService(PaymentGateway.class, gateway, properties);
        LOG.info("Gateway {} is started", settings);
    }

    private static SamanSettings settings(Config config) {
        if (config.reverseWithinMinutes() <= 0) {
            throw new IllegalArgumentException(MESSAGES.bilingual("saman-component.reverse-within"));
        }
        return new SamanSettings(
                Terminals.terminal(config.terminal()),
                new RestPartner.Settings(
                        Terminals.name(config.name()),
                        Terminals.address("url", config.url()),
                        "",
                        Duration.ofMillis(config.connectTimeout()),
                        Duration.ofMillis(config.receiveTimeout()),
                        MOST_BYTES),
                Terminals.address("pageUrl", config.pageUrl()),
                Duration.ofMinutes(config.reverseWithinMinutes()),
                config.counter(),
                office(config),
                config.receipts());
    }

    private static Optional<String> office(Config config) {
        String office = config.office().strip();
        if (!office.isEmpty() && !(config.counter() && office.matches("[0-9]{1,10}"))) {
            throw new IllegalArgumentException(MESSAGES.bilingual("saman-component.office"));
        }
        return office.isEmpty() ? Optional.empty() : Optional.of(office);
    }

    @Deactivate
    public void stop() {
        registration.unregister();
    }
}
