package city.pishkhan.api.cluster;

import city.pishkhan.api.security.Caller;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * Deploys a file on all nodes, one after the other. The content is stored in the database, so that a node that dies does not end the deployment. A
 * node begins when the one before it runs the new version well. At the first failure all nodes that have switched go back.
 */
public interface ClusterDeployments {

    /** State of a deployment. */
    enum State {
        RUNNING,
        /** A node failed; those that have switched go back. */
        ROLLING_BACK,
        /** All nodes that run have the new version. */
        DONE,
        /** All nodes that run have the version before. */
        ROLLED_BACK
    }

    /** State of one node in a deployment. */
    enum Turn {
        WAITING,
        RUNNING,
        SWITCHED,
        /** It did not run; the version before runs again, unless the detail says otherwise. */
        FAILED,
        ROLLING_BACK,
        ROLLED_BACK,
        /** The node died or stopped; it catches up after its next start. */
        MISSED
    }

    /**
     * One node.
     *
     * @param detail cause of a failure, or the time that the switch took; may be empty
     */
    record NodeTurn(String node, Turn turn, String detail) {}

    /**
     * How far a deployment is.
     *
     * @param name  of the bundle, the feature or the file
     * @param cause which node failed and why; empty while none has
     * @param nodes in their order
     */
    record Progress(UUID id, String name, State state, String cause, List<NodeTurn> nodes) {
        public Progress {
            nodes = List.copyOf(nodes);
        }

        /** Whether nothing moves any more. */
        public boolean hasEnded() {
            return state == State.DONE || state == State.ROLLED_BACK;
        }
    }

    /**
     * Begins a deployment, with this node first.
     *
     * @return its id, for {@link #progress}
     * @throws city.pishkhan.api.Refusal if the file cannot run here, each node has a file of its own of that name, or another deployment on all
     *                                   nodes is under way
     */
    UUID begin(Path file, Caller by);

    /** @throws city.pishkhan.api.Refusal NOT_FOUND if there is none of that id, or it ended more than 7 days ago */
    Progress progress(UUID id);
}
