package city.pishkhan.api.cluster;

import city.pishkhan.api.security.Caller;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * Deploys a file on all nodes, one after the other. The content is stored in the database, so a deployment survives the crash of
 * a node. A node begins after the previous node runs the new version. At the first failure, all nodes that have switched roll
 * back.
 */
public interface ClusterDeployments {

    /** State of a deployment. */
    enum State {
        RUNNING,
        /** A node failed; nodes that have switched roll back. */
        ROLLING_BACK,
        /** All running nodes have the new version. */
        DONE,
        /** All running nodes have the previous version. */
        ROLLED_BACK
    }

    /** State of one node in a deployment. */
    enum NodeDeploymentState {
        WAITING,
        RUNNING,
        SWITCHED,
        /** The new version did not run; the previous version runs again, unless the detail states otherwise. */
        FAILED,
        ROLLING_BACK,
        ROLLED_BACK,
        /** The node crashed or stopped; it catches up after its next start. */
        MISSED
    }

    /**
     * One node's part of a deployment.
     *
     * @param detail cause of a failure, or duration of the switch; may be empty
     */
    record NodeDeployment(String node, NodeDeploymentState turn, String detail) {}

    /**
     * Progress of a deployment.
     *
     * @param name  name of the bundle, the feature or the file
     * @param cause failed node and reason; empty if none failed
     * @param nodes in the order of deployment
     */
    record Progress(UUID id, String name, State state, String cause, List<NodeDeployment> nodes) {
        public Progress {
            nodes = List.copyOf(nodes);
        }

        /** Returns {@code true} if the deployment is complete or rolled back. */
        public boolean hasEnded() {
            return state == State.DONE || state == State.ROLLED_BACK;
        }
    }

    /**
     * Begins a deployment on all nodes, with this node first.
     *
     * @return id for {@link #progress}
     * @throws city.pishkhan.api.Refusal if the file cannot run here, nodes have their own files of that name, or another
     *     deployment on all nodes is running
     */
    UUID begin(Path file, Caller by);

    /**
     * Begins to roll back the last deployment of a name on all nodes, with this node first. Without a previous version,
     * the deployed file is removed. At the first failure, all nodes that were rolled back return to the newer version.
     *
     * @param name as in {@link city.pishkhan.api.deployment.Deployments.Entry#name()}
     * @return id for {@link #progress}
     * @throws city.pishkhan.api.Refusal if nothing of that name was ever deployed here, this node no longer keeps the
     *     previous version, nodes have their own files of that name, or another deployment on all nodes is running
     */
    UUID beginRollback(String name, Caller by);

    /**
     * Returns the progress of a deployment.
     *
     * @throws city.pishkhan.api.Refusal NOT_FOUND if the id is unknown, or the deployment ended more than 7 days ago
     */
    Progress progress(UUID id);
}
