package city.pishkhan.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Kind;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.Cases.OpenCase;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.persons.Authorities;
import city.pishkhan.api.persons.Authorities.Act;
import city.pishkhan.api.persons.Authorities.Authority;
import city.pishkhan.api.persons.Authorities.NewAuthority;
import city.pishkhan.api.persons.Authorities.Own;
import city.pishkhan.api.persons.Authorities.Person;
import city.pishkhan.api.persons.Authorities.Share;
import city.pishkhan.api.persons.Deaths.Death;
import city.pishkhan.api.persons.Deaths.NewDeath;
import city.pishkhan.api.persons.Persons.Party;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.PersianDate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Authorities and deaths on a real database: acts for an owner (opening, reading, receiving, withdrawing) and holds of
 * cases.
 */
class AuthorityTest {
    private static final AtomicInteger PEOPLE = new AtomicInteger(410_000);
    private static final LocalDate TODAY = PersianDate.of(Instant.now()).toLocalDate();

    private final CasesHarness hub = CasesHarness.shared();
    private final Person owner = person();
    private final Person holder = person();
    private final String subject = PermitCase.property(hub);

    /** A person who is new to the hub. */
    private static Person person() {
        int serial = PEOPLE.incrementAndGet();
        String digits = "001" + serial;
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (digits.charAt(i) - '0') * (10 - i);
        }
        int rest = sum % 11;
        return new Person(digits + (rest < 2 ? rest : 11 - rest), "Person " + serial, "09121" + serial);
    }

    private static NewAuthority of(Authorities.Kind kind, Person from, Person to, Act... acts) {
        return new NewAuthority(kind, from, to, null, Set.of(acts), "N-12/345", null, null, null, null, null, false);
    }

    private static NewAuthority proxy(Person from, Person to, Act... acts) {
        return of(Authorities.Kind.PROXY, from, to, acts);
    }

    private static NewAuthority heir(Person dead, Person heir, int numerator, int denominator) {
        return new NewAuthority(
                Authorities.Kind.HEIR,
                dead,
                heir,
                null,
                Set.of(),
                "H-1",
                null,
                null,
                null,
                null,
                new Share(numerator, denominator),
                false);
    }

    private Authority record(NewAuthority given) {
        return hub.authorities.record(CasesHarness.OFFICE, given);
    }

    private Death recordDeath(Person person) {
        return hub.deaths.record(CasesHarness.DISTRICT, new NewDeath(person.nationalId(), "D-77", TODAY.minusDays(3)));
    }

    private static Applicant applicant(String role, Person person) {
        return new Applicant(role, person.nationalId(), person.name(), person.mobile());
    }

    private CaseView open(Applicant... applicants) {
        return hub.cases.open(
                CasesHarness.OFFICE,
                new OpenCase("building-permit", subject, List.of(applicants), PermitCase.building(4))
                        .withOwners(List.of(owner.nationalId())));
    }

    private CaseView openByProxy() {
        return open(applicant("owner", owner), applicant("proxy", holder));
    }

    private void assertOpenRefused(String code, Applicant... applicants) {
        CasesHarness.assertRefused(Kind.INVALID, code, () -> open(applicants));
    }

    private CaseView view(CaseView of) {
        return hub.cases.find(CasesHarness.OFFICE, of.id());
    }

    private void runReview() {
        hub.authorityReview.lapse(Instant.now());
        hub.authorityReview.sweep();
    }

    private Caller citizen(Person person) {
        UUID id = hub.persons.find(person.nationalId()).orElseThrow();
        return new Caller("citizen:" + id, Set.of(Caller.citizenRole(id, hub.persons.number(id, person.mobile()))));
    }

    private String held(CaseView of) {
        runReview();
        CaseView now = view(of);
        return now.held() == null ? null : now.held().code();
    }

    @Test
    void proxyNeedsRecordedAuthorityWithinScope() {
        Applicant own = applicant("owner", owner);
        Applicant other = applicant("proxy", holder);
        assertOpenRefused("authority.missing", own, other);
        record(proxy(owner, holder, Act.SEE));
        assertOpenRefused("authority.scope", own, other);
        record(proxy(owner, holder, Act.OPEN, Act.SEE));
        CaseView opened = open(own, other);
        assertNull(opened.held());
        String told = hub.journal.entries(opened.id()).get(0).details();
        assertTrue(told.contains("authorities"), told);
    }

    @Test
    void rejectsProxyOfOtherProperty() {
        NewAuthority other = proxy(owner, holder, Act.OPEN);
        record(new NewAuthority(
                other.kind(),
                owner,
                holder,
                PermitCase.property(hub),
                other.acts(),
                "N-1",
                null,
                null,
                null,
                null,
                null,
                false));
        assertOpenRefused("authority.missing", applicant("owner", owner), applicant("proxy", holder));
    }

    @Test
    void revokedAuthorityHoldsCaseUntilReplaced() {
        Authority first = record(proxy(owner, holder, Act.OPEN, Act.SEE));
        CaseView opened = openByProxy();
        assertNull(held(opened));
        hub.authorities.revoke(CasesHarness.DISTRICT, first.id(), "by word of the owner");
        assertEquals("authority.lapsed", held(opened));
        assertEquals(List.of("authority"), view(opened).waitsFor());
        assertTrue(view(opened).held().persian().contains("نمایندگی"));
        CasesHarness.assertRefused(
                Kind.CONFLICT,
                "authority.lapsed",
                () -> hub.cases.submit(
                        CasesHarness.OFFICE, opened.id(), view(opened).version()));
        assertProxyOpenRefused();
        CasesHarness.assertRefused(
                Kind.CONFLICT,
                "authority.ended",
                () -> hub.authorities.revoke(CasesHarness.OFFICE, first.id(), "once more"));
        record(proxy(owner, holder, Act.OPEN, Act.SEE, Act.WITHDRAW));
        assertNull(held(opened));
        List<String> events = hub.events(opened.id());
        assertTrue(events.contains("case.held") && events.contains("case.released"), events::toString);
        assertEquals(List.of("authority.recorded", "authority.revoked"), hub.events(first.id()));
    }

    private CaseView present(CaseView of, String nationalId) {
        return hub.cases.recordOwnerPresence(CasesHarness.OFFICE, of.id(), view(of).version(), nationalId);
    }

    @Test
    void presentOwnerReleasesHeldCase() {
        Authority first = record(proxy(owner, holder, Act.OPEN, Act.SEE));
        CaseView opened = openByProxy();
        hub.authorities.revoke(CasesHarness.DISTRICT, first.id(), "by word of the owner");
        assertEquals("authority.lapsed", held(opened));
        CasesHarness.assertRefused(Kind.INVALID, "authority.not-owner", () -> present(opened, holder.nationalId()));
        CasesHarness.assertRefused(Kind.INVALID, "applicant.none", () -> present(opened, "0684159414"));
        CasesHarness.assertRefused(Kind.INVALID, "authority.natural", () -> present(opened, "10380284790"));
        CaseView present = present(opened, owner.nationalId());
        assertNull(present.held());
        assertNull(held(opened), "and it stays so");
        assertEquals("papers", view(opened).stage());
        List<String> events = hub.events(opened.id());
        assertTrue(events.indexOf("case.owner-present") < events.indexOf("case.released"), events::toString);
        CasesHarness.assertRefused(Kind.INVALID, "authority.not-owner", () -> present(opened, owner.nationalId()));
        hub.cases.withdraw(CasesHarness.OFFICE, opened.id(), view(opened).version(), owner.nationalId(), "sold");
        CasesHarness.assertRefused(Kind.CONFLICT, "case.ended", () -> present(opened, owner.nationalId()));
    }

    @Test
    void wardCannotContinueCaseAlone() {
        Authority given = record(new NewAuthority(
                Authorities.Kind.GUARDIAN,
                owner,
                holder,
                null,
                Set.of(),
                "C-1405-7",
                null,
                null,
                null,
                TODAY.plusYears(3),
                null,
                false));
        CaseView opened = openByProxy();
        hub.authorities.revoke(CasesHarness.DISTRICT, given.id(), "the court named another");
        assertEquals("authority.lapsed", held(opened));
        CasesHarness.assertRefused(Kind.FORBIDDEN, "authority.ward", () -> present(opened, owner.nationalId()));
        assertEquals("authority.lapsed", held(opened));
    }

    private void assertProxyOpenRefused() {
        CasesHarness.assertRefused(
                Kind.INVALID,
                "authority.revoked",
                () -> hub.cases.open(
                        CasesHarness.OFFICE,
                        new OpenCase(
                                        "building-permit",
                                        PermitCase.property(hub),
                                        List.of(applicant("owner", owner), applicant("proxy", holder)),
                                        PermitCase.building(4))
                                .withOwners(List.of(owner.nationalId()))));
    }

    @Test
    void authorityLapsesAfterItsLastDay() {
        NewAuthority lawyer = new NewAuthority(
                Authorities.Kind.LAWYER, owner, holder, null, Set.of(), "L-9", "C-3", null, null, TODAY, null, false);
        Authority recorded = record(lawyer);
        CaseView opened = openByProxy();
        assertNull(held(opened), "the last day is one still");
        hub.tx.run(sql -> sql.createUpdate("update cases.authority set until = :yesterday where id = :id")
                .bind("yesterday", TODAY.minusDays(1))
                .bind("id", recorded.id())
                .execute());
        assertEquals("authority.lapsed", held(opened));
        assertEquals(
                "lapsed",
                hub.authorities.find(CasesHarness.OFFICE, recorded.id()).state());
        assertEquals(List.of("authority.recorded", "authority.lapsed"), hub.events(recorded.id()));
        runReview();
        assertEquals(2, hub.events(recorded.id()).size(), "once");
    }

    @Test
    void deathHoldsCaseUntilAllHeirsAreRecorded() {
        CaseView opened = open(applicant("owner", owner));
        Person son = person();
        Person daughter = person();
        CasesHarness.assertRefused(Kind.CONFLICT, "authority.no-death", () -> record(heir(owner, son, 2, 3)));
        Death death = recordDeath(owner);
        CasesHarness.assertRefused(Kind.CONFLICT, "death.twice", () -> recordDeath(owner));
        assertEquals("authority.owner-died", held(opened));
        record(heir(owner, son, 2, 3));
        assertEquals("authority.owner-died", held(opened), "two thirds are not all");
        CasesHarness.assertRefused(Kind.CONFLICT, "authority.shares", () -> record(heir(owner, daughter, 1, 2)));
        record(heir(owner, daughter, 1, 3));
        assertNull(held(opened));

        assertEquals(
                opened.id(),
                hub.citizens
                        .find(citizen(son), opened.id(), "citizen.case.read")
                        .id());
        for (String act : List.of("citizen.certificate.read", "citizen.payment.begin")) {
            CasesHarness.assertRefused(
                    Kind.FORBIDDEN,
                    "authority.shares-missing",
                    () -> hub.citizens.find(citizen(son), opened.id(), act));
        }
        record(proxy(daughter, son, Act.WITHDRAW));
        CaseView present =
                hub.citizens.withdraw(citizen(son), opened.id(), view(opened).version(), "we sell the land");
        assertEquals(State.WITHDRAWN, present.state());
        CasesHarness.assertRefused(
                Kind.NOT_FOUND,
                "death.unknown",
                () -> hub.deaths.annul(CasesHarness.OTHER_DISTRICT, death.id(), "not ours"));
    }

    @Test
    void annulledDeathReleasesCase() {
        CaseView opened = open(applicant("owner", owner));
        Death death = recordDeath(owner);
        assertEquals("authority.owner-died", held(opened));
        CasesHarness.assertRefused(
                Kind.FORBIDDEN,
                "authority.owner-died",
                () -> hub.citizens.find(citizen(owner), opened.id(), "citizen.payment.begin"));
        hub.deaths.annul(CasesHarness.DISTRICT, death.id(), "another person");
        assertNull(held(opened));
        CasesHarness.assertRefused(
                Kind.CONFLICT, "death.annulled", () -> hub.deaths.annul(CasesHarness.DISTRICT, death.id(), "again"));
        assertEquals(
                death.id(),
                hub.deaths.list(CasesHarness.DISTRICT, null, 1).items().get(0).id());
    }

    /** A dead person cannot open a case; the heirs together can. */
    @Test
    void heirsOpenCaseTogether() {
        recordDeath(owner);
        Person other = person();
        assertOpenRefused("authority.owner-died", applicant("owner", owner));
        record(heir(owner, holder, 1, 2));
        assertOpenRefused("authority.owner-died", applicant("owner", holder));
        record(heir(owner, other, 1, 2));
        CaseView opened = open(applicant("owner", holder), applicant("co-owner", other));
        assertNull(held(opened));
        assertEquals(
                List.of(holder.nationalId(), other.nationalId()),
                opened.archive().owners());
        CasesHarness.assertRefused(
                Kind.INVALID,
                "applicant.none",
                () -> hub.cases.withdraw(
                        CasesHarness.OFFICE, opened.id(), opened.version(), owner.nationalId(), "no more"));
        CasesHarness.assertRefused(
                Kind.FORBIDDEN,
                "authority.shares-missing",
                () -> hub.cases.withdraw(
                        CasesHarness.OFFICE, opened.id(), opened.version(), holder.nationalId(), "no more"));
        assertEquals(
                State.WITHDRAWN,
                hub.cases
                        .withdraw(CasesHarness.OFFICE, opened.id(), opened.version(), "both came")
                        .state());
    }

    @Test
    void holderActsOnlyWithinItsScope() {
        record(proxy(owner, holder, Act.OPEN, Act.SEE));
        CaseView opened = openByProxy();
        UUID id = opened.id();
        hub.citizens.find(citizen(holder), id, "citizen.case.read");
        for (String beyond : List.of("citizen.certificate.read", "citizen.delivery.choose", "citizen.payment.begin")) {
            CasesHarness.assertRefused(
                    Kind.FORBIDDEN, "authority.scope", () -> hub.citizens.reference(citizen(holder), id, beyond));
            hub.citizens.reference(citizen(owner), id, beyond);
        }
        CasesHarness.assertRefused(
                Kind.FORBIDDEN,
                "authority.scope",
                () -> hub.citizens.withdraw(citizen(holder), id, opened.version(), "no more"));
        CasesHarness.assertRefused(
                Kind.FORBIDDEN,
                "authority.scope",
                () -> hub.cases.withdraw(CasesHarness.OFFICE, id, opened.version(), "the proxy came"));
        assertEquals(
                State.WITHDRAWN,
                hub.cases
                        .withdraw(CasesHarness.OFFICE, id, opened.version(), owner.nationalId(), "the owner came")
                        .state());
    }

    /** The holder of a later authority sees the open cases and is notified of them. */
    @Test
    void laterAuthorityAppliesToOpenCases() {
        CaseView opened = open(applicant("owner", owner));
        Authority given = record(proxy(owner, holder, Act.SEE));
        assertEquals(
                List.of("owner", "proxy"),
                hub.persons.ofCase(opened.id()).stream().map(Party::role).toList());
        assertTrue(hub.citizens.list(citizen(holder), null, 10).items().stream()
                .anyMatch(s -> s.id().equals(opened.id())));
        hub.authorities.revokeOwn(citizen(owner), given.id(), "I go myself");
        assertNull(held(opened), "it rests on its owner");
        assertEquals(1, hub.persons.ofCase(opened.id()).size());
        CasesHarness.assertRefused(
                Kind.NOT_FOUND,
                "case.unknown",
                () -> hub.citizens.find(citizen(holder), opened.id(), "citizen.case.read"));
    }

    @Test
    void ownerAndHolderAreNotifiedAndSeeAuthority() {
        Authority given = record(proxy(owner, holder, Act.OPEN));
        List<Party> told = hub.persons.ofCase(given.id());
        assertEquals(
                List.of(owner.mobile(), holder.mobile()),
                told.stream().map(Party::mobile).toList());
        assertEquals(
                given.reference(),
                hub.tracking.subjects(Set.of(given.id())).get(given.id()).code());
        Own ended = hub.authorities.listOwn(citizen(owner), null, 10).items().get(0);
        assertFalse(ended.held());
        assertTrue(ended.authority().holder().nationalId().endsWith("*"), ended::toString);
        assertTrue(hub.authorities
                .listOwn(citizen(holder), null, 10)
                .items()
                .get(0)
                .held());
        assertEquals(
                List.of(),
                hub.authorities
                        .listOwn(citizen(createHolder(person())), null, 10)
                        .items());
    }

    /**
     * Records and revokes an authority of the stranger, opens two unrelated cases, and returns a person without any
     * authority.
     */
    private Person createHolder(Person stranger) {
        Person other = person();
        Authority authority = record(proxy(stranger, other, Act.SEE));
        hub.authorities.revokeOwn(citizen(other), authority.id(), "I give it up");
        Person last = person();
        open(applicant("owner", owner));
        hub.cases.open(
                CasesHarness.OFFICE,
                new OpenCase(
                        "building-permit",
                        PermitCase.property(hub),
                        List.of(applicant("owner", last)),
                        PermitCase.building(4)));
        return last;
    }

    /** A number that a clerk enters, although the hub knows another one, receives no notice and gives no access. */
    @Test
    void unverifiedMobileReceivesNoNotice() {
        open(applicant("owner", owner));
        Person planted = new Person(owner.nationalId(), owner.name(), "09350000007");
        Authority given = record(proxy(planted, holder, Act.SEE));
        assertEquals(owner.mobile(), hub.persons.ofCase(given.id()).get(0).mobile());
        assertEquals(
                List.of(), hub.authorities.listOwn(citizen(planted), null, 10).items());
        CasesHarness.assertRefused(
                Kind.NOT_FOUND,
                "authority.unknown",
                () -> hub.authorities.revokeOwn(citizen(planted), given.id(), "not mine"));
        assertEquals(
                1, hub.authorities.listOwn(citizen(owner), null, 10).items().size());
    }

    @Test
    void authorityIsVisibleToItsOfficeAndDistrict() {
        Authority given = record(proxy(owner, holder, Act.SEE));
        assertEquals(given, hub.authorities.find(CasesHarness.OFFICE, given.id()));
        for (Caller other : List.of(CasesHarness.OTHER_OFFICE, CasesHarness.OTHER_DISTRICT)) {
            CasesHarness.assertRefused(
                    Kind.NOT_FOUND, "authority.unknown", () -> hub.authorities.find(other, given.id()));
            CasesHarness.assertRefused(
                    Kind.NOT_FOUND, "authority.unknown", () -> hub.authorities.revoke(other, given.id(), "why not"));
        }
        CasesHarness.assertRefused(
                Kind.FORBIDDEN,
                "access.forbidden",
                () -> hub.authorities.record(CasesHarness.DISTRICT, proxy(owner, holder, Act.SEE)));
        CasesHarness.assertRefused(
                Kind.FORBIDDEN,
                "access.forbidden",
                () -> hub.deaths.record(CasesHarness.OFFICE, new NewDeath(owner.nationalId(), "D-1", TODAY)));
        assertEquals(
                given.id(),
                hub.authorities
                        .list(CasesHarness.OFFICE, "valid", null, 1)
                        .items()
                        .get(0)
                        .id());
        assertEquals(
                List.of(),
                hub.authorities.list(CasesHarness.OTHER_OFFICE, null, null, 10).items());
    }

    /** Personal data of authorities and deaths is stored encrypted only. */
    @Test
    void storesPersonalDataEncryptedOnly() {
        Authority given = record(proxy(owner, holder, Act.SEE));
        recordDeath(owner);
        String stored =
                hub.tx.required(sql -> sql.createQuery("select (select string_agg(a::text, '') from cases.authority a)"
                                + " || (select string_agg(d::text, '') from cases.death d)"
                                + " || (select string_agg(p::text, '') from cases.person p)")
                        .mapTo(String.class)
                        .one());
        String told = hub.journal.entries(given.id()).toString();
        for (String secret :
                List.of(owner.nationalId(), holder.nationalId(), owner.mobile(), holder.name(), "N-12/345", "D-77")) {
            assertFalse(stored.contains(secret) || told.contains(secret), secret);
        }
    }

    @Test
    void rejectsInvalidAuthorities() {
        List<String> codes = new ArrayList<>();
        Person company = new Person("10380284790", "A company", null);
        for (NewAuthority wrong : List.of(
                of(null, owner, holder),
                proxy(owner, holder),
                proxy(owner, owner, Act.SEE),
                proxy(owner, company, Act.SEE),
                proxy(new Person("1234567890", "x", null), holder, Act.SEE),
                of(Authorities.Kind.SIGNATORY, owner, holder),
                of(Authorities.Kind.GUARDIAN, owner, holder),
                of(Authorities.Kind.HEIR, owner, holder),
                heir(owner, holder, 3, 2),
                new NewAuthority(
                        Authorities.Kind.SIGNATORY,
                        company,
                        holder,
                        null,
                        Set.of(),
                        "G-1",
                        null,
                        TODAY.minus(2, ChronoUnit.YEARS),
                        null,
                        TODAY.minusDays(1),
                        null,
                        false),
                new NewAuthority(
                        Authorities.Kind.PROXY,
                        owner,
                        holder,
                        "23-1-1-1-1-0-0",
                        Set.of(Act.SEE),
                        "N",
                        null,
                        null,
                        null,
                        null,
                        null,
                        false),
                new NewAuthority(
                        Authorities.Kind.PROXY,
                        owner,
                        holder,
                        null,
                        Set.of(Act.SEE),
                        "N",
                        null,
                        null,
                        "0".repeat(64),
                        null,
                        null,
                        false))) {
            codes.add(CasesHarness.refusal(() -> record(wrong)).code());
        }
        assertEquals(
                List.of(
                        "authority.kind",
                        "authority.acts",
                        "authority.self",
                        "authority.natural",
                        "national-id.check-digit",
                        "authority.legal",
                        "authority.needed",
                        "authority.needed",
                        "authority.share",
                        "authority.past",
                        "renovation-code.district",
                        "authority.sheet"),
                codes);
    }

    /** Joint signatories of a company: one of two cannot open a case alone, although the case names the company. */
    @Test
    void jointSignatoriesOpenCaseTogether() {
        Person company = new Person("14005893875", "A company", null);
        Person second = person();
        for (Person signs : List.of(holder, second)) {
            if (signs == second) {
                CasesHarness.assertRefused(Kind.INVALID, "authority.jointly", () -> opened(company, List.of(holder)));
            }
            record(new NewAuthority(
                    Authorities.Kind.SIGNATORY,
                    company,
                    signs,
                    subject,
                    Set.of(),
                    "G-7",
                    null,
                    TODAY.minusYears(1),
                    null,
                    TODAY.plusYears(1),
                    null,
                    true));
        }
        assertNull(held(opened(company, List.of(holder, second))));
    }

    private CaseView opened(Person company, List<Person> signatories) {
        List<Applicant> applicants = new ArrayList<>();
        applicants.add(applicant("owner", company));
        signatories.forEach(signs -> applicants.add(applicant("proxy", signs)));
        return hub.cases.open(
                CasesHarness.OFFICE,
                new OpenCase("building-permit", subject, applicants, PermitCase.building(4))
                        .withOwners(List.of(company.nationalId())));
    }

    /** The counter refuses acts beyond a proxy's scope, and a signatory may receive for the company. */
    @Test
    void counterChecksScopeOfReceiver() {
        record(proxy(owner, holder, Act.OPEN));
        CaseView opened = openByProxy();
        UUID person = hub.persons.find(holder.nationalId()).orElseThrow();
        CasesHarness.assertRefused(
                Kind.FORBIDDEN, "authority.scope", () -> hub.deliveryEvents().requireReceiver(opened.id(), person));
        hub.deliveryEvents()
                .requireReceiver(
                        opened.id(), hub.persons.find(owner.nationalId()).orElseThrow());
        record(proxy(owner, holder, Act.RECEIVE));
        hub.deliveryEvents().requireReceiver(opened.id(), person);
    }

    @Test
    void ownCaseNeedsNoAuthority() {
        CaseView opened = open(applicant("owner", owner));
        boolean asked =
                hub.tx.required(sql -> hub.store.find(opened.id()).orElseThrow().isRepresented());
        assertFalse(asked);
        Refusal none = CasesHarness.assertRefused(
                Kind.INVALID,
                "applicant.none",
                () -> hub.cases.withdraw(
                        CasesHarness.OFFICE, opened.id(), opened.version(), "0684159414", "a stranger came"));
        assertEquals("nationalId", none.field());
    }
}
