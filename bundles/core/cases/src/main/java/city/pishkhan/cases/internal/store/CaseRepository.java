package city.pishkhan.cases.internal.store;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.security.Vault;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.CaseSeal;
import city.pishkhan.cases.internal.model.InquiryEntity;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.EntityManagers;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Reads, locks and stores cases, and gives access to the repositories of their parts. Every method needs a transaction.
 * Cases that are read without a lock are detached. If the same transaction locks such a case later, it is read again,
 * because the earlier copy may be outdated.
 */
@Component(service = CaseRepository.class)
public final class CaseRepository {
    private final Tx tx;
    private final EntityManagers.Unit unit;
    private final Vault vault;
    private final LockedCases lockedCases;
    private final InquiryRepository inquiries;
    private final PaperRepository papers;
    private final PersonRepository personRepository;
    private final PartyRepository partyRepository;
    private final OpeningRepository openings;
    private final AuthorityRepository authorities;
    private final CaseAuthorityRepository caseAuthorities;
    private final DeathRepository deaths;
    private final WholeCaseQuery wholeCaseQuery;

    @Activate
    public CaseRepository(
            @Reference Tx tx, @Reference Schemas schemas, @Reference EntityManagers entities, @Reference Vault vault) {
        this.tx = tx;
        this.vault = vault;
        schemas.migrate(CaseRepository.class, "cases");
        unit = entities.open(CaseRepository.class, "cases", CaseFile.class, InquiryEntity.class);
        lockedCases = new LockedCases(tx, vault);
        wholeCaseQuery = new WholeCaseQuery(unit, vault);
        inquiries = new InquiryRepository(unit, vault, lockedCases);
        papers = new PaperRepository(tx, vault, lockedCases);
        personRepository = new PersonRepository(tx, vault);
        partyRepository = new PartyRepository(tx, vault, lockedCases);
        openings = new OpeningRepository(tx);
        authorities = new AuthorityRepository(tx, vault);
        caseAuthorities = new CaseAuthorityRepository(tx);
        deaths = new DeathRepository(tx, vault);
        // Load the query classes here by one thread. If many threads load them at once after start-up, they block each
        // other.
        tx.run(sql -> findByNumber(""));
    }

    @Deactivate
    public void stop() {
        unit.close();
    }

    public Tx tx() {
        return tx;
    }

    public InquiryRepository inquiries() {
        return inquiries;
    }

    public PaperRepository papers() {
        return papers;
    }

    public PersonRepository people() {
        return personRepository;
    }

    /** People and papers of a case. */
    public CaseContents contents(UUID caseId) {
        return lockedCases.contents(caseId);
    }

    public PartyRepository parties() {
        return partyRepository;
    }

    /** Creates the component that encrypts facts of existing cases after they were classified as personal. */
    public PersonalFactEncryption personalFacts() {
        return new PersonalFactEncryption(tx, vault);
    }

    public OpeningRepository openings() {
        return openings;
    }

    public AuthorityRepository authorities() {
        return authorities;
    }

    /** Repository of the authorities that apply to cases. */
    public CaseAuthorityRepository caseAuthorities() {
        return caseAuthorities;
    }

    public DeathRepository deaths() {
        return deaths;
    }

    /** The seal that encrypts and decrypts the personal text of a case. */
    public CaseSeal seal(UUID caseId) {
        return new CaseSeal(vault, caseId);
    }

    /** A new case that is not stored yet. */
    public CaseFile blank(Procedures.Procedure procedure, String subject, int district, Instant opened) {
        UUID id = Ids.next();
        return new CaseFile(id, procedure, subject, district, opened).withSeal(seal(id));
    }

    public static Refusal unknownCase() {
        return Refusal.notFound("case");
    }

    /**
     * The case, its row locked until the transaction ends.
     *
     * @throws Refusal NOT_FOUND if the case does not exist
     */
    public CaseFile lock(UUID id) {
        return lockedCases
                .find(id)
                .orElseGet(() -> addLocked(
                        Optional.ofNullable(unit.em().find(CaseFile.class, id, LockModeType.PESSIMISTIC_WRITE))
                                .orElseThrow(CaseRepository::unknownCase)));
    }

    /** As {@link #lock}, and reads inquiries, people and papers with the same statement. */
    public CaseFile lockWhole(UUID id) {
        return lockedCases
                .find(id)
                .orElseGet(() ->
                        wholeCaseQuery.lock(id).map(lockedCases::addLocked).orElseThrow(CaseRepository::unknownCase));
    }

    /** The case of an inquiry, locked, with its inquiries. The case is locked before its inquiries are read. */
    public Optional<CaseFile> lockOf(UUID inquiry) {
        return wholeCaseQuery.lockOf(inquiry, false).map(lockedCases::addLocked);
    }

    /**
     * As {@link #lockOf(UUID)}, for a caller that knows the case's id. A case that this transaction has already locked
     * is not read again.
     *
     * @param contents {@code true} to read people and papers with the same statement
     */
    public Optional<CaseFile> lockOf(UUID inquiry, UUID caseId, boolean contents) {
        return lockedCases
                .find(caseId)
                .or(() -> wholeCaseQuery.lockOf(inquiry, contents).map(lockedCases::addLocked));
    }

    private CaseFile addLocked(CaseFile file) {
        lockedCases.addLocked(file);
        return file.withSeal(seal(file.id()));
    }

    /** The case for reading only. */
    public Optional<CaseFile> find(UUID id) {
        return lockedCases.find(id).or(() -> Optional.ofNullable(unit.em().find(CaseFile.class, id))
                .map(this::detachUnlocked));
    }

    /** As {@link #find(UUID)}, and reads inquiries, people and papers with the same statement. */
    public Optional<CaseFile> findWhole(UUID id) {
        return lockedCases.find(id).or(() -> wholeCaseQuery.find(id).map(lockedCases::addUnlocked));
    }

    /** The cases with these ids for reading only; unknown ids are skipped. */
    public List<CaseFile> find(Collection<UUID> ids) {
        return unit.em().unwrap(Session.class).byMultipleIds(CaseFile.class).multiLoad(List.copyOf(ids)).stream()
                .filter(Objects::nonNull)
                .map(this::detachUnlocked)
                .toList();
    }

    /** The case with this number for reading only. */
    public Optional<CaseFile> findByNumber(String number) {
        return findBy("number", number);
    }

    /** The case with this tracking code for reading only. */
    public Optional<CaseFile> findByTracking(String code) {
        return findBy("tracking", code);
    }

    private Optional<CaseFile> findBy(String unique, String value) {
        return unit
                .em()
                .createQuery("select c from CaseFile c where c." + unique + " = :value", CaseFile.class)
                .setParameter("value", value)
                .getResultList()
                .stream()
                .findFirst()
                .map(this::detachUnlocked);
    }

    private CaseFile detachUnlocked(CaseFile file) {
        if (!lockedCases.has(file.id())) {
            unit.em().detach(file);
        }
        return file.withSeal(seal(file.id()));
    }

    /** Stores a new case. It counts as locked, because no other transaction can see it. */
    public void add(CaseFile file) {
        unit.em().persist(file);
        tx.flush();
        addLocked(file);
        lockedCases.addLocked(file.id(), new ArrayList<>());
    }

    /** Flushes pending changes, so that plain SQL sees them. */
    public void flush() {
        tx.flush();
    }
}
