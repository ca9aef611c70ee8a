package city.pishkhan.journal.internal;

import city.pishkhan.api.health.BacklogWatch;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.journal.SealWatch;
import city.pishkhan.journal.WitnessState;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.persistence.Tx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Implements {@link SealWatch} with the journal's tables, so that any node can report unsealed entries and undelivered
 * seals.
 */
@Component(
        service = {SealWatch.class, BacklogWatch.class},
        configurationPid = "city.pishkhan.journal")
public final class SealWatchService implements SealWatch, BacklogWatch {
    private static final Messages MESSAGES = Messages.of(SealWatchService.class);

    /** The part of the journal's configuration that this component reads; {@link Sealer} describes all of it. */
    @interface Config {
        /** Minutes that an entry may wait for its seal, or a seal for a witness, before a warning. */
        int alarm_minutes() default 10;
    }

    private final Tx tx;
    private final Duration patience;
    private final Clock clock;
    private final Supplier<Map<String, Instant>> unconfirmed;

    /** @param journal not used here; this reference ensures that the journal has created the schema */
    @Activate
    public SealWatchService(
            @Reference Tx tx, @Reference Journal journal, @Reference StartConfirmation start, Config config) {
        this(tx, Duration.ofMinutes(config.alarm_minutes()), Clock.systemUTC(), start::unconfirmed);
    }

    /** @param unconfirmed witnesses that did not confirm the start of the hub, with the time */
    SealWatchService(Tx tx, Duration patience, Clock clock, Supplier<Map<String, Instant>> unconfirmed) {
        this.tx = tx;
        this.patience = patience;
        this.clock = clock;
        this.unconfirmed = unconfirmed;
    }

    @Override
    public SealState state() {
        List<HealthWarning> trouble = new ArrayList<>();
        List<WitnessState> witnesses = new WitnessRepository(tx).states();
        Instant late = clock.instant().minus(patience);
        for (WitnessState witness : witnesses) {
            if (witness.alarm() != null) {
                trouble.add(warning("witness/disagrees", witness, null, witness.alarm()));
            } else if (witness.behind() > 0) {
                oldest("select at from journal.seal where number > (select seal from journal.witness where name = '"
                                + witness.name() + "') order by number limit 1")
                        .filter(at -> at.isBefore(late))
                        .ifPresent(at -> trouble.add(warning("witness", witness, at, witness.behind(), at)));
            }
        }
        unconfirmed.get().forEach((name, since) -> {
            boolean isAnswered = witnesses.stream()
                    .filter(witness -> witness.name().equals(name))
                    .anyMatch(witness -> witness.alarm() != null
                            || witness.lastDelivery() != null
                                    && witness.lastDelivery().isAfter(since));
            if (!isAnswered) {
                trouble.add(HealthWarning.of(MESSAGES, "witness/unconfirmed", name, since, name, since));
            }
        });
        return new SealState(
                unsealed(),
                witnesses.stream().collect(Collectors.toMap(WitnessState::name, WitnessState::behind)),
                trouble);
    }

    private static HealthWarning warning(
            String messageKey, WitnessState witness, @Nullable Instant since, Object... more) {
        return HealthWarning.of(
                MESSAGES,
                messageKey,
                witness.name(),
                since,
                Stream.concat(Stream.of(witness.name()), Stream.of(more)).toArray());
    }

    private Optional<Instant> oldest(String query) {
        return tx.single(sql ->
                        sql.createQuery(query).mapTo(OffsetDateTime.class).findOne())
                .map(OffsetDateTime::toInstant);
    }

    private long unsealed() {
        return tx.single(sql -> sql.createQuery("select coalesce((select max(sequence) from journal.number), 0)"
                        + " - coalesce((select max(last) from journal.seal), 0)")
                .mapTo(Long.class)
                .one());
    }

    @Override
    public String backlogName() {
        return "seals";
    }

    @Override
    public Backlog backlog() {
        return new Backlog(
                unsealed(),
                oldest("select e.at from journal.number n join journal.entry e on e.id = n.entry"
                                + " where n.sequence = (select coalesce(max(last), 0) + 1 from journal.seal)")
                        .orElse(null));
    }

    @Override
    public Duration longestWait() {
        return patience;
    }

    @Override
    public Text description() {
        return MESSAGES.text("backlog.seals");
    }

    @Override
    public Text effect() {
        return MESSAGES.text("backlog.seals/effect");
    }

    @Override
    public Text remedy() {
        return MESSAGES.text("backlog.seals/remedy");
    }
}
