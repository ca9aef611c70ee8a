package city.pishkhan.deliveries.internal;

import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PostalService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A postal service that tests control. */
public final class FakePostalService implements PostalService {
    private static final Instant WHEN = Instant.parse("2026-05-03T08:00:00Z");

    /** events of each letter, by the id of its delivery */
    public final Map<UUID, List<Event>> journeys = new LinkedHashMap<>();

    public final List<Letter> letters = new ArrayList<>();
    /** code with which the postal service refuses orders, or {@code null} */
    public volatile String refuses;
    /**
     * {@code true} if the postal service is unreachable; if {@link #hears} is set, it still receives calls, but its
     * answers are lost
     */
    public volatile boolean down;

    public volatile boolean hears;

    @Override
    public String name() {
        return "post";
    }

    @Override
    public synchronized String order(Letter letter) {
        if (down && !hears) {
            throw new PartnerUnavailable("post: no route");
        }
        if (refuses != null) {
            throw new PartnerRefused(refuses, "post: " + refuses);
        }
        letters.add(letter);
        journeys.computeIfAbsent(letter.id(), id -> new ArrayList<>(List.of(new Event(Step.ACCEPTED, WHEN, null))));
        if (down) {
            throw new PartnerUnavailable("post: no reply");
        }
        return tracking(letter.id());
    }

    private static String tracking(UUID id) {
        return "PK-" + id.toString().substring(24);
    }

    /** All letters reach this step. */
    public synchronized void moveAll(Step step) {
        journeys.values().forEach(events -> events.add(new Event(step, WHEN.plusSeconds(60), "Tehran")));
    }

    @Override
    public synchronized LetterProgress track(UUID id) {
        if (down) {
            throw new PartnerUnavailable("post: no route");
        }
        List<Event> events = journeys.get(id);
        if (events == null) {
            throw new PartnerRefused("unknown", "post: unknown");
        }
        boolean delivered = events.get(events.size() - 1).step() == Step.DELIVERED;
        return new LetterProgress(tracking(id), events, delivered ? new Receipt("همسایه واحد ۲", "sig-9") : null);
    }

    @Override
    public synchronized boolean cancel(UUID id) {
        if (down) {
            throw new PartnerUnavailable("post: no route");
        }
        if (!journeys.containsKey(id)) {
            throw new PartnerRefused("unknown", "post: unknown");
        }
        return journeys.get(id).size() == 1;
    }
}
