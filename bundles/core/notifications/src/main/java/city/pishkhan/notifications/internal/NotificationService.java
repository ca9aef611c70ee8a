package city.pishkhan.notifications.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.cases.Tracking;
import city.pishkhan.api.health.BacklogWatch;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.messaging.Notifications;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import city.pishkhan.platform.startup.DetachedThreads;
import city.pishkhan.spi.TextSender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Implementation of {@link Notifications}. One loop creates messages from the journal, another one sends them, so that an
 * unavailable provider delays only the messages.
 */
@Component(
        service = {Notifications.class, BacklogWatch.class},
        immediate = true,
        configurationPid = "city.pishkhan.notifications")
@Designate(ocd = NotificationService.Config.class)
public final class NotificationService implements Notifications, BacklogWatch {
    private static final Messages MESSAGES = Messages.of(NotificationService.class);
    /**
     * pause between two reads of the journal; messages are not urgent, and entries of two seconds are processed
     * together
     */
    private static final Duration FOLLOW = Duration.ofSeconds(2);

    private static final Duration SEND = Duration.ofMillis(500);
    private static final int MOST_SENDERS = 16;
    private static final int MOST_COUNTED = 100_000;
    /** Age of the backlog before a warning. An unavailable provider delays nothing else. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** Configuration with the PID {@code city.pishkhan.notifications}. */
    @ObjectClassDefinition(name = "Pishkhan messages to citizens")
    public @interface Config {

        @AttributeDefinition(description = "YAML file with the events that trigger messages and their texts")
        String texts() default "etc/notifications/texts.yaml";

        @AttributeDefinition(description = "hours after which a message that no provider accepted is discarded")
        int expireHours() default 72;

        @AttributeDefinition(description = "delay until a message is retried, in seconds, doubled with each attempt")
        int retrySeconds() default 10;

        @AttributeDefinition(description = "maximum delay between attempts, in seconds")
        int maxRetrySeconds() default 600;

        @AttributeDefinition(description = "number of messages sent concurrently, 1 to 16")
        int concurrency() default 2;
    }

    private final MessageList list;
    private final MessageRepository rows;
    private final int expireHours;
    private final List<Loop> loops = new ArrayList<>();
    private final ExecutorService senders;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile TextSender sender;

    @Activate
    public NotificationService(
            @Reference Tx tx,
            @Reference Schemas schemas,
            @Reference Journal journal,
            @Reference Persons persons,
            @Reference Tracking tracking,
            Config config) {
        TextFile texts = new TextFile(Path.of(config.texts()));
        schemas.migrate(NotificationService.class, "notifications");
        list = new MessageList(tx, persons);
        expireHours = Math.max(1, config.expireHours());
        rows = new MessageRepository(tx);
        // events before the first start are not announced
        rows.addFollower(JournalFollower.NAME, journal.lastSequence());
        int concurrency = Math.max(1, Math.min(config.concurrency(), MOST_SENDERS));
        senders = Executors.newFixedThreadPool(concurrency, DetachedThreads.named("notices-sending"));
        MessageSender sending = new MessageSender(
                rows,
                persons,
                () -> sender,
                Duration.ofSeconds(Math.max(1, config.retrySeconds())),
                Duration.ofSeconds(Math.max(1, config.maxRetrySeconds())),
                senders);
        JournalFollower follower =
                new JournalFollower(tx, journal, persons, tracking, texts, Duration.ofHours(expireHours), sending);
        loops.add(new Loop("notices-follower", FOLLOW, follower::processBatch));
        loops.add(new Loop("notices-sender", SEND, sending::sendDue));
    }

    @Deactivate
    public void stop() {
        loops.forEach(Loop::close);
        senders.shutdownNow();
    }

    @Override
    public Page<Row> list(String state, @Nullable String cursor, int limit) {
        return list.list(state, cursor, limit);
    }

    @Override
    public String backlogName() {
        return "messages";
    }

    @Override
    public Backlog backlog() {
        return rows.backlog(MOST_COUNTED);
    }

    @Override
    public Duration longestWait() {
        return PATIENCE;
    }

    @Override
    public Text description() {
        return MESSAGES.text("backlog.messages");
    }

    @Override
    public Text effect() {
        return MESSAGES.text("backlog.messages/effect", expireHours);
    }

    @Override
    public Text remedy() {
        return MESSAGES.text("backlog.messages/remedy");
    }
}
