package city.pishkhan.api.cluster;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.messages.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The nodes that share one database and broker and form one hub. */
public interface Cluster {

    /** State of a node. */
    enum State {
        /** the node is running and participates */
        UP,
        /** the node is running but does not participate, because its keys differ from those of the cluster */
        REFUSED,
        /** the node was stopped in good order */
        LEFT,
        /** the node has crashed or is unreachable */
        LOST
    }

    /**
     * A node as it last reported itself.
     *
     * @param here          whether it is this node
     * @param seen          time of its last report
     * @param clock         difference between its clock and the database's; positive if the node is ahead
     * @param configuration hash of the settings that must be equal on all nodes
     * @param keys          fingerprints of the node's keys, by purpose
     */
    record Node(
            String name,
            boolean here,
            State state,
            String version,
            Instant joined,
            Instant seen,
            Duration clock,
            String configuration,
            Map<String, String> keys) {}

    /**
     * A difference between running nodes, or between the broker's settings and the hub's requirements.
     *
     * @param subject {@code keys}, {@code sheets}, {@code configuration}, {@code versions}, {@code bundles}, {@code deployments},
     *                {@code clocks} or {@code broker}
     * @param what    the difference, without values that may be secret
     * @param remedy  the action to take
     */
    record Difference(String subject, String what, String remedy) {}

    /** Refusal for callers if this node does not participate in the cluster; empty if it participates. */
    Optional<Refusal> refusal();

    /**
     * Reason for operators why this node does not participate in the cluster, with the keys and their locations; empty
     * if it participates.
     */
    Optional<String> problem();

    /** A problem for operators of a node that participates nevertheless, e.g. that another node has the same name. */
    Optional<Text> warning();

    /** Nodes that are running, or ended within the last week, by name. */
    List<Node> nodes();

    /** Differences between the nodes; empty if there are none. */
    List<Difference> differences();

    /**
     * Replaces the cluster's key by this node's key. Nodes with another key no longer participate.
     *
     * @param purpose as {@link SharedKey#purpose}, of a key that the first node registers
     * @throws Refusal if this node has no such key, or the cluster already uses it
     */
    void replaceKey(Caller operator, String purpose, String reason);
}
