package city.pishkhan.cases.internal.model;

import city.pishkhan.api.persons.Persons;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Facts as they are stored: personal ones encrypted with the case's key, the others in clear. Without personal facts, nothing is encrypted
 * or decrypted.
 *
 * @param plainJson canonical JSON of the facts in clear
 * @param sealed    encrypted personal facts, or {@code null} if there are none
 */
public record SealedFacts(String plainJson, byte[] sealed) {

    /**
     * @param place    name under which the personal facts are encrypted
     * @param personal names of personal facts; not all of them need to be present
     */
    public static SealedFacts of(CaseSeal seal, String place, Map<String, Object> facts, Set<String> personal) {
        Map<String, Object> plain = new TreeMap<>(facts);
        plain.keySet().removeAll(personal);
        if (plain.size() == facts.size()) {
            return new SealedFacts(FactsJson.write(plain), null);
        }
        Map<String, Object> secret = new TreeMap<>(facts);
        secret.keySet().retainAll(personal);
        return new SealedFacts(FactsJson.write(plain), seal.seal(place, FactsJson.write(secret)));
    }

    /** The facts of a case whose key is destroyed: the personal ones are removed. */
    public static SealedFacts erased(String plainJson, Set<String> personal) {
        Map<String, Object> left = FactsJson.map(plainJson);
        left.keySet().removeAll(personal);
        return new SealedFacts(FactsJson.write(left), CaseSeal.erasedValue());
    }

    /** The decrypted personal facts; empty if they are erased. */
    public static Map<String, Object> personal(CaseSeal seal, String place, byte[] sealed) {
        if (sealed == null) {
            return Map.of();
        }
        String json = seal.open(place, sealed);
        return json.equals(Persons.ERASED) ? Map.of() : FactsJson.map(json);
    }

    /** All facts in one map. */
    public static Map<String, Object> merge(String plainJson, Map<String, Object> personal) {
        Map<String, Object> whole = FactsJson.map(plainJson);
        whole.putAll(personal);
        return whole;
    }
}
