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

/** What a certificate says, in two parts as they are kept: what it says of people is sealed with the case's key, the rest is not. */
final class SealedContent {
    /** of people, in their words, or by which the digest could be tried out */
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
            throw new IllegalArgumentException("Content that JSON cannot say", e);
        }
    }

    static Map<String, Object> read(String json) {
        try {
            return CANONICAL.readValue(json, MAP);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored certificate cannot be read", e);
        }
    }

    /** The part that is kept as it is. @param besides names of what is personal too */
    static String open(Map<String, Object> content, Set<String> besides) {
        Map<String, Object> open = new TreeMap<>(content);
        open.keySet().removeAll(PERSONAL);
        open.keySet().removeAll(besides);
        return json(open);
    }

    /** The part of people. */
    byte[] sealed(UUID caseId, String code, Map<String, Object> content, Set<String> besides) {
        Map<String, Object> personal = new TreeMap<>(content);
        personal.keySet().removeIf(name -> !PERSONAL.contains(name) && !besides.contains(name));
        return vault.seal(caseId, place(code), json(personal));
    }

    /** The part of people as it was; empty once they are erased. */
    Optional<Map<String, Object>> personal(UUID caseId, String code, byte[] sealed) {
        return sealed.length == 0
                ? Optional.empty()
                : vault.open(caseId, place(code), sealed).map(SealedContent::read);
    }

    /** Both parts together again; who is erased is called so. */
    Map<String, Object> whole(UUID caseId, String code, String open, byte[] sealed) {
        Map<String, Object> whole = new TreeMap<>(read(open));
        whole.putAll(personal(caseId, code, sealed)
                .orElseGet(() -> Map.of("applicants", List.of(Map.of("role", "", "name", Persons.ERASED)))));
        return whole;
    }

    private static String place(String code) {
        return "certificate " + code;
    }
}
