package city.pishkhan.cases.internal.model;

import city.pishkhan.api.persons.Persons;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Facts as they are stored: personal ones encrypted with the case's key, the others in clear. Without personal facts, nothing is encrypted
 * or decrypted.
 *
 * @param open   canonical JSON of the facts in clear
 * @param sealed encrypted personal facts, or {@code null} if there are none
 */
public record SealedFacts(String open, byte[] sealed) {

    /**
     * @param place    name under which the personal facts are encrypted
     * @param personal names of personal facts; not all of them need to be present
     */
    public static SealedFacts of(CaseSeal seal, String place, Map<String, Object> facts, Set<String> personal) {
        Map<String, Object> open = new TreeMap<>(facts);
        open.keySet().removeAll(personal);
        if (open.size() == facts.size()) {
            return new SealedFacts(FactsJson.write(open), null);
        }
        Map<String, Object> secret = new TreeMap<>(facts);
        secret.keySet().retainAll(personal);
        return new SealedFacts(FactsJson.write(open), seal.seal(place, FactsJson.write(secret)));
    }

    /** The facts of a case whose key is destroyed: the personal ones are removed. */
    public static SealedFacts erased(String open, Set<String> personal) {
        Map<String, Object> left = FactsJson.map(open);
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
    public static Map<String, Object> merge(String open, Map<String, Object> personal) {
        Map<String, Object> whole = FactsJson.map(open);
        whole.putAll(personal);
        return whole;
    }
}
