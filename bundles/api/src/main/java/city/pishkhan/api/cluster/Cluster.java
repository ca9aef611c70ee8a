package city.pishkhan.api.cluster;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.messages.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The nodes that work on one database and broker as one hub. */
public interface Cluster {

    /** What became of a node. */
    enum State {
        /** works */
        UP,
        /** runs and takes no part, because its keys are unlike the city's */
        REFUSED,
        /** stopped in good order */
        LEFT,
        /** died */
        LOST
    }

    /**
     * One node as it last said itself.
     *
     * @param here          whether it is this one
     * @param clock         by which its clock is ahead of the database's
     * @param configuration hash of what all nodes must have alike
     * @param keys          purpose to fingerprint
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
     * What nodes that run have unlike, or the broker has unlike what the hub needs.
     *
     * @param subject {@code keys}, {@code sheets}, {@code configuration}, {@code versions},
     *                {@code bundles}, {@code deployments}, {@code clocks} or {@code broker}
     * @param what    what is unlike, without any value that may be secret
     * @param remedy  what to do
     */
    record Difference(String subject, String what, String remedy) {}

    /** Why this node takes no part, as it is said to callers; empty if it does. */
    Optional<Refusal> refusal();

    /** The same for operators, with the keys and where they lie; empty if it takes part. */
    Optional<String> problem();

    /** What an operator should look at although this node takes part, e.g. that another has its name. */
    Optional<Text> warning();

    /** Nodes that run, or ended within a week, by name. */
    List<Node> nodes();

    /** Empty if all is alike. */
    List<Difference> differences();

    /**
     * Makes this node's key the city's in place of the one that was: every node that has another takes no part from then on.
     *
     * @param purpose as {@link SharedKey#purpose}, of a key that the first node registers
     * @throws Refusal if there is no such key here, or it is the city's already
     */
    void replaceKey(Caller operator, String purpose, String reason);
}
