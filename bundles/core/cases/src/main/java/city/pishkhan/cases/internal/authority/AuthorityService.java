package city.pishkhan.cases.internal.authority;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Authorities;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Scope;
import city.pishkhan.cases.internal.access.PersonalDataMask;
import city.pishkhan.cases.internal.authority.Representation.Fraction;
import city.pishkhan.cases.internal.model.Mandate;
import city.pishkhan.cases.internal.model.StoredTime;
import city.pishkhan.cases.internal.store.AuthorityRepository;
import city.pishkhan.cases.internal.store.AuthorityRepository.AuthorityParties;
import city.pishkhan.cases.internal.store.AuthorityRepository.RecordingOrigin;
import city.pishkhan.cases.internal.store.AuthorityRepository.Row;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.cases.internal.store.PersonRepository.Admitted;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.RenovationCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@link Authorities}: records authorities with their papers, ends them and shows each to its owner and holder. A mobile number that a
 * clerk enters is unproved. If the hub already knows a number of the person, notices go to the known number. A number that is added later
 * gives no access to the authority.
 */
@Component(service = {Authorities.class, AuthorityService.class})
public final class AuthorityService implements Authorities {
    private static final String RECORD = "office.authority.record";
    private static final String READ = "office.authority.read";
    private static final String REVOKE = "office.authority.revoke";
    private static final String OWN = "citizen.authority.read";
    private static final String OWN_REVOKE = "citizen.authority.revoke";
    private static final String CITIZEN = "citizen";
    private static final Set<String> STATES = Set.of("valid", "lapsed", "revoked");
    private static final Set<Kind> OWNERS_TO_END = Set.of(Kind.PROXY, Kind.LAWYER, Kind.SIGNATORY);
    private static final int MOST_VALID = 100;
    private static final int LONGEST_REASON = 2_000;

    private final CaseRepository store;
    private final AuthorityRepository authorities;
    private final Offices offices;
    private final Journal journal;
    private final Access access;

    @Activate
    public AuthorityService(
            @Reference CaseRepository store,
            @Reference Offices offices,
            @Reference Journal journal,
            @Reference Access access) {
        this.store = store;
        this.authorities = store.authorities();
        this.offices = offices;
        this.journal = journal;
        this.access = access;
    }

    @Override
    public Authority record(Caller caller, NewAuthority given) {
        access.check(caller, RECORD);
        String office = caller.office().orElseThrow(() -> Refusal.forbidden("access.forbidden/authority"));
        Instant now = StoredTime.get();
        LocalDate today = PersianDate.of(now).toLocalDate();
        NewAuthority clean = NewAuthorityCheck.clean(given, today);
        int officeDistrict = offices.find(office)
                .filter(o -> o.state().equals("contracted"))
                .map(Offices.Office::district)
                .orElseThrow(() -> Refusal.forbidden("authority.office", office));
        return store.tx().required(sql -> {
            Admitted two = store.people()
                    .admit(List.of(clean.owner().nationalId(), clean.holder().nationalId()));
            UUID owner = two.ids().get(0);
            UUID holder = two.ids().get(1);
            // serialised per owner, because the checks of shares and of MOST_VALID read the existing rows
            store.people().lock(owner);
            requireRecordable(clean, two, office, today);
            UUID id = Ids.next();
            String reference = "A-%d-%07d".formatted(PersianDate.of(now).year(), authorities.nextSerial());
            String salt = UUID.randomUUID().toString();
            NewAuthority resolved = withKnownNumbers(clean, owner, holder);
            authorities.add(
                    id,
                    reference,
                    resolved,
                    new AuthorityParties(
                            owner, numbers(owner, resolved.owner()), holder, numbers(holder, resolved.holder())),
                    salt,
                    new RecordingOrigin(office, district(clean, officeDistrict), caller.principal(), now));
            journal.declareNewCase(id);
            journal.record(id, "authority.recorded", caller, details(reference, clean, owner, holder, office, salt));
            store.caseAuthorities().applyToOpenCases(id, owner, holder, clean.subject());
            store.caseAuthorities().scheduleReview(owner);
            return authorities.find(id).orElseThrow().authority();
        });
    }

    private void requireRecordable(NewAuthority clean, Admitted two, String office, LocalDate today) {
        UUID owner = two.ids().get(0);
        UUID holder = two.ids().get(1);
        if (two.dead().contains(holder)) {
            throw Refusal.conflict("authority.holder-died");
        }
        if (two.dead().contains(owner) != (clean.kind() == Kind.HEIR)) {
            throw clean.kind() == Kind.HEIR
                    ? Refusal.conflict("authority.no-death")
                    : Refusal.conflict("authority.owner-died/recorded");
        }
        if (clean.sheet() != null && !authorities.isSheetOfOffice(office, clean.sheet())) {
            throw Refusal.invalid("authority.sheet", "sheet");
        }
        List<Mandate> valid = authorities.valid(List.of(owner), today);
        if (valid.size() >= MOST_VALID) {
            throw Refusal.conflict("authority.too-many", MOST_VALID);
        }
        if (valid.stream()
                .anyMatch(m -> m.holder().equals(holder)
                        && m.kind() == clean.kind()
                        && Objects.equals(m.subject(), clean.subject())
                        && m.acts().equals(clean.acts()))) {
            throw Refusal.conflict("authority.twice");
        }
        if (clean.kind() == Kind.HEIR) {
            List<Share> shares = new ArrayList<>(valid.stream()
                    .filter(m -> m.kind() == Kind.HEIR && !m.holder().equals(holder))
                    .map(Mandate::share)
                    .toList());
            shares.add(clean.share());
            if (Fraction.isMoreThanWhole(shares)) {
                throw Refusal.conflict("authority.shares");
            }
        }
    }

    /** Replaces the clerk's mobile number by the known number of each person. The clerk's entry is used only if no number is known. */
    private NewAuthority withKnownNumbers(NewAuthority given, UUID owner, UUID holder) {
        return new NewAuthority(
                given.kind(),
                known(given.owner(), owner),
                known(given.holder(), holder),
                given.subject(),
                given.acts(),
                given.number(),
                given.contract(),
                given.gazette(),
                given.sheet(),
                given.until(),
                given.share(),
                given.jointly());
    }

    private Person known(Person given, UUID person) {
        return store.parties()
                .mobile(person)
                .map(mobile -> new Person(given.nationalId(), given.name(), mobile))
                .orElse(given);
    }

    private List<String> numbers(UUID person, Person resolved) {
        List<String> mobiles = new ArrayList<>(store.parties().mobiles(person));
        if (resolved.mobile() != null && !mobiles.contains(resolved.mobile())) {
            mobiles.add(resolved.mobile());
        }
        return mobiles.stream()
                .map(mobile -> store.parties().number(person, mobile))
                .toList();
    }

    private static int district(NewAuthority given, int officeDistrict) {
        return given.subject() == null || given.subject().codePoints().anyMatch(Character::isLetter)
                ? officeDistrict
                : RenovationCode.parse(given.subject()).district();
    }

    private Map<String, Object> details(
            String reference, NewAuthority given, UUID owner, UUID holder, String office, String salt) {
        Map<String, Object> details = new TreeMap<>(Map.of(
                "reference",
                reference,
                "kind",
                given.kind().code(),
                "owner",
                owner,
                "holder",
                holder,
                "acts",
                given.acts().stream().map(Act::code).sorted().toList(),
                "number",
                journal.commitment(salt, given.number()),
                "office",
                office));
        if (given.subject() != null) {
            details.put("subject", given.subject());
        }
        if (given.until() != null) {
            details.put("until", given.until().toString());
        }
        if (given.share() != null) {
            details.put("share", given.share().toString());
        }
        if (given.sheet() != null) {
            details.put("sheet", given.sheet());
        }
        return details;
    }

    @Override
    public Authority find(Caller caller, UUID id) {
        return store.tx()
                .required(
                        sql -> requireAccess(caller, READ, authorities.find(id).orElseThrow(AuthorityService::unknown)))
                .authority();
    }

    private Row requireAccess(Caller caller, String operation, Row row) {
        access.check(caller, operation);
        Set<String> owners =
                Scope.ownersOfCase(row.authority().office(), row.authority().district());
        if (!access.scope(caller, operation).canAccessUnmasked(owners)) {
            throw unknown();
        }
        return row;
    }

    @Override
    public Page<Authority> list(Caller caller, @Nullable String state, @Nullable String cursor, int limit) {
        access.check(caller, READ);
        if (state != null && !STATES.contains(state)) {
            throw Refusal.invalid("authority.state", "state");
        }
        Scope scope = access.scope(caller, READ);
        Paging paging = Paging.of(cursor, limit);
        List<String> ofOffices = scope.all() ? null : List.copyOf(scope.tenants("office"));
        return paging.page(
                        store.tx().required(sql -> authorities.list(ofOffices, scope.districts(), state, paging)),
                        row -> row.authority().id())
                .map(Row::authority);
    }

    @Override
    public Authority revoke(Caller caller, UUID id, String reason) {
        return store.tx().required(sql -> {
            Row row = requireAccess(caller, REVOKE, authorities.lock(id).orElseThrow(AuthorityService::unknown));
            return revokeLocked(caller, row, reason);
        });
    }

    private Authority revokeLocked(Caller caller, Row row, String reason) {
        String clean = reason(reason);
        if (!row.authority().state().equals("valid")) {
            throw Refusal.conflict("authority.ended", row.authority().state());
        }
        authorities.end(row, "revoked", caller.principal(), clean, StoredTime.get());
        journal.record(
                row.authority().id(),
                "authority.revoked",
                caller,
                Map.of(
                        "reference",
                        row.authority().reference(),
                        "owner",
                        row.owner(),
                        "holder",
                        row.holder(),
                        "reason",
                        journal.commitment(Objects.requireNonNull(row.salt()), clean)));
        store.caseAuthorities().scheduleReview(row.owner());
        return authorities.find(row.authority().id()).orElseThrow().authority();
    }

    static String reason(String given) {
        String clean = given == null || given.length() > LONGEST_REASON ? "" : PersianText.normalise(given);
        if (clean.isBlank()) {
            throw Refusal.invalid("text.length", "reason", LONGEST_REASON);
        }
        return clean;
    }

    /**
     * Ends authorities whose last day has passed.
     *
     * @param limit maximum number of authorities
     * @return number of ended authorities
     */
    int lapse(Instant now, int limit) {
        return store.tx().required(sql -> {
            List<Row> expired = authorities.lockExpired(PersianDate.of(now).toLocalDate(), limit);
            for (Row row : expired) {
                authorities.end(row, "lapsed", Caller.HUB.principal(), null, StoredTime.get());
                journal.record(
                        row.authority().id(),
                        "authority.lapsed",
                        Caller.HUB,
                        Map.of("reference", row.authority().reference(), "owner", row.owner(), "holder", row.holder()));
                store.caseAuthorities().scheduleReview(row.owner());
            }
            return expired.size();
        });
    }

    @Override
    public Page<Own> listOwn(Caller citizen, @Nullable String cursor, int limit) {
        access.check(citizen, OWN);
        Paging paging = Paging.of(cursor, limit);
        if (access.scope(citizen, OWN).tenants(CITIZEN).isEmpty()
                || citizen.citizenNumber().isEmpty()) {
            return new Page<>(List.of(), null);
        }
        UUID person = person(citizen);
        return paging.page(
                        store.tx()
                                .required(sql -> authorities.own(
                                        person, citizen.citizenNumber().orElseThrow(), paging)),
                        row -> row.authority().id())
                .map(row -> own(person, row));
    }

    private static UUID person(Caller citizen) {
        return UUID.fromString(citizen.citizen().orElseThrow());
    }

    /** An authority as its owner or holder sees it: the other person's name, but a shortened national ID and mobile number. */
    private static Own own(UUID person, Row row) {
        boolean held = row.holder().equals(person);
        Authority a = row.authority();
        return new Own(
                held,
                new Authority(
                        a.id(),
                        a.reference(),
                        a.kind(),
                        held ? maskIdentifiers(a.owner()) : a.owner(),
                        held ? a.holder() : maskIdentifiers(a.holder()),
                        a.subject(),
                        a.acts(),
                        a.number(),
                        a.contract(),
                        a.gazette(),
                        null,
                        a.until(),
                        a.share(),
                        a.jointly(),
                        a.state(),
                        a.office(),
                        a.district(),
                        a.recorded(),
                        a.ended(),
                        a.reason()));
    }

    private static Person maskIdentifiers(Person other) {
        Applicant masked =
                PersonalDataMask.maskIdentifiers(new Applicant("", other.nationalId(), other.name(), other.mobile()));
        return new Person(masked.nationalId(), masked.name(), masked.mobile());
    }

    @Override
    public Authority revokeOwn(Caller citizen, UUID id, String reason) {
        access.check(citizen, OWN_REVOKE);
        return store.tx().required(sql -> {
            Row row = authorities.lock(id).orElseThrow(AuthorityService::unknown);
            UUID person = person(citizen);
            boolean owner = isParty(citizen, person, row.owner(), row.ownerNumbers());
            if (!owner && !isParty(citizen, person, row.holder(), row.holderNumbers())) {
                throw unknown();
            }
            // A holder may always give up an authority; an owner may only end the kinds in OWNERS_TO_END.
            if (owner && !OWNERS_TO_END.contains(row.authority().kind())) {
                throw Refusal.conflict("authority.not-yours", row.authority().district());
            }
            revokeLocked(citizen, row, reason);
            return own(person, authorities.find(id).orElseThrow()).authority();
        });
    }

    private static boolean isParty(Caller citizen, UUID person, UUID one, Set<String> numbers) {
        return one.equals(person)
                && citizen.citizenNumber().filter(numbers::contains).isPresent();
    }

    private static Refusal unknown() {
        return Refusal.notFound("authority");
    }
}
