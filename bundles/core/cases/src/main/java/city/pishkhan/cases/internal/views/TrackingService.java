package city.pishkhan.cases.internal.views;

import city.pishkhan.api.cases.Tracking;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Authorities.Authority;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.cases.internal.engine.CaseEngine;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.identifiers.TrackingCode;
import city.pishkhan.messages.Messages;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@link Tracking}: shows the state of a case by its tracking code. The journal provides the time at which the case
 * entered its present stage.
 */
@Component(service = Tracking.class)
public final class TrackingService implements Tracking {
    private static final String ENTERED = "stage.entered";

    private final CaseRepository store;
    private final CaseEngine caseEngine;
    private final Journal journal;

    @Activate
    public TrackingService(
            @Reference CaseRepository store, @Reference CaseEngine caseEngine, @Reference Journal journal) {
        this.store = store;
        this.caseEngine = caseEngine;
        this.journal = journal;
    }

    @Override
    public Optional<TrackingStatus> find(@Nullable String code) {
        String clean = TrackingCode.parse(code).value();
        return store.tx().required(sql -> store.findByTracking(clean).map(this::standing));
    }

    @Override
    public Optional<TrackedCase> findCase(String code) {
        return store.tx()
                .required(sql -> store.findByTracking(code).map(file -> new TrackedCase(file.id(), file.office())));
    }

    @Override
    public Map<UUID, Subject> subjects(Collection<UUID> cases) {
        return store.tx().required(sql -> {
            Map<UUID, Subject> found =
                    store.find(cases).stream().collect(Collectors.toMap(CaseFile::id, this::subject));
            List<UUID> others =
                    cases.stream().filter(id -> !found.containsKey(id)).toList();
            if (!others.isEmpty()) {
                store.authorities()
                        .find(others)
                        .forEach(row -> found.put(row.authority().id(), subject(row.authority())));
            }
            return found;
        });
    }

    /** Subject of a notice about an authority: its kind and its reference. */
    private static Subject subject(Authority authority) {
        return new Subject(
                authority.reference(),
                authority.reference(),
                "authority",
                Messages.of(TrackingService.class)
                        .persian("authority-kind." + authority.kind().code()),
                Map.of());
    }

    private Subject subject(CaseFile file) {
        Procedure procedure = caseEngine.procedure(file);
        return new Subject(
                file.number(),
                file.tracking(),
                file.service(),
                procedure.titleFa(),
                procedure.stages().stream()
                        .collect(Collectors.toMap(Stage::id, stage -> new StageName(stage.kind(), stage.titleFa()))));
    }

    private TrackingStatus standing(CaseFile file) {
        Procedure procedure = caseEngine.procedure(file);
        Stage stage = procedure.stage(file.stage());
        return new TrackingStatus(
                file.service(),
                procedure.titleEn(),
                procedure.titleFa(),
                file.state(),
                stage.id(),
                stage.titleEn(),
                stage.titleFa(),
                enteredAt(file),
                file.opened());
    }

    private Instant enteredAt(CaseFile file) {
        if (file.ended() != null) {
            return file.ended();
        }
        List<Journal.Entry> entered = journal.entries(file.id()).stream()
                .filter(entry -> entry.event().equals(ENTERED))
                .toList();
        return entered.isEmpty()
                ? file.opened()
                : entered.get(entered.size() - 1).at();
    }
}
