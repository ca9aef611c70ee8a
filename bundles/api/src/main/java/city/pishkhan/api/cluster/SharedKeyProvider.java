package city.pishkhan.api.cluster;

import java.util.List;

/** Published by whoever holds keys that all nodes must have alike. Asked every few seconds: what takes long is remembered. */
public interface SharedKeyProvider {

    /** The keys as they are in use now. @throws RuntimeException if that cannot be told now; it is asked again */
    List<SharedKey> sharedKeys();

    /** Makes what is else made when it is first needed, so that whoever joins later finds it registered. */
    default void makeMissing() {}
}
