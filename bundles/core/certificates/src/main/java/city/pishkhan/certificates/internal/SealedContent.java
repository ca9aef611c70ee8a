package city.pishkhan.certificates.internal;

import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.security.Vault;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Content of a certificate, stored in two parts: personal data is encrypted with the case's key, the rest is plain JSON. */
final class SealedContent {
    /** personal data, free text, and the nonce, without which the content could be guessed from the digest */
    private static final Set<String> PERSONAL = Set.of("applicants", "conditions", "nonce");

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final Vault vault;

    SealedContent(Vault vault) {
        this.vault = vault;
    }

    static String json(Map<String, Object> content) {
        try {
            return CANONICAL.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The content cannot be written as JSON", e);
        }
    }

    static Map<String, Object> read(String json) {
        try {
            return CANONICAL.readValue(json, MAP);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored certificate cannot be read", e);
        }
    }

    /**
     * Returns the part stored in plain text as JSON.
     *
     * @param besides names of further personal facts
     */
    static String toPlainJson(Map<String, Object> content, Set<String> besides) {
        Map<String, Object> open = new TreeMap<>(content);
        open.keySet().removeAll(PERSONAL);
        open.keySet().removeAll(besides);
        return json(open);
    }

    /** Returns the encrypted part with personal data. */
    byte @Nullable [] sealPersonal(UUID caseId, String code, Map<String, Object> content, Set<String> besides) {
        Map<String, Object> personal = new TreeMap<>(content);
        personal.keySet().removeIf(name -> !PERSONAL.contains(name) && !besides.contains(name));
        return vault.seal(caseId, place(code), json(personal));
    }

    /** Returns the decrypted personal data; empty if the people are erased. */
    Optional<Map<String, Object>> openPersonal(UUID caseId, String code, byte[] sealed) {
        return sealed.length == 0
                ? Optional.empty()
                : vault.open(caseId, place(code), sealed).map(SealedContent::read);
    }

    /**
     * Returns both parts together. If the people are erased, one applicant with the name {@link Persons#ERASED}
     * replaces them.
     */
    Map<String, Object> openAll(UUID caseId, String code, String open, byte[] sealed) {
        Map<String, Object> whole = new TreeMap<>(read(open));
        whole.putAll(openPersonal(caseId, code, sealed)
                .orElseGet(() -> Map.of("applicants", List.of(Map.of("role", "", "name", Persons.ERASED)))));
        return whole;
    }

    private static String place(String code) {
        return "certificate " + code;
    }
}
