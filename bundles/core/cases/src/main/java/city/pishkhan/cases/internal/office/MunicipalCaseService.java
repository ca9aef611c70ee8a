package city.pishkhan.cases.internal.office;

import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.ReportPhotos;
import city.pishkhan.api.cases.Cases.Paper;
import city.pishkhan.api.cases.MunicipalCases;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.engine.CaseEngine;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.messages.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link MunicipalCases}: inspections that the municipality orders. */
@Component(service = MunicipalCases.class)
public final class MunicipalCaseService implements MunicipalCases {
    /** maximum length of the note for the expert, in characters */
    private static final int MOST_WORDS = 8_000;

    /** maximum number of reporters' photos in a case */
    private static final int MOST_PHOTOS = 60;

    private static final String SCAN = "scan";

    private final CaseRepository store;
    private final CaseOpening opening;
    private final CaseEngine caseEngine;
    private final Journal journal;

    @Activate
    public MunicipalCaseService(
            @Reference CaseRepository store,
            @Reference CaseOpening opening,
            @Reference CaseEngine caseEngine,
            @Reference Journal journal) {
        this.store = store;
        this.opening = opening;
        this.caseEngine = caseEngine;
        this.journal = journal;
    }

    @Override
    public Optional<MunicipalCaseStatus> open(Caller hub, Order order) {
        return store.tx().required(sql -> {
            Optional<CaseFile> opened = opening.order(hub, order);
            opened.ifPresent(file -> caseEngine.advance(file, hub));
            store.flush();
            return opened.map(this::standing);
        });
    }

    @Override
    public void appendText(UUID id, String words) {
        store.tx().run(sql -> {
            CaseFile file = store.lock(id);
            int read = file.note() == null ? 0 : file.note().persian().length();
            if (file.state().hasEnded() || file.round() > 0 || read + words.length() > MOST_WORDS) {
                return;
            }
            file.addNote("\n\n", Text.untranslated(words));
            file.incrementVersion();
            journal.record(id, "case.told", Caller.HUB, Map.of("words", journal.commitment(file.salt(), words)));
        });
    }

    @Override
    public void attach(UUID id, List<Papers.Sheet> photos) {
        store.tx().run(sql -> {
            CaseFile file = store.lock(id);
            int before = (int) store.papers().findByCase(id).stream()
                    .filter(paper -> paper.kind().equals(ReportPhotos.KIND))
                    .count();
            if (file.state().hasEnded() || before >= MOST_PHOTOS) {
                return;
            }
            List<Paper> added = new ArrayList<>();
            for (Papers.Sheet photo : photos.subList(0, Math.min(photos.size(), MOST_PHOTOS - before))) {
                added.add(new Paper(
                        photo.kind(),
                        photo.sha256(),
                        before + added.size() + 1,
                        SCAN,
                        photo.name(),
                        photo.mediaType(),
                        photo.size()));
            }
            store.papers().add(id, added);
            file.incrementVersion();
            added.forEach(paper -> journal.record(
                    id,
                    "paper.added",
                    Caller.HUB,
                    Map.of(
                            "kind",
                            paper.kind(),
                            "sheet",
                            paper.sha256(),
                            "revision",
                            paper.revision(),
                            "source",
                            paper.source())));
        });
    }

    @Override
    public Optional<MunicipalCaseStatus> findOpen(String service, String subject) {
        return store.tx().required(sql -> sql.createQuery("select id from cases.case_file where service = :service"
                        + " and subject = :subject and state in ('OPEN', 'WAITING')")
                .bind("service", service)
                .bind("subject", subject)
                .mapTo(UUID.class)
                .findOne()
                .flatMap(this::find));
    }

    @Override
    public Optional<MunicipalCaseStatus> find(UUID id) {
        return store.tx()
                .required(sql -> store.find(id).filter(CaseFile::isMunicipal).map(this::standing));
    }

    private MunicipalCaseStatus standing(CaseFile file) {
        Stage stage = caseEngine.procedure(file).stage(file.stage());
        return new MunicipalCaseStatus(
                file.id(), file.number(), file.office(), file.expert(), file.state(), stage.titleEn(), stage.titleFa());
    }
}
