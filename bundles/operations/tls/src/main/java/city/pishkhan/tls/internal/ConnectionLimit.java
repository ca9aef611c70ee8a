package city.pishkhan.tls.internal;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.eclipse.jetty.io.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits the open connections of each client network at one connector. If a new connection exceeds the limit, the
 * connection of the same network that has been idle longest is closed. If none is idle, the new connection is closed.
 * Trusted proxies are not limited, because their connections carry clients of many networks. Thread-safe.
 */
final class ConnectionLimit implements Connection.Listener {
    /** Number of bytes that identify a network, as in {@code SourceNetwork}: 24 bits of IPv4, 64 of IPv6. */
    private static final int IPV4_BYTES = 3;

    private static final int IPV6_BYTES = 8;
    /**
     * Maximum number of connections that are compared to find the one to close, which limits the cost of an excess
     * connection.
     */
    private static final int MOST_COMPARED = 64;

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimit.class);
    private static final long HINT_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Supplier<ClientLimits> rules;
    /** Value of {@link System#nanoTime} when the last hint was logged; 0 before the first hint. */
    private final AtomicLong hinted = new AtomicLong();
    /** Open connections by client network; guarded by {@code this}. */
    private final Map<ByteBuffer, Set<MeteredEndPoint>> networks = new HashMap<>();

    ConnectionLimit(Supplier<ClientLimits> rules) {
        this.rules = rules;
    }

    private static ByteBuffer network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length == Integer.BYTES ? IPV4_BYTES : IPV6_BYTES));
    }

    /** Counts a connection. An encrypted connection is reported for each of its two layers, but counted once. */
    @Override
    public void onOpened(Connection connection) {
        MeteredEndPoint opened = MeteredEndPoint.of(connection.getEndPoint());
        ClientLimits now = rules.get();
        if (opened == null || opened.peer() == null || now.isProxy(opened.peer())) {
            return;
        }
        List<MeteredEndPoint> excess = List.of();
        synchronized (this) {
            if (!opened.isOpen()) {
                // the connection was closed before this call; its removal may already have been reported and would not
                // be repeated
                return;
            }
            Set<MeteredEndPoint> own = networks.computeIfAbsent(network(opened.peer()), key -> new LinkedHashSet<>());
            if (own.add(opened) && now.networkConnections() > 0 && own.size() > now.networkConnections()) {
                excess = removeExcess(own, opened, now.networkConnections());
            }
        }
        if (!excess.isEmpty()) {
            logHint(opened.peer(), now.networkConnections());
            excess.forEach(endPoint -> endPoint.abort("The client's network has too many connections"));
        }
    }

    /**
     * Logs, at most once a minute, which settings to change if the clients may come through a reverse proxy on this
     * machine or its local network.
     */
    private void logHint(InetAddress peer, int limit) {
        long last = hinted.get();
        long now = System.nanoTime();
        if ((peer.isLoopbackAddress() || peer.isSiteLocalAddress())
                && (last == 0 || now - last > HINT_NANOS)
                && hinted.compareAndSet(last, now)) {
            LOG.warn(
                    "The network of {} has more than {} connections, and some are closed. If a reverse proxy runs there, add its"
                            + " address to trusted.proxies in etc/city.pishkhan.runtime.gate.cfg; otherwise see connections.network",
                    peer.getHostAddress(),
                    limit);
        }
    }

    private static List<MeteredEndPoint> removeExcess(Set<MeteredEndPoint> own, MeteredEndPoint opened, int limit) {
        List<MeteredEndPoint> excess = new ArrayList<>();
        while (own.size() > limit && !excess.contains(opened)) {
            MeteredEndPoint longest = longestWaiting(own, opened);
            own.remove(longest);
            excess.add(longest);
        }
        return excess;
    }

    private static MeteredEndPoint longestWaiting(Set<MeteredEndPoint> own, MeteredEndPoint opened) {
        MeteredEndPoint longest = opened;
        int compared = 0;
        for (MeteredEndPoint endPoint : own) {
            if (endPoint.isInRequest() || endPoint == opened) {
                continue;
            }
            if (longest == opened || endPoint.waitsSinceNanos() - longest.waitsSinceNanos() < 0) {
                longest = endPoint;
            }
            if (++compared == MOST_COMPARED) {
                break;
            }
        }
        return longest;
    }

    @Override
    public void onClosed(Connection connection) {
        MeteredEndPoint closed = MeteredEndPoint.of(connection.getEndPoint());
        if (closed == null || closed.peer() == null) {
            return;
        }
        synchronized (this) {
            networks.computeIfPresent(network(closed.peer()), (key, own) -> {
                own.remove(closed);
                return own.isEmpty() ? null : own;
            });
        }
    }
}
