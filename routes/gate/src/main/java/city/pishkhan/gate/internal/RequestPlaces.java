package city.pishkhan.gate.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.gate.internal.contexts.RequestDrain;
import city.pishkhan.gate.internal.http.BodyPace;
import city.pishkhan.gate.internal.http.HolderCounts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Limits requests that occupy a thread. Each kind of request has its own places, so that no kind can block another. Within a kind, the
 * places of one login or of one network without a login are limited. Thread-safe.
 */
final class RequestPlaces {
    private static final List<String> HEALTH_PATHS = List.of("/health", "/metrics");
    private static final List<String> ASSET_PATHS = List.of("/console", "/my", "/handbook", "/contracts");
    private static final List<String> LOGIN_PATHS = List.of("/auth/v1", "/citizen/v1/login");

    /** Kind of a request, determined by its path. */
    enum Kind {
        /** health and metrics */
        HEALTH,
        /** static pages and files of the hub */
        ASSETS,
        /** paths that check passwords and codes */
        LOGINS,
        /** SOAP, where the message may contain a password */
        SOAP,
        /** all other paths */
        DOORS;

        static Kind of(String path) {
            if (isBelow(path, HEALTH_PATHS)) {
                return Kind.HEALTH;
            }
            if (path.equals("/") || isBelow(path, ASSET_PATHS)) {
                return Kind.ASSETS;
            }
            if (isBelow(path, LOGIN_PATHS)) {
                return Kind.LOGINS;
            }
            return RequestDrain.isBelow(path, "/soap") ? Kind.SOAP : Kind.DOORS;
        }

        private static boolean isBelow(String path, List<String> doors) {
            for (String door : doors) {
                if (RequestDrain.isBelow(path, door)) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * Maximum numbers of concurrent requests.
     *
     * @param health    of the kind {@link Kind#HEALTH}
     * @param assets    of the kind {@link Kind#ASSETS}
     * @param logins    of the kind {@link Kind#LOGINS}
     * @param soap      of the kind {@link Kind#SOAP}; up to three quarters of them may have no login in their HTTP
     *     headers
     * @param doors     of the kind {@link Kind#DOORS}
     * @param anonymous of the kind {@link Kind#DOORS} without a login
     * @param network   of one kind and one network, without a login; never more than three quarters of the kind's
     *     places without a login
     * @param login     of one kind and one login; never more than a third of SOAP, whose responses occupy a thread
     */
    record Limits(int health, int assets, int logins, int soap, int doors, int anonymous, int network, int login) {}

    private final Limits limits;
    private final Map<Kind, KindPlaces> kinds = new EnumMap<>(Kind.class);

    RequestPlaces(Limits limits) {
        this.limits = limits;
        kinds.put(Kind.HEALTH, new KindPlaces(limits.health, limits.health, limits.login));
        kinds.put(Kind.ASSETS, new KindPlaces(limits.assets, limits.assets, limits.login));
        kinds.put(Kind.LOGINS, new KindPlaces(limits.logins, limits.logins, limits.login));
        kinds.put(Kind.SOAP, new KindPlaces(limits.soap, limits.soap - limits.soap / 4, limits.soap / 3));
        kinds.put(Kind.DOORS, new KindPlaces(limits.doors, limits.anonymous, limits.login));
    }

    /**
     * Acquires a place for a request of a kind.
     *
     * @throws Refusal UNAVAILABLE {@code hub.busy} if the kind has no free place
     */
    Place acquire(Kind kind) {
        KindPlaces places = Objects.requireNonNull(kinds.get(kind));
        if (!places.all.tryAcquire()) {
            throw BodyPace.busy();
        }
        return new Place(places);
    }

    /** Places of one kind. */
    private final class KindPlaces {
        private final Semaphore all;
        private final Semaphore anonymous;
        private final int ofNetwork;
        private final int ofLogin;
        private final HolderCounts logins = new HolderCounts();
        private final HolderCounts networks = new HolderCounts();

        KindPlaces(int all, int anonymous, int login) {
            this.all = new Semaphore(all);
            this.anonymous = new Semaphore(anonymous);
            ofNetwork = Math.max(1, Math.min(limits.network, anonymous - anonymous / 4));
            ofLogin = Math.max(1, Math.min(limits.login, login));
        }
    }

    /** Place of one request. */
    final class Place implements AutoCloseable {
        private final KindPlaces places;
        private boolean isAnonymous;
        private @Nullable HolderCounts counted;
        private @Nullable String holder;

        private Place(KindPlaces places) {
            this.places = places;
        }

        /**
         * Counts a request with a login.
         * @throws Refusal TOO_MANY {@code request.too-many} if the login already has the maximum number of requests
         */
        void countLogin(String principal) {
            count(places.logins, principal, places.ofLogin);
        }

        /**
         * Counts a request without a login.
         * @param network see {@link city.pishkhan.api.security.SourceNetwork}, or {@code null} if the client is unknown
         * @throws Refusal UNAVAILABLE {@code hub.busy} if no place is free, TOO_MANY {@code request.too-many} if the network has the
         *     maximum number of requests
         */
        void countAnonymous(@Nullable String network) {
            if (!places.anonymous.tryAcquire()) {
                throw BodyPace.busy();
            }
            isAnonymous = true;
            if (network != null) {
                count(places.networks, network, places.ofNetwork);
            }
        }

        private void count(HolderCounts counts, String name, int limit) {
            if (!counts.tryIncrement(name, limit)) {
                throw tooMany();
            }
            counted = counts;
            holder = name;
        }

        @Override
        public void close() {
            if (counted != null) {
                counted.decrement(holder);
            }
            if (isAnonymous) {
                places.anonymous.release();
            }
            places.all.release();
        }
    }

    static Refusal tooMany() {
        return Refusal.tooMany("request.too-many", 1);
    }
}
