package city.pishkhan.webhooks.internal;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.outgoing.Delivery;
import city.pishkhan.outgoing.DeliveryThread;
import city.pishkhan.outgoing.Recipient;
import java.time.Duration;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Sends the journal's entries to one oversight body, in order, each at least once. Entries are sent only after the body
 * has accepted the previous ones. Each body has a configuration file {@code city.pishkhan.webhooks-<name>.cfg}.
 */
@Component(
        service = Webhook.class,
        immediate = true,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        configurationPid = "city.pishkhan.webhooks")
@Designate(ocd = Webhook.Config.class, factory = true)
public final class Webhook {

    @ObjectClassDefinition(name = "Pishkhan oversight webhook")
    public @interface Config {

        @AttributeDefinition(description = "name under which the hub stores the position of the last delivered entry")
        String name();

        @AttributeDefinition(description = "https address that accepts a POST of entries")
        String url();

        @AttributeDefinition(description = "shared secret that signs, env:NAME or file:/path")
        String secret();

        @AttributeDefinition(description = "events to deliver, as a regular expression; empty = all")
        String events() default "";

        @AttributeDefinition(description = "whether the target may be private, loopback or plain http")
        boolean allow_private_targets() default false;

        @AttributeDefinition(
                description = "true: start with the journal's first entry; false: start at the setup of the webhook")
        boolean from_beginning() default false;

        @AttributeDefinition(description = "maximum number of entries in one POST")
        int batch() default 100;

        @AttributeDefinition(description = "maximum time to wait for the receiver, in seconds")
        int timeout_seconds() default 10;

        @AttributeDefinition(description = "maximum interval of attempts, in seconds")
        int max_delay_seconds() default 600;
    }

    private final DeliveryThread thread;

    @Activate
    public Webhook(@Reference Journal journal, @Reference OversightStore store, Config config) {
        Recipient recipient = Recipient.of(
                config.name(),
                config.url(),
                config.allow_private_targets(),
                config.secret(),
                Duration.ofSeconds(config.timeout_seconds()));
        WebhookRepository rows = store.webhooks();
        EntryFeed feed = new EntryFeed(journal, recipient, rows.delivery(), config.batch(), config.events());
        rows.add(recipient.name(), config.from_beginning() ? 0 : journal.lastSequence());
        Delivery<List<Journal.Entry>> delivery = new Delivery<>(
                "Webhook", recipient, rows.delivery(), Duration.ofSeconds(config.max_delay_seconds()), feed);
        thread = DeliveryThread.start("webhook-" + recipient.name(), delivery::deliverNext);
    }

    @Deactivate
    public void stop() throws InterruptedException {
        thread.stop();
    }
}
