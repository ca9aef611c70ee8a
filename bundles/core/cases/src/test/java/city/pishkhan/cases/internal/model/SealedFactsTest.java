package city.pishkhan.cases.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import city.pishkhan.api.security.Vault;
import city.pishkhan.stubs.Stubs;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealedFactsTest {
    private static final UUID CASE = UUID.randomUUID();
    private static final Map<String, Object> FACTS = Map.of("floors", 8L, "income", 90L);

    private int calls;

    /** A fake vault that counts its calls and reverses texts instead of encrypting them. */
    private final Vault vault = vault();

    private Vault vault() {
        Vault vault = Stubs.strict(Vault.class);
        doAnswer(call -> {
                    calls++;
                    return turned(call.getArgument(1) + "\n" + call.getArgument(2));
                })
                .when(vault)
                .seal(any(), any(), any());
        doAnswer(call -> {
                    calls++;
                    String text = new String(call.<byte[]>getArgument(2), StandardCharsets.UTF_8);
                    return Optional.of(new String(turned(text), StandardCharsets.UTF_8)
                            .substring(call.<String>getArgument(1).length() + 1));
                })
                .when(vault)
                .open(any(), any(), any());
        return vault;
    }

    private static byte[] turned(String text) {
        return new StringBuilder(text).reverse().toString().getBytes(StandardCharsets.UTF_8);
    }

    private CaseFile file() {
        CaseFile file = new CaseFile().withSeal(new CaseSeal(vault, CASE));
        file.salt("0123");
        calls = 0;
        return file;
    }

    @Test
    void factsWithoutPersonalDataDoNotUseVault() {
        CaseFile file = file();
        file.facts(FACTS, Set.of("somethingElse"));
        assertEquals(FACTS, file.facts());
        assertEquals(Set.of(), file.personal());
        assertEquals(FactsJson.digest(FACTS), file.factsDigest(), "as it ever was");
        assertSame(FACTS, file.committed(FACTS));
        assertFalse(file.hasErasedFacts());
        assertNull(
                SealedFacts.of(file.seal(), "p", FACTS, Set.of("somethingElse")).sealed());
        assertEquals(0, calls);
    }

    @Test
    void personalFactsStayPersonal() {
        CaseFile file = file();
        file.facts(FACTS, Set.of("income"));
        assertEquals("{\"floors\":8}", file.facts);
        Map<String, Object> changed = new TreeMap<>(FACTS);
        changed.put("income", 91L);
        file.facts(changed);
        assertEquals("{\"floors\":8}", file.facts);
        assertEquals(changed, file.facts());
        assertEquals(Set.of("income"), file.personal());
    }

    @Test
    void digestOfPersonalFactsIsSalted() {
        CaseFile file = file();
        file.facts(FACTS, Set.of("income"));
        assertNotEquals(FactsJson.digest(FACTS), file.factsDigest());
        String one = file.factsDigest();
        assertEquals(one, file.factsDigest(), "equal facts have equal digests in one case");
        file.salt("4567");
        assertNotEquals(one, file.factsDigest(), "and others in another");
        assertEquals(8L, file.committed(FACTS).get("floors"));
    }
}
