package city.pishkhan.oversight.internal;

import city.pishkhan.api.Journal;
import city.pishkhan.outgoing.SignedPost;
import city.pishkhan.outgoing.Target;
import city.pishkhan.platform.secrets.Secrets;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
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
 * Tells one body with oversight rights what happens, in the journal's order, from where it was told last: each entry at least once, and
 * not the next before it has taken this one. One configuration file per body, {@code city.pishkhan.oversight.webhook-<name>.cfg}.
 */
@Component(
        service = Webhook.class,
        immediate = true,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        configurationPid = "city.pishkhan.oversight.webhook")
@Designate(ocd = Webhook.Config.class, factory = true)
public final class Webhook {

    @ObjectClassDefinition(name = "Pishkhan oversight webhook")
    public @interface Config {

        @AttributeDefinition(description = "under which the hub remembers how far it was told")
        String name();

        @AttributeDefinition(description = "https address that takes a POST of entries")
        String url();

        @AttributeDefinition(description = "shared secret that signs, env:NAME or file:/path")
        String secret();

        @AttributeDefinition(description = "events to tell, a regular expression; all if empty")
        String events() default "";

        @AttributeDefinition(description = "whether the target may be private, loopback or plain http")
        boolean inside() default false;

        @AttributeDefinition(
                description = "true: from the journal's first entry; false: from the day the webhook was set up")
        boolean from_beginning() default false;

        @AttributeDefinition(description = "entries in one POST at most")
        int batch() default 100;

        @AttributeDefinition(description = "seconds to wait for the receiver")
        int timeout_seconds() default 10;

        @AttributeDefinition(description = "seconds between two attempts at most")
        int most_delay_seconds() default 600;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,40}");
    private static final int SHORTEST_SECRET = 16;
    private static final int MOST = 1_000;
    private static final long PAUSE_MILLIS = 500;
    /** Longer than any turn lasts: a node that died in its turn keeps the others waiting no longer. */
    private static final int SPARE_SECONDS = 20;

    private final Journal journal;
    private final WebhookRows rows;
    private final SignedPost post;
    private final Config config;
    private final Pattern events;
    private final Thread thread;
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean failing;

    @Activate
    public Webhook(@Reference Journal journal, @Reference OversightStore store, Config config) {
        if (config.name() == null || !NAME.matcher(config.name()).matches()) {
            throw new IllegalArgumentException("name holds small letters, digits and dashes, and begins with a letter");
        }
        String secret = Secrets.resolve(config.secret());
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("secret is shorter than " + SHORTEST_SECRET + " characters");
        }
        this.journal = journal;
        this.rows = store.webhooks();
        this.config = config;
        this.post = new SignedPost(
                Target.of(config.url(), config.inside()), secret, Duration.ofSeconds(config.timeout_seconds()));
        this.events = config.events().isBlank() ? null : Pattern.compile(config.events());
        rows.add(config.name(), config.from_beginning() ? 0 : journal.last());
        thread = new Thread(this::run, "webhook-" + config.name());
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    public void stop() throws InterruptedException {
        ended.countDown();
        thread.interrupt();
        thread.join(Duration.ofSeconds(2).toMillis());
    }

    private void run() {
        try {
            boolean more = true;
            while (more || !ended.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                more = attempt() && ended.getCount() > 0;
            }
        } catch (InterruptedException e) {
            // it is to stop
        }
    }

    private boolean attempt() throws InterruptedException {
        try {
            return turn();
        } catch (RuntimeException e) {
            LOG.debug("Webhook {}: the database is away: {}", config.name(), e.toString());
            return false;
        }
    }

    /** @return whether there may be more to tell at once */
    private boolean turn() throws InterruptedException {
        OptionalLong after = rows.due(config.name());
        List<Journal.Entry> fresh = after.isEmpty()
                ? List.of()
                : journal.since(after.getAsLong(), Math.max(1, Math.min(config.batch(), MOST)));
        if (fresh.isEmpty() || !rows.lease(config.name(), after.getAsLong(), longestTurn())) {
            return false;
        }
        try {
            tell(fresh);
            return true;
        } catch (IOException e) {
            rows.failed(config.name(), e.toString(), Duration.ofSeconds(config.most_delay_seconds()));
            if (!failing) {
                LOG.warn(
                        "Webhook {} does not take what it is told, and is tried again: {}",
                        config.name(),
                        e.toString());
                failing = true;
            }
            return false;
        }
    }

    private Duration longestTurn() {
        return Duration.ofSeconds(config.timeout_seconds() + SPARE_SECONDS);
    }

    private void tell(List<Journal.Entry> fresh) throws IOException, InterruptedException {
        List<Journal.Entry> told = fresh.stream().filter(this::wanted).toList();
        if (!told.isEmpty()) {
            post.send(config.name(), Message.of(told));
        }
        rows.told(config.name(), fresh.get(fresh.size() - 1).sequence());
        if (failing) {
            LOG.info("Webhook {} takes what it is told again", config.name());
            failing = false;
        }
    }

    private boolean wanted(Journal.Entry entry) {
        return events == null || events.matcher(entry.event()).matches();
    }
}
