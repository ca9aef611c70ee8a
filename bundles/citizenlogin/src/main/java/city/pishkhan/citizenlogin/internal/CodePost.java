package city.pishkhan.citizenlogin.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Persons;
import city.pishkhan.citizenlogin.internal.OneTimeCodes.Code;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.TextMessage;
import city.pishkhan.spi.TextSender;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends codes at once, past the queue of messages, while nobody waits for it: whether there is somebody to send to, nobody can tell from
 * how long it takes. A code is never logged, and is not sent for long: the person asks for another.
 */
final class CodePost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CodePost.class);
    private static final int THREADS = 4;
    private static final int WAITING = 200;
    private static final int ATTEMPTS = 3;

    private final Persons persons;
    private final Phones phones;
    private final OneTimeCodes codes;
    private final Supplier<TextSender> sender;
    private final String text;
    private final long pauseMillis;
    private final Semaphore places = new Semaphore(WAITING);
    private final ScheduledThreadPoolExecutor threads;

    /** @param text with {@code {code}} in it @param sender gives {@code null} while there is none */
    CodePost(Persons persons, OneTimeCodes codes, Supplier<TextSender> sender, String text, long pauseMillis) {
        this.persons = persons;
        this.phones = new Phones(persons);
        this.codes = codes;
        this.sender = sender;
        this.text = text;
        this.pauseMillis = pauseMillis;
        this.threads = new ScheduledThreadPoolExecutor(THREADS, task -> {
            Thread thread = new Thread(task, "one-time-codes");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @param mobile see {@link Phones#of} @throws Refusal UNAVAILABLE if too many wait to be sent, whoever asks */
    void send(String nationalId, String mobile, Code code) {
        if (!places.tryAcquire()) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "login.busy", null);
        }
        threads.execute(() -> finding(nationalId, mobile, code));
    }

    private void finding(String nationalId, String said, Code code) {
        boolean later = false;
        try {
            Optional<UUID> person = persons.find(nationalId);
            Optional<String> mobile = person.flatMap(p -> phones.of(p, said));
            if (mobile.isPresent()) {
                codes.goesTo(code, persons.number(person.get(), mobile.get()));
                later = !sent(new TextMessage(code.id(), mobile.get(), text.replace("{code}", code.code())), 1);
            }
        } catch (RuntimeException e) {
            LOG.warn("A one-time code was not sent: {}", e.getClass().getName());
        } finally {
            if (!later) {
                places.release();
            }
        }
    }

    private void again(TextMessage message, int attempt) {
        boolean later = false;
        try {
            later = !sent(message, attempt);
        } finally {
            if (!later) {
                places.release();
            }
        }
    }

    /** @return {@code false} if it is tried again later */
    private boolean sent(TextMessage message, int attempt) {
        TextSender provider = sender.get();
        try {
            if (provider != null) {
                provider.send(message);
                return true;
            }
        } catch (PartnerRefused e) {
            LOG.info("One-time code {} is refused by the provider: {}", message.id(), e.code());
            return true;
        } catch (PartnerUnavailable e) {
            LOG.debug("One-time code {}: attempt {} failed", message.id(), attempt);
        }
        if (attempt == ATTEMPTS) {
            LOG.warn("One-time code {} was not sent: the provider of text messages is away", message.id());
            return true;
        }
        threads.schedule(() -> again(message, attempt + 1), pauseMillis, TimeUnit.MILLISECONDS);
        return false;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
