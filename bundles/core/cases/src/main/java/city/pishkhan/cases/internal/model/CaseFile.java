package city.pishkhan.cases.internal.model;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseReference;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.messages.Text;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;

/** One case. Its row must be locked by the transaction that changes it. */
@Entity
@Table(name = "case_file")
@DynamicUpdate
public class CaseFile {
    @Id
    UUID id;

    String number;
    String tracking;
    String service;
    String subject;
    int district;
    String office;

    @Enumerated(EnumType.STRING)
    State state;

    String stage;
    long version;

    @Column(name = "rule_set")
    String ruleSet;

    @Column(name = "procedure_version")
    int procedureVersion;

    int round;
    boolean submitted;
    String decision;
    private byte[] note;

    @ColumnTransformer(write = "?::jsonb")
    String facts;

    @Column(name = "personal_facts")
    private byte[] personalFacts;

    private byte[] salt;

    @Column(name = "clock_stopped")
    Instant clockStopped;

    @Column(name = "clock_stopped_ms")
    long clockStoppedMs;

    Instant opened;
    Instant ended;

    String held;

    @Column(name = "held_en")
    String heldEn;

    @Column(name = "held_fa")
    String heldFa;

    @Column(name = "held_since")
    Instant heldSince;

    @Column(name = "first_office")
    String firstOffice;

    @Column(name = "special_request")
    String specialRequest;

    /** customer of the office's work: {@code citizen} or {@code municipality} */
    String customer;

    /** login of the expert whom the rota assigned; {@code null} for cases of citizens */
    String expert;

    /** stored {@link ArchiveRight#ownerPositions} */
    @Column(name = "archive_owners")
    String archiveOwners;

    @Column(name = "archive_consents")
    String archiveConsents;

    @Column(name = "archive_objections")
    String archiveObjections;

    /** {@code true} if an owner is represented or a person of the case has died; representation is checked only then */
    boolean represented;

    /** {@code true} if the facts year and month are kept equal to the present date */
    boolean dated;

    @Transient
    private Map<String, Object> factMap;

    @Transient
    private Map<String, Object> personalMap;

    @Transient
    private CaseSeal seal;

    protected CaseFile() {}

    /** A new case of a procedure, not yet numbered. */
    public CaseFile(UUID id, Procedures.Procedure procedure, String subject, int district, Instant opened) {
        this.id = id;
        this.service = procedure.service();
        this.subject = subject;
        this.district = district;
        this.dated = procedure.dated();
        this.customer = procedure.customer();
        this.opened = opened;
    }

    /** Sets the seal that encrypts and decrypts the personal text of this case. */
    public CaseFile withSeal(CaseSeal ownSeal) {
        seal = ownSeal;
        return this;
    }

    public CaseSeal seal() {
        return seal;
    }

    /** Reason why the case was sent back, refused or withdrawn, or {@code null}. Text that people wrote is the same in both languages. */
    public Text note() {
        return NoteForm.read(seal.open("note", note));
    }

    public void note(Text text) {
        note = seal.seal("note", NoteForm.written(text));
    }

    /** @param between separator between the existing note and the new text */
    public void addNote(String between, Text more) {
        Text now = note();
        note(now == null ? more : now.followedBy(between, more));
    }

    /** Secret salt of the case. It is needed to check the commitments in its journal entries. */
    public String salt() {
        return seal.open("salt", salt);
    }

    /** Returns {@code true} if the personal text of the case was erased, because one of its people was erased. */
    public boolean isErased() {
        return Persons.ERASED.equals(salt());
    }

    public void salt(String random) {
        salt = seal.seal("salt", random);
    }

    /** Sets the office that opens the case, and the id of the special request, or {@code null}. */
    public void setOpening(String first, String request) {
        office = first;
        specialRequest = request;
    }

    /**
     * Assigns the case to an office.
     *
     * @param login login of the expert whose turn it is, or {@code null} for cases of citizens
     */
    public void assignTo(String other, String login) {
        if (office != null && firstOffice == null) {
            firstOffice = office;
        }
        office = other;
        expert = login;
    }

    /** Sets the case number and tracking code, and pins the rule set and the procedure version. */
    public void number(String caseNumber, String trackingCode, String ruleSetHash, int version) {
        number = caseNumber;
        tracking = trackingCode;
        ruleSet = ruleSetHash;
        procedureVersion = version;
    }

    /** Puts the case at its first stage. If that stage collects no papers, the case is submitted at once. */
    public void begin(Stage first) {
        state = State.OPEN;
        stage = first.id();
        submitted = first.kind() != StageKind.PAPERS;
        version = 1;
    }

    public void enter(Stage next) {
        stage = next.id();
    }

    /** Submits the case for the next round of inquiries and decisions. */
    public void submit(String words) {
        submitted = true;
        round++;
        note(words == null ? null : Text.untranslated(words));
    }

    /** Returns the case to the office. Its decision is cleared and it must be submitted again. */
    public void returnForCorrection(Text reason) {
        submitted = false;
        decision = null;
        note(reason);
    }

    /** @param approval the stage's approval, see {@code DecisionStage.approval} */
    public void decide(String approval) {
        decision = approval;
    }

    /** Clears the decision, because the facts or papers that it was based on have changed. */
    public void clearDecision() {
        decision = null;
    }

    public void holdFor(Refusal why) {
        held = why.code();
        heldEn = why.english();
        heldFa = why.persian();
        heldSince = StoredTime.get();
    }

    /** Updates the text of the hold; its code and its start stay. */
    public void updateHold(Refusal why) {
        heldEn = why.english();
        heldFa = why.persian();
    }

    public void releaseHold() {
        held = null;
        heldEn = null;
        heldFa = null;
        heldSince = null;
    }

    /** Stops the updates of the facts year and month. */
    public void stopDateUpdates() {
        dated = false;
    }

    /** The right by which the archive may be used for this case. */
    public ArchiveRight archive() {
        return new ArchiveRight(archiveOwners, archiveConsents, archiveObjections);
    }

    /** Marks the case as one whose owners are represented. */
    public void markRepresented() {
        represented = true;
    }

    /** Returns {@code true} if representation has to be checked: an owner is represented or a person of the case has died. */
    public boolean isRepresented() {
        return represented;
    }

    public void archive(ArchiveRight right) {
        archiveOwners = right.ownerPositions();
        archiveConsents = right.consentingPositions();
        archiveObjections = right.objectingPositions();
    }

    public boolean isMunicipal() {
        return Procedures.MUNICIPALITY.equals(customer);
    }

    public Map<String, Object> facts() {
        if (factMap == null) {
            factMap = SealedFacts.merge(facts, personalMap());
        }
        return factMap;
    }

    /** Name of the encrypted field that contains the personal facts. */
    public static String factsPlace() {
        return "facts";
    }

    private Map<String, Object> personalMap() {
        if (personalMap == null) {
            personalMap = SealedFacts.personal(seal, factsPlace(), personalFacts);
        }
        return personalMap;
    }

    /** Names of the case's facts that are personal. */
    public Set<String> personal() {
        return personalMap().keySet();
    }

    /** Returns {@code true} if the case had personal facts that are erased now. */
    public boolean hasErasedFacts() {
        return personalFacts != null && personalMap().isEmpty();
    }

    /** Replaces the facts. The facts that were personal stay personal. */
    public void facts(Map<String, Object> changed) {
        facts(changed, Set.of());
    }

    /**
     * Replaces the facts.
     *
     * @param personal names of personal facts; a fact that was personal in this case once stays personal
     */
    public void facts(Map<String, Object> changed, Set<String> personal) {
        Set<String> secret = new HashSet<>(personal());
        secret.addAll(personal);
        SealedFacts kept = SealedFacts.of(seal, factsPlace(), changed, secret);
        facts = kept.plainJson();
        personalFacts = kept.sealed();
        factMap = null;
        personalMap = null;
    }

    /**
     * Replaces personal facts by salted hashes, for digests that leave the case. A plain hash of a value with few possibilities could be
     * guessed.
     */
    public Map<String, Object> committed(Map<String, Object> some) {
        return committed(some, personal());
    }

    /**
     * Replaces personal values of a map, which need not be facts of the case, by salted hashes.
     *
     * @param names names of the personal values
     */
    public Map<String, Object> committed(Map<String, Object> some, Set<String> names) {
        if (Collections.disjoint(some.keySet(), names)) {
            return some;
        }
        String random = salt();
        Map<String, Object> committed = new TreeMap<>(some);
        committed.replaceAll((name, value) ->
                names.contains(name) ? Sha256.hex(random + "\n" + name + "\n" + FactsJson.write(value)) : value);
        return committed;
    }

    /** Digest of all facts of the case. */
    public String factsDigest() {
        return FactsJson.digest(committed(facts()));
    }

    /** Increments the version, so that changes based on an older version are refused. */
    public void incrementVersion() {
        version++;
    }

    public void move(State to) {
        state = CaseStates.move(state, to);
        if (to.hasEnded()) {
            ended = StoredTime.get();
        }
    }

    /** Stops the case's clock, while the applicant corrects the case. */
    public void stopClock(Instant now) {
        if (clockStopped == null) {
            clockStopped = now;
        }
    }

    public void startClock(Instant now) {
        if (clockStopped != null) {
            clockStoppedMs += Duration.between(clockStopped, now).toMillis();
            clockStopped = null;
        }
    }

    public Instant clockStopped() {
        return clockStopped;
    }

    /** The fields of the case that are not personal data. */
    public CaseReference reference() {
        return new CaseReference(id, number, service, subject, version, ruleSet);
    }

    public UUID id() {
        return id;
    }

    public String number() {
        return number;
    }

    public String tracking() {
        return tracking;
    }

    public String service() {
        return service;
    }

    public String stage() {
        return stage;
    }

    public State state() {
        return state;
    }

    public Instant opened() {
        return opened;
    }

    public Instant ended() {
        return ended;
    }

    public String subject() {
        return subject;
    }

    public int district() {
        return district;
    }

    public String office() {
        return office;
    }

    public String ruleSet() {
        return ruleSet;
    }

    public boolean isSubmitted() {
        return submitted;
    }

    public int round() {
        return round;
    }

    public String decision() {
        return decision;
    }

    public long version() {
        return version;
    }

    public String specialRequest() {
        return specialRequest;
    }

    public int procedureVersion() {
        return procedureVersion;
    }

    public String customer() {
        return customer;
    }

    public String expert() {
        return expert;
    }

    public String holdCode() {
        return held;
    }

    public String heldEn() {
        return heldEn;
    }

    public String heldFa() {
        return heldFa;
    }

    public Instant heldSince() {
        return heldSince;
    }

    public String firstOffice() {
        return firstOffice;
    }
}
