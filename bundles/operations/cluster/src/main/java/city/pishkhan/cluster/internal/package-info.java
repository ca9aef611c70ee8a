/** Tracks the nodes of the cluster and compares them. Begin with {@link ClusterService}. */
@NullMarked
package city.pishkhan.cluster.internal;

import org.jspecify.annotations.NullMarked;
