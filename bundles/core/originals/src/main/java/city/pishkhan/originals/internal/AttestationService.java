package city.pishkhan.originals.internal;

import city.pishkhan.api.CityIdentity;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.ArchiveDocuments;
import city.pishkhan.api.archive.ArchiveDocuments.Document;
import city.pishkhan.api.archive.ArchiveDocuments.Owners;
import city.pishkhan.api.archive.ArchiveDocuments.Trust;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.cases.Attestations;
import city.pishkhan.api.cases.CaseEvents;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.PaperUses;
import city.pishkhan.api.governance.Discipline;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.DocumentSigner;
import city.pishkhan.api.security.Vault;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.originals.internal.AttestationRepository.Place;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link Attestations} of documents in the archive. Each change locks its cases first and then the attestation. */
@Component(service = Attestations.class)
public final class AttestationService implements Attestations {
    static final String READ = "office.attestation.read";
    static final String MAKE = "office.attestation.make";
    static final String RETURN = "office.original.return";
    static final String BRING = "office.original.bring";
    static final String TASKS = "office.original.list";
    static final String VERIFY = "office.attestation.verify";
    static final String SUMMON = "office.original.summon";
    static final String RECALL = "office.sheet.recall";
    private static final int SHORTEST = 10;

    private final Cases cases;
    private final CaseEvents events;
    private final Persons persons;
    private final PaperUses paperUses;
    private final Access access;
    private final Discipline discipline;
    private final RuleTexts texts;
    private final CityIdentity city;
    private final DocumentSigner signer;
    private final ArchiveDocuments documents;
    private final Tx tx;
    private final Journal journal;
    private final AttestationSealer attestationSeal;
    private final AttestationViews views;
    private final OriginalReturn originalReturn;
    private final DistrictReview districtReview;

    @Activate
    public AttestationService(
            @Reference Tx tx,
            @Reference Schemas schemas,
            @Reference Vault vault,
            @Reference Journal journal,
            @Reference Access access,
            @Reference Papers papers,
            @Reference ArchiveDocuments documents,
            @Reference Cases cases,
            @Reference CaseEvents events,
            @Reference Persons persons,
            @Reference PaperUses paperUses,
            @Reference Discipline discipline,
            @Reference RuleTexts texts,
            @Reference CityIdentity city,
            @Reference DocumentSigner signer) {
        schemas.migrate(AttestationService.class, "originals");
        this.tx = tx;
        this.journal = journal;
        this.access = access;
        this.documents = documents;
        this.cases = cases;
        this.events = events;
        this.persons = persons;
        this.paperUses = paperUses;
        this.discipline = discipline;
        this.texts = texts;
        this.city = city;
        this.signer = signer;
        this.attestationSeal = new AttestationSealer(vault, journal);
        this.views = new AttestationViews(documents, attestationSeal);
        StepLog stepLog = new StepLog(attestationSeal);
        this.originalReturn = new OriginalReturn(papers, journal, stepLog);
        this.districtReview = new DistrictReview(documents, journal, attestationSeal, stepLog);
    }

    /** Checks that the caller may perform the operation on the case, locks the case until the transaction ends, and returns its view. */
    private CaseView lock(Caller caller, UUID caseId, String operation) {
        cases.reference(caller, caseId, operation);
        events.lock(caseId);
        return cases.find(caller, caseId, operation);
    }

    private AttestationRow lock(Handle sql, CaseView view, UUID attestation) {
        return AttestationRepository.lock(sql, attestation)
                .filter(row -> views.listRows(sql, view).stream()
                        .anyMatch(one -> one.id().equals(row.id())))
                .orElseThrow(() -> Refusal.notFound("attestation"));
    }

    private static Place place(CaseView view) {
        return new Place(view.id(), view.number(), view.office());
    }

    private static void requireOpen(CaseView view) {
        if (view.state().hasEnded()) {
            throw Refusal.conflict("attestation.case-ended");
        }
    }

    @Override
    public Attestation attest(Caller clerk, UUID caseId, String kind, String sha256, OriginalObservations seen) {
        return tx.required(sql -> {
            CaseView view = lock(clerk, caseId, MAKE);
            requireOpen(view);
            Document document = document(view, kind, sha256);
            AttestationRow before =
                    AttestationRepository.findInForce(sql, document.id()).orElse(null);
            if (before != null) {
                if (before.caseId().equals(caseId)
                        && attestationSeal.open(before).filter(seen::equals).isPresent()) {
                    return views.toView(sql, before);
                }
                throw Refusal.conflict("attestation.exists", before.office());
            }
            UUID id = Ids.next();
            String salt = UUID.randomUUID().toString();
            boolean added = AttestationRepository.add(
                    sql,
                    id,
                    document,
                    kind,
                    place(view),
                    clerk,
                    attestationSeal.seal(id, caseId, document.sheets(), salt, seen));
            if (!added) {
                AttestationRow faster = AttestationRepository.findInForce(sql, document.id())
                        .orElseThrow(() -> Refusal.notFound("paper"));
                throw Refusal.conflict("attestation.exists", faster.office());
            }
            documents.setTrust(document.id(), Trust.ATTESTED);
            journal.record(
                    caseId,
                    "paper.attested",
                    clerk,
                    Map.of(
                            "attestation",
                            id,
                            "kind",
                            kind,
                            "sheet",
                            sha256,
                            "sheets",
                            document.sheets().size(),
                            "digest",
                            AttestationSealer.digest(document.sheets()),
                            "seen",
                            attestationSeal.commitment(salt, document.sheets(), seen)));
            return views.toView(sql, AttestationRepository.lock(sql, id).orElseThrow());
        });
    }

    /**
     * Returns the archived document to which a paper of the case belongs.
     *
     * @throws Refusal NOT_FOUND if the case has no such paper; INVALID if the archive has no document of it for the
     *     case's owners
     */
    private Document document(CaseView view, String kind, String sha256) {
        if (view.papers().stream()
                .noneMatch(paper -> paper.kind().equals(kind) && paper.sha256().equals(sha256))) {
            throw Refusal.notFound("paper");
        }
        return documents
                .find(AttestationViews.owners(view), kind, sha256)
                .orElseThrow(() -> Refusal.invalid("attestation.kind", "kind", kind));
    }

    @Override
    public CaseAttestations findByCase(Caller caller, UUID caseId) {
        return tx.required(sql -> {
            CaseView view = cases.find(caller, caseId, READ);
            List<AttestationRow> rows = views.listRows(sql, view);
            Owners owners = AttestationViews.owners(view);
            List<Cases.Paper> attestable = view.papers().stream()
                    .filter(paper -> rows.stream()
                            .noneMatch(
                                    row -> row.outcome() == null && row.sheets().contains(paper.sha256())))
                    .filter(paper ->
                            documents.find(owners, paper.kind(), paper.sha256()).isPresent())
                    .toList();
            return new CaseAttestations(views.toViews(sql, rows), attestable);
        });
    }

    @Override
    public byte[] receipt(Caller clerk, UUID caseId, UUID attestation) {
        CaseView view = cases.find(clerk, caseId, RETURN);
        Attestation found = tx.required(sql -> views.toViews(sql, views.listRows(sql, view))).stream()
                .filter(one -> one.id().equals(attestation))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("attestation"));
        return signer.signPdf(
                ReturnReceiptPdf.render(view, found, title(view.ruleSet(), found.kind()), city.identity()),
                "original-receipt " + found.id());
    }

    private String title(String ruleSet, String kind) {
        return texts.text(ruleSet).stream()
                .flatMap(text -> text.papers().stream())
                .filter(word -> word.code().equals(kind))
                .map(RuleTexts.Word::fa)
                .findFirst()
                .orElse(kind);
    }

    @Override
    public Attestation recordReturn(Caller clerk, UUID caseId, UUID attestation, String nationalId, String sha256) {
        return tx.required(sql -> {
            CaseView view = lock(clerk, caseId, RETURN);
            AttestationRow row = lock(sql, view, attestation);
            originalReturn.recordReturn(sql, clerk, view, row, receiver(caseId, nationalId), sha256);
            return views.toView(
                    sql, AttestationRepository.lock(sql, attestation).orElseThrow());
        });
    }

    /** Returns the opaque id of the party of the case who has this national ID. */
    private UUID receiver(UUID caseId, String nationalId) {
        return persons.find(nationalId)
                .filter(person -> persons.ofCase(caseId).stream()
                        .anyMatch(party -> party.person().equals(person) && !party.erased()))
                .orElseThrow(() -> Refusal.invalid("original.receiver", "nationalId"));
    }

    @Override
    public Attestation recordArrival(Caller clerk, UUID caseId, UUID attestation) {
        return tx.required(sql -> {
            CaseView view = lock(clerk, caseId, BRING);
            originalReturn.recordDelivery(sql, clerk, view, lock(sql, view, attestation));
            return views.toView(
                    sql, AttestationRepository.lock(sql, attestation).orElseThrow());
        });
    }

    @Override
    public Attestation verify(Caller district, UUID caseId, UUID attestation) {
        return tx.required(sql -> {
            CaseView view = lock(district, caseId, VERIFY);
            districtReview.verify(sql, district, view, lock(sql, view, attestation));
            return views.toView(
                    sql, AttestationRepository.lock(sql, attestation).orElseThrow());
        });
    }

    @Override
    public Attestation summon(Caller district, UUID caseId, UUID attestation, String reason) {
        return tx.required(sql -> {
            CaseView view = lock(district, caseId, SUMMON);
            requireOpen(view);
            districtReview.summon(sql, district, view, lock(sql, view, attestation), reason);
            return views.toView(
                    sql, AttestationRepository.lock(sql, attestation).orElseThrow());
        });
    }

    @Override
    public Dispute dispute(Caller district, UUID caseId, UUID attestation, String reason) {
        if (reason.length() < SHORTEST) {
            throw Refusal.invalid("attestation.reason", "reason", SHORTEST);
        }
        return tx.required(sql -> {
            CaseView seen = cases.find(district, caseId, VERIFY);
            AttestationRow before = views.listRows(sql, seen).stream()
                    .filter(one -> one.id().equals(attestation))
                    .findFirst()
                    .orElseThrow(() -> Refusal.notFound("attestation"));
            before.requireInForce();
            List<Use> uses = findUses(
                    seen,
                    before.kind(),
                    before.sheets().stream()
                            .filter(sheet -> hasPaper(seen, before.kind(), sheet))
                            .findFirst()
                            .orElseThrow());
            lockAll(seen, uses);
            districtReview.dispute(
                    sql,
                    district,
                    seen,
                    AttestationRepository.lock(sql, attestation).orElseThrow(),
                    uses,
                    reason);
            String complaint = discipline.lodge(new Discipline.NewComplaint(
                    new Discipline.Party("office", before.office()), seen.number(), reason));
            return new Dispute(
                    views.toView(
                            sql, AttestationRepository.lock(sql, attestation).orElseThrow()),
                    complaint);
        });
    }

    private static boolean hasPaper(CaseView view, String kind, String sha256) {
        return view.papers().stream()
                .anyMatch(paper -> paper.kind().equals(kind) && paper.sha256().equals(sha256));
    }

    @Override
    public Recall recall(Caller district, UUID caseId, String kind, String sha256, String reason) {
        return tx.required(sql -> {
            CaseView seen = cases.find(district, caseId, RECALL);
            if (!hasPaper(seen, kind, sha256)) {
                throw Refusal.notFound("paper");
            }
            requireNotRecalled(sql, caseId, sha256);
            List<Use> uses = findUses(seen, kind, sha256);
            lockAll(seen, uses);
            requireNotRecalled(sql, caseId, sha256);
            paperUses.recordRecall(uses.stream().map(Use::caseId).toList(), kind, sha256);
            return districtReview.recall(sql, district, seen, document(seen, kind, sha256), uses, sha256, reason, kind);
        });
    }

    private static void requireNotRecalled(Handle sql, UUID caseId, String sha256) {
        if (RecallRepository.isRecalled(sql, caseId, sha256)) {
            throw Refusal.conflict("recall.done");
        }
    }

    /** Returns all cases of the document's owner that use the sheet, including the given case. */
    private List<Use> findUses(CaseView view, String kind, String sha256) {
        Document document = documents
                .find(AttestationViews.owners(view), kind, sha256)
                .orElseThrow(() -> Refusal.invalid("attestation.kind", "kind", kind));
        if (document.person() == null) {
            return paperUses.findByProperty(kind, sha256, view.subject());
        }
        UUID person = persons.find(document.person()).orElseThrow(() -> Refusal.notFound("paper"));
        return paperUses.findByPerson(kind, sha256, person);
    }

    /** Locks all cases in id order, which avoids deadlocks. */
    private void lockAll(CaseView seen, List<Use> uses) {
        uses.stream().map(Use::caseId).distinct().sorted().forEach(events::lock);
        events.lock(seen.id());
    }

    @Override
    public List<Task> tasks(Caller caller) {
        access.check(caller, TASKS);
        String office = caller.office().orElseThrow(() -> Refusal.forbidden("access.forbidden/forbidden"));
        return tx.required(sql -> AttestationRepository.tasks(sql, office));
    }
}
