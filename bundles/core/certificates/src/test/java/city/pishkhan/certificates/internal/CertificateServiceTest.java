package city.pishkhan.certificates.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.certificates.Certificates.Certificate;
import city.pishkhan.api.certificates.Certificates.CertificateQuery;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.sessions.internal.TestAttempts;
import city.pishkhan.stubs.Stubs;
import city.pishkhan.vault.internal.TestVault;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CertificateServiceTest {
    static final Map<String, Object> CONTENT = Map.of(
            "subject",
            "22-3-17-4-1-0-0",
            "district",
            22,
            "floors",
            8,
            "parts",
            List.of(Map.of("use", "residential", "area", 1200, "units", 16)),
            "applicants",
            List.of(Map.of("role", "owner", "name", "<b>سارا</b> & مریم")));

    static TestStore store;
    static CertificateService certificates;
    static Vault vault;

    private static final Caller NOTARY = new Caller("notary", Set.of("notary"));
    private static final Caller INSTITUTE = new Caller("institute", Set.of("institute"));
    private static final List<String> RECORDED = new CopyOnWriteArrayList<>();
    private static final Journal journal = Stubs.intercept(Journal.class, (proxy, method, args) -> {
        RECORDED.add(args[0] + " " + args[1] + " " + args[3]);
        return null;
    });

    @BeforeAll
    static void start() {
        store = TestStore.start();
        vault = TestVault.create(store.tx(), store.schemas());
        certificates = node();
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    private static CertificateService node() {
        return node(Clock.systemUTC());
    }

    private static CertificateService node(Clock clock) {
        return new CertificateService(
                store.tx(),
                store.schemas(),
                journal,
                vault,
                TestAttempts.create(store, vault, 100_000, () -> null),
                new ValidityTerms(new Templates(Path.of("../../../etc/certificates"))),
                clock);
    }

    private static Certificate issue(UUID caseId) {
        return certificates.issue(caseId, "22-1405-0000123-2", "building-permit", CONTENT, Set.of());
    }

    @Test
    void caseHasOneCertificatePerTemplate() {
        UUID caseId = Ids.next();
        assertEquals(issue(caseId).code(), issue(caseId).code());
        assertNotEquals(issue(caseId).code(), issue(Ids.next()).code());
    }

    /** A certificate keeps the last day computed at its issue, even if its template changes later. */
    @Test
    void certificateKeepsValidityDateOfIssue() {
        Certificate issued = issue(Ids.next());
        assertEquals(
                PersianDate.of(issued.issued()).year() + 2,
                PersianDate.of(LocalDate.parse(
                                issued.content().get("validUntil").toString()))
                        .year());
        assertEquals(
                issued.content().get("validUntil"),
                certificates.verify(issued.code()).orElseThrow().content().get("validUntil"));
    }

    @Test
    void holdLastsUntilReleaseOrRevocation() {
        Certificate issued = issue(Ids.next());
        assertTrue(certificates.placeOnHold(issued.caseId(), "taken-back"));
        assertFalse(certificates.placeOnHold(issued.caseId(), "taken-back"), "once");
        assertEquals("held", certificates.verify(issued.code()).orElseThrow().state());
        String recorded = RECORDED.get(RECORDED.size() - 1);
        assertTrue(recorded.contains("certificate.held ") && recorded.contains(issued.digest()), recorded);
        assertTrue(certificates.release(issued.caseId()));
        assertFalse(certificates.release(issued.caseId()));
        assertEquals("valid", certificates.verify(issued.code()).orElseThrow().state());
        certificates.placeOnHold(issued.caseId(), "taken-back");
        assertEquals("revoked", certificates.revoke(INSTITUTE, issued.code()).state());
        assertFalse(certificates.release(issued.caseId()), "for good");
        assertFalse(certificates.placeOnHold(Ids.next(), "taken-back"), "nothing was issued");
    }

    @Test
    void revocationIsFinal() {
        Certificate issued = issue(Ids.next());
        String typed = issued.code().toLowerCase(Locale.ROOT);
        assertEquals(Optional.of(issued.caseId()), certificates.findCaseId(typed));
        assertEquals(Optional.empty(), certificates.findCaseId("no code"));
        assertEquals("revoked", certificates.revoke(INSTITUTE, typed).state());
        assertEquals("revoked", certificates.verify(issued.code()).orElseThrow().state());
        assertEquals("revoked", issue(issued.caseId()).state(), "there is no other for the case");
        String recorded = RECORDED.get(RECORDED.size() - 1);
        assertTrue(
                recorded.startsWith(issued.caseId() + " certificate.revoked ")
                        && recorded.contains(issued.digest())
                        && !recorded.contains(issued.code()),
                recorded);
        assertEquals(
                "certificate.revoked",
                assertThrows(Refusal.class, () -> certificates.revoke(INSTITUTE, issued.code()))
                        .code());
        assertThrows(Refusal.class, () -> certificates.revoke(INSTITUTE, "no code"));
    }

    @Test
    void verificationShowsStateWithoutPersonalData() {
        Certificate issued = issue(Ids.next());
        Certificate seen = certificates.verify(issued.code()).orElseThrow();
        assertEquals("valid", seen.state());
        assertEquals("22-1405-0000123-2", seen.number());
        assertNull(seen.caseId());
        assertTrue(
                Collections.disjoint(seen.content().keySet(), Set.of("applicants", "conditions", "nonce")),
                seen.content().keySet().toString());
        // the digest reveals a modified certificate
        assertEquals(issued.digest(), seen.digest());
    }

    @Test
    void acceptsCodeInUsualSpellings() {
        String code = issue(Ids.next()).code();
        String typed = code.replace("-", " ")
                .toLowerCase(Locale.ROOT)
                .replace('0', 'o')
                .replace('1', 'l');
        assertEquals(code, certificates.verify(typed).orElseThrow().code());
        assertEquals(
                code,
                certificates
                        .verify(PersianText.persianDigits(code))
                        .orElseThrow()
                        .code(),
                "from a Persian keyboard");
    }

    @Test
    void unknownOrInvalidCodeFindsNothing() {
        assertTrue(certificates.verify(new CertificateCodes().next()).isEmpty());
        assertTrue(certificates.verify("' or 1=1 --").isEmpty());
        assertTrue(certificates.verify(null).isEmpty());
    }

    @Test
    void verifiesManyByCodeOrNumberAndDay() {
        Certificate one = issue(Ids.next());
        Certificate revoked = issue(Ids.next());
        certificates.revoke(INSTITUTE, revoked.code());
        Certificate other = certificates.issue(Ids.next(), "22-1405-0000999-1", "building-permit", CONTENT, Set.of());
        LocalDate day = other.issued().atZone(PersianDate.TEHRAN).toLocalDate();
        List<Optional<Certificate>> found = certificates.verifyAll(
                NOTARY,
                List.of(
                        new CertificateQuery(one.code().toLowerCase(Locale.ROOT), null, null),
                        new CertificateQuery(new CertificateCodes().next(), null, null),
                        new CertificateQuery("nonsense", null, null),
                        new CertificateQuery(revoked.code(), null, null),
                        new CertificateQuery(null, "22-1405-0000999-1", day),
                        new CertificateQuery(null, "22-1405-0000999-1", day.minusDays(1)),
                        new CertificateQuery(null, null, day)));
        assertEquals(
                List.of("valid", "-", "-", "revoked", "valid", "-", "-"),
                found.stream().map(c -> c.map(Certificate::state).orElse("-")).toList());
        assertEquals(other.digest(), found.get(4).orElseThrow().digest());
        assertTrue(found.get(4).orElseThrow().content().isEmpty());
        assertThrows(
                IllegalArgumentException.class,
                () -> certificates.verifyAll(
                        NOTARY, Collections.nCopies(1_001, new CertificateQuery("x", null, null))));
    }

    /** A case has one certificate of each template, all with the number of the case. */
    @Test
    void revokedCertificateDoesNotHideValidCertificate() {
        UUID caseId = Ids.next();
        String number = "22-1405-0000998-1";
        Certificate valid = certificates.issue(caseId, number, "building-permit", CONTENT, Set.of());
        Certificate other = certificates.issue(caseId, number, "completion", CONTENT, Set.of());
        LocalDate day = valid.issued().atZone(PersianDate.TEHRAN).toLocalDate();
        certificates.revoke(INSTITUTE, other.code());
        List<CertificateQuery> asked = List.of(new CertificateQuery(null, number, day));
        assertEquals(
                valid.digest(),
                certificates.verifyAll(NOTARY, asked).get(0).orElseThrow().digest());
        certificates.revoke(INSTITUTE, valid.code());
        assertEquals(
                "revoked",
                certificates.verifyAll(NOTARY, asked).get(0).orElseThrow().state());
    }

    /** A building permit is valid for 24 months, a completion certificate does not expire. */
    @Test
    void certificateExpiresAfterItsLastDay() {
        UUID caseId = Ids.next();
        String number = "9-1405-0000997-1";
        Map<String, Object> content = new TreeMap<>(CONTENT);
        content.put("subject", "9-1-2-3-0-0-0");
        Certificate issued = certificates.issue(caseId, number, "building-permit", content, Set.of());
        LocalDate day = issued.issued().atZone(PersianDate.TEHRAN).toLocalDate();
        LocalDate last = LocalDate.parse(issued.content().get("validUntil").toString());
        List<CertificateQuery> asked =
                List.of(new CertificateQuery(issued.code(), null, null), new CertificateQuery(null, number, day));

        CertificateService onLastDay = node(noon(last));
        assertEquals(List.of("valid", "valid"), states(onLastDay, asked));
        CertificateService later = node(noon(last.plusDays(1)));
        assertEquals(List.of("expired", "expired"), states(later, asked));
        assertEquals("expired", later.verify(issued.code()).orElseThrow().state());
        assertEquals("expired", later.findByCase(caseId).orElseThrow().state());

        Instant then = noon(last).instant();
        assertTrue(later.findValid("building-permit", "9-1-2-3-0-0-0", then).isPresent());
        assertTrue(later.findValid("building-permit", "9-1-2-3-0-0-0", then.plus(1, ChronoUnit.DAYS))
                .isEmpty());

        Certificate other = certificates.issue(caseId, number, "completion", content, Set.of());
        assertEquals(List.of("expired", "valid"), states(later, asked), "an expired one does not hide a valid one");
        certificates.placeOnHold(caseId, "taken-back");
        assertEquals("held", later.verify(issued.code()).orElseThrow().state());
        certificates.revoke(INSTITUTE, issued.code());
        assertEquals("revoked", later.verify(issued.code()).orElseThrow().state());
        assertEquals("held", later.verify(other.code()).orElseThrow().state());
    }

    private static Clock noon(LocalDate day) {
        return Clock.fixed(day.atTime(12, 0).atZone(PersianDate.TEHRAN).toInstant(), ZoneOffset.UTC);
    }

    private static List<String> states(CertificateService node, List<CertificateQuery> asked) {
        return node.verifyAll(NOTARY, asked).stream()
                .map(found -> found.map(Certificate::state).orElse("-"))
                .toList();
    }

    @Test
    void bulkVerificationIsJournaledAndLimited() {
        Caller prober = new Caller("prober", Set.of("notary"));
        String code = issue(Ids.next()).code();
        List<CertificateQuery> wild =
                Collections.nCopies(BulkVerificationLimiter.MOST_UNKNOWN, new CertificateQuery("nonsense", null, null));
        certificates.verifyAll(prober, wild);
        assertEquals(
                "null certificate.checked {", RECORDED.get(RECORDED.size() - 1).substring(0, 26));
        assertTrue(RECORDED.get(RECORDED.size() - 1).contains("lines=500"));
        List<CertificateQuery> good = List.of(new CertificateQuery(code, null, null));
        Refusal refusal = assertThrows(Refusal.class, () -> certificates.verifyAll(prober, good));
        assertEquals("certificate.check-brake", refusal.code());
        CertificateService other = node();
        assertThrows(Refusal.class, () -> other.verifyAll(prober, good), "all nodes count together");
        assertEquals(
                1,
                certificates
                        .verifyAll(new Caller("other", Set.of("notary")), good)
                        .size());
        Caller busy = new Caller("busy", Set.of("notary"));
        for (int i = 0; i < BulkVerificationLimiter.MOST_LINES / 1_000; i++) {
            certificates.verifyAll(busy, Collections.nCopies(1_000, new CertificateQuery(code, null, null)));
        }
        assertThrows(Refusal.class, () -> certificates.verifyAll(busy, good));
    }

    @Test
    void findsValidCertificateOfProperty() {
        Map<String, Object> content = new TreeMap<>(CONTENT);
        content.put("subject", "7-1-2-3-0-0-0");
        assertTrue(findValid("building-permit").isEmpty());
        Certificate issued = certificates.issue(Ids.next(), "7-1405-0000001-1", "building-permit", content, Set.of());
        assertEquals(issued.code(), findValid("building-permit").orElseThrow().code());
        assertTrue(findValid("completion").isEmpty());
        certificates.revoke(INSTITUTE, issued.code());
        assertTrue(findValid("building-permit").isEmpty());
    }

    private static Optional<Certificate> findValid(String template) {
        return certificates.findValid(template, "7-1-2-3-0-0-0", Instant.now());
    }

    @Test
    void personalContentIsEncryptedAndErased() {
        UUID caseId = Ids.next();
        Certificate issued = issue(caseId);
        Map<String, Object> asked = new TreeMap<>(issued.content());
        asked.remove("validUntil");
        assertEquals(SealedContent.json(CONTENT), SealedContent.json(asked));
        assertFalse(rows().contains("سارا"));
        assertTrue(rows().contains("residential"));
        certificates.erase(UUID.randomUUID(), "0499370899", List.of(caseId));
        assertErased(issued, caseId);
    }

    @Test
    void destroyedKeyErasesPersonalContent() {
        UUID caseId = Ids.next();
        Certificate issued = issue(caseId);
        vault.destroy(List.of(caseId));
        assertErased(issued, caseId);
    }

    private static void assertErased(Certificate issued, UUID caseId) {
        Certificate seen = certificates.findByCase(caseId).orElseThrow();
        assertFalse(seen.toString().contains("سارا"));
        assertEquals(issued.digest(), seen.digest());
        assertTrue(seen.content().toString().contains(Persons.ERASED), "and says that it was erased");
        assertEquals("valid", certificates.verify(issued.code()).orElseThrow().state());
    }

    private static String rows() {
        return store.tx().required(sql -> sql.createQuery("select json_agg(c)::text from certificates.certificate c")
                .mapTo(String.class)
                .one());
    }

    private String row(String code) {
        return store.tx().required(sql -> sql.createQuery(
                        "select row_to_json(c)::text from certificates.certificate c where code = :code")
                .bind("code", code)
                .mapTo(String.class)
                .one());
    }

    @Test
    void personalFactIsEncryptedAndErased() {
        Map<String, Object> content = new TreeMap<>(CONTENT);
        content.put("income", "ninety millions");
        UUID caseId = Ids.next();
        Certificate issued =
                certificates.issue(caseId, "22-1405-0000124-2", "building-permit", content, Set.of("income"));
        assertFalse(row(issued.code()).contains("ninety"), "only the case's key opens it");
        assertEquals("ninety millions", issued.content().get("income"));
        assertEquals(
                "ninety millions",
                certificates.findByCase(caseId).orElseThrow().content().get("income"));
        certificates.erase(Ids.next(), "0499370899", List.of(caseId));
        assertFalse(certificates.findByCase(caseId).orElseThrow().content().containsKey("income"));
        assertEquals(
                "8", certificates.findByCase(caseId).orElseThrow().content().get("floors") + "");
    }

    @Test
    void encryptsPersonalFactsOfExistingCertificates() {
        Map<String, Object> content = new TreeMap<>(CONTENT);
        content.put("debts", "seven years");
        UUID caseId = Ids.next();
        UUID erased = Ids.next();
        Certificate issued =
                certificates.issue(caseId, "22-1405-0000125-2", "building-permit", content, Set.of("other"));
        Certificate gone = certificates.issue(erased, "22-1405-0000126-2", "building-permit", content, Set.of());
        certificates.erase(Ids.next(), "0499370899", List.of(erased));
        assertTrue(row(issued.code()).contains("seven years"), "it is there to be sealed");
        assertEquals(2, certificates.sealFacts(Set.of("debts", "nothing")));
        assertFalse(row(issued.code()).contains("seven years"));
        assertFalse(row(gone.code()).contains("seven years"), "whose key is gone, with it");
        assertEquals(
                issued, certificates.findByCase(caseId).orElseThrow(), "it says what it said, under the same digest");
        assertFalse(certificates.findByCase(erased).orElseThrow().content().containsKey("debts"));
        assertEquals(0, certificates.sealFacts(Set.of("debts", "nothing")));
    }
}
