package city.pishkhan.journal.internal;

import city.pishkhan.api.HubJournal;
import city.pishkhan.api.Journal;
import city.pishkhan.outgoing.SignedPost;
import city.pishkhan.outgoing.Target;
import city.pishkhan.persistence.Tx;
import city.pishkhan.platform.secrets.Secrets;
import java.time.Duration;
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
 * An outside witness to whom every seal is pushed, on a thread of its own: sealing never waits for it. One configuration file per witness,
 * {@code city.pishkhan.journal.witness-<name>.cfg}.
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

        @AttributeDefinition(description = "under which the hub remembers how far it was told")
        String name();

        @AttributeDefinition(description = "https address that takes a POST of a seal")
        String url();

        @AttributeDefinition(description = "shared secret that signs seals and receipts, env:NAME or file:/path")
        String secret();

        @AttributeDefinition(description = "whether the target may be private, loopback or plain http")
        boolean inside() default false;

        @AttributeDefinition(description = "true: from the first seal; false: from the newest when it is set up")
        boolean from_beginning() default false;

        @AttributeDefinition(description = "seconds to wait for the receipt")
        int timeout_seconds() default 10;

        @AttributeDefinition(description = "seconds between two attempts at most")
        int most_delay_seconds() default 600;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Witness.class);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,40}");
    private static final int SHORTEST_SECRET = 16;
    private static final long PAUSE_MILLIS = 500;

    private final Witnessing witnessing;
    private final String name;
    private final Thread thread;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** @param journal its schema must be there first */
    @Activate
    public Witness(@Reference Tx tx, @Reference Journal journal, @Reference HubJournal hub, Config config) {
        if (config.name() == null || !NAME.matcher(config.name()).matches()) {
            throw new IllegalArgumentException("name holds small letters, digits and dashes, and begins with a letter");
        }
        String secret = Secrets.resolve(config.secret());
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("secret is shorter than " + SHORTEST_SECRET + " characters");
        }
        this.name = config.name();
        Duration patience = Duration.ofSeconds(config.timeout_seconds());
        WitnessTable table = new WitnessTable(tx);
        this.witnessing = new Witnessing(
                name,
                tx,
                table,
                new SignedPost(Target.of(config.url(), config.inside()), secret, patience),
                hub,
                patience,
                Duration.ofSeconds(config.most_delay_seconds()));
        table.add(name, config.from_beginning());
        thread = new Thread(this::run, "witness-" + name);
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
            return witnessing.turn();
        } catch (RuntimeException e) {
            LOG.debug("Witness {}: the database is away: {}", name, e.toString());
            return false;
        }
    }
}
