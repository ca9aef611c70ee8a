package city.pishkhan.cases.internal.persons;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.backup.RepeatedErasures;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.governance.ApprovedAct;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.api.persons.Erasable;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.store.CaseRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * {@code person-erase}: removes a person's data from every module, and destroys the keys of the person and of the
 * person's cases. Names of other people in the ended cases stay, because they are encrypted with those people's keys.
 * Only ended cases are erased, so that no process needs the erased data. The journal stays verifiable.
 *
 * <p>Terms of the approval request: {@code person}, the opaque id, and {@code ground}: {@code asked} (by the person),
 * {@code law} or {@code retention} (the retention period has ended).
 */
@Component(service = {ApprovedAct.class, RepeatedErasures.class})
public final class PersonErasure implements ApprovedAct, RepeatedErasures {
    private static final Caller HOST = new Caller("host", Set.of());
    private static final String PERSON = "person";
    private static final String GROUND = "ground";
    private static final Set<String> GROUNDS = Set.of("asked", "law", "retention");
    private static final Set<String> FINAL = Set.of("settled", "double", "failed", "reversed");
    private static final Set<String> CLOSED = Set.of("paid", "cancelled");

    private final CaseRepository store;
    private final Vault vault;
    private final Payments payments;
    private final Journal journal;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public volatile List<Erasable> rooms = List.of();

    @Activate
    public PersonErasure(
            @Reference CaseRepository store,
            @Reference Vault vault,
            @Reference Payments payments,
            @Reference Journal journal) {
        this.store = store;
        this.vault = vault;
        this.payments = payments;
        this.journal = journal;
    }

    @Override
    public String name() {
        return "person-erase";
    }

    @Override
    public String operation() {
        return "committee.person.erase";
    }

    /** @throws Refusal INVALID {@code erasure.ground}; CONFLICT as {@link #refuseUnfinished} */
    @Override
    public void check(Map<String, String> terms) {
        if (!GROUNDS.contains(terms.getOrDefault(GROUND, ""))) {
            throw Refusal.invalid("erasure.ground", GROUND);
        }
        store.tx().run(sql -> refuseUnfinished(person(terms)));
    }

    private static UUID person(Map<String, String> terms) {
        return UUID.fromString(terms.get(PERSON));
    }

    @Override
    public Map<String, String> journalTerms(Map<String, String> terms) {
        return Map.of(PERSON, terms.get(PERSON), GROUND, terms.get(GROUND));
    }

    /**
     * @throws Refusal CONFLICT {@code person.erased} if already erased; {@code erasure.open-case} if a case of the person is open;
     *     {@code erasure.unsettled} if a payment is neither settled nor refunded; or the refusal of another module
     */
    private void refuseUnfinished(UUID person) {
        if (vault.isDestroyed(person)) {
            throw Refusal.conflict("person.erased");
        }
        String nationalId = store.people().nationalId(person);
        rooms.forEach(module -> module.requireErasable(nationalId));
        for (UUID id : store.parties().cases(person)) {
            CaseFile file = store.find(id).orElseThrow();
            if (!file.state().hasEnded()) {
                throw Refusal.conflict("erasure.open-case", file.number());
            }
            if (hasUnsettledMoney(id)) {
                throw Refusal.conflict("erasure.unsettled", file.number());
            }
        }
    }

    private boolean hasUnsettledMoney(UUID caseId) {
        // a refund needs the account, which only the person's own data names
        return payments.hasPendingRefund(caseId)
                || payments.bills(caseId).stream()
                        .anyMatch(bill -> !CLOSED.contains(bill.state()) || hasOpenAttempt(bill));
    }

    private boolean hasOpenAttempt(Bill bill) {
        return payments.attempts(bill.id()).stream().map(Attempt::state).anyMatch(state -> !FINAL.contains(state));
    }

    @Override
    public String execute(Caller approver, Approvals.Approval asked) {
        Map<String, String> terms = asked.terms();
        UUID person = person(terms);
        return store.tx().required(sql -> {
            List<CaseFile> files = lockCases(person);
            refuseUnfinished(person);
            erase(sql, person, files, approver, terms.get(GROUND));
            return String.valueOf(files.size());
        });
    }

    @Override
    public List<String> repeatErasure(UUID person) {
        return store.tx().required(sql -> {
            if (!store.people().exists(person)) {
                vault.destroy(List.of(person));
                return List.of();
            }
            List<CaseFile> files = lockCases(person);
            erase(sql, person, files, HOST, "restored");
            return files.stream()
                    .filter(file -> !file.state().hasEnded())
                    .map(CaseFile::number)
                    .toList();
        });
    }

    /** The person's cases, locked in id order. */
    private List<CaseFile> lockCases(UUID person) {
        return store.parties().cases(person).stream().sorted().map(store::lock).toList();
    }

    private void erase(Handle sql, UUID person, List<CaseFile> files, Caller actor, String ground) {
        List<UUID> cases = files.stream().map(CaseFile::id).toList();
        String nationalId = store.people().nationalId(person);
        rooms.forEach(module -> module.erase(person, nationalId, cases));
        for (CaseFile file : files) {
            file.incrementVersion();
            journal.record(file.id(), "person.erased", actor, Map.of(PERSON, person));
        }
        store.flush();
        eraseTexts(sql, cases);
        store.people().erase(sql, person);
        store.parties().erase(sql, person);
        List<UUID> owners = new ArrayList<>(cases);
        owners.addAll(store.authorities().erase(sql, person));
        owners.add(person);
        vault.destroy(owners);
        journal.record(null, "person.erased", actor, Map.of(PERSON, person, GROUND, ground, "cases", cases));
    }

    /** Erases the text that people wrote in the given cases. */
    private static void eraseTexts(Handle sql, List<UUID> cases) {
        List.of(
                        "update cases.case_file set note = case when note is null then null else ''::bytea end, salt = '',"
                                + " personal_facts = case when personal_facts is null then null else ''::bytea end"
                                + " where id = any(:cases)",
                        "update cases.paper set name = '' where case_id = any(:cases)",
                        "update cases.break_glass set reason = '' where case_id = any(:cases)",
                        "update cases.inquiry set answer = case when answer is null then null else ''::bytea end,"
                                + " attachments = case when attachments is null then null else ''::bytea end,"
                                + " personal_facts = case when personal_facts is null then null else ''::bytea end"
                                + " where case_id = any(:cases)")
                .forEach(change -> sql.createUpdate(change)
                        .bindArray("cases", UUID.class, cases)
                        .execute());
    }
}
