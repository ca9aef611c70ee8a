package city.pishkhan.cases.internal;

import city.pishkhan.api.security.CitizenProofs;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Proofs of mobile numbers that a test sets. All other numbers count as proved at a counter, for the cases that name
 * them.
 */
public final class FakeProofs implements CitizenProofs {
    public final Map<String, Reach> reaches = new HashMap<>();
    public final Map<String, String> mobiles = new HashMap<>();
    public final Set<UUID> changing = new HashSet<>();

    @Override
    public Reach reach(UUID person, String number) {
        return reaches.getOrDefault(
                number, new Reach(List.of(new Grant(number, null, Instant.EPOCH, null)), Instant.EPOCH, true));
    }

    @Override
    public Optional<String> mobile(UUID person, String number) {
        return Optional.ofNullable(mobiles.get(number));
    }

    @Override
    public Optional<Instant> changeWaitsUntil(Collection<UUID> persons) {
        return persons.stream().anyMatch(changing::contains)
                ? Optional.of(Instant.parse("2099-01-01T00:00:00Z"))
                : Optional.empty();
    }

    @Override
    public List<Proof> list(Collection<UUID> persons) {
        throw new UnsupportedOperationException();
    }
}
