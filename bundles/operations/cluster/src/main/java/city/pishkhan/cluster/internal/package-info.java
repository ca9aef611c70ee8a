/** Tracks the nodes of the cluster and compares them. Begin with {@link ClusterService}. */
package city.pishkhan.cluster.internal;
