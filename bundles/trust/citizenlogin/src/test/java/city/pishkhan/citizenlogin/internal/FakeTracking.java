package city.pishkhan.citizenlogin.internal;

import city.pishkhan.api.cases.Tracking;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Cases by tracking code, defined by a test. */
final class FakeTracking implements Tracking {
    final Map<String, TrackedCase> holders = new HashMap<>();

    @Override
    public Optional<TrackingStatus> find(String code) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<TrackedCase> findCase(String code) {
        return Optional.ofNullable(holders.get(code));
    }

    @Override
    public Map<UUID, Subject> subjects(Collection<UUID> cases) {
        throw new UnsupportedOperationException();
    }
}
