package city.pishkhan.runtime.internal.gate;

import city.pishkhan.api.Refusal;
import city.pishkhan.runtime.internal.contexts.RequestDrain;
import city.pishkhan.runtime.internal.http.BodyPace;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Places for requests that hold a thread. Each kind of request has its own, so that no kind stops another; within a kind one login, or one
 * network without a login, has a limited number.
 */
final class RequestPlaces {
    private static final List<String> HEALTH_PATHS = List.of("/health", "/metrics");
    private static final List<String> ASSET_PATHS = List.of("/console", "/my", "/handbook", "/contracts");
    private static final List<String> LOGIN_PATHS = List.of("/auth/v1", "/citizen/v1/login");

    /** A kind of request, by its path. */
    enum Kind {
        /** health and metrics */
        HEALTH,
        /** pages and files that the hub carries with it */
        ASSETS,
        /** paths that check passwords and codes */
        LOGINS,
        /** SOAP, where a password may come in the message */
        SOAP,
        /** everything else */
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
            return RequestDrain.below(path, "/soap") ? Kind.SOAP : Kind.DOORS;
        }

        private static boolean isBelow(String path, List<String> doors) {
            for (String door : doors) {
                if (RequestDrain.below(path, door)) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * Numbers of requests at once.
     *
     * @param health    of the kind {@link Kind#HEALTH}
     * @param assets    of the kind {@link Kind#ASSETS}
     * @param logins    of the kind {@link Kind#LOGINS}
     * @param soap      of the kind {@link Kind#SOAP}, three quarters of them without a login outside the message
     * @param doors     of the kind {@link Kind#DOORS}
     * @param anonymous of these, without a login
     * @param network   of one kind and one network, without a login; never more than three quarters of the kind
     * @param login     of one kind and one login; never more than a third of the kind
     */
    record Limits(int health, int assets, int logins, int soap, int doors, int anonymous, int network, int login) {}

    private final Limits limits;
    private final Map<Kind, KindPlaces> kinds = new EnumMap<>(Kind.class);

    RequestPlaces(Limits limits) {
        this.limits = limits;
        kinds.put(Kind.HEALTH, new KindPlaces(limits.health, limits.health));
        kinds.put(Kind.ASSETS, new KindPlaces(limits.assets, limits.assets));
        kinds.put(Kind.LOGINS, new KindPlaces(limits.logins, limits.logins));
        kinds.put(Kind.SOAP, new KindPlaces(limits.soap, limits.soap - limits.soap / 4));
        kinds.put(Kind.DOORS, new KindPlaces(limits.doors, limits.anonymous));
    }

    /** @throws Refusal UNAVAILABLE {@code hub.busy} if the kind has no free place */
    Place enter(Kind kind) {
        KindPlaces places = kinds.get(kind);
        if (!places.all.tryAcquire()) {
            throw BodyPace.busy();
        }
        return new Place(places);
    }

    /** The places of one kind. */
    private final class KindPlaces {
        private final Semaphore all;
        private final Semaphore anonymous;
        private final int ofNetwork;
        private final int ofLogin;
        private final HolderCounts logins = new HolderCounts();
        private final HolderCounts networks = new HolderCounts();

        KindPlaces(int all, int anonymous) {
            this.all = new Semaphore(all);
            this.anonymous = new Semaphore(anonymous);
            ofNetwork = Math.max(1, Math.min(limits.network, anonymous - anonymous / 4));
            ofLogin = Math.max(1, Math.min(limits.login, all / 3));
        }
    }

    /** Requests by who holds them. */
    static final class HolderCounts {
        private final Map<String, Integer> counts = new ConcurrentHashMap<>();

        /** @return whether the holder had less than the limit; if so, {@link #leave} is due */
        boolean enter(String holder, int limit) {
            if (counts.merge(holder, 1, Integer::sum) > limit) {
                leave(holder);
                return false;
            }
            return true;
        }

        void leave(String holder) {
            counts.computeIfPresent(holder, (who, count) -> count == 1 ? null : count - 1);
        }
    }

    /** The place of one request. */
    final class Place implements AutoCloseable {
        private final KindPlaces places;
        private boolean isAnonymous;
        private HolderCounts counted;
        private String holder;

        private Place(KindPlaces places) {
            this.places = places;
        }

        /**
         * Counts a request whose login is known.
         *
         * @throws Refusal TOO_MANY {@code request.too-many} if the login holds too many places
         */
        void holdLogin(String principal) {
            count(places.logins, principal, places.ofLogin);
        }

        /**
         * Counts a request without a login.
         *
         * @param network see {@link city.pishkhan.api.security.SourceNetwork}, or {@code null} if the client is not known
         * @throws Refusal UNAVAILABLE {@code hub.busy} if there is no free place, TOO_MANY {@code request.too-many} if the network holds
         *                 too many
         */
        void holdAnonymous(String network) {
            if (!places.anonymous.tryAcquire()) {
                throw BodyPace.busy();
            }
            isAnonymous = true;
            if (network != null) {
                count(places.networks, network, places.ofNetwork);
            }
        }

        private void count(HolderCounts counts, String who, int limit) {
            if (!counts.enter(who, limit)) {
                throw tooMany();
            }
            counted = counts;
            holder = who;
        }

        @Override
        public void close() {
            if (counted != null) {
                counted.leave(holder);
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
