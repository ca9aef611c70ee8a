package city.pishkhan.access.internal;

import city.pishkhan.api.security.LoginNetworks;
import city.pishkhan.api.security.SourceNetwork;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The brakes on guessing passwords. Failures count for a user and a network together, for a user over all networks, and for a network over
 * all users; each lets the next try wait longer. None of them keeps a user out of a network from which the same user has logged in within
 * 30 days: there passwords are looked at all the same, one after another, see {@link LoginTurns}.
 */
final class LoginBrakes {

    /**
     * @param userFailures    wrong passwords for one user from one network that are free
     * @param userFailuresEverywhere    for one user from all networks
     * @param addressFailures for all users from one network
     * @param longest         delay
     */
    record Limits(int userFailures, int userFailuresEverywhere, int addressFailures, Duration longest) {}

    private final GrowingDelay pairs;
    private final GrowingDelay users;
    private final GrowingDelay networks;
    private final Supplier<LoginNetworks> history;

    /** @param history gives {@code null} while there is none: every network is strange then */
    LoginBrakes(Limits limits, Supplier<LoginNetworks> history, Clock clock) {
        this.pairs = new GrowingDelay(clock, limits.userFailures, limits.longest);
        this.users = new GrowingDelay(clock, limits.userFailuresEverywhere, limits.longest);
        this.networks = new GrowingDelay(clock, limits.addressFailures, limits.longest);
        this.history = history;
    }

    /** How long this user has to wait at this address; zero if not at all. What is there is asked of nobody. */
    Duration left(String user, String address) {
        String network = SourceNetwork.of(address);
        return Stream.of(pairs.left(pair(user, network)), users.left(user), networks.left(network))
                .max(Duration::compareTo)
                .orElseThrow();
    }

    /** Whether the user has logged in from there within 30 days. */
    boolean familiar(String user, String address) {
        LoginNetworks known = history.get();
        return known != null && known.known(account(user), SourceNetwork.of(address));
    }

    void failed(String user, String address) {
        String network = SourceNetwork.of(address);
        pairs.failed(pair(user, network));
        users.failed(user);
        networks.failed(network);
    }

    void passed(String user, String address) {
        String network = SourceNetwork.of(address);
        pairs.passed(pair(user, network));
        LoginNetworks known = history.get();
        if (known != null) {
            known.succeeded(account(user), network);
        }
    }

    private static String pair(String user, String network) {
        return user + " " + network;
    }

    private static String account(String user) {
        return "user " + user;
    }
}
