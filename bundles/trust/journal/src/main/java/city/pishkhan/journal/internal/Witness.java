package city.pishkhan.journal.internal;

import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.outgoing.DeliveryThread;
import city.pishkhan.outgoing.Recipient;
import city.pishkhan.persistence.Tx;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Sends every seal to an external witness in its own thread, so that sealing never waits. Each witness has a configuration
 * file {@code city.pishkhan.journal.witness-<name>.cfg}.
 */
@Component(
        service = Witness.class,
        immediate = true,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        configurationPid = "city.pishkhan.journal.witness")
@Designate(ocd = Witness.Config.class, factory = true)
public final class Witness {

    @ObjectClassDefinition(name = "Pishkhan witness of seals")
    public @interface Config {

        @AttributeDefinition(description = "name under which the hub stores the number of the last delivered seal")
        String name();

        @AttributeDefinition(description = "https address that accepts a POST of a seal")
        String url();

        @AttributeDefinition(description = "shared secret that signs seals and receipts, env:NAME or file:/path")
        String secret();

        @AttributeDefinition(description = "whether the target may be private, loopback or plain http")
        boolean allow_private_targets() default false;

        @AttributeDefinition(
                description = "true: start with the first seal; false: start with the newest seal at setup")
        boolean from_beginning() default false;

        @AttributeDefinition(description = "maximum time to wait for the receipt, in seconds")
        int timeout_seconds() default 10;

        @AttributeDefinition(description = "maximum interval of attempts, in seconds")
        int max_delay_seconds() default 600;
    }

    private final DeliveryThread thread;
    private final StartConfirmation start;
    private final WitnessClient witnessing;

    /** @param journal not used here; this reference ensures that the journal has created the schema */
    @Activate
    public Witness(
            @Reference Tx tx,
            @Reference Journal journal,
            @Reference HubJournal hub,
            @Reference StartConfirmation start,
            Config config) {
        this.start = start;
        Recipient recipient = Recipient.of(
                config.name(),
                config.url(),
                config.allow_private_targets(),
                config.secret(),
                Duration.ofSeconds(config.timeout_seconds()));
        WitnessRepository table = new WitnessRepository(tx);
        witnessing = new WitnessClient(recipient, tx, table, hub, Duration.ofSeconds(config.max_delay_seconds()));
        table.add(recipient.name(), config.from_beginning());
        start.add(witnessing);
        thread = DeliveryThread.start("witness-" + recipient.name(), witnessing::sendNext);
    }

    @Deactivate
    public void stop() throws InterruptedException {
        start.remove(witnessing);
        thread.stop();
    }
}
