package city.pishkhan.api.cluster;

/** Told when a node died: what only it had in hand is taken up by others. */
public interface NodeLossListener {

    /** Called once for each death, on one of the nodes that live, in the transaction that records it. @param node its name */
    void lost(String node);
}
