package city.pishkhan.gate.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.Refusal;
import city.pishkhan.gate.internal.RequestPlaces.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestPlacesTest {
    private final RequestPlaces places = new RequestPlaces(new RequestPlaces.Limits(4, 4, 4, 4, 20, 8, 100, 5));

    private static String refusal(Runnable act) {
        return assertThrows(Refusal.class, act::run).code();
    }

    private List<RequestPlaces.Place> enter(Kind kind, int count) {
        List<RequestPlaces.Place> entered = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entered.add(places.acquire(kind));
        }
        return entered;
    }

    @ParameterizedTest
    @CsvSource({
        "/health/live, HEALTH",
        "/metrics, HEALTH",
        "/, ASSETS",
        "/my, ASSETS",
        "/console/assets/main.js, ASSETS",
        "/consoles, DOORS",
        "/auth/v1/token, LOGINS",
        "/citizen/v1/login/code, LOGINS",
        "/citizen/v1/cases, DOORS",
        "/track, DOORS",
        "/soap/agency, SOAP",
        "/healthy, DOORS"
    })
    void derivesKindFromPath(String path, Kind kind) {
        assertEquals(kind, Kind.of(path));
    }

    @Test
    void kindsDoNotShareTheirPlaces() {
        for (Kind full : Kind.values()) {
            List<RequestPlaces.Place> all = enter(full, full == Kind.DOORS ? 20 : 4);
            for (Kind kind : Kind.values()) {
                if (kind == full) {
                    assertEquals("hub.busy", refusal(() -> places.acquire(kind)));
                } else {
                    places.acquire(kind).close();
                }
            }
            all.forEach(RequestPlaces.Place::close);
            places.acquire(full).close();
        }
    }

    @Test
    void limitsPlacesPerLogin() {
        List<RequestPlaces.Place> held = enter(Kind.DOORS, 5);
        held.forEach(place -> place.countLogin("clerk"));
        try (RequestPlaces.Place sixth = places.acquire(Kind.DOORS);
                RequestPlaces.Place other = places.acquire(Kind.DOORS)) {
            assertEquals("request.too-many", refusal(() -> sixth.countLogin("clerk")));
            other.countLogin("other");
        }
        held.forEach(RequestPlaces.Place::close);
        try (RequestPlaces.Place later = places.acquire(Kind.DOORS)) {
            later.countLogin("clerk");
        }
    }

    @Test
    void limitsAnonymousPlacesPerNetwork() {
        List<RequestPlaces.Place> held = enter(Kind.DOORS, 6);
        held.forEach(place -> place.countAnonymous("192.0.2.0/24"));
        try (RequestPlaces.Place seventh = places.acquire(Kind.DOORS)) {
            assertEquals("request.too-many", refusal(() -> seventh.countAnonymous("192.0.2.0/24")));
        }
        RequestPlaces.Place other = places.acquire(Kind.DOORS);
        other.countAnonymous("198.51.100.0/24");
        // only the proxy is known, so the request counts for no network
        RequestPlaces.Place unknown = places.acquire(Kind.DOORS);
        unknown.countAnonymous(null);
        try (RequestPlaces.Place ninth = places.acquire(Kind.DOORS);
                RequestPlaces.Place known = places.acquire(Kind.DOORS)) {
            assertEquals("hub.busy", refusal(() -> ninth.countAnonymous("203.0.113.0/24")));
            known.countLogin("clerk");
        }
        held.forEach(RequestPlaces.Place::close);
        other.close();
        unknown.close();
        for (RequestPlaces.Place place : enter(Kind.DOORS, 6)) {
            place.countAnonymous("192.0.2.0/24");
        }
    }
}
