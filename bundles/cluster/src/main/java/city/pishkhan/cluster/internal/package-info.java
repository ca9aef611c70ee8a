/** Which nodes there are, and whether they are alike. Begin with {@link ClusterService}. */
package city.pishkhan.cluster.internal;
