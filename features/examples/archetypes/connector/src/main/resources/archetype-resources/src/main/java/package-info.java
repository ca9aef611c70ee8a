/** Connector of ${name} to the hub. Begin with {@link ${package}.${name}Connector}. */
package ${package};
