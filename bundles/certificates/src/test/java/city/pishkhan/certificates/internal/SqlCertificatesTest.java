package city.pishkhan.certificates.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.ApprovedAct;
import city.pishkhan.api.Caller;
import city.pishkhan.api.Certificates;
import city.pishkhan.api.Certificates.Certificate;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Refusal;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.TestStore;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SqlCertificatesTest {
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
    static Certificates certificates;

    private static final Caller INSTITUTE = new Caller("institute", Set.of("institute"));
    private static final List<String> RECORDED = new CopyOnWriteArrayList<>();
    private static final Journal journal = (Journal) Proxy.newProxyInstance(
            Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, args) -> {
                RECORDED.add(args[1] + " " + args[3]);
                return null;
            });

    @BeforeAll
    static void start() {
        store = TestStore.start();
        certificates = new SqlCertificates(store.tx(), store.schemas(), journal);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    private static Certificate issue(UUID caseId) {
        return certificates.issue(caseId, "22-1405-0000123-2", "building-permit", CONTENT);
    }

    @Test
    void aCaseGetsOneCertificateOfAKind() {
        UUID caseId = Ids.next();
        assertEquals(issue(caseId).code(), issue(caseId).code());
        assertNotEquals(issue(caseId).code(), issue(Ids.next()).code());
    }

    @Test
    void isRevokedOnceAndForGood() {
        Certificate issued = issue(Ids.next());
        ApprovedAct act = new Revocation(certificates);
        Map<String, String> terms = Map.of("code", issued.code().toLowerCase(Locale.ROOT));
        act.check(terms);
        assertFalse(act.journaled(terms).toString().contains(issued.code()), "the journal is no way to the paper");
        assertEquals("revoked: 22-1405-0000123-2", act.carryOut(INSTITUTE, terms, "a reason"));
        assertEquals("revoked", certificates.verify(issued.code()).orElseThrow().state());
        assertEquals("revoked", issue(issued.caseId()).state(), "there is no other for the case");
        String recorded = RECORDED.get(RECORDED.size() - 1);
        assertTrue(
                recorded.startsWith("certificate.revoked ")
                        && recorded.contains(issued.digest())
                        && !recorded.contains(issued.code()),
                recorded);
        Refusal again = assertThrows(Refusal.class, () -> act.check(terms));
        assertEquals("certificate.revoked", again.code());
        assertThrows(Refusal.class, () -> certificates.revoke(INSTITUTE, issued.code()));
        assertThrows(Refusal.class, () -> act.check(Map.of("code", "no code")));
        assertThrows(Refusal.class, () -> act.check(Map.of()));
    }

    @Test
    void whoeverHasTheCodeLearnsThatItIsGoodAndNoMore() {
        Certificate issued = issue(Ids.next());
        Certificate seen = certificates.verify(issued.code()).orElseThrow();
        assertEquals("valid", seen.state());
        assertEquals("22-1405-0000123-2", seen.number());
        assertNull(seen.caseId());
        assertTrue(seen.content().isEmpty());
        // what tells the paper from one on which something was changed
        assertEquals(issued.digest(), seen.digest());
        assertTrue(certificates.render(issued).contains(issued.digest()), "the paper shows it as well");
    }

    @Test
    void aCodeMayBeTypedAsPeopleType() {
        String code = issue(Ids.next()).code();
        String typed = code.replace("-", " ")
                .toLowerCase(Locale.ROOT)
                .replace('0', 'o')
                .replace('1', 'l');
        assertEquals(code, certificates.verify(typed).orElseThrow().code());
    }

    @Test
    void anUnknownOrWildCodeFindsNothing() {
        assertTrue(certificates.verify(new Codes().next()).isEmpty());
        assertTrue(certificates.verify("' or 1=1 --").isEmpty());
        assertTrue(certificates.verify(null).isEmpty());
    }

    @Test
    void thePageIsPersianAndSafe() {
        String page = certificates.render(issue(Ids.next()));
        assertTrue(page.contains("dir=\"rtl\"") && page.contains("پروانه ساختمانی") && page.contains("۱۲۰۰"));
        assertTrue(page.contains("&lt;b&gt;سارا&lt;/b&gt; &amp; مریم"));
        assertFalse(page.contains("<b>سارا"));
    }
}
