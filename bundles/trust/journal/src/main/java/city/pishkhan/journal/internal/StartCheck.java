package city.pishkhan.journal.internal;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.journal.internal.WitnessClient.Confirmation;
import city.pishkhan.persistence.Tx;
import city.pishkhan.persistence.host.HostRegister;
import city.pishkhan.proofs.Seal;
import city.pishkhan.proofs.Sealed;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the external witnesses at the start of the hub whether this installation is an older copy of an installation
 * that continued. The hub journals and seals its start and sends the seal to all witnesses before anything else. A
 * witness that once accepted a seal of this journal may have a later seal that differs. It then received that seal from
 * the installation that continued.
 *
 * <p>A seal that was sent before a crash is stored in the database, and is sent again unchanged. Nodes share their
 * seals, so they never contradict each other.
 */
final class StartCheck {
    private static final Logger LOG = LoggerFactory.getLogger(StartCheck.class);

    /** Receives the decision whether this hub may send, which ends its undecided state. */
    interface Verdict {
        void admit();

        /** Puts this installation into quarantine. */
        void quarantine() throws IOException;
    }

    private final Tx tx;
    private final Journal journal;
    private final Runnable sealing;
    private final Verdict verdict;
    private final Set<String> files;
    private final Duration limit;
    private final Duration pause;
    private final Clock clock = Clock.systemUTC();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Map<String, WitnessClient> witnesses = new ConcurrentHashMap<>();
    private final Map<String, Instant> unconfirmed = new ConcurrentHashMap<>();

    /** Transaction id of the journal entry about this start; {@code null} before that entry is committed. */
    private @Nullable String started;

    /**
     * {@code true} if a witness showed that this installation is an older copy. Storing the quarantine is retried until
     * it succeeds.
     */
    private boolean isOvertaken;

    private String trouble = "";

    /**
     * @param sealing numbers and seals all entries that can be sealed
     * @param files names of the files that configure witnesses; all of these must answer
     * @param limit time after which the hub sends without a confirmation
     * @param pause time between two attempts
     */
    StartCheck(
            Tx tx,
            Journal journal,
            Runnable sealing,
            Verdict verdict,
            Set<String> files,
            Duration limit,
            Duration pause) {
        this.tx = tx;
        this.journal = journal;
        this.sealing = sealing;
        this.verdict = verdict;
        this.files = files;
        this.limit = limit;
        this.pause = pause;
    }

    /** Adds a configured witness, also while the check runs. */
    void add(WitnessClient witness) {
        witnesses.put(witness.name(), witness);
    }

    void remove(WitnessClient witness) {
        witnesses.remove(witness.name(), witness);
    }

    void stop() {
        stopped.countDown();
    }

    /**
     * Witnesses that did not confirm this start in time, by name, with the time at which the hub began to send without
     * them.
     */
    Map<String, Instant> unconfirmed() {
        return Map.copyOf(unconfirmed);
    }

    /** Runs until the witnesses have decided, the time is over, or {@link #stop}. */
    void run() throws InterruptedException {
        Instant end = clock.instant().plus(limit);
        Set<String> answered = new TreeSet<>();
        boolean isOpen = true;
        while (isOpen) {
            isOpen = !tryDecide(answered);
            if (isOpen && !isOvertaken && !clock.instant().isBefore(end)) {
                admitUnconfirmed(answered);
                isOpen = false;
            }
            isOpen = isOpen && !stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Makes one attempt.
     *
     * @param answered names of witnesses that have answered
     * @return {@code true} if this attempt has decided
     */
    private boolean tryDecide(Set<String> answered) throws InterruptedException {
        try {
            if (new WitnessRepository(tx).states().stream().noneMatch(witness -> witness.seal() > 0)) {
                // no witness has confirmed a seal of this journal yet, so none can know a later one
                verdict.admit();
                return true;
            }
            Optional<Seal> seal = startSeal();
            if (seal.isEmpty()) {
                return false;
            }
            long accepted = tx.single(HostRegister::lastAcceptedEntry);
            for (WitnessClient witness : witnesses.values()) {
                if (!answered.contains(witness.name()) && isOvertakenBy(witness, seal.get(), accepted, answered)) {
                    verdict.quarantine();
                    return true;
                }
            }
            if (answered.size() < Math.max(files.size(), witnesses.size())) {
                return false;
            }
            verdict.admit();
            LOG.info("The witnesses {} have answered at the start of the hub, which sends from now on", answered);
            return true;
        } catch (RuntimeException | IOException e) {
            report("The start of the hub", e);
            return false;
        }
    }

    /** @return {@code true} if the witness shows that this installation is an older copy */
    private boolean isOvertakenBy(WitnessClient witness, Seal seal, long accepted, Set<String> answered)
            throws InterruptedException {
        try {
            isOvertaken = witness.confirm(seal, accepted) == Confirmation.OVERTAKEN;
            if (!isOvertaken) {
                answered.add(witness.name());
            }
            return isOvertaken;
        } catch (IOException e) {
            report("Witness " + witness.name(), e);
            return false;
        }
    }

    private void report(String what, Exception cause) {
        String now = what + ": " + cause;
        if (!now.equals(trouble)) {
            LOG.warn("The witnesses do not confirm the start of the hub yet. {}", now);
        }
        trouble = now;
    }

    /** Returns the seal over the entry of this start; empty while older transactions keep it from being sealed. */
    private Optional<Seal> startSeal() {
        if (started == null) {
            started = tx.separate(sql -> {
                journal.record(null, "hub.started", Caller.HUB, Map.of());
                return sql.createQuery("select pg_current_xact_id()::text")
                        .mapTo(String.class)
                        .one();
            });
        }
        sealing.run();
        return tx.required(sql -> sql.createQuery("select n.sequence from journal.entry e"
                                + " join journal.number n on n.entry = e.id where e.tx = cast(:tx as xid8)")
                        .bind("tx", started)
                        .mapTo(Long.class)
                        .findOne()
                        .flatMap(sequence -> SealRepository.findCovering(sql, sequence)))
                .map(Sealed::seal);
    }

    private void admitUnconfirmed(Set<String> answered) {
        Map<String, Instant> silent = new TreeMap<>();
        Instant now = clock.instant();
        witnesses.keySet().forEach(name -> silent.put(name, now));
        silent.keySet().removeAll(answered);
        if (witnesses.size() < files.size()) {
            files.stream().filter(file -> !witnesses.containsKey(file)).forEach(file -> silent.put(file, now));
        }
        unconfirmed.putAll(silent);
        LOG.warn(
                "The witnesses {} have not confirmed within {} s that this installation is no older copy. The hub sends all the same",
                silent.keySet(),
                limit.toSeconds());
        verdict.admit();
    }
}
