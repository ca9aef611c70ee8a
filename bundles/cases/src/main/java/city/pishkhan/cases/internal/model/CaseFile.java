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

/** One case. Whoever changes it holds its row lock. */
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

    /** for whom the office works: see {@link city.pishkhan.api.rules.Procedures.Procedure#customer} */
    String customer;

    /** login of the expert whose turn it was; {@code null} where citizens apply */
    String expert;

    /** see {@link ArchiveRight} */
    @Column(name = "archive_right")
    String archiveRight;

    @Column(name = "archive_yes")
    String archiveYes;

    @Column(name = "archive_no")
    String archiveNo;

    /** whether somebody acts for its owners, or one of its people is dead: only then is asked who may */
    boolean represented;

    /** whether year and month among its facts follow the calendar */
    boolean dated;

    @Transient
    private Map<String, Object> factMap;

    @Transient
    private Map<String, Object> personalMap;

    @Transient
    private CaseSeal seal;

    protected CaseFile() {}

    /** A case of a procedure that is about to be opened. */
    public CaseFile(UUID id, Procedures.Procedure procedure, String subject, int district, Instant opened) {
        this.id = id;
        this.service = procedure.service();
        this.subject = subject;
        this.district = district;
        this.dated = procedure.dated();
        this.customer = procedure.customer();
        this.opened = opened;
    }

    /** What opens and seals people's words in it. */
    public CaseFile with(CaseSeal ownSeal) {
        seal = ownSeal;
        return this;
    }

    public CaseSeal seal() {
        return seal;
    }

    /** Why it was sent back, refused or withdrawn, or {@code null}. People's own words are the same in both languages. */
    public Text note() {
        return NoteForm.read(seal.open("note", note));
    }

    public void note(Text text) {
        note = seal.seal("note", NoteForm.written(text));
    }

    /** @param between what stands between the note that is there and this one */
    public void addNote(String between, Text more) {
        Text now = note();
        note(now == null ? more : now.then(between, more));
    }

    /** Opens the commitments of its entries in the journal. */
    public String salt() {
        return seal.open("salt", salt);
    }

    /** Whether one of its people is erased, and with them what was said in it. */
    public boolean erased() {
        return Persons.ERASED.equals(salt());
    }

    public void salt(String random) {
        salt = seal.seal("salt", random);
    }

    /** The office that opens it, by a special request if not {@code null}. */
    public void openedBy(String first, String request) {
        office = first;
        specialRequest = request;
    }

    /** @param login of the expert whose turn it is, or {@code null} where citizens apply */
    public void assignTo(String other, String login) {
        if (office != null && firstOffice == null) {
            firstOffice = office;
        }
        office = other;
        expert = login;
    }

    /** Gives it its numbers, and pins the rules that it is decided by. */
    public void number(String caseNumber, String trackingCode, String ruleSetHash, int version) {
        number = caseNumber;
        tracking = trackingCode;
        ruleSet = ruleSetHash;
        procedureVersion = version;
    }

    /** Puts it at its first stage. Where no papers are collected first, opening is submitting. */
    public void begin(Stage first) {
        state = State.OPEN;
        stage = first.id();
        submitted = first.kind() != StageKind.PAPERS;
        version = 1;
    }

    public void enter(Stage next) {
        stage = next.id();
    }

    /** What the office had to bring is there: a new round begins, in which answers count. */
    public void submit(String words) {
        submitted = true;
        round++;
        note(words == null ? null : Text.own(words));
    }

    /** It is back at the office, which submits it anew, and nothing that was decided holds. */
    public void sentBack(Text reason) {
        submitted = false;
        decision = null;
        note(reason);
    }

    /** @param approval the mark of the stage and round that somebody approved */
    public void decide(String approval) {
        decision = approval;
    }

    /** What was decided was decided of something else. */
    public void undecided() {
        decision = null;
    }

    public void holdFor(Refusal why) {
        held = why.code();
        heldEn = why.english();
        heldFa = why.persian();
        heldSince = StoredTime.get();
    }

    /** It is held for the same reason still, of which there is something else to say. */
    public void holdSays(Refusal why) {
        heldEn = why.english();
        heldFa = why.persian();
    }

    public void free() {
        held = null;
        heldEn = null;
        heldFa = null;
        heldSince = null;
    }

    /** Its facts follow the calendar no more. */
    public void undate() {
        dated = false;
    }

    /** By whose right the archive opens for it. */
    public ArchiveRight archive() {
        return new ArchiveRight(archiveRight, archiveYes, archiveNo);
    }

    /** Somebody acts for its owners. */
    public void represent() {
        represented = true;
    }

    /** Whether who may act in it is to be asked: somebody acts for its owners, or one of its people is dead. */
    public boolean represented() {
        return represented;
    }

    public void archive(ArchiveRight right) {
        archiveRight = right.right();
        archiveYes = right.yes();
        archiveNo = right.no();
    }

    public boolean municipal() {
        return Procedures.MUNICIPALITY.equals(customer);
    }

    public Map<String, Object> facts() {
        if (factMap == null) {
            factMap = SealedFacts.whole(facts, personalMap());
        }
        return factMap;
    }

    /** As what its personal facts are sealed. */
    public static String factsPlace() {
        return "facts";
    }

    private Map<String, Object> personalMap() {
        if (personalMap == null) {
            personalMap = SealedFacts.personal(seal, factsPlace(), personalFacts);
        }
        return personalMap;
    }

    /** Names of its facts that are personal. */
    public Set<String> personal() {
        return personalMap().keySet();
    }

    /** Whether it had personal facts before one of its people was erased. */
    public boolean factsErased() {
        return personalFacts != null && personalMap().isEmpty();
    }

    /** Facts of which none is personal came to it, or are otherwise now. */
    public void facts(Map<String, Object> changed) {
        facts(changed, Set.of());
    }

    /** @param personal names of facts that are; what was personal once stays so in this case, whatever rules come */
    public void facts(Map<String, Object> changed, Set<String> personal) {
        Set<String> secret = new HashSet<>(personal());
        secret.addAll(personal);
        SealedFacts kept = SealedFacts.of(seal, factsPlace(), changed, secret);
        facts = kept.open();
        personalFacts = kept.sealed();
        factMap = null;
        personalMap = null;
    }

    /** Of facts that leave the case as a digest: personal ones are commitments, for of few possible values each could be tried out. */
    public Map<String, Object> committed(Map<String, Object> some) {
        return committed(some, personal());
    }

    /** The same of what is no fact of it yet. @param names of what is personal */
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

    /** Digest of all its facts. */
    public String factsDigest() {
        return FactsJson.digest(committed(facts()));
    }

    /** Marks the case as changed for those who hold an older version. */
    public void touch() {
        version++;
    }

    public void move(State to) {
        state = CaseStates.move(state, to);
        if (to.ended()) {
            ended = StoredTime.get();
        }
    }

    /** While the applicant corrects, the case's clock stands. */
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

    /** What of it is nobody's personal data. */
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

    public boolean submitted() {
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

    public String held() {
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
