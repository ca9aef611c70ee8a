package city.pishkhan.cases.internal.office;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.cases.ArchiveConsents;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.CitizenCases;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Persons.Party;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.access.CaseAuthorization;
import city.pishkhan.cases.internal.access.DisclosureLog;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.cases.internal.views.CaseViewAssembler;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link ArchiveConsents}: stores applicants' consents and objections to the use of the archive in the case and its journal. */
@Component(service = ArchiveConsents.class)
public final class ArchiveConsentService implements ArchiveConsents {
    private static final String SIGNED = "office.archive.consent";
    private static final String ANSWERED = "citizen.archive.answer";
    /**
     * Consent needs a proved mobile number, an objection does not. Otherwise an office could consent with a number that it entered itself.
     */
    private static final String ALLOWED = "citizen.archive.allow";

    private final CaseRepository store;
    private final CaseViewAssembler views;
    private final CitizenCases citizenCases;
    private final Papers papers;
    private final Journal journal;
    private final DisclosureLog readings;
    private final CaseAuthorization caseAuthorization;

    @Activate
    public ArchiveConsentService(
            @Reference CaseRepository store,
            @Reference CaseViewAssembler views,
            @Reference CitizenCases citizenCases,
            @Reference Papers papers,
            @Reference Journal journal,
            @Reference DisclosureLog readings,
            @Reference Access access,
            @Reference Offices offices) {
        this.store = store;
        this.views = views;
        this.citizenCases = citizenCases;
        this.papers = papers;
        this.journal = journal;
        this.readings = readings;
        this.caseAuthorization = new CaseAuthorization(access, offices);
    }

    @Override
    public CaseView recordSignedConsent(Caller office, UUID caseId, long version, String person, String sha256) {
        return store.tx().required(sql -> {
            CaseFile file = caseAuthorization.requireAccess(office, SIGNED, store.lock(caseId));
            CaseAuthorization.requireCurrent(file, version);
            List<String> applicants = store.parties().applicants(caseId).stream()
                    .map(applicant -> applicant.nationalId())
                    .toList();
            int position = IntStream.range(0, applicants.size())
                    .filter(i ->
                            applicants.get(i).equals(person) && file.archive().hasRight(i))
                    .findFirst()
                    .orElseThrow(() -> Refusal.invalid("archive.person", "nationalId"));
            requireForm(office, file, sha256);
            recordAnswer(file, position, office, true, Map.of("by", "form", "position", position, "sheet", sha256));
            readings.recordReading(office, caseId, SIGNED);
            return views.view(file);
        });
    }

    /**
     * Requires a form that this office scanned for this case. Sheets that the archive has from other cases were signed for another
     * purpose.
     */
    private void requireForm(Caller office, CaseFile file, String sha256) {
        Papers.UsableSheet form = papers.requireUsable(
                office, file.id(), new Papers.Purpose(file.service(), file.subject(), List.of(), List.of()), sha256);
        if (!form.source().equals("scan")) {
            throw Refusal.notFound("sheet");
        }
        if (!form.sheet().kind().equals(FORM)) {
            throw Refusal.invalid("paper.kind", "sha256", form.sheet().kind(), FORM);
        }
    }

    @Override
    public void recordDecision(Caller citizen, UUID caseId, boolean yes) {
        store.tx().run(sql -> {
            citizenCases.reference(citizen, caseId, yes ? ALLOWED : ANSWERED);
            CaseFile file = store.lock(caseId);
            if (file.state().hasEnded()) {
                throw Refusal.conflict("archive.closed");
            }
            UUID person = UUID.fromString(citizen.citizen().orElseThrow());
            List<Party> parties = store.parties().findByCase(caseId);
            List<Integer> positions = IntStream.range(0, parties.size())
                    .filter(i -> parties.get(i).person().equals(person)
                            && file.archive().hasRight(i))
                    .boxed()
                    .toList();
            if (positions.isEmpty()) {
                throw Refusal.conflict("archive.closed");
            }
            for (int position : positions) {
                recordAnswer(
                        file,
                        position,
                        citizen,
                        yes,
                        Map.of("by", "login", "position", position, "office", file.office()));
            }
        });
    }

    private void recordAnswer(CaseFile file, int position, Caller by, boolean yes, Map<String, Object> details) {
        file.archive(file.archive().withAnswer(position, yes));
        file.incrementVersion();
        if (yes) {
            journal.record(file.id(), "archive.consented", by, details);
        } else {
            journal.record(file.id(), "archive.objected", by, details);
        }
    }
}
