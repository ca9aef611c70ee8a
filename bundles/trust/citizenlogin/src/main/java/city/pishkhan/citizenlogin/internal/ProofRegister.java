package city.pishkhan.citizenlogin.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Erasable;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.CitizenProofs;
import city.pishkhan.api.security.Vault;
import city.pishkhan.citizenlogin.internal.NumberProofRepository.Row;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.identifiers.Mobile;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.TextSender;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
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
 * Implementation of {@link CitizenProofs}: stores proved numbers, and the effect of a new proof on previous ones. A
 * changed number gets access to most cases only after a waiting time. The previous number is notified and can stop the
 * change.
 */
@Component(
        service = {CitizenProofs.class, Erasable.class, ProofRegister.class},
        configurationPid = "city.pishkhan.citizenlogin.proofs")
@Designate(ocd = ProofRegister.Config.class)
public final class ProofRegister implements CitizenProofs, Erasable {

    /** Configuration with the PID {@code city.pishkhan.citizenlogin.proofs}. */
    @ObjectClassDefinition(name = "Pishkhan confirmed numbers of citizens")
    public @interface Config {
        @AttributeDefinition(description = "days without a login after which a confirmed number lapses, 1 to 3650")
        int expiry_days() default 365;

        @AttributeDefinition(
                description =
                        "waiting time of a change of number and of a login slip for another office's case, in hours, 1 to 720")
        int wait_hours() default 72;

        // the text is in a file of its own, because configuration files are not read as UTF-8
        @AttributeDefinition(
                description = "UTF-8 file with the text of the SMS that notifies the previous number of a change")
        String changed_text() default "etc/notifications/number-changed.txt";
    }

    private static final int MOST_DAYS = 3_650;
    private static final int MOST_HOURS = 720;

    private final Tx tx;
    private final Vault vault;
    private final Journal journal;
    private final Duration lapse;
    private final Duration wait;
    private final String changed;
    private final NoticeSender notices;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile TextSender sender;

    @Activate
    public ProofRegister(
            @Reference Tx tx,
            @Reference Schemas schemas,
            @Reference Vault vault,
            @Reference Journal journal,
            Config config) {
        this(
                tx,
                schemas,
                vault,
                journal,
                Duration.ofDays(Math.max(1, Math.min(config.expiry_days(), MOST_DAYS))),
                Duration.ofHours(Math.max(1, Math.min(config.wait_hours(), MOST_HOURS))),
                Wording.read(Path.of(config.changed_text()), ""));
    }

    ProofRegister(Tx tx, Schemas schemas, Vault vault, Journal journal, Duration lapse, Duration wait, String changed) {
        schemas.migrate(ProofRegister.class, "citizenlogin");
        this.tx = tx;
        this.vault = vault;
        this.journal = journal;
        this.lapse = lapse;
        this.wait = wait;
        this.changed = changed;
        this.notices = new NoticeSender(tx, vault, () -> sender);
    }

    @Deactivate
    public void stop() {
        notices.close();
    }

    /** Sends due notices without waiting for the next round. */
    void sendNow() {
        notices.sendDue();
    }

    /** Returns the time that a changed number, or a slip for another office's case, waits before it gives access. */
    Duration waitingTime() {
        return wait;
    }

    @Override
    public Reach reach(UUID person, String number) {
        return tx.required(sql -> {
            List<Row> chain = NumberProofRepository.chain(sql, person, number, lapse);
            if (!chain.isEmpty()) {
                return reach(chain);
            }
            return LoginSlipRepository.session(sql, person, number)
                    .map(slip -> new Reach(
                            List.of(new Grant(null, slip.caseId(), slip.opens(), slip.office())), Instant.EPOCH, false))
                    .orElse(Reach.UNPROVED);
        });
    }

    /**
     * Returns the access that a number gives to cases. A changed number gets the access of the previous number after
     * the waiting time; cases of the office that confirmed the change are accessible at once.
     */
    private static Reach reach(List<Row> chain) {
        List<Grant> grants = new ArrayList<>();
        Instant from = Instant.EPOCH;
        String office = null;
        for (Row row : chain) {
            if (row.isFromRegister()) {
                grants.add(new Grant(null, null, from, office));
            } else {
                grants.add(new Grant(row.number(), null, from, office));
                grants.add(new Grant(null, row.caseId(), from, office));
            }
            if (row.pendingUntil() != null && row.pendingUntil().isAfter(from)) {
                from = row.pendingUntil();
                office = row.office();
            }
        }
        Instant changes = chain.get(0).pendingUntil();
        return new Reach(grants, changes == null ? Instant.EPOCH : changes, true);
    }

    @Override
    public Optional<String> mobile(UUID person, String number) {
        return findByNumber(tx.required(sql -> NumberProofRepository.active(sql, person, lapse)), number)
                .flatMap(this::mobile);
    }

    @Override
    public Optional<Instant> changeWaitsUntil(Collection<UUID> persons) {
        return tx.required(sql -> NumberProofRepository.latestWaitingEnd(sql, persons));
    }

    @Override
    public List<Proof> list(Collection<UUID> persons) {
        return tx.required(sql -> NumberProofRepository.list(sql, persons, lapse, this::masked));
    }

    private String masked(UUID person, UUID id, byte[] sealed) {
        Optional<String> mobile = vault.open(person, place(id), sealed);
        return mobile.isEmpty() ? null : Mobile.parse(mobile.get()).masked();
    }

    /** Returns the person's proved phones, the one proved last first. */
    List<Phones.Phone> phones(UUID person) {
        return tx.required(sql -> NumberProofRepository.active(sql, person, lapse)).stream()
                .flatMap(row -> mobile(row).map(mobile -> new Phones.Phone(mobile, row.isFromRegister())).stream())
                .toList();
    }

    private Optional<String> mobile(Row row) {
        return vault.open(row.person(), place(row.id()), row.mobile());
    }

    private static String place(UUID proof) {
        return "proof.mobile " + proof;
    }

    /** Records a login by a number, which extends the validity of its proof. */
    void recordLogin(UUID person, String number) {
        tx.run(sql -> NumberProofRepository.recordUse(sql, person, number, lapse));
    }

    /** Records a login by a number that the register confirms to be the person's. */
    void recordRegisteredLogin(UUID person, String number, String mobile) {
        tx.run(sql -> {
            lockPerson(sql, person);
            List<Row> active = NumberProofRepository.active(sql, person, lapse);
            Optional<Row> same = findByNumber(active, number);
            if (same.isPresent()) {
                NumberProofRepository.markRegistered(sql, same.get().id());
            } else {
                add(sql, newProof(person, number, mobile, "register", null, null, active), active);
            }
            journal.record(
                    null,
                    "number.registered",
                    new Caller("citizen:" + person, Set.of()),
                    Map.of("person", person, "change", same.isEmpty() && !active.isEmpty()));
        });
    }

    /**
     * Records a code that was read back at a counter.
     *
     * @param caseId case for which the number was proved
     * @param office office that confirms it
     */
    Row recordCounterProof(Caller clerk, UUID person, String number, String mobile, UUID caseId, String office) {
        return tx.required(sql -> {
            lockPerson(sql, person);
            List<Row> active = NumberProofRepository.active(sql, person, lapse);
            Optional<Row> same = findByNumber(active, number);
            if (same.isPresent()) {
                NumberProofRepository.recordUse(sql, person, number, lapse);
                journal.record(caseId, "number.proved", clerk, details(same.get(), office));
                return same.get();
            }
            Row made = add(sql, newProof(person, number, mobile, "counter", office, caseId, active), active);
            if (active.isEmpty()) {
                journal.record(caseId, "number.proved", clerk, details(made, office));
            } else {
                NumberProofRepository.setEndOfOtherProofs(sql, made);
                journal.record(caseId, "number.changed", clerk, details(made, office));
            }
            return made;
        });
    }

    private static Map<String, Object> details(Row row, String office) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("person", row.person());
        details.put("proof", row.id());
        details.put("office", office);
        return details;
    }

    private static Optional<Row> findByNumber(List<Row> active, String number) {
        return active.stream().filter(row -> row.number().equals(number)).findFirst();
    }

    private Row newProof(
            UUID person, String number, String mobile, String way, String office, UUID caseId, List<Row> active) {
        UUID id = Ids.next();
        return new Row(
                id,
                person,
                number,
                vault.seal(person, place(id), mobile),
                way,
                office,
                caseId,
                null,
                active.isEmpty() ? null : active.get(0).id());
    }

    /** Adds the proof of a number and notifies all numbers that were proved for the person before. */
    private Row add(Handle sql, Row row, List<Row> active) {
        Row made = NumberProofRepository.add(sql, row, active.isEmpty() ? null : wait);
        active.forEach(before -> mobile(before).ifPresent(to -> notices.enqueue(sql, row.person(), to, changed)));
        return made;
    }

    /**
     * Returns a change that is still waiting.
     *
     * @throws Refusal {@code CONFLICT} with code {@code number.not-waiting} if the change is not waiting or has ended
     */
    Row requireWaiting(UUID proof) {
        return tx.required(sql -> requireWaiting(sql, proof));
    }

    private static Row requireWaiting(Handle sql, UUID proof) {
        return NumberProofRepository.find(sql, proof)
                .filter(row -> row.isWaiting(Instant.now()))
                .orElseThrow(() -> Refusal.conflict("number.not-waiting"));
    }

    /** Ends the waiting time of a change, and ends the proofs of all previous numbers. */
    void endWaitingTime(Caller district, UUID proof, UUID caseId) {
        tx.run(sql -> {
            lockPerson(sql, requireWaiting(sql, proof).person());
            // another transaction may have ended the change before this one got the lock
            Row row = requireWaiting(sql, proof);
            NumberProofRepository.endWaitingTime(sql, row);
            journal.record(caseId, "number.replaced", district, Map.of("person", row.person(), "proof", row.id()));
        });
    }

    /** Implements {@link city.pishkhan.api.security.NumberProofs#cancelChanges}. */
    int stop(Caller citizen, UUID person, String number) {
        return tx.required(sql -> {
            lockPerson(sql, person);
            Row own = findByNumber(NumberProofRepository.active(sql, person, lapse), number)
                    // a number that is itself waiting may not stop other changes
                    .filter(row -> !row.isWaiting(Instant.now()))
                    .orElseThrow(() -> Refusal.forbidden("number.unproved"));
            List<UUID> waiting = NumberProofRepository.findWaitingChanges(sql, person, own.id());
            if (!waiting.isEmpty()) {
                NumberProofRepository.cancelChanges(sql, waiting);
            }
            int slips = LoginSlipRepository.closeUnopened(sql, person);
            if (waiting.size() + slips == 0) {
                throw Refusal.conflict("number.nothing-waits");
            }
            journal.record(
                    null, "number.stopped", citizen, Map.of("person", person, "proofs", waiting, "slips", slips));
            return waiting.size() + slips;
        });
    }

    /**
     * Notifies all proved numbers of a person.
     *
     * @param furtherNumbers further numbers, from a case
     */
    void notifyNumbers(Handle sql, UUID person, Collection<String> furtherNumbers, String text) {
        List<String> all = new ArrayList<>(furtherNumbers);
        phones(person).forEach(phone -> all.add(phone.mobile()));
        all.stream().distinct().forEach(mobile -> notices.enqueue(sql, person, mobile, text));
    }

    /** Serializes changes of a person's numbers until the transaction ends. */
    private static void lockPerson(Handle sql, UUID person) {
        LoginCodeRepository.lock(sql, "numbers of " + person);
    }

    @Override
    public void erase(UUID person, String nationalId, List<UUID> cases) {
        tx.run(sql -> {
            lockPerson(sql, person);
            for (String table : List.of("notice", "login_slip", "counter_code", "number_proof")) {
                sql.createUpdate("delete from citizenlogin." + table + " where person = :person")
                        .bind("person", person)
                        .execute();
            }
            LoginCodeRepository.erase(sql, vault.index("citizen codes for " + nationalId));
        });
    }
}
