package city.pishkhan.citizenlogin.internal;

import city.pishkhan.api.security.Vault;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.PeriodicTask;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.TextMessage;
import city.pishkhan.spi.TextSender;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies citizens by SMS about changes of their numbers and about new slips. A notice is stored with the change and sent until
 * the provider accepts it.
 */
final class NoticeSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeSender.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /**
     * time for which a batch of notices is reserved for one node; longer than sending a batch takes with a slow
     * provider
     */
    private static final Duration LEASE = Duration.ofMinutes(3);

    private static final int BATCH = 10;
    /** the pauses begin with 20 seconds and double, so that the attempts span almost four days */
    private static final int MOST_ATTEMPTS = 15;

    private static final int FIRST_SECONDS = 10;

    private final Tx tx;
    private final Vault vault;
    private final Supplier<TextSender> sender;
    private final PeriodicTask rounds;

    private record Due(UUID id, UUID person, byte[] mobile, byte[] text, int attempts) {}

    /** @param sender returns {@code null} while there is no provider */
    NoticeSender(Tx tx, Vault vault, Supplier<TextSender> sender) {
        this.tx = tx;
        this.vault = vault;
        this.sender = sender;
        this.rounds = new PeriodicTask("citizen-notices", BATCH, this::sendDue).startEvery(PAUSE);
    }

    /**
     * Stores a notice, in the transaction of the change.
     *
     * @param mobile {@code 09…}
     */
    void enqueue(Handle sql, UUID person, String mobile, String text) {
        UUID id = Ids.next();
        sql.createUpdate(
                        "insert into citizenlogin.notice (id, person, mobile, text) values (:id, :person, :mobile, :text)")
                .bind("id", id)
                .bind("person", person)
                .bind("mobile", vault.seal(person, mobilePlace(id), mobile))
                .bind("text", vault.seal(person, textPlace(id), text))
                .execute();
    }

    private static String mobilePlace(UUID id) {
        return "notice.mobile " + id;
    }

    private static String textPlace(UUID id) {
        return "notice.text " + id;
    }

    int sendDue() {
        List<Due> due = tx.single(sql -> sql.createQuery("update citizenlogin.notice set attempts = attempts + 1,"
                        + " due = now() + :lease * interval '1 second' where id in (select id from citizenlogin.notice"
                        + " where due <= now() order by due limit :batch for update skip locked)"
                        + " returning id, person, mobile, text, attempts")
                .bind("lease", LEASE.toSeconds())
                .bind("batch", BATCH)
                .map((row, context) -> new Due(
                        row.getObject("id", UUID.class),
                        row.getObject("person", UUID.class),
                        row.getBytes("mobile"),
                        row.getBytes("text"),
                        row.getInt("attempts")))
                .list());
        for (Due each : due) {
            if (trySend(each)) {
                tx.run(sql -> sql.createUpdate("delete from citizenlogin.notice where id = :id")
                        .bind("id", each.id())
                        .execute());
            } else {
                tx.run(sql -> sql.createUpdate(
                                "update citizenlogin.notice set due = now() + :seconds * interval '1 second' where id = :id")
                        .bind("id", each.id())
                        .bind("seconds", FIRST_SECONDS * (1L << Math.min(each.attempts(), MOST_ATTEMPTS)))
                        .execute());
            }
        }
        return due.size();
    }

    /** Returns {@code true} if the notice needs no further attempt. */
    private boolean trySend(Due due) {
        Optional<String> mobile = vault.open(due.person(), mobilePlace(due.id()), due.mobile());
        Optional<String> text = vault.open(due.person(), textPlace(due.id()), due.text());
        if (mobile.isEmpty() || text.isEmpty()) {
            return true;
        }
        TextSender provider = sender.get();
        try {
            if (provider != null) {
                provider.send(new TextMessage(due.id(), mobile.get(), text.get()));
                return true;
            }
        } catch (PartnerRefused e) {
            LOG.warn("Notice {} is rejected by the provider: {}", due.id(), e.code());
            return true;
        } catch (PartnerUnavailable e) {
            LOG.debug("Notice {}: attempt {} failed", due.id(), due.attempts());
        }
        if (due.attempts() >= MOST_ATTEMPTS) {
            LOG.warn("Notice {} was not sent: the provider of text messages is not available", due.id());
            return true;
        }
        return false;
    }

    @Override
    public void close() {
        rounds.close();
    }
}
