package city.pishkhan.cases.internal.model;

import city.pishkhan.api.persons.Persons;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Facts as they are kept: those that are personal are sealed with the case's key, the rest is not. Where none is personal nothing is sealed,
 * and nothing has to be opened.
 *
 * @param open   canonical JSON
 * @param sealed {@code null} if none is personal
 */
public record SealedFacts(String open, byte[] sealed) {

    /** @param place as which they are sealed @param personal names, whether there are such facts or not */
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

    /** Of a case that has no key any more: what would be sealed is gone. */
    public static SealedFacts erased(String open, Set<String> personal) {
        Map<String, Object> left = FactsJson.map(open);
        left.keySet().removeAll(personal);
        return new SealedFacts(FactsJson.write(left), CaseSeal.gone());
    }

    /** What is sealed; nothing once it is erased. */
    public static Map<String, Object> personal(CaseSeal seal, String place, byte[] sealed) {
        if (sealed == null) {
            return Map.of();
        }
        String json = seal.open(place, sealed);
        return json.equals(Persons.ERASED) ? Map.of() : FactsJson.map(json);
    }

    /** Both parts together again. */
    public static Map<String, Object> whole(String open, Map<String, Object> personal) {
        Map<String, Object> whole = FactsJson.map(open);
        whole.putAll(personal);
        return whole;
    }
}
