package city.pishkhan.citizenlogin.internal;

import city.pishkhan.api.cases.Tracking;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Cases by tracking code, defined by a test. */
final class FakeTracking implements Tracking {
    final Map<String, Holder> holders = new HashMap<>();

    @Override
    public Optional<Standing> find(String code) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Holder> holder(String code) {
        return Optional.ofNullable(holders.get(code));
    }

    @Override
    public Map<UUID, Subject> subjects(Collection<UUID> cases) {
        throw new UnsupportedOperationException();
    }
}
