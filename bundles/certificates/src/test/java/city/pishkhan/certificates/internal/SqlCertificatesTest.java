package city.pishkhan.certificates.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Certificates;
import city.pishkhan.api.Certificates.Certificate;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.TestStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
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

    @BeforeAll
    static void start() {
        store = TestStore.start();
        certificates = new SqlCertificates(store.tx(), store.schemas());
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
