package city.pishkhan.api.cluster;

/** Listener that is notified after a node crashed, so that another node takes over its unfinished work. */
public interface NodeLossListener {

    /**
     * Called once for each lost node, on one of the running nodes, in the transaction that records the loss.
     *
     * @param node name of the lost node
     */
    void nodeLost(String node);
}
